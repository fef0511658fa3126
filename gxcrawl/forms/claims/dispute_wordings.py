"""The phrases by which reports state the number of reviews (行政复议) and lawsuits (行政诉讼), as data."""

from gxcrawl.forms.claims.wording import Wording, wording
from gxcrawl.forms.claims.wording_parts import (
    ABOUT,
    BOTH,
    CASE,
    CASES,
    COUNT,
    COUNT_FIRST,
    DENIED,
    DENIED_BOTH,
    END,
    LAWSUIT,
    NEITHER,
    NEVER,
    NO_LAWSUIT,
    NO_MORE,
    NO_REVIEW,
    NOT_DENIED,
    NOT_HAPPENED,
    NUMERAL,
    RESPECTIVELY,
    REVIEW,
    TAKEN,
)
from gxcrawl.forms.editions.review import LAWSUITS

_REVIEWS = (("review_litigation.review.total",), ("statistics.review.total",))
_LAWSUITS = (LAWSUITS, ("statistics.litigation.total",))

DISPUTES: tuple[Wording, ...] = (
    # 行政复议、行政诉讼分别为3件、2件
    wording("review", "分别", rf"{RESPECTIVELY}(?P<n>{NUMERAL}){CASES}(?=(?:、|和|，){NUMERAL}{CASES})", _REVIEWS),
    wording("litigation", "分别", rf"{RESPECTIVELY}{NUMERAL}{CASES}(?:、|和|，)(?P<n>{NUMERAL}){CASES}", _LAWSUITS),
    # 行政复议、行政诉讼均为0 · 行政复议和行政诉讼案件各1件
    wording("review", "诉讼", rf"{NOT_DENIED}{BOTH}(?:均|都)?{COUNT}", _REVIEWS, joint=True),
    wording("litigation", "诉", rf"{NOT_DENIED}{BOTH}(?:均|都)?{COUNT}", _LAWSUITS, joint=True),
    # 行政复议、行政诉讼均未发生
    wording("review", "诉讼", NEITHER, _REVIEWS, 0),
    wording("litigation", "诉", NEITHER, _LAWSUITS, 0),
    # 行政复议：无；行政诉讼情况：无；行政诉讼案件未发生
    wording("review", "复议", rf"{REVIEW}{CASE}(?:[:：](?:无|没有|未发生)|{NOT_HAPPENED}){END}", _REVIEWS, 0),
    wording("litigation", "诉", rf"{LAWSUIT}{CASE}(?:[:：](?:无|没有|未发生)|{NOT_HAPPENED}){END}", _LAWSUITS, 0),
    # 四、政府信息公开行政复议、行政诉讼情况 / 无
    wording("review", "", rf"(?:无|没有|未发生)(?:此类|上述)?{NO_MORE}", _REVIEWS, 0, after_topic=True),
    wording("litigation", "", rf"(?:无|没有|未发生)(?:此类|上述)?{NO_MORE}", _LAWSUITS, 0, after_topic=True),
    # 未发生因政府信息公开引起的行政复议和行政诉讼 · 无行政复议、行政诉讼 · 无就政府信息公开提出复议、诉讼的情况
    wording("review", "复议", rf"{NEVER}{REVIEW}{DENIED_BOTH}", _REVIEWS, 0),
    wording("litigation", "诉", rf"{NEVER}{LAWSUIT}{DENIED}", _LAWSUITS, 0),
    # 没有发生行政复议1件
    wording("review", "复议", NO_REVIEW, _REVIEWS, 0),
    wording("litigation", "诉", NO_LAWSUIT, _LAWSUITS, 0),
    # 行政复议案件2件 · 被申请行政复议1起 · 行政诉讼0件 · 行政复议：共受理8件
    wording("review", "复议", rf"{REVIEW}(?:的)?{CASE}(?:[:：]{TAKEN})?{COUNT}", _REVIEWS),
    wording("litigation", "诉", rf"{LAWSUIT}(?:的)?{CASE}(?:[:：]{TAKEN})?{COUNT}", _LAWSUITS),
    # 无因政府信息公开产生行政复议，提起行政诉讼情况发生
    wording("litigation", "提起", rf"{NEVER}{REVIEW}{CASE}[，,](?:被)?提起{LAWSUIT}{DENIED}", _LAWSUITS, 0),
    # 发生0起因政府信息公开工作被提起的行政诉讼 · 3件政府信息公开行政复议案件
    wording("review", "复议", rf"{COUNT_FIRST}(?:{ABOUT})?{REVIEW}{DENIED}", _REVIEWS),
    wording("litigation", "诉", rf"{COUNT_FIRST}(?:{ABOUT})?{LAWSUIT}{DENIED}", _LAWSUITS),
)
