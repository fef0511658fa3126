"""Names of development zones: all spellings of their boards, and the board that owns a portal."""

import re
from collections.abc import Sequence

BOARD = "管理委员会"
_ECONOMIC, _HIGH_TECH = "经济技术开发区", "高新技术产业开发区"
_SPELLINGS = (
    (re.compile(r"经济(?:技术)?(?:产业)?开发区|经开区"), _ECONOMIC),
    (re.compile(r"高新(?:技术)?(?:产业)?(?:开发)?区"), _HIGH_TECH),
)
_BOARD = re.compile(r"(?:管理委员会|管委会)$")
_ONE_OF_THESE = re.compile(rf".{{0,6}}(?:{_ECONOMIC}|{_HIGH_TECH})")
_ENDS_AS_ZONE = re.compile(r"(?:开发|高新|经开|园|示范|保税|度假|景|名胜|试验|合作)区$")
# "云河市经济技术开发区", whose portal is called 云河经济技术开发区
_STAGE_INSIDE = re.compile(r"(?<=..)[市县州](?=.{3,}区$)")


def one_zone_name(key: str) -> str:
    """The board of an economic or high-tech zone in one spelling; any other name unchanged.

    >>> one_zone_name("经开区管委会"), one_zone_name("经济开发区")
    ('经济技术开发区管理委员会', '经济技术开发区管理委员会')
    """
    zone = _spelt(_BOARD.sub("", key))
    return f"{zone}{BOARD}" if _ONE_OF_THESE.fullmatch(zone) else key


def is_own_zone(name: str, stages: Sequence[str]) -> bool:
    """True if a portal is that of a zone, and a name is its board's: 管委会, 开发区管委会, 高新区.

    stages: the regions in the portal's name.
    """
    if not stages or not _ENDS_AS_ZONE.search(stages[-1]):
        return False
    zone = _BOARD.sub("", name)
    for stage in stages[:-1]:
        zone = zone.removeprefix(stage).removeprefix(stage[:-1])
    own, zone = _spelt(stages[-1]), _STAGE_INSIDE.sub("", _spelt(zone))
    if len(stages) == 1 and zone.endswith(own):  # 云河高新技术产业开发区, of whose long name the stage is but the end
        zone = own
    return own.endswith(zone) and (zone.endswith("区") if zone else _BOARD.fullmatch(name) is not None)


def _spelt(zone: str) -> str:
    for written, whole in _SPELLINGS:
        zone = written.sub(whole, zone)
    return zone
