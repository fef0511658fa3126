"""HTTP responses: pages, files, dumps and errors, and the outermost layer that checks every request.

In: a request and the Library. Out: a response with its headers.
"""
