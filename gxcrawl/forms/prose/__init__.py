"""The text around the tables: titles, sections by their headings, signature, and the selection among several bodies'
reports.
"""
