"""Page models: the contents of each page as frozen values, made from stored documents.

Pure functions that know no database, no HTML and no language.
"""
