"""Decides whether a number of reviews or lawsuits is the one in section 4: all about disclosure, and no others."""

import re

from gxcrawl.forms.claims.context import CLAUSE_END, NOTHING_ELSE, Context, Verdict
from gxcrawl.forms.claims.vocabulary import AGAINST_BODY, DEAL_WITH, DECIDE, DISCLOSURE, OTHER_SUBJECTS
from gxcrawl.forms.claims.wording import Wording

# not 按照《政府信息公开条例》, which is named wherever reports begin
_DISCLOSURE = re.compile(rf"(?:{DISCLOSURE})(?!条例)|公开(?:信息|申请|工作|类)|申请公开|依申请|答复后")
_ON_DISCLOSURE = re.compile(r"(?:信息公开|依申请公开)[类的]{0,2}$")  # 收到政府信息公开类行政复议1件
# 受理行政复议案件120件: work of a justice bureau for others
_OWN_BUSINESS = re.compile(rf"(?:{DECIDE}|{DEAL_WITH}|[收接]到|出庭|指导)[^，。；]{{0,8}}$")
# 办理行政复议案件21件，审结18件，行政应诉案件13件 · 应诉行政诉讼案件2件；被申请行政复议5件: as the first, so the other
_BESIDE_BUSINESS = re.compile(
    rf"(?:{DECIDE}|{DEAL_WITH})[^，。；\d]{{0,4}}(?:复议|应诉|诉讼)[^，。；\d]{{0,4}}\d[^。]*$"
)
# 受理行政复议案件120件, below a heading on disclosure: no body decides on complaints about itself
_DECIDES = re.compile(rf"(?:{DECIDE})(?:各类)?(?:的)?$")
# 办理行政复议案件21件 · 参与行政复议21件: perhaps the cases of others; 办理行政复议0件 means that there are none at all
_DEALS_WITH = re.compile(rf"(?:{DEAL_WITH})(?:了)?(?:各类)?(?:的)?$")
# 受理不服政府信息公开答复的行政复议2件: perhaps about others, as in a justice bureau's report
_COMPLAINED = re.compile(rf"(?:{DECIDE}|{DEAL_WITH})[^，。；因]{{0,6}}不服[^，。；]*$")
# 同比减少行政复议2件、行政诉讼1件
_CHANGED = re.compile(r"(?:减少|增加|下降|上升|增长)[^，。；\d]{0,6}(?:\d+[件宗起][、和])?$")
# 因信息公开工作，行政复议案件5件，其中政府信息公开类1件: the total, unless each is said to be about disclosure
_AMONG_THEM = re.compile(rf"[^。；\d]{{0,6}}其中[^。；\d]{{0,12}}(?:{DISCLOSURE}|依申请)")
# 行政复议5件，涉及政府信息公开的0件 · 5件，无政府信息公开类案件 · 5件，均为工伤认定: about any subject; not
# 均为政府信息公开类, nor 行政复议5件，因政府信息公开引起的行政诉讼1件
_OF_ALL_KINDS = re.compile(
    r"(?<![均都全])(?<![均都全][为系因属是由])(?<![均都全]涉及)(?:政府信息公开|(?<!政府)信息公开)(?![^，。；]{0,14}(?:诉讼|复议))"
    rf"|[，(][均都全部主要]{{0,3}}(?:涉及|[为系属因是])[^。；]{{0,12}}(?:{OTHER_SUBJECTS})"
)
_ALL_KINDS = re.compile(r"各[类种]的?$")  # 办理各类行政复议3件
_ZERO = re.compile(r"(?<!\d)0(?!\d)|零")  # none of any kind includes none about disclosure
# 2件已审结，另有1件在审 · 3件，受理2件，不予受理1件 · 2件，均为上年发生 · 3件，一审2件: perhaps not all
_COUNTED_OTHERWISE = re.compile(
    r"[^。]{0,40}(?:另有|另外|另|还有|尚有)\d{1,4}[件起宗例](?![^，。；]{0,8}(?:诉讼|申请))"
    r"|[^。；]{0,16}不予受理\d|[，(]均?[为系是属]于?上年|[，(]上年度?(?:结转|发生|受理|提起|遗留)|[^。；]{0,8}[一二]审[)\d]"
)
# 收到政府信息公开申请3件、行政复议申请1件: listed together, perhaps about any subject
_BESIDE_APPLICATIONS = re.compile(r"(?:收到|受理|接收|办理|处理)[^，。；]{0,40}申请\d+件[、和及]$")
_NEW_ONES = re.compile(r"新增|新发生|新收|新的")  # without last year's open cases, which the table counts too
_OLD_ONES = re.compile(r"结转|遗留|上年未")
_AUTHORITY = re.compile(r"(?:作为|履行)(?:行政)?复议(?:机关|职责)")  # 我局作为行政复议机关: others' cases
# 收到行政复议申请112件，其中涉及政府信息公开的16件: perhaps cases that it decides for others
_DECIDED = re.compile(rf"(?:{DECIDE}|办理|收到)[^，。；]{{0,8}}(?:复议|应诉|诉讼)[^，。；]{{0,6}}\d+件.*其中")
_OUTCOME = re.compile(rf"{AGAINST_BODY}|不服(?:行政)?复议")
_OF_ONE_OUTCOME = re.compile(rf"(?:{AGAINST_BODY}|维持|终止|审结|办结|结案)(?:的)?$")  # 维持行政复议2件
# 行政复议案件1件被纠正 · 5件行政复议中有1件 · 1件行政复议尚未审结: perhaps only those with this outcome
_ENDED_SO = re.compile(
    rf"(?!.*(?:均|全部|都|其中))[^()]*?(?:中有|被(?:依法)?(?:确认|{AGAINST_BODY})|[尚还仍]?(?:未|没有)(?:审结|办结|结案|审理)"
    r"|[正尚仍还]在[^()]{0,6}(?:审理|办理|审查))"
)
# 除1件行政复议外，未发生其他行政复议 · 其他行政复议9件
_OF_THE_REST = re.compile(r"(?:其[他它余]|另外)[^，。；、]{0,8}(?:复议|诉讼)")
# 未发生因违反…规定、答复不当而引起的行政复议: not that there was none
_ONLY_SOME = re.compile(rf"{_OF_THE_REST.pattern}|违反|违规|不当|不及时|不规范|不到位|不合|未(?:按|及时|依法)")
_BUT_FOR = re.compile(r"除[^，。；\d]{0,8}\d[^，。；]*外，[^，。；]*$")  # 除1件外，均未引发行政复议
# 不服行政处罚的行政复议 · 负责人出庭应诉行政诉讼 · 撤回行政复议: other disputes, or only some of these
_OTHER_DISPUTES = re.compile(rf"{OTHER_SUBJECTS}|除[^，]*外|撤[回销]|出庭|负责人|群体|听证|调解|协助|不含|第三人")
_OTHER_CASES = re.compile(rf"(?:{OTHER_SUBJECTS})[^，。；\d]{{0,8}}\d")  # 行政处罚案件9件，其中申请行政复议2件
# 行政诉讼2件，均与信息公开无关 · 非政府信息公开类行政复议
_UNRELATED = re.compile(r"与(?:政府)?信息公开(?:工作)?无关|(?:(?:不|未|没有)涉及|非因?)(?:政府)?信息公开")
_BOTH_TOGETHER = re.compile(r"(?<!应)诉[、和及涉]?$")  # 涉诉涉复议案件共3件
_SPLIT_LAWSUITS = re.compile(r"未经(?:行政)?复议|复议[^，。；、]{0,6}后|复议决定|一审|二审|再审")


def judge_dispute(wording: Wording, context: Context) -> Verdict:
    """Whether a number of reviews or lawsuits can be compared with the tables: "certain", "uncertain" or "none"."""
    about = ("复议" in context.setting.heading, "诉讼" in context.setting.heading)
    if wording.after_topic:
        alone = NOTHING_ELSE.fullmatch(context.before.rstrip("，"))  # 四、…行政复议、行政诉讼情况 / 本年度无
        return "certain" if all(about) and alone else "none"
    if _is_of_others(context) or _is_part(wording, context) or _CHANGED.search(context.lead):
        return "none"
    if not any(about):
        if not (_DISCLOSURE.search(context.before + context.words) or context.under_applications):
            named_after = wording.value == 0 and _DISCLOSURE.search(context.after)
            return "uncertain" if named_after else "none"
        if _BESIDE_APPLICATIONS.search(context.lead) and not _DISCLOSURE.search(context.words):
            return "uncertain"
        listed = _BESIDE_BUSINESS.search(context.lead) and not _DISCLOSURE.search(context.lead)
        business = listed or _OWN_BUSINESS.search(context.clause) or "受理" in context.words
        if business and not _DISCLOSURE.search(context.words):
            return "uncertain" if _ON_DISCLOSURE.search(context.clause) else "none"
    of_disclosure = _DISCLOSURE.search(context.lead + context.words) is not None
    none_at_all = _ZERO.search(context.words) is not None
    dealt_with = _DEALS_WITH.search(context.clause) or _BESIDE_BUSINESS.search(context.lead)
    others_too = not of_disclosure and (
        _ALL_KINDS.search(context.clause) or (not none_at_all and (dealt_with or _OF_ALL_KINDS.search(context.after)))
    )
    unsettled = (
        others_too
        or _DECIDES.search(context.clause)
        or _COMPLAINED.search(context.clause)
        or _NEW_ONES.search(context.clause + context.words)
        or _DECIDED.search(context.statement)
        or _AMONG_THEM.match(context.after)
        or (wording.value == 0 and _BUT_FOR.search(context.lead))
        or (wording.value is None and _COUNTED_OTHERWISE.match(context.after))
        or (wording.value is None and _ENDED_SO.match(context.rest))
    )
    return "uncertain" if unsettled else "certain"


def _is_of_others(context: Context) -> bool:
    """True if the disputes are about something else, or the body decides them for others."""
    words = context.clause + context.words
    of_others = _OTHER_CASES.search(context.lead) or _OF_THE_REST.search(context.lead + context.words)
    if of_others and not _DISCLOSURE.search(words):
        return True
    unrelated = _OTHER_DISPUTES.search(words) or _UNRELATED.search(words + context.after)
    return bool(unrelated or _AUTHORITY.search(context.lead))


def _is_part(wording: Wording, context: Context) -> bool:
    """True if the number covers only disputes with one outcome, in one instance, or from the year before."""
    if wording.value == 0 and (_OUTCOME.search(context.words + context.rest) or _ONLY_SOME.search(context.words)):
        return True
    listed = CLAUSE_END.split(context.lead)[-1]  # 上年未审结的行政复议1件、行政诉讼1件
    both_together = _BOTH_TOGETHER.search(context.lead) and not _ZERO.search(context.words)  # 0 of both is 0 of each
    if _OF_ONE_OUTCOME.search(context.lead) or both_together or _OLD_ONES.search(listed):
        return True
    return _SPLIT_LAWSUITS.search(listed + context.words) is not None
