"""Whether a number that the prose states is about what the tables count: this year, this body, the whole.

A sentence about another year, another matter or a part makes no claim; one that may count other bodies makes a claim
that only agreement can settle.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from gxcrawl.forms.wordings import Wording

Verdict = Literal["certain", "uncertain", "none"]

_BREAK = re.compile(r"[，,；;：:()、。]")
_STATEMENT_END = re.compile(r"[；;。]")
_CLAUSE_END = re.compile(r"[，,；;。]")
_YEAR = re.compile(r"(?<![\d较比同与])(20\d\d)年")  # 较2020年增长: the year spoken of stays the same
_SINCE = re.compile(r"20\d\d年以来")
# 自条例施行以来 · 历年累计 · 上半年: longer or shorter than the year; 今年以来 is the year
_OTHER_SPAN = re.compile(
    r"(?<!今年)(?<!本年)(?<!年初)(?<!本年度)(?<!\d年)以来|历年|往年|历史|近[两三四五]年"
    r"|自20\d\d年[^，。]{0,12}起至今|20\d\d年度?(?:、|和|及|至|到|[-~—])+20\d\d年[^，。；]*$|同期"
)
# 全年 · 2021年1月1日至12月31日 · 截至12月底: after it the whole year is spoken of, whatever month was before
_OF_THE_YEAR = re.compile(
    r"全年|本年度?|年度|年内|当年|一年来|今年|20\d\d年(?!\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)"
    r"|1月(?:0?1日)?(?:起|开始)?[至到~—-]+(?:20\d\d年)?12月(?:31日)?|1[至到~—-]+12月|12月(?:31日|底|末)"
)
_PART_OF_YEAR = re.compile(r"季度|[上下]半年|\d月|期间|[每当][年月季周日]|[年月日]均|平均")
_OTHER_YEAR = re.compile(r"上一?年(?!度?结转)|去年|前年|同比|环比|较[上去前20]|比[上去前20]")
# 通过网络收到: a channel's share, unless it lists them all (通过网站、信函等渠道)
_CHANNEL = re.compile(
    r"(?:通过|以|采取|采用|经|由)[^，]{0,16}?"
    r"(?:网络|网上|互联网|网站|平台|邮寄|信函|邮件|传真|当面|现场|窗口|邮箱|在线)(?![^，]*(?:等|各种|多种))"
)
_PART = re.compile(r"其中|包括|^含")
_NEW = re.compile(r"新收|新增|新受理|新接收")  # 其中，上年结转3件，本年新收47件: all that are new
_NOT_OWN = re.compile(r"协助|配合|指导|督促|督办|帮助|交办|移交|转办|最[多高少]|[排位]名?第")  # 指导乡镇受理
_CONTINUES = re.compile(r"其中|上述|以上|所|予以|同意")  # goes on about the body of the sentence before
_HANDLED = re.compile(r"不予|答复|办结|超|逾")
_WIDER = re.compile(
    r"全(?:国|省|市|州|盟|区|县|旗|系统)|[我本](?:省|市|州|区|县|旗)(?![^，。]{0,8}(?:局|委|办公室|中心))"
    r"|各(?:级|部门|单位|镇|乡|街道|县|区|市|地|委办局)|镇街|街镇|[区市县省]直|下属|所属|局属|下级|系统内|汇总"
)
_NARROWER = re.compile(r"本级|政府办|(?<![本我])办公室|代表[市区县]政府|以[市区县]政府名义|为[市区县]政府")
_OTHER_MATTERS = re.compile(
    r"建议|提案|议案|信访|来信|来电|热线|12345|咨询|留言|信箱|工单|诉求|投诉|举报|许可|处罚|案卷|复议|诉讼|法律援助"
)
_APPLICATIONS = re.compile(r"依申请|公开的?申请|申请公开|信息申请|的申请|结转申请")
_MONEY = re.compile(r"资金|经费|结余|预算|行政诉讼|行政复议")
_DISCLOSURE = re.compile(r"信息公开|政务公开|公开(?:信息|申请|工作|类)|申请公开|依申请|答复后")
_ANSWERS = re.compile(r"申请|答复|办理|受理")
# 其中答复 · 决定: the clause that counts what was granted speaks of nothing but answers, not of 部门预算
_OF_ANSWERS = re.compile(
    r"(?:\d{1,6}件|(?:政府信息公开|信息公开|依申请公开)申请|其中|答复|决定|办理|办结|申请|作出|处理|结果|已|均|依法|属于?|为|的|全部|共|有|本年度?|全年"
    r"|经审查|按规定|是|中|对|“|\d{4}年)*"
)
# 受理行政复议案件120件: what a justice bureau does for others
_OWN_BUSINESS = re.compile(
    r"(?:受理|收到|审理|审结|审查|办理|办结|承办|代理|出庭|参与|应诉|化解|指导|处理|接到)[^，。；]{0,8}$"
)
_NEW_ONES = re.compile(r"新增|新发生|新收")  # not those of the year before, which the table counts too
_OUTCOME = re.compile(r"败诉|纠错|纠正|撤销|违法|胜诉|超期|逾期|驳回|责令|不服")
_SPLIT_LAWSUITS = re.compile(r"未经(?:行政)?复议|(?:行政)?复议后|一审|二审|再审")
_ON_TIME = re.compile(r"(?:按时|按期|延期|逾期|超期|当场|提前|限时)$")
_WHOLE_YEAR = re.compile(r"(?:本年度?|全年|年内|共计?|当年|总共|累计)(?:已|均)?$")
_ONE_PLATFORM = re.compile(r"通过|利用|依托|网站|微信|微博|公众号|公报|专栏|平台|媒体|其中|更新|类")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording was met.

    before: the sentence up to it, with the sentence before that in front; sentence: where in `before` its own sentence
    begins; words: the wording; after: the rest of its sentence. heading: of its section. year: the report's, if known.
    """

    before: str
    sentence: int
    words: str
    after: str
    heading: str
    year: int | None

    @property
    def lead(self) -> str:
        """The sentence up to the wording."""
        return self.before[self.sentence :]

    @property
    def clause(self) -> str:
        """The clause up to the wording."""
        return _BREAK.split(self.lead)[-1]

    @property
    def rest(self) -> str:
        """The rest of the clause after the wording."""
        return _CLAUSE_END.split(self.after, maxsplit=1)[0]


def judge(wording: Wording, place: Place, years: Mapping[str, int]) -> Verdict:
    """What a number is worth for comparison. years: those that the wording itself names, as `last` or `next`."""
    if not _this_year(place, years):
        return "none"
    verdict = _BY_KIND[wording.what](wording, place)
    if verdict != "certain":
        return verdict
    scope = place.before if _CONTINUES.match(place.lead + place.words) else place.lead
    if _WIDER.search(scope + place.words) or _NARROWER.search(scope):
        return "uncertain"
    return "uncertain" if place.year is None and years else "certain"


def _this_year(place: Place, years: Mapping[str, int]) -> bool:
    if _OTHER_SPAN.search(place.lead) or _OTHER_YEAR.search(place.clause):
        return False
    if _PART_OF_YEAR.search(_OF_THE_YEAR.split(place.lead)[-1]):
        return False
    since = _SINCE.search(place.lead)
    if place.year is None:
        return since is None
    if any(place.year + shift != years.get(name, place.year + shift) for name, shift in (("last", -1), ("next", 1))):
        return False
    named = _YEAR.findall(place.lead)
    return not named or int(named[-1]) == place.year


def _received(wording: Wording, place: Place) -> Verdict:
    if any(told.search(place.clause) for told in (_PART, _CHANNEL, _NOT_OWN)):
        return "none"
    if _PART.search(_STATEMENT_END.split(place.lead)[-1]) and not _NEW.search(place.words):
        return "uncertain"
    if wording.in_context:
        return _about_applications(place) if _spoken_of(place) else "none"
    return (
        "none" if wording.keyword == "申请" and wording.value is None and _HANDLED.search(place.clause) else "certain"
    )


def _spoken_of(place: Place) -> bool:
    """Whether what stands before already speaks of applications for information."""
    return bool(_APPLICATIONS.search(place.before) or _APPLICATIONS.search(place.heading))


def _carried(_: Wording, place: Place) -> Verdict:
    if _MONEY.search(place.lead[-24:] + place.words):
        return "none"
    return _about_applications(place)


def _closed(_: Wording, place: Place) -> Verdict:
    if _ON_TIME.search(place.lead) or _about_applications(place) != "certain":
        return "none"
    return "certain" if _WHOLE_YEAR.search(place.lead) else "uncertain"  # 已办结: perhaps after the year's end


def _about_applications(place: Place) -> Verdict:
    """certain where applications are what was last spoken of; uncertain where nothing says what is counted."""
    text = place.before + place.words
    about = [match.end() for match in _APPLICATIONS.finditer(text)]
    if _OTHER_MATTERS.search(text[about[-1] if about else place.sentence :]):
        return "none"
    told = about or _APPLICATIONS.search(place.heading) or _APPLICATIONS.search(place.after)
    return "certain" if told else "uncertain"


def _granted(_: Wording, place: Place) -> Verdict:
    told = _ANSWERS.search(place.before) or _APPLICATIONS.search(place.heading)
    return "certain" if told and _OF_ANSWERS.fullmatch(place.clause) else "none"


def _dispute(wording: Wording, place: Place) -> Verdict:
    if _SPLIT_LAWSUITS.search(place.lead[-20:] + place.words):
        return "none"
    if wording.value == 0 and _OUTCOME.search(place.words + place.rest):
        return "none"
    if "复议" not in place.heading and "诉讼" not in place.heading:
        if not _DISCLOSURE.search(place.before + place.words):
            return "none"
        if not _DISCLOSURE.search(place.words) and _OWN_BUSINESS.search(place.clause):
            return "none"
    return "uncertain" if _NEW_ONES.search(place.clause) else "certain"


def _published(_: Wording, place: Place) -> Verdict:
    whole = "主动公开" in place.heading and not _ONE_PLATFORM.search(place.clause)
    return "certain" if whole else "none"


_BY_KIND: Mapping[str, Callable[[Wording, Place], Verdict]] = {
    "received": _received,
    "carried_over": _carried,
    "carried_forward": _carried,
    "closed": _closed,
    "granted": _granted,
    "review": _dispute,
    "litigation": _dispute,
    "published_items": _published,
}
