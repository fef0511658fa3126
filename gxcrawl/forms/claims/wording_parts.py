"""The parts that phrases of every kind are built of: numbers and denials, as regular expressions.

Words that other modules look for too are in `vocabulary`.
"""

from gxcrawl.forms.claims.vocabulary import CHINESE_DIGITS

# 1,046 · 1，046 · 12 · 十二 · 贰拾叁; not the 十 of 数十件
NUMERAL = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d{{1,7}}|(?!(?<=数)[十百千])[{CHINESE_DIGITS}]{{1,9}})"
# 12件以上: not exact; 20个工作日内
CASES = r"(?:件(?:次|\(次\))?|[宗起份例条项个次封])(?!以上|左右|以内|多|余|工作日|月)"
ONE_CASE = r"(?:[一1][件起例份宗条次封])"
END = r"(?=[，。；、：,;:.！!？?()“”\n]|$)"
# 共29件 · 数量共计0条 · 为0 · 均为零 · “同意公开”的7件
COUNT = (
    rf"[”》]?(?:的)?(?:达到|[总合数量共计仅有为是达均也亦各:：]){{0,6}}(?:(?P<n>{NUMERAL}){CASES}"
    rf"|(?P<bare>(?<=[为是:：])(?:0|零)|(?<=[数量][为是:：])\d{{1,6}}){END})"
)
COUNT_FIRST = rf"(?<!无)(?<!没有)(?<!未有)(?<![\d.,第{CHINESE_DIGITS}])(?P<n>{NUMERAL}){CASES}"

NOT_ANY = r"(?:[均暂]?无|没有|未有)"
NONE = r"(?:[从尚暂均并]?未曾?|不曾|没有|[均暂]?无)"
DULY = r"(?:已|均|都|全部|依法|依规|按规定|按时|按期|及时|妥善|规范|认真)*"

_MATTER = r"(?:情况|现象|情形|要求|申请|事项|事件|案件|信件)"
NO_MORE = rf"(?:的)?(?:受理)?{_MATTER}?{ONE_CASE}?(?:发生)?(?:(?=[和也且][未无没])|{END})"
