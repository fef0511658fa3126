"""Office packages without their time of creation, so that the same report gives the same bytes."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_ZIP_DATE = (2020, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # 2026-01-31T08:00:00Z in docProps/core.xml


def with_fixed_dates(package: bytes) -> bytes:
    """The same members in the same order; all of them, and the document's properties, get one fixed date."""
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(b"2020-01-01T00:00:00Z", content)
            target.writestr(ZipInfo(name, _ZIP_DATE), content, ZIP_DEFLATED)
    return fixed.getvalue()
