"""Detects sentences that leave open which applications a number counts: all received, or only those accepted.

Tables count one or the other, so such a number contradicts neither.
"""

import re

from gxcrawl.forms.claims.vocabulary import OUR_BODY

# 接收65件，受理61件，不予受理4件 · 收到65件，61件受理、4件不予受理 · 收到3件，经审查均不属于政府信息公开申请
_REFUSED = re.compile(
    r"(?:(?<!不予)受理\d|\d件受理)[^。]*不予受理[^，。；\d]{0,8}[1-9]|\d件不予受理|[均都全]不属于政府信息公开申请|^(?:的[是有为]|涉及|属于|因|需|被)"
    r"|无效(?:的)?(?:申请)?\d"
)
# 13件(不含撤回的2件) · 13件(含咨询2件) · 13件，剔除重复的2件 · 2件合并答复 · 2件不计入统计; not 不含上年结转
_LEFT_OUT = re.compile(
    r"^[(，](?:(?:不含|不包括|不计|未含|未计|除去)(?![^()，。；]{0,6}(?:上年|上一年|去年|结转))|(?:含|包括)[^()，。；\d]{0,4}(?:咨询|撤|转办|误投|退回|投诉|信访))"
    r"|剔除|扣除|按[一1]件|合并(?:办理|答复|处理|后)|^[(，]重复|[不未](?:计入|纳入)"
)
# 收到3件，另收到上级转办2件 · 收到3件，另有2件撤回
_BESIDES = re.compile(
    r"另外?[又还]?(?:收到|接收|接到|受理|办理)(?![^，。；]{0,12}(?:复议|诉讼|咨询|建议|提案|信访|投诉))"
    r"|另有\d{1,4}件[^，。；]{0,8}(?:撤|转[办交送]|不属|无效|退)"
)
# 市局转办申请4件，我局直接收到申请6件
_HANDED_ON = re.compile(r"(?:转[办来交]|交办)[^，。；\d]{0,16}\d{1,4}[件宗份][，、；]")
# 共收到15份申请表，受理政府信息公开申请13件
_CAME = re.compile(
    r"(?:收到|接收|登记)(?:了)?(?:[^，。；\d]{0,8}申请)?(\d{1,6})[件宗份](?:[^，。；\d]{0,4}申请[书表]?)?，[^，。；\d]{0,4}$"
)
# 收到65件，依法受理61件 · 收到65件，其中属于政府信息公开申请61件; not 上年结转2件，共受理67件
_TAKEN_UP = re.compile(
    rf"[，；(](?:其中|最终|实际|依法|正式|立案|予以|准予|经?审[核查]后?|补正后|{OUR_BODY}|街道|，|：){{0,4}}"
    r"(?:受理|有效(?:的)?申请|(?<=实际)(?:办理|处理|答复)|属于?(?:政府)?信息公开(?:类|申请|范围)*)(?:的)?(?:(?:政府)?信息公开)?(?:申请)?[有为共]?(\d{1,6})[件宗份]"
)
# 未收到公民申请，收到法人申请1件
_SOME_CAME = re.compile(
    r"(?:收到|受理|接收)了?(?![^，。；]{0,24}(?:许可|审批|复议|诉讼|援助|救助))"
    r"(?:[1-9]\d*[件宗份][^，。；]{0,12}申请|[^，。；\d]{0,16}申请[^，。；\d]{0,4}[1-9])"
)
_NUMBER = re.compile(r"\d+")


def came_after_all(after: str) -> bool:
    """True if the text after a denial mentions received applications: the denial then covers one kind only."""
    return _SOME_CAME.search(after) is not None


def leaves_open(lead: str, words: str, after: str) -> bool:
    """True if the text around a number of applications names another that may be the counted one or belong to it."""
    if _HANDED_ON.search(lead) or _REFUSED.search(after) or _LEFT_OUT.search(after) or _BESIDES.search(after):
        return True
    if "受理" in words and "不予受理" in after and _REFUSED.search(f"受理0{after}"):
        return True  # 收到并受理65件，不予受理4件
    stated = _NUMBER.findall(words)
    beside = [*_TAKEN_UP.findall(after), *(_CAME.findall(lead) if words.startswith("受理") else ())]
    return any(number not in stated for number in beside)
