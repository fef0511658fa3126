"""gxcrawl finds, keeps, reads and checks 政府信息公开工作年度报告, reports on government information disclosure."""

__version__ = "0.1.0"
