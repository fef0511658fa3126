"""Level and region of a body: from its name and its portal, and nothing where these do not tell."""

import pytest

from gxcrawl.model import Level
from gxcrawl.portals.bodies.levels import level_and_code
from gxcrawl.portals.bodies.words import is_region

_COUNTY = ("杭州市富阳区人民政府", "330111")
_CITY = ("泰州市人民政府", "321200")
_PROVINCE = ("浙江省人民政府", "330000")


@pytest.mark.parametrize(
    ("portal", "name", "level", "code"),
    [
        (_COUNTY, "富阳区人民政府", "county", "330111"),
        (_COUNTY, "富阳区教育局", "county", "330111"),
        (_COUNTY, "市场监督管理局", "county", "330111"),
        (_COUNTY, "富阳经济技术开发区管委会", "county", "330111"),
        (_COUNTY, "鹿山街道", "township", "330111"),
        (_COUNTY, "万市镇人民政府", "township", "330111"),
        (_CITY, "泰州市人民政府", "city", "321200"),
        (_CITY, "市教育局", "city", "321200"),
        (_CITY, "泰州市城市管理局", "city", "321200"),
        (_CITY, "泰州医药高新区管委会", "city", "321200"),
        (_CITY, "社区服务中心", "city", "321200"),
        (_CITY, "萧山区教育局", "county", None),
        (_CITY, "神农架林区财政局", "county", None),
        (_CITY, "峰峰矿区民政局", "county", None),
        (_CITY, "国有林区管理局", "city", "321200"),
        (_CITY, "风景名胜区管理局", "city", "321200"),
        (_CITY, "泰兴市", "county", None),
        (_CITY, "海陵区人民政府", "county", None),
        (_CITY, "海陵区教育局", "county", None),
        (_CITY, "泰州市海陵区城南街道", "township", None),
        (_PROVINCE, "杭州市人民政府", "city", None),
        (_PROVINCE, "淳安县", "county", None),
        (_PROVINCE, "浙江省教育厅", "province", "330000"),
    ],
)
def test_level_and_region(portal: tuple[str, str], name: str, level: Level, code: str | None) -> None:
    portal_name, portal_code = portal
    assert level_and_code(name, portal_name, None, portal_code) == (level, code)


def test_the_registry_entry_takes_precedence_over_the_name_of_the_portal() -> None:
    assert level_and_code("教育局", "霁川人民政府", "city", None)[0] == "city"
    assert level_and_code("教育局", "霁川", None, None)[0] is None


def test_regions_have_names_of_their_own() -> None:
    assert all(map(is_region, ("霁川县", "海陵区", "云河市人民政府")))
    assert not any(map(is_region, ("市县", "县市", "各县区", "开发区")))
