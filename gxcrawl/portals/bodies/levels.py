"""Level and region of a body, from its name and its portal. Uncertain values are not inherited.

A city's portal lists the reports of its counties too: 霁川县教育局 there has neither the city's level nor its region.
"""

import re

from gxcrawl.model import Level
from gxcrawl.portals.bodies.names import level_of_name, level_of_region, name_key, region_stages

# "霁川县", "汀北区教育局" on a city's portal: a region further down; not 开发区管委会, 社区服务中心, 城市管理局
_REGION_BELOW = re.compile(
    r"(?P<region>[\u4e00-\u9fff]{2,8}?(?:自治县|县|区|市|旗|自治州|州|盟))(?P<body>人民政府.*|.*(?:局|委|委员会|办|办公室|厅|镇|乡|街道|中心))?"
)
_NO_REGION = re.compile(
    r"(?:开发|园|功能|风景|名胜|景|旅游|社|小|校|灾|(?<!井陉)(?<!峰峰)(?<!鄂博)矿|(?<!神农架)林|库|港|保税|度假|示范|试验|实验|工业|高新|经开|合作|管理|集聚|自贸|贸易|产业|新城|城|地)区$"
    r"|城市$|超市$|门市$|[省市区]县$|^(?:省|市|区|县|全)"
)
_CITY = re.compile(r"(?:市|州|盟)$")


def level_and_code(
    name: str, portal_name: str, portal_level: Level | None, portal_code: str | None
) -> tuple[Level | None, str | None]:
    """The level of a body, and the portal's region code if the body belongs to that region.

    A town's level follows from its name, a lower region's from the portal's own level; all others have the portal's.
    Lower regions have codes of their own, towns have none: a county's towns get the county's code; a city's towns get
    none, since nothing names their county.
    """
    stages = region_stages(portal_name)
    own = portal_level or level_of_region(stages)
    key = name_key(name, stages)
    level, below = level_of_name(key), _region_below(key, own)
    if below:
        return level or _level_below(below, own), None
    return level or own, None if level and own in ("city", "province") else portal_code


def _region_below(key: str, own: Level | None) -> str | None:
    """The region with which a name begins, if the portal's own region can contain such regions; otherwise None."""
    if own not in ("city", "province"):
        return None
    found = _REGION_BELOW.fullmatch(key)
    return found["region"] if found and not _NO_REGION.search(found["region"]) else None


def _level_below(region: str, own: Level | None) -> Level:
    return "city" if own == "province" and _CITY.search(region) else "county"
