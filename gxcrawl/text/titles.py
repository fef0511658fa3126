"""Recognises from a title whether it belongs to the annual report, to a corrected version of it, or to another report.

Used both for link texts (`portals.titles`) and for the first lines of documents (`forms.prose.titles`).
"""

import re

from gxcrawl.text.spacing import compact

# "信息公开工作年度报告", "政府公开信息年报", "政务公开年度报告", "年度报告(信息公开)": names of the report
_DISCLOSED = r"公[开開]"
_REPORT = r"(?:[报報]告|年[报報])"
DISCLOSED_INFORMATION = rf"政[府务務]{_DISCLOSED}信息|{_DISCLOSED}政[府务務]信息"
_REPORT_NAME = re.compile(
    rf"(?:信息(?:主[动動])?{_DISCLOSED}|{DISCLOSED_INFORMATION}).{{0,8}}{_REPORT}"
    rf"|政[务務]{_DISCLOSED}.{{0,6}}年?度?[报報]告|年度[报報]告.{{0,6}}信息{_DISCLOSED}"
)

# "(更正版)", "修订后", "关于更正《…》的公告", "第二次修改稿"; 更新 also occurs in names of bodies (城市更新局)
CORRECTED = r"(?:更正|修订|修正|勘误|订正|重新发布)"
CORRECTED_OR_NEWER = rf"(?:第[一二三]次)?(?:{CORRECTED}|更新|修改)(?:[后版稿件本]|说明|公告)?"
_CORRECTION = re.compile(rf"{CORRECTED}|[(【\[]{CORRECTED_OR_NEWER}[)】\]]|[告报]{CORRECTED_OR_NEWER}$")
FILE_ENDING = re.compile(
    r"\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar|s?html?)(?:[(\[]\d[\d.,]{0,8}[KM]?B?[)\]])?$", re.IGNORECASE
)
VARIANT = re.compile(
    r"\((?:图文(?:版|并茂)?|图片版|超链版|文字版|网[站页](?:公开)?版|公开版|word版|pdf版|新版|终稿|定稿|送审稿|公示稿|盖章版|全文"
    rf"|(?:20\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)?{CORRECTED_OR_NEWER})\)",
    re.IGNORECASE,
)

# 政府信息公开保密审查工作报告, 预决算公开报告, 第三方评估报告: on one aspect of disclosure, or evaluations
_ANOTHER_REPORT = re.compile(
    "保密审查|重点领域|[预决]算(?:信息)?公开|双公示|第三方|满意度|(?:评估|评议|测评|自评|考评|考核)(?:结果|情况|报告)|(?:编写|填报)说明"
)


def names_another_report(text: str) -> bool:
    """True if a text contains the name of a report on disclosure that is not the annual one.

    >>> names_another_report("某县2023年重点领域信息公开工作报告"), names_another_report("某县2023年信息公开工作报告")
    (True, False)
    """
    return _ANOTHER_REPORT.search(compact(text)) is not None


def names_the_report(text: str) -> bool:
    """True if a text contains the name of an annual report on information disclosure."""
    return _REPORT_NAME.search(compact(text)) is not None


def is_correction(title: str) -> bool:
    """True for the title of a corrected version, which replaces the report published before.

    >>> is_correction("某局2020年政府信息公开年报（更正版）"), is_correction("某市城市更新局2020年政府信息公开年报")
    (True, False)
    """
    return _CORRECTION.search(FILE_ENDING.sub("", compact(title))) is not None
