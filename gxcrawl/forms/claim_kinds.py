"""Whether what a wording counts is what the tables count, for each kind of number: a judgement on its surroundings."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from gxcrawl.forms.claim_place import Place
from gxcrawl.forms.wording import Wording

Verdict = Literal["certain", "uncertain", "none"]

_CLAUSE_END = re.compile(r"[，,；;。]")
# 一、依申请公开情况。2021年，我局 · 政府信息公开申请方面，: nothing but applications can be what is counted next
_TOPIC = re.compile(
    r"(?:^|[。；;\n])(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.．]+)?(?:收到(?:和|并)?处理)?"
    r"(?:(?:政府信息|信息|政务)?依申请公开(?:政府信息|信息)?|(?:政府)?信息公开申请)(?:的)?(?:办理|工作|处理)?(?:情况|方面)?[，。:：\n]*"
    r"(?:20\d\d年度?|截[至止](?:20\d\d年)?(?:\d{1,2}月)?(?:底|\d{1,2}日)|全年|本年度?|年内|今年|当年"
    r"|[我本](?:[局委办厅院所校镇乡街]|街道|单位|机关|中心|部门)|共计?|累计|[，,:：])*$"
)
# 2021年，区住建局依申请公开受理…: before the words that count nothing but a time and a body
_NOTHING_ELSE = re.compile(
    r"(?>20\d\d年度?|全年|本年度?|年内|今年|当年|共计?|累计|总共"
    r"|(?![处办答回完超逾延])[^，。\d其中类]{1,14}?(?:办事处|办公室|委员会|街道|中心|单位|机关|政府|部门|[局委办厅院校镇乡]))*"
)
# 通过网络收到: a channel's share, unless it lists them all (通过网站、信函等渠道)
_CHANNEL = re.compile(
    r"(?:通过|以|采取|采用|经|由)[^，]{0,16}?"
    r"(?:网络|网上|互联网|网站|平台|邮寄|信函|邮件|传真|当面|现场|窗口|邮箱|在线)(?![^，]*(?:等|各种|多种))"
)
# 当面收到申请2件; not 网上、信函、当面共收到
_ONE_CHANNEL = re.compile(r"(?<![和、及])(?:当面|网上|网络|线上|线下|现场|邮寄|信函|传真|在线|窗口)(?:共|新)?$")
_PART = re.compile(r"其中|包括|^含")
_CARRIED = re.compile(r"结转")
_SOME_APPLICANTS = re.compile(r"法人|组织")
_ALL_APPLICANTS = re.compile(r"公民|自然人|群众|公众|个人|市民|申请人")
_NEW = re.compile(r"新收|新增|新受理|新接收")  # 其中，上年结转3件，本年新收47件: all that are new
_NOT_OWN = re.compile(r"协助|配合|指导|督促|督办|帮助|交办|移交|转办|最[多高少]|[排位]名?第|居前|依次")  # 指导乡镇受理
_HANDLED = re.compile(r"不予|答复|办结|超|逾")
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
_OLD_ONES = re.compile(r"结转|遗留|上年未")
_AUTHORITY = re.compile(r"(?:作为|履行)(?:行政)?复议(?:机关|职责)")  # 我局作为行政复议机关: others' cases
# 收到行政复议申请112件，其中涉及政府信息公开的16件: perhaps cases of others that it decides
_DECIDED = re.compile(r"(?:受理|收到|审理|审结|办理|代理)[^，。；]{0,8}(?:复议|应诉|诉讼)[^，。；]{0,6}\d+件.*其中")
_OUTCOME = re.compile(r"败诉|纠错|纠正|撤销|违法|胜诉|超期|逾期|驳回|责令|不服(?:行政)?复议")
# 不服行政处罚的行政复议 · 负责人出庭应诉行政诉讼 · 撤回行政复议: other disputes, or some of these
_OTHER_DISPUTES = re.compile(
    r"处罚|执法(?![局大支总队])|许可|征收|强制|确权|工伤|除[^，]*外|撤回|撤销|出庭|负责人|群体|听证|调解|协助|不含"
)
_SPLIT_LAWSUITS = re.compile(r"未经(?:行政)?复议|复议[^，。；、]{0,6}后|复议决定|一审|二审|再审")
_ON_TIME = re.compile(r"(?:按时|按期|延期|逾期|超期|当场|提前|限时|未|待|正在)$")
_WHOLE_YEAR = re.compile(r"(?:本年度?|全年|年内|共计?|当年|总共|累计)(?:已|均)?$")
_ONE_PLATFORM = re.compile(r"通过|利用|依托|网站|微信|微博|公众号|公报|专栏|平台|媒体|方式|渠道|其中|更新|类")


def _received(wording: Wording, place: Place) -> Verdict:
    if wording.after_topic:
        return "certain" if _TOPIC.search(f"{place.setting.heading}。{place.before}") else "none"
    if wording.weak:
        return "uncertain" if _NOTHING_ELSE.fullmatch(place.clause) else "none"
    if _is_part(place):
        return "none"
    if _PART.search(place.statement) and not _NEW.search(place.words):
        return "uncertain"
    if wording.in_context:
        return _about_applications(place) if _spoken_of(place) else "none"
    handled = wording.keyword == "申请" and wording.value is None and _HANDLED.search(place.clause)
    return "none" if handled else "certain"


def _is_part(place: Place) -> bool:
    """Whether the words tell of some applications only: by a channel, by other offices', of some applicants."""
    if any(told.search(place.clause) for told in (_CHANNEL, _ONE_CHANNEL, _NOT_OWN)):
        return True
    if _SOME_APPLICANTS.search(place.words) and not _ALL_APPLICANTS.search(place.words):
        return True
    if _NEW.search(place.words):
        return _PART.search(place.clause) is not None and _CARRIED.search(place.lead + place.after) is None
    return any(told.search(place.clause) for told in (_PART, _CARRIED))


def _spoken_of(place: Place) -> bool:
    """Whether what stands before already speaks of applications for information."""
    return bool(_APPLICATIONS.search(place.before) or _APPLICATIONS.search(place.setting.heading))


def _carried(_: Wording, place: Place) -> Verdict:
    if _MONEY.search(place.lead[-24:] + place.words + place.rest[:8]):
        return "none"
    return _about_applications(place)


def _closed(_: Wording, place: Place) -> Verdict:
    if _ON_TIME.search(place.lead) or _NOT_OWN.search(place.clause) or _about_applications(place) != "certain":
        return "none"
    return "certain" if _WHOLE_YEAR.search(place.lead) else "uncertain"  # 已办结: perhaps after the year's end


def _about_applications(place: Place) -> Verdict:
    """certain where applications are what was last spoken of; uncertain where nothing says what is counted."""
    text = place.before + place.words
    about = [match.end() for match in _APPLICATIONS.finditer(text)]
    if _OTHER_MATTERS.search(text[about[-1] if about else place.sentence :]):
        return "none"
    told = about or _APPLICATIONS.search(place.setting.heading) or _APPLICATIONS.search(place.after)
    return "certain" if told else "uncertain"


def _granted(_: Wording, place: Place) -> Verdict:
    told = _ANSWERS.search(place.before) or _APPLICATIONS.search(place.setting.heading)
    of_answers = told and _OF_ANSWERS.fullmatch(place.clause) and _about_applications(place) != "none"
    return "certain" if of_answers else "none"


def _dispute(wording: Wording, place: Place) -> Verdict:
    about = ("复议" in place.setting.heading, "诉讼" in place.setting.heading)
    if wording.after_topic:
        alone = _NOTHING_ELSE.fullmatch(place.before.rstrip("，"))  # 四、…行政复议、行政诉讼情况 / 本年度无
        return "certain" if all(about) and alone else "none"
    if _SPLIT_LAWSUITS.search(_CLAUSE_END.split(place.lead)[-1] + place.words) or _AUTHORITY.search(place.lead):
        return "none"
    if _OLD_ONES.search(place.clause) or _OTHER_DISPUTES.search(place.clause + place.words):
        return "none"
    if wording.value == 0 and _OUTCOME.search(place.words + place.rest):
        return "none"
    if not any(about):
        if not _DISCLOSURE.search(place.before + place.words):
            told_after = wording.value == 0 and _DISCLOSURE.search(place.after)
            return "uncertain" if told_after else "none"
        if not _DISCLOSURE.search(place.words) and _OWN_BUSINESS.search(place.clause):
            return "none"
    unsettled = _NEW_ONES.search(place.clause) or _DECIDED.search(place.statement)
    return "uncertain" if unsettled else "certain"


def _published(_: Wording, place: Place) -> Verdict:
    whole = "主动公开" in place.setting.heading and not _ONE_PLATFORM.search(place.clause)
    return "certain" if whole else "none"


BY_KIND: Mapping[str, Callable[[Wording, Place], Verdict]] = {
    "received": _received,
    "carried_over": _carried,
    "carried_forward": _carried,
    "closed": _closed,
    "granted": _granted,
    "review": _dispute,
    "litigation": _dispute,
    "published_items": _published,
}
