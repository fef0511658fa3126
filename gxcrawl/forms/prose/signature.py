"""Reads who signed a report, and when: the lines after its last sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gxcrawl.forms.prose.titles import NAME_END, NATIONAL, clean_title, is_title
from gxcrawl.text.characters import normalise
from gxcrawl.text.dates import find_date, lone_date
from gxcrawl.text.numerals import CHINESE_YEAR

_BODY = re.compile(rf"[^，,。;；!?>›»]{{1,38}}?{NAME_END}(?:\([^()]{{1,20}}\))?")
_LABEL = re.compile(r"^(?:(?:发布|报告)机构|(?:填报|编制|签发|报告|报送|发布|公开)?单位(?:名称)?|落款)[:：]?")
_SEAL = r"[（(]\s*(?:盖\s*章|公\s*章|印\s*章|代\s*章|章)\s*[)）]"
_SEAL_BEHIND = re.compile(rf"{_SEAL}$")
_DATE_LABEL = re.compile(r"^\s*(?:(?:(?:发布|报告|成文|填报|编制)\s*)?(?:日\s*期|时\s*间)\s*[:：]|发布于)\s*")
_LONE_SEAL = re.compile(rf"\s*{_SEAL}\s*")
_YEAR = rf"(?:20\d\d|{CHINESE_YEAR})"
# 县教育局 2021年1月25日 · 填报单位：县教育局 填报日期：2021年1月25日 · （2021年1月25日县教育局）: both on one line
_BOTH = (
    re.compile(
        rf"(?P<body>.+?)\s*+(?:(?:发布|报告|成文|填报|编制)?(?:日期|时间)[:：]\s*+)?[（(]?(?P<day>(?:\d{{4}}|{CHINESE_YEAR})\s*[年./-].+)"
    ),
    re.compile(rf"[（(]?\s*+(?P<day>{_YEAR}\s*年.{{3,20}}?日)\s*+(?P<body>.+?)\s*[)）]?"),
)
# lines that may follow a signature and are not part of it
_REACHED = r"联系\s*(?:人|电话|方式|地址)|电话|传真|地址|邮编|邮政编码|电子邮箱|网址"
_ENCLOSED = r"附件|附表|附注|此件|公开方式|相关(?:附件|文档|文件|链接)|(?:盖|公|印)?\s*章\s*[)）]|共印\s*\d+\s*份"
_WHO_WROTE = (
    r"(?:报告|审核|填报|填表|拟稿|经办|签发|单位负责|负责)人\s*[:：]"
    r"|(?:抄\s*送|[初一复二终三监]审|审核|审签|校对)\s*[:：]|责任编辑|编辑"
)
_OF_PAGES = (
    r"打印|关闭|来源|分享|扫一扫|扫[码描]|微信扫|手机[查阅版]|浏览|点击|阅读|访问|我要纠错|纠错|[上下]一[篇页]|[首尾末]页|\d{1,3}\s*$|返回|主办|承办|版权|网站标识|技术支持|备案号|网站地图|联系我们|关于我们|友情链接|隐私|您是第|当前访问"
    r"|(?i:copyright)|©|\S{0,3}ICP备|\S{0,3}公网安备|[【\[]\s*(?:打印|关闭|返回|收藏|分享|字体|我要打印)"
)
# 1月21日 · 2022年X月 日 · 2022年3月修订 · 县教育局2022年1月21日印发
_OTHER_DAYS = (
    rf"\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*$|{_YEAR}\s*年\s*[^\s年月]{{1,3}}\s*月(?:\s*\d{{0,3}}\s*日)?\s*$"
    rf"|{_YEAR}\s*年[^，。]{{2,12}}(?:修订|更正|修改)|[^，。；\d]{{2,36}}20\d\d\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*印\s*发\s*$"
)
_BELOW = re.compile(
    rf"^\s*+[（(]?\s*+(?:{_REACHED}|{_ENCLOSED}|{_WHO_WROTE}|{_OF_PAGES}|{_OTHER_DAYS})"
    r"|^[^，。；]{2,30}网站\s*$|^.{0,30}统计表\s*(?:[（(].{1,16}[)）])?\s*$|^.{0,60}\.(?:pdf|docx?|wps|xlsx?|ofd)\s*$"
)
# 无其他事项处 · 进一步加强…会: the end of a sentence, not a name
_A_SENTENCE = re.compile(
    r"[。:;]|^无|20\d\d年|^(?:[一二三四五六七八九十]是|\d)|进一步|加强|开展|按照|根据|没有|不断|积极|认真|以及|应当|需要|成立|召开|举办"
)
# 2024-01-25 15:30 · 2024年1月25日 星期四 · 2024年1月25日印发 · （2024年1月25日发布） · 2024年1月25日（此件公开发布）
_AFTER_DAY = re.compile(
    r"\s*+[.。]?\s*+[(（]?(?:(?:星期|周)[一二三四五六日天])?[)）]?\s*+(?:(?<=\s)\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}时\d{1,2}分)?"
    rf"(?:印发|发布|公布|公开)?\s*+[)）\]】]?\s*+(?:来源.*|[(（]此件[^()（）]*[)）]|{_SEAL})?$"
)
# 返回顶部, which ends like 宣传部 · 县人民政府门户网站 · 乡镇, 镇（街道） and 委办局, the names of columns
_OF_THE_PAGE = re.compile(
    r"返回|关闭|打印|分享|收藏|网站|联系|相关|.*(?:网|本)站$|各?(?:苏木|乡|镇|街道?|[、()及和])+$|(?:委办|[省市县区旗]*[()、][省市县区旗()、]*)局$|(?:新闻|信息)中心$"
)
# 霁川经济技术开发区 / 管理委员会 · 霁川县 / 教育局 · 霁川市自然资源和规 / 划局: a name broken at the end of a line
_BEGINS_NAME = re.compile(
    r"(?!.*(?:[无未将各]|没有|继续|加强|努力|事项|情况|报告|问题|公开|信息))(?:[\u4e00-\u9fff]{2,8}?(?:[省市县区州旗盟镇乡]|街道))[\u4e00-\u9fff]{0,16}"
)
_ENDS_NAME = re.compile(
    r"(?![\u4e00-\u9fff]{2,8}?(?:[省市县区州旗盟镇]|(?<!城)乡|街道)|[省县州旗盟]|市(?![场容政民])|区(?![域划]))[\u4e00-\u9fff]{1,14}"
)
# 霁川市公安局 / 北山分局: after a whole name, not another body's, as of two that sign together
_OF_A_PART = re.compile(r"(?:管理)?委员会|管委会|(?:人民)?政府(?:办公室)?|办公[室厅]|办事处|.{1,8}分局|.{1,6}[支大]队")
_WHOLE = re.compile(r".*(?<!地)(?:[局厅署院处会社馆站队]|委|中心|办公室)")
_MAX_BELOW = 6  # lines
_MOST_SIGNED = 12  # grid positions of a table that only arranges a signature
_LONGEST = 120  # characters of a line of a signature, including blanks between letters
_LINES_OF_A_HEAD = 8
_PLACE_NAME = re.compile("[市县区]")
_PLACE = 2  # letters that names of bodies of one place have in common


@dataclass(frozen=True, slots=True)
class Signed:
    """A text without its signature, and the body and date that the signature gives."""

    text: str
    publisher: str | None
    signed_on: date | None


def signed_in_head(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """The issuing body and the date in lines of their own around the title; None if there are none or several."""
    head = lines[:_LINES_OF_A_HEAD]
    signed = [_signature_line(line) for line in head]
    names = {name for name, _ in signed if name}
    days = {day for _, day in signed if day}
    return names.pop() if len(names) == 1 else None, days.pop() if len(days) == 1 else None


def signed_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table that holds only a body's name and a date, or only a date; empty for other tables."""
    if sum(map(len, rows)) > _MOST_SIGNED:
        return []
    lines = [line for row in rows for text in dict.fromkeys(row) for line in text.split("\n") if line.strip()]
    signed = [_signature_line(line) for line in lines]
    return lines if (None, None) not in signed and any(day for _, day in signed) else []


def take_signature(text: str) -> Signed:
    """Removes the signature from a report's last section: final lines that are an issuing body's name or a date.

    Lines below the signature (联系电话, 附件) stay in the text.
    """
    lines = text.split("\n")
    end = _end_of_prose(lines)
    publisher, signed_on, start = None, None, end
    number = end - 1
    while number >= 0:
        if not _LONE_SEAL.fullmatch(lines[number]):
            name, day = _signature_line(lines[number])
            above = lines[number - 1] if number > 0 and signed_on and day is None else ""
            if whole := _over_two_lines(above, lines[number]):
                name, number = whole, number - 1
            if (name is None and day is None) or (name and publisher) or (day and signed_on):
                break
            publisher, signed_on, start = publisher or name, signed_on or day, number
        number -= 1
    return Signed("\n".join([*lines[:start], *lines[end:]]), publisher, signed_on)


def _end_of_prose(lines: list[str]) -> int:
    """Index of the first line below a signature; the number of lines if there is no signature above them."""
    end = len(lines)
    while end > 0 and len(lines) - end < _MAX_BELOW and _is_below(lines[end - 1]):
        end -= 1
    signed = end > 0 and _signature_line(lines[end - 1]) != (None, None)
    return end if signed else len(lines)


def _is_below(line: str) -> bool:
    """True if a line may stand below a signature, as links to other reports do; also for an impossible date."""
    if not line.strip():
        return True
    below = _BELOW.match(line) is not None
    if not below and len(line) <= _LONGEST:
        below = _BELOW.match(normalise(line)) is not None or is_title(clean_title(line))
    return below and _day(line) is None


def _day(line: str) -> date | None:
    """The date that makes up a line, together with a label and time of day; None otherwise."""
    if len(line) > _LONGEST:
        return None
    return lone_date(_AFTER_DAY.sub("", _DATE_LABEL.sub("", line)))


def _signature_line(line: str) -> tuple[str | None, date | None]:
    """The body and the date that make up a line; both None if it is neither."""
    if len(line) > _LONGEST:
        return None, None
    day = _day(line)
    if day is not None:
        return None, day
    name = _name(line)
    if name is not None:
        return name, None
    for both in (pattern.fullmatch(line.strip()) for pattern in _BOTH):
        if both and (name := _name(both["body"])) and (day := _day(both["day"])):
            return name, day
    return None, None


def _over_two_lines(above: str, below: str) -> str | None:
    """The body's name broken over two lines; None if they form none, or if the lower line is a body of its own."""
    if max(len(above), len(below)) > _LONGEST:
        return None
    upper, lower = "".join(above.split()), _SEAL_BEHIND.sub("", "".join(below.split()))
    national = NATIONAL.fullmatch(upper)
    if national and national[1] in lower:
        return _name(upper + lower)
    if not _BEGINS_NAME.fullmatch(upper) or not _ENDS_NAME.fullmatch(lower):
        return None
    return None if _WHOLE.fullmatch(upper) and not _OF_A_PART.fullmatch(lower) else _name(upper + lower)


def _closed_up(line: str) -> str:
    """A line without the blanks between its letters; one stays between bodies of one place that sign together."""
    parts = line.split()
    of_one_place = len(parts) > 1 and len(parts[0]) > _PLACE and len({part[:_PLACE] for part in parts}) == 1
    # 云河市公安局 云河分局 is one body
    has_branch = any(_OF_A_PART.fullmatch(part) and not _PLACE_NAME.search(part) for part in parts[1:])
    return (" " if of_one_place and not has_branch and all(map(_BODY.fullmatch, parts)) else "").join(parts)


def _name(line: str) -> str | None:
    """An issuing body as printed, without label, seal and blanks between letters; None if the line is none."""
    printed = _SEAL_BEHIND.sub("", _LABEL.sub("", _closed_up(line)))
    plain = normalise(printed)
    if not _BODY.fullmatch(plain) or _A_SENTENCE.search(plain) or _OF_THE_PAGE.match(plain) or find_date(plain):
        return None
    return printed
