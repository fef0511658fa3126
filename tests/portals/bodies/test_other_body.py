"""A report whose title names quite another body than the one it is filed under, and names that only look so."""

import pytest

from gxcrawl.model import Agency
from gxcrawl.portals.bodies.other_body import other_body_in


def told(title: str, *names: str, portal: str | None = "杭州市霁川县人民政府") -> str | None:
    return other_body_in(
        f"{title}2021年政府信息公开工作年度报告", Agency("x", names[0], "p", names[1:], portal_name=portal)
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("霁川县人民政府", "霁川县水利局"),
        ("霁川县水利局", "霁川县人民政府"),
        ("霁川县鹤汀镇", "霁川县水利局"),
        ("霁川县鹿山街道办事处", "鹤汀镇人民政府"),
        ("霁川县", "霁川县鹤汀镇人民政府"),
    ],
)
def test_different_agencies_are_recognised(title: str, name: str) -> None:
    assert told(title, name) == title


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("杭州市霁川县水利局", ["县水利局"]),
        ("霁川县水务局", ["霁川县水利局"]),  # renamed
        ("霁川县卫计局", ["霁川县卫生健康局"]),
        ("霁川县工商行政管理局", ["霁川县市场监督管理局"]),
        ("霁川县人民政府办公室", ["霁川县人民政府"]),
        ("霁川县政务服务局关于霁川县人民政府", ["霁川县人民政府"]),
        ("霁川县人民政府鹿山街道办事处", ["鹿山街道"]),
        ("霁川县", ["霁川县人民政府"]),
        ("", ["霁川县水利局"]),  # names none
        ("霁川县人民政府办公室", ["县府办"]),  # too short to say so
        ("霁川县城市管理局", ["霁川县综合行政执法局"]),  # renamed
        ("霁川县政务公开办公室", ["霁川县人民政府"]),  # uploads for all
        ("霁川县人民政府", ["霁川县鹤汀镇人民政府", "霁川县人民政府派出机构"]),  # by its alias
        ("霁川县人民政府", ["区级机关"]),  # no body's name
    ],
)
def test_the_same_or_an_undecidable_agency_is_no_contradiction(title: str, names: list[str]) -> None:
    assert told(title, *names) is None


def test_a_portal_without_a_name_gives_no_verdict() -> None:
    assert told("霁川县人民政府", "霁川县水利局", portal=None) is None
