"""End tags of `html` and `body` that end nothing."""

import re

_ENDS = ("</body", "</html", "</BODY", "</HTML", "</Body", "</Html")
_END_TAG = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_REST = re.compile(r"(?:\s|</(?:html|body)\s*>)*", re.IGNORECASE)


def without_early_ends(source: str) -> str:
    """A page without the tags `</body>` and `</html>` if anything follows the first of them.

    A header included as a page of its own ends with `</body></html>`, and some servers append a pager or a report to
    the template's last line. Browsers ignore such end tags. libxml2 puts what follows beside the body, or into a second
    root beside the tree that is read.

    >>> without_early_ends("<html><body>县教育局</body></html><table></table>")
    '<html><body>县教育局<table></table>'
    >>> without_early_ends("<html><body>县教育局</body></html> ")
    '<html><body>县教育局</body></html> '
    """
    found = [at for end in _ENDS if (at := source.find(end)) >= 0]
    if not found or _REST.fullmatch(source, min(found)):
        return source
    return _END_TAG.sub("", source)
