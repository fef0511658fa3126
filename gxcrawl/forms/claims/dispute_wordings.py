"""The phrases by which reports state the number of reviews (行政复议) and lawsuits (行政诉讼), as data."""

from collections.abc import Iterator

from gxcrawl.forms.claims.vocabulary import CHINESE_DIGITS
from gxcrawl.forms.claims.wording import Paths, Wording, wording
from gxcrawl.forms.claims.wording_parts import CASES, COUNT, COUNT_FIRST, END, NO_MORE, NONE, NUMERAL, ONE_CASE
from gxcrawl.forms.editions.review import LAWSUITS

_REVIEW = r"(?:行政)?复议"
_LAWSUIT = r"(?<!民事)(?<!公益)(?<!刑事)(?<!争议)(?<!纠纷)(?:(?:行政)?诉讼|行政应诉(?=案))"
_CASE = r"(?:申请案件|案件|申请|案|事项|情况|事件|件数|问题)?"
_BROUGHT = r"(?:被?申请|被?提起|提出|引[起发])"
_JOIN = rf"(?:、|和|及|或者?|以及|与|，|,|/|\+)(?:被|因)?{_BROUGHT}?(?:的)?"
# 行政复议，行政诉讼均为0; not 没有行政复议情况，行政诉讼2件
_TOGETHER = _JOIN.replace("，|,", r"[，,](?=[^，。；,;\n]{0,16}?(?:均|都|各|共|合计|未|没|零))")
_BOTH = "|".join(
    rf"{one}{_CASE}(?:{_TOGETHER})?{other}(?:的)?{_CASE}" for one, other in ((_REVIEW, _LAWSUIT), (_LAWSUIT, _REVIEW))
)
_RESPECTIVELY = rf"{_REVIEW}{_CASE}{_JOIN}{_LAWSUIT}{_CASE}分别(?:为|是|有|发生|收到)?"
_NEXT = r"(?:、|和|，)"
# 无行政复议，行政诉讼1件: two statements, not one number of both
_NOT_DENIED = "".join(f"(?<!{denied})(?<!{denied}行政)" for denied in ("无", "没有", "未发生"))
_NOT_HAPPENED = r"(?:未发生|没有发生|未出现)"
_HAPPENED = r"(?:发生|出现|收到|接到|产生|引[发起]|存在|涉及?|受理|被|有)(?:过|了)?"
_TAKEN = r"(?:共|全年|本年度?)?(?:受理|发生|收到|新收|被申请|被提起)"
_CAUSE = r"[^，。；,;\n\d]{0,48}?"
_BECAUSE_OF = r"因|由|就|与|针对|有关|关于|信息公开"
_NOT_HAPPENED_BY = rf"{NONE}[再曾]?{_HAPPENED}"
# a bare 未 denies too much else (未经行政复议, 未按时答复引起行政诉讼), so what it denies is part of the wording
_NEVER = (
    rf"(?:(?:{_NOT_HAPPENED_BY}|不存在){ONE_CASE}?{_CAUSE}"
    rf"|(?:从?未|没有|无){ONE_CASE}?(?:(?:任何)?(?:公民|群众|公众|申请人|人)[^，。；,;\n\d]{{0,20}}?)?"
    rf"(?:{_BECAUSE_OF}|相关|任何|政府信息|政务公开|依申请公开){_CAUSE}"
    rf"|(?:没有|[均暂]?无|零)(?:人)?(?:{_BROUGHT}|被)?(?:(?:行政)?(?:复议|诉讼){_CASE}(?:{_JOIN})?(?:零)?)?"
    rf"|(?:没有|无){ONE_CASE}(?:导致|{_BROUGHT})(?:(?:行政)?复议(?:和|或者?|、|及))?)"
)
_NOT_COUNTED = rf"(?!{_CASE}(?:总?数量?)?[发生有共计为:]*[\d{CHINESE_DIGITS[2:]}])"  # 无行政复议案件，行政诉讼案件2件
_DENIED = (
    rf"{_NOT_COUNTED}(?=(?:申请案件|案件|申请|案|事项|情况|事件|等|发生|引起|提起)?(?:的(?:申请)?)?"
    rf"(?:[、，。；和及或与以等零相,;()\n”]|情况|情形|现象|案件|事件|问题|发生|方面|$)|{_LAWSUIT})"
)
_ABOUT = rf"(?:{_BECAUSE_OF}|涉及|政府信息公开|{_BROUGHT})[^，。；、,;\n\d]{{0,28}}?"


def _wordings(what: str, keyword: str, noun: str, count_of_two: str, paths: Paths) -> Iterator[Wording]:
    """noun: what is counted. count_of_two: its number where the numbers of reviews and lawsuits follow each other."""
    # 行政复议、行政诉讼分别为3件、2件
    yield wording(what, "分别", rf"{_RESPECTIVELY}{count_of_two}", paths)
    # 行政复议、行政诉讼均为0 · 行政复议和行政诉讼案件各1件
    yield wording(what, keyword, rf"{_NOT_DENIED}(?:{_BOTH})(?:均|都)?{COUNT}", paths, joint=True)
    # 行政复议、行政诉讼均未发生
    none_of_both = rf"(?:均|都|实现|保持)*(?:{_NOT_HAPPENED}|零发生|为零|[:：]无){END}"
    yield wording(what, keyword, rf"(?:{_BOTH}){none_of_both}", paths, 0)
    # 行政复议：无；行政诉讼情况：无；行政诉讼案件未发生
    yield wording(what, keyword, rf"{noun}{_CASE}(?:[:：](?:无|没有|未发生)|{_NOT_HAPPENED}){END}", paths, 0)
    # 四、政府信息公开行政复议、行政诉讼情况 / 无
    yield wording(what, "", rf"(?:无|没有|未发生)(?:此类|上述)?{NO_MORE}", paths, 0, after_topic=True)
    # 未发生因政府信息公开引起的行政复议和行政诉讼 · 无行政复议、行政诉讼 · 无就政府信息公开提出复议、诉讼的情况
    yield wording(what, keyword, rf"{_NEVER}{noun}{_DENIED}", paths, 0)
    # 没有发生行政复议1件 · 没有发生行政复议1件、行政诉讼1件
    first = rf"{_NOT_HAPPENED_BY}{_CAUSE}(?:{_REVIEW}{_CASE}{ONE_CASE}{_JOIN})?"
    yield wording(what, keyword, rf"{first}{noun}{_CASE}{ONE_CASE}(?=[，。；、和及]|$)", paths, 0)
    # 行政复议案件2件 · 被申请行政复议1起 · 行政诉讼0件 · 行政复议：共受理8件
    yield wording(what, keyword, rf"{noun}(?:的)?{_CASE}(?:[:：]{_TAKEN})?{COUNT}", paths)
    # 无因政府信息公开产生行政复议，提起行政诉讼情况发生
    yield wording(what, "提起", rf"{_NEVER}{_REVIEW}{_CASE}[，,](?:被)?提起{noun}{_DENIED}", paths, 0)
    # 发生0起因政府信息公开工作被提起的行政诉讼 · 3件政府信息公开行政复议案件
    yield wording(what, keyword, rf"{COUNT_FIRST}(?:{_ABOUT})?{noun}{_DENIED}", paths)


_FIRST = rf"(?P<n>{NUMERAL}){CASES}(?={_NEXT}{NUMERAL}{CASES})"
_SECOND = rf"{NUMERAL}{CASES}{_NEXT}(?P<n>{NUMERAL}){CASES}"

DISPUTES: tuple[Wording, ...] = (
    *_wordings("review", "复议", _REVIEW, _FIRST, (("review_litigation.review.total",), ("statistics.review.total",))),
    *_wordings("litigation", "诉", _LAWSUIT, _SECOND, (LAWSUITS, ("statistics.litigation.total",))),
)
