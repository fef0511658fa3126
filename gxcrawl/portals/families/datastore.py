"""The `datastore` in which Hanweb and TrueCMS deliver list rows: XML around pieces of HTML."""

import re
from html import unescape

# "<record><![CDATA[<li>…</li>]]></record>", "<RECORD>&lt;li&gt;…&lt;/li&gt;</RECORD>"
_BEGINS = re.compile(r"<record\b[^<>]*>\s*+(?:<!\[CDATA\[)?", re.IGNORECASE)
_ENDS = re.compile(r"</record>", re.IGNORECASE)


def records_in(store: str) -> list[str]:
    """The markup of each row, whether it is in CDATA, unescaped or escaped."""
    pieces = ((piece, _BEGINS.search(piece)) for piece in _ENDS.split(store)[:-1])
    found = [piece[begins.end() :].rstrip().removesuffix("]]>") for piece, begins in pieces if begins]
    return [unescape(record) if "<" not in record else record for record in found]
