"""Identity: one body is one agency however its name is written, two bodies are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.model import Agency, Portal
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.bodies.names import level_of_region, name_key, region_stages

_PORTAL = Portal("fuyang", "杭州市富阳区人民政府", "http://127.0.0.1/", region_code="330111")
_WAYS = [
    [
        "鹿山街道",
        "富阳区鹿山街道",
        "鹿山街道办事处",
        "富阳区鹿山街道办事处",
        "杭州市富阳区人民政府鹿山街道办事处",
        "富阳鹿山街道办",
    ],
    ["富阳区人民政府", "杭州市富阳区人民政府", "区政府", "富阳区", "富阳区政府"],
    ["区政府办公室", "富阳区人民政府办公室", "区政府办", "杭州市富阳区政府办公室"],
    ["区发改局", "富阳区发展和改革局", "发展改革局", "富阳区发改局（区金融办、区对口支援和区域合作局）"],
    ["教育局", "区教育局", "富阳区教育局", "富阳教育局"],
    ["万市镇", "万市镇人民政府", "富阳区万市镇人民政府"],
    ["富阳街道", "富阳区富阳街道办事处"],
    ["市场监督管理局", "区市场监管局"],
    ["区域合作局"],
    ["杭州市教育局"],
    ["公安局"],
    ["云岭省", "云岭省人民政府", "云岭省政府"],
    ["临潭区", "临潭区人民政府"],
    ["经济开发区"],
    ["公安局（交警大队）"],
    ["杭州市生态环境局富阳分局"],
]


@pytest.mark.parametrize("ways", _WAYS, ids=[ways[0] for ways in _WAYS])
def test_all_spellings_of_a_name_are_one_agency(ways: list[str]) -> None:
    book = AgencyBook(_PORTAL)
    assert len({book.identify(way).id for way in ways}) == 1


def test_a_province_before_the_city_is_ignored_even_if_the_entry_lacks_it() -> None:
    book = AgencyBook(Portal("yunhe", "云河市人民政府", "http://127.0.0.1:8001/"))
    assert book.identify("江南省云河市教育局").id == book.identify("市教育局").id
    assert book.identify("江南省教育局").id != book.identify("市教育局").id


@pytest.mark.parametrize(
    ("portal", "ways"),
    [
        ("云岭省人民政府", ("省教育厅", "云岭省教育厅", "教育厅")),
        ("云河市人民政府", ("云河经开区管委会", "市经济技术开发区管理委员会", "经济开发区管委会", "云河经济开发区")),
        ("云河市人民政府", ("高新区管委会", "云河高新技术产业开发区管理委员会", "市高新区")),
        ("云河市人民政府", ("城管执法局", "市城市管理综合行政执法局", "云河市城市管理和综合执法局")),
        ("云河县经济开发区管理委员会", ("云河县经济开发区管委会", "开发区管委会", "管委会", "云河经开区")),
        ("云河高新技术产业开发区管理委员会", ("云河高新区管委会", "高新区管委会", "开发区管委会")),
        ("大岭州人民政府", ("州教育局", "大岭州教育局", "大岭教育局")),
        ("大岭州人民政府", ("大岭州", "大岭州人民政府", "州人民政府")),
        ("云岭省人民政府", ("大岭州", "大岭州人民政府", "云岭省大岭州")),
        ("大岭州霁川县人民政府", ("县府办", "霁川县人民政府办公室", "大岭州霁川县政府办")),
        ("云岭自治区人民政府", ("自治区水利厅", "云岭自治区水利厅")),
        ("江南扬州市人民政府", ("江南扬州市水利局", "市水利局")),
        ("鹤州市人民政府", ("市民政局", "鹤州市民政局", "民政局")),
        ("鹤州市人民政府", ("市政府办", "市政府办公室", "鹤州市人民政府办公室")),
        ("鹤州市人民政府", ("市政府", "鹤州市", "鹤州市人民政府")),
        ("鹤州市人民政府", ("市民宗局", "鹤州市民族宗教事务局", "市民族和宗教事务局")),
        ("鹤州市人民政府", ("市政务服务局", "鹤州市政务服务局")),
        ("鹤州市人民政府", ("市市场监管局", "鹤州市场监督管理局", "市场监督管理局")),
        ("鹤州市人民政府", ("鹤州市政管理局", "市政管理局", "鹤州市市政管理局")),
        ("鹤州市人民政府", ("高新区管委会", "鹤州高新区管理委员会", "鹤州市高新技术产业开发区管委会")),
        ("鹤州市人民政府", ("市人防办", "鹤州市人民防空办公室")),
        ("霁川县人民政府", ("县生态环境分局", "鹤州市生态环境局霁川分局", "市生态环境局霁川县分局")),
        ("霁川县人民政府", ("县税务局", "国家税务总局霁川县税务局")),
        ("霁川县人民政府", ("县委编办", "中共霁川县委编办")),
        ("大岭藏族羌族自治州人民政府", ("州教育局", "大岭州教育局", "大岭藏族羌族自治州教育局")),
        ("大岭藏族羌族自治州人民政府", ("大岭州", "州人民政府", "大岭藏族羌族自治州")),
        ("大岭蒙古族自治县人民政府", ("县教育局", "大岭县教育局", "自治县教育局")),
        ("东海新区管理委员会", ("新区教育局", "东海新区教育局")),
        ("霁川县人民政府", ("县科技局", "霁川县科学技术局")),
        ("霁川县人民政府", ("县供销社", "霁川县供销合作社联合社")),
    ],
)
def test_an_unnamed_level_means_that_of_the_portal(portal: str, ways: tuple[str, ...]) -> None:
    book = AgencyBook(Portal("yunling", portal, "http://127.0.0.1:8001/"))
    assert len({book.identify(way).id for way in ways}) == 1


def test_different_bodies_are_different_agencies() -> None:
    book = AgencyBook(_PORTAL)
    assert len({book.identify(ways[0]).id for ways in _WAYS}) == len(_WAYS)


@given(st.permutations([way for ways in _WAYS for way in ways]))
def test_ids_do_not_depend_on_the_order_of_discovery(names: list[str]) -> None:
    book, straight = AgencyBook(_PORTAL), AgencyBook(_PORTAL)
    met = {name: book.identify(name).id for name in names}
    assert met == {name: straight.identify(name).id for ways in _WAYS for name in ways}


def test_unlisted_agency_has_an_id_of_portal_and_pinyin() -> None:
    agency = AgencyBook(_PORTAL).identify("富阳区鹿山街道办事处")
    assert agency == Agency(
        id="fuyang-lushanjiedao",
        name="富阳区鹿山街道办事处",
        portal="fuyang",
        level="township",
        region_code="330111",
        registered=False,
        portal_name="杭州市富阳区人民政府",
    )


def test_registered_agency_is_found_by_alias_and_form() -> None:
    lushan = Agency("fuyang-lushan", "富阳区鹿山街道", "fuyang", aliases=("鹿山办",))
    portal = Portal("fuyang", "杭州市富阳区人民政府", "http://127.0.0.1/", agencies=(lushan,))
    book = AgencyBook(portal)
    assert {book.identify(name) for name in ("鹿山办", "鹿山街道办事处", "杭州市富阳区鹿山街道")} == {lushan}


def test_names_with_equal_pinyin_get_different_stable_ids() -> None:
    book = AgencyBook(_PORTAL)
    first, second = book.identify("福山镇"), book.identify("浮山镇")
    assert first.id == "fuyang-fushanzhen"
    assert second.id.startswith("fuyang-fushanzhen-")
    later = AgencyBook(_PORTAL, known=(first, second))
    assert (later.identify("浮山镇"), later.identify("福山镇")) == (second, first)


def test_agencies_of_another_portal_are_not_registered() -> None:
    book = AgencyBook(_PORTAL, known=(Agency("haishu-jiaoyuju", "教育局", "haishu"),))
    assert book.identify("教育局").portal == "fuyang"


@given(st.text(min_size=1, max_size=40))
def test_any_name_gets_one_stable_id(name: str) -> None:
    book = AgencyBook(_PORTAL)
    agency = book.identify(name)
    assert book.identify(name) is agency
    assert agency.id.isascii()
    assert "/" not in agency.id
    assert len(agency.id) <= 80


@given(st.sampled_from([way for ways in _WAYS for way in ways]))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    stages = region_stages(_PORTAL.name)
    assert name_key(name_key(name, stages), stages) == name_key(name, stages)


@pytest.mark.parametrize(
    ("portal", "stages", "level"),
    [
        ("浙江省人民政府", ("浙江省",), "province"),
        ("杭州市富阳区人民政府", ("杭州市", "富阳区"), "county"),
        ("宿迁市人民政府", ("宿迁市",), "city"),
        ("内蒙古自治区呼伦贝尔市人民政府", ("内蒙古自治区", "呼伦贝尔市"), "city"),
        ("沙市区人民政府", ("沙市区",), "county"),
        ("门户网站", (), None),
    ],
)
def test_regions_and_level_of_a_portal_name(portal: str, stages: tuple[str, ...], level: str | None) -> None:
    assert region_stages(portal) == stages
    assert level_of_region(stages) == level
