"""gxcrawl finds, keeps, reads and checks 政府信息公开工作年度报告, reports on government information disclosure."""

__version__ = "0.1.0"

PARSER_VERSION = "18"
"""Raised with every change that can make the same bytes give another report; stored beside each report."""
