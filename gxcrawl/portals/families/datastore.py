"""The `datastore` that Hanweb and TrueCMS hand their rows out in: XML around pieces of HTML."""

import re
from html import unescape

# "<record><![CDATA[<li>…</li>]]></record>", "<RECORD>&lt;li&gt;…&lt;/li&gt;</RECORD>"
_RECORD = re.compile(r"<record\b[^>]*>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL | re.IGNORECASE)


def records_in(store: str) -> list[str]:
    """The markup of each row, whether it stands in CDATA, plainly or escaped."""
    found: list[str] = _RECORD.findall(store)
    return [unescape(record) if "<" not in record else record for record in found]
