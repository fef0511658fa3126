"""Documents of other office programs, converted by LibreOffice.

In: bytes of .doc, .wps, .et and the like. Out: bytes of .docx or .xlsx, or `NeedsTool`/`Unreadable`.
"""
