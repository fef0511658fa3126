"""What a report is called and which year it is about."""

import re
from collections.abc import Sequence

from gxcrawl.forms.labels import normalise

_MAX_LINE = 60
_MAX_TITLE = 90
_MAX_LINES = 4  # 武汉市汉阳区… / 2020年度 / 政府信息公开 / 工作年度报告
_HEAD = 24  # lines; breadcrumbs and a metadata table may stand before the title
_NAMED = re.compile(r"信息公开.{0,8}(?:报告|年报)|政务公开.{0,6}年?度?报告|年度报告.{0,6}信息公开")
_BODY = re.compile(
    r"(?:政府|办事处|委员会|管委会|局|厅|办公室|中心|部|院|处|所|镇|乡|街道|集团|公司|站|队|会|社|馆|署|[)])$"
)
_BROKEN_OFF = re.compile(r"(?:信息公开|年度|工作|年|政府|的|和|、|[(])$")
_SENTENCE = re.compile(r"[。；;!?]|,.*,|:$|^现将")  # …年度报告，内容如下：
# 首页>政府信息公开>… · 关于印发…的通知 · 《…年度报告》 · 来源：… · 〔2019〕1号: around a title, and no part of it
_NO_TITLE = re.compile(
    r"[>›»]|当前位置|^(?:来源|作者|浏览|点击|上一篇|下一篇|附件|索引号)"
    r"|(?:通知|公告|函)$|《.*》|〔\d{4}〕\d+号$"
)
_LABEL = re.compile(r"^\s*(?:标\s*题|名\s*称|信息名称)\s*[:：]\s*")
_YEAR_LINE = re.compile(r"[(〔\[]?(?:\d{4}|[一二][〇○零O一二三四五六七八九]{3})年度?[)〕\]]?")
_DOT_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar)$", re.IGNORECASE)
_VARIANT = re.compile(r"\((?:图片版|超链版|文字版|公开版|终稿|定稿|送审稿|盖章版|全文)\)$")

# 2020年 · 2020年度 · （2020）; no date (2021年1月25日, 2021-01-25) and no number of a document (〔2019〕60号)
_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d{2})(?!\d|[-/.]\d|年\d{1,2}月|[)〕\]】]第?\d+号)(?:年度|年年|年)?")
_CHINESE_YEAR = re.compile(
    r"二[〇○零0O]([〇○零0O一二三四五六七八九])([〇○零0O一二三四五六七八九])年(?![一二三四五六七八九十]+月)"
)
_CHINESE_DIGITS = {**dict.fromkeys("〇○零0O", 0), **{char: n for n, char in enumerate("一二三四五六七八九", 1)}}
# 统计时间为2020年1月1日至2020年12月31日 · 本报告所列数据的统计期限自2019年1月1日起 · 2020年1月～12月
_PERIOD = re.compile(
    r"((?:19|20)\d{2})年(?:度)?0?1月(?:0?1日)?.{0,6}?(?:至|到|-|~|—|起)+(?:至)?(?:((?:19|20)\d{2})年)?"
)


def is_title(text: str) -> bool:
    """Whether a line names an annual report on information disclosure."""
    return _NAMED.search(normalise(text)) is not None


def title_in(lines: Sequence[str]) -> str | None:
    """The title that the first lines of a document print, joined where it is broken over several.

    lines: the paragraphs before the first section. A line of the issuing body above a title that begins with its
    year is part of it (临淄区人民政府稷下街道办事处 / 2020年政府信息公开工作年度报告), as is a year below one that
    names none (…年度报告 / （2020年度）).
    """
    head = [_LABEL.sub("", line.strip()) for line in lines[:_HEAD]]
    for size in range(1, _MAX_LINES + 1):
        for start in range(len(head) - size + 1):
            window = head[start : start + size]
            title = "".join(window)
            if _could_be_title(window, title):
                return _with_year(_with_body(head, start, title), head[start + size : start + size + 1])
    return None


def _could_be_title(window: Sequence[str], title: str) -> bool:
    if len(title) > _MAX_TITLE or any(len(line) > _MAX_LINE or _is_of_the_page(line) for line in window):
        return False
    return is_title(title) and (len(window) == 1 or not any(is_title(line) for line in window))


def _is_of_the_page(line: str) -> bool:
    """A sentence, or a line of the page or the letter around the report."""
    text = normalise(line)
    return bool(_SENTENCE.search(text) or _NO_TITLE.search(text))


def _with_body(head: Sequence[str], start: int, title: str) -> str:
    """The title with the lines above it that belong to it."""
    while start > 0 and len(title) < _MAX_TITLE:
        above = head[start - 1]
        if is_title(above) or _is_of_the_page(above) or not above or len(above) > _MAX_LINE:
            break
        if not (
            _begins_without_body(title) and (_BODY.search(normalise(above)) or _BROKEN_OFF.search(normalise(above)))
        ):
            break
        title, start = above + title, start - 1
    return title


def _with_year(title: str, below: Sequence[str]) -> str:
    """The title with the line below it where that is a year and the title names none."""
    if below and year_in_title(title) is None and _YEAR_LINE.fullmatch(normalise(below[0])):
        return title + below[0]
    return title


def _begins_without_body(title: str) -> bool:
    """关于…, 2020年…: nothing before the year says whose report it is."""
    text = normalise(title)
    return bool(re.match(r"(?:关于)?(?:(?:19|20)\d{2}|二[〇○零0O]|政府信息公开|信息公开|年度|政务公开)", text))


def clean_title(title: str) -> str:
    """A title without what a portal adds to it: a file's ending, （图片版）, the site's name after a dash."""
    text = title.strip()
    text = _DOT_FILE.sub("", text)
    plain = normalise(text)
    if _VARIANT.search(plain):
        text = re.sub(r"[（(][^（()）]*[)）]$", "", text).strip()
    head, separator, tail = text.rpartition("-")
    return head.strip() if separator and is_title(head) and not is_title(tail) else text


def year_in_title(title: str) -> int | None:
    """The one year that a title names; None where it names none or several (2020-2021年).

    >>> year_in_title("某局二〇二〇年度政府信息公开工作年度报告"), year_in_title("2021年1月25日发布")
    (2020, None)
    """
    text = normalise(title)
    years = {int(match.group(1)) for match in _YEAR.finditer(text)} | _chinese_years(text)
    if re.search(r"(?:19|20)\d{2}年?度?(?:[-~—–]+|至|到)(?:19|20)\d{2}(?!-)", text):
        return None
    return years.pop() if len(years) == 1 else None


def year_in_prose(text: str) -> int | None:
    """The year of the period that the prose says its figures cover; None where it does not say or says several."""
    found = [match.groups() for match in _PERIOD.finditer(normalise(text))]
    years = {int(year) for period in found for year in period if year}
    return years.pop() if len(years) == 1 else None


def _chinese_years(text: str) -> set[int]:
    return {
        2000 + 10 * _CHINESE_DIGITS[match.group(1)] + _CHINESE_DIGITS[match.group(2)]
        for match in _CHINESE_YEAR.finditer(text)
    }
