"""Invented public bodies. No county, district or town has these names; region codes start with 99, which is unused."""

from dataclasses import dataclass

from gxcrawl.model import Level


@dataclass(frozen=True, slots=True)
class SimulatedAgency:
    """A body that publishes reports.

    id, portal: as in the registry. place: the county or district it belongs to. applications_a_year: how many
    applications it receives in an ordinary year, which scales all its figures.
    """

    id: str
    name: str
    portal: str
    place: str
    level: Level
    region_code: str
    applications_a_year: int
    aliases: tuple[str, ...] = ()

    @property
    def is_government(self) -> bool:
        """True for the people's government of a county or district; its own summary report is due by 31 March."""
        return self.name == f"{self.place}人民政府"

    @property
    def itself(self) -> str:
        """What the body calls itself in its prose: 全县, 我街道, 我镇, 本机关."""
        if self.is_government:
            return f"全{self.place[-1]}"
        for ending, word in (("街道办事处", "我街道"), ("镇人民政府", "我镇"), ("局", "我局")):
            if self.name.endswith(ending):
                return word
        return "本机关"


def _bodies(
    portal: str, place: str, region_code: str, bodies: tuple[tuple[str, str, Level, int, tuple[str, ...]], ...]
) -> tuple[SimulatedAgency, ...]:
    return tuple(
        SimulatedAgency(f"{portal}-{slug}", f"{place}{name}", portal, place, level, region_code, scale, aliases)
        for slug, name, level, scale, aliases in bodies
    )


JICHUAN: tuple[SimulatedAgency, ...] = _bodies(
    "jichuan",
    "霁川县",
    "990124",
    (
        ("zhengfu", "人民政府", "county", 180, ()),
        ("fagai", "发展和改革局", "county", 24, ("县发改局", "霁川县发改局")),
        ("jiaoyu", "教育局", "county", 15, ("县教育局",)),
        ("ziran", "自然资源和规划局", "county", 66, ("霁川县自规局",)),
        ("heting", "鹤汀镇人民政府", "township", 4, ("鹤汀镇", "鹤汀镇人民政府")),
    ),
)
"""The bodies of the invented 霁川县."""

SHUYU: tuple[SimulatedAgency, ...] = _bodies(
    "shuyu",
    "漱玉区",
    "990306",
    (
        ("zhengfu", "人民政府", "county", 140, ()),
        ("zhujian", "住房和城乡建设局", "county", 52, ("区住建局", "漱玉区住建局")),
        ("shichang", "市场监督管理局", "county", 31, ("漱玉区市场监管局",)),
        ("weijian", "卫生健康局", "county", 12, ("区卫健局",)),
        ("songyu", "松屿街道办事处", "township", 3, ("松屿街道", "漱玉区松屿街道")),
    ),
)
"""The bodies of the invented 漱玉区."""
