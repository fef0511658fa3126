"""Detects a report whose own title names a different body than the one it is filed under.

A list row can lead to the wrong article: the row says 水利局, but the page is the government's report.
"""

import re

from gxcrawl.model import Agency
from gxcrawl.portals.bodies.names import level_of_name, name_key, region_stages
from gxcrawl.portals.bodies.words import agency_like, is_uploader
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.spacing import compact

_GOVERNMENT = "人民政府"
# The part of a name that only gives the kind of body: 水利局 → 水利, 鹤汀镇 → 鹤汀
_KIND = re.compile(r"人民政府|政府|办公[室厅]|办事处|委员会|街道|苏木|[局委办厅镇乡省市县区旗]")
_SHORTEST_WORD = 2  # characters; 县府办 leaves a single one, which identifies nothing


def other_body_in(title: str | None, agency: Agency) -> str | None:
    """Another body named in the title, if it shares no character with any name of the agency; otherwise None.

    Kinds of bodies and the portal's regions are ignored in the comparison. Never applied to two departments, since
    those are renamed and merged (城市管理局 → 综合行政执法局), nor to an office that uploads for others.
    """
    named = agency_in_title(title or "")
    if named is None or not agency.portal_name:
        return None
    stages = region_stages(agency.portal_name)
    told, filed = name_key(named, stages), [name_key(name, stages) for name in (agency.name, *agency.aliases)]
    if not all(map(_is_plain, (told, *filed))) or (_is_department(told) and all(map(_is_department, filed))):
        return None
    printed = compact(title or "")
    same = any(one in told or told in one or one in printed or set(_word(one)) & set(_word(told)) for one in filed)
    return None if same else named


def _is_plain(key: str) -> bool:
    return key == _GOVERNMENT or (agency_like(key) and not is_uploader(key) and len(_word(key)) >= _SHORTEST_WORD)


def _is_department(key: str) -> bool:
    return key != _GOVERNMENT and level_of_name(key) is None


def _word(key: str) -> str:
    return _KIND.sub("", key)
