"""The prose of the six sections in invented sentences, and the numbers that it states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from gxcrawl.model import Section, Value
from gxcrawl.simulation.agencies import SimulatedAgency

HEADINGS: tuple[str, ...] = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
"""The headings of the form, without their numbers."""

OLDER_HEADINGS: tuple[str, ...] = (
    "概述",
    "主动公开政府信息情况",
    "回应解读情况",
    "依申请公开政府信息情况",
    "因政府信息公开申请行政复议、提起行政诉讼情况",
    "存在的主要问题和改进措施",
)
"""The usual headings before 2019."""

NUMERALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Prose:
    """The sections, and the claims of their sentences: name of the check -> number stated."""

    sections: tuple[Section, ...]
    claims: Mapping[str, int]


def write_prose(agency: SimulatedAgency, year: int, values: Mapping[str, Value], rng: Random) -> Prose:
    """Prose that agrees with the tables."""
    claims = _claims(values)
    texts = (
        _overview(agency, year, claims, rng),
        "",
        "",
        _disputes(agency, year, claims, rng),
        _problems(agency, rng),
        rng.choice(("无其他需要报告的事项。", f"{year}年，{agency.itself}未收取政府信息公开信息处理费。", "无。")),
    )
    return Prose(_numbered(HEADINGS, texts), claims)


def write_older_prose(agency: SimulatedAgency, year: int, rng: Random) -> Prose:
    """Prose of a report before 2019; it states no number about applications."""
    texts = (
        f"根据《中华人民共和国政府信息公开条例》，现公布{agency.name}{year}年政府信息公开情况。",
        rng.choice(("主要通过门户网站和公开栏公开信息。", "公开内容以机构职能、规划计划和财政信息为主。")),
        rng.choice(("对群众关心的事项作了集中回应。", "主要负责同志参加在线访谈，回答网民提问。")),
        "申请渠道保持畅通，答复按期作出。",
        "有关案件均依法办理。",
        _problems(agency, rng),
    )
    return Prose(_numbered(OLDER_HEADINGS, texts), {})


def _numbered(headings: Iterable[str], texts: Iterable[str]) -> tuple[Section, ...]:
    return tuple(
        Section(number, f"{NUMERALS[number - 1]}、{heading}", text)
        for number, (heading, text) in enumerate(zip(headings, texts, strict=True), start=1)
    )


def _claims(values: Mapping[str, Value]) -> dict[str, int]:
    def total(*paths: str) -> int:
        return sum(value for path in paths if isinstance(value := values[path], int))

    return {
        "received": total("applications.new_received.total"),
        "carried_over": total("applications.carried_over.total"),
        "granted": total("applications.granted.total"),
        "carried_forward": total("applications.carried_forward.total"),
        "review": total("review_litigation.review.total"),
        "litigation": total(
            "review_litigation.litigation_direct.total", "review_litigation.litigation_after_review.total"
        ),
    }


def _overview(agency: SimulatedAgency, year: int, claims: Mapping[str, int], rng: Random) -> str:
    published = rng.randint(3, 40) * max(agency.applications_a_year, 5)
    return "\n".join(
        (
            f"本报告依据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
            "（一）主动公开",
            f"{year}年，{agency.itself}通过门户网站、政务新媒体等渠道公开各类信息{published}条，"
            + rng.choice(("其中解读材料随文件一并发布。", "重点领域信息做到应公开尽公开。")),
            "（二）依申请公开",
            _requests(agency, year, claims, rng),
            "（三）政府信息管理",
            rng.choice(("公开前逐件审查，失效内容及时标注。", "严格落实三级审核，未发生失泄密事件。")),
            "（四）平台建设",
            rng.choice(("公开专栏按统一名称和格式改版，检索更为方便。", "政务新媒体归并整合，更新频次保持稳定。")),
            "（五）监督保障",
            rng.choice(("公开工作列入年度考核，年内组织培训两场。", "安排专人负责，接受社会评议。")),
        )
    )


def _requests(agency: SimulatedAgency, year: int, claims: Mapping[str, int], rng: Random) -> str:
    if claims["received"] == 0 and claims["carried_over"] == 0:
        return f"{year}年，{agency.itself}未收到政府信息公开申请。"
    verb = rng.choice(("新收", "收到"))
    return (
        f"{year}年，{agency.itself}{verb}政府信息公开申请{claims['received']}件，"
        f"上年结转{claims['carried_over']}件；予以公开{claims['granted']}件，"
        f"结转下年度继续办理{claims['carried_forward']}件。"
    )


def _disputes(agency: SimulatedAgency, year: int, claims: Mapping[str, int], rng: Random) -> str:
    if claims["review"] == 0 and claims["litigation"] == 0:
        return f"{year}年，{agency.itself}未发生因政府信息公开引起的行政复议和行政诉讼。"
    opening = rng.choice(("因政府信息公开", "围绕政府信息公开工作"))
    return f"{year}年，{opening}发生行政复议{claims['review']}件、行政诉讼{claims['litigation']}件。"


def _problems(agency: SimulatedAgency, rng: Random) -> str:
    problems = ["公开内容与群众期待尚有差距。", "少数栏目更新不够及时。", "解读形式较为单一。", "基层人员变动较频繁。"]
    remedies = ["细化公开目录，明确更新责任。", "加强业务培训，提升答复质量。", "丰富图文解读，畅通互动渠道。"]
    rng.shuffle(problems)
    rng.shuffle(remedies)
    return "\n".join(
        (
            "（一）存在的主要问题",
            f"一是{problems[0]}二是{problems[1]}",
            "（二）改进情况",
            f"{agency.itself}将着力{remedies[0]}同时{remedies[1]}",
        )
    )
