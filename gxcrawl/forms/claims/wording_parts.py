"""The parts of which the phrases of claims are built: numerals, nouns, verbs and denials, as regular expressions.

Words that other modules look for too are in `vocabulary`.
"""

from gxcrawl.forms.claims.vocabulary import CHINESE_DIGITS, LEGAL_PERSONS, OUR_BODY, PERSONS

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

INFORMATION = r"(?:政府)?(?:政务)?(?:(?<=政府)环境)?信息"
_ASKED = r"(?:申请(?:[书表件]|事项)?|请求)"
_REQUEST = rf"(?:的)?(?:书面|任何)?(?:{_ASKED}|事项(?:申请)?|案件|件)"
APPLICATION_NAME = (
    r"(?=[依政信申要公])"  # tested first: most positions match none of these
    rf"(?:(?:依法?申请|申请|要求)(?:{OUR_BODY})?(?:的)?公开(?:的)?(?:相关|有关)?{INFORMATION}(?:公开)?(?:{_REQUEST})?"
    rf"|(?:{INFORMATION}|政府|政务)?依法?申请公开(?:的?办理)?(?:{_REQUEST}|的?(?:事宜|事件|信件|来信))?"
    rf"|(?:依申请(?:的)?|申请|要求){INFORMATION}公开(?:{_REQUEST})?"
    rf"|(?:{INFORMATION}|政务)公开(?:方面|类)?(?:的)?(?:书面|任何)?(?:{_ASKED}|依申请(?:公开)?)"
    rf"|申请公开(?:的)?(?:事项|件)|公开{INFORMATION}(?:的)?{_ASKED}|政府信息申请(?:公开(?:件|事项)?)?)"
)
# 公民、法人和其他组织(向我局)提出的 · 群众主动要求
_PEOPLE = (
    rf"(?:(?:{PERSONS}|{LEGAL_PERSONS}|社会公众|公众|村民|居民|用户|师生|家长|患者|申请人|(?:其他)?(?:社会)?组织)"
    r"(?:[、，]|和|及|或者?|与|以及)*)*"
)
_WAY = r"(?:形式|方式|渠道|途径)"
ASKED_BY = (
    rf"(?:来自)?(?:\d{{1,4}}(?:[名位家人]|人次))?{_PEOPLE}(?:的)?(?:向[^，。；,;\n\d]{{1,24}}?)?"
    rf"(?:(?:通过|以)(?:(?:任何|各[种类])|[^，。；,;\n\d]{{1,24}}?等(?:各种|多种)?){_WAY})?"
    r"(?:主动|依法)?(?:提出|提交|递交|要求|申请)?(?:的)?"
)
ADJECTIVE = (
    r"(?:任何形式|任何|各类|有效|书面|正式|相关|有关|关于"
    r"|[^，。；、\d]{1,4}、[^，。；\d]{1,8}等(?:各种|多种)?(?:形式|方式|渠道)"
    r"|涉及[^，。；\d]{1,24}?等(?:领域|方面|内容|事项)?)?(?:的)?"
)
APPLICATION = rf"{ADJECTIVE}{ASKED_BY}{ADJECTIVE}{APPLICATION_NAME}(?:案件|事项|件)?"
# 1件政府信息公开申请行政复议, 2起申请人投诉: the number counts the consequences of applications
LED_TO_NOTHING = (
    r"(?!(?:的)?(?:人|(?:行政)?(?:复议|诉讼)|纠纷|信访|投诉|举报|咨询|补正|引发|引起|答复(?:书|文书|件)|文书|材料))"
)
_AFFIRMED = r"(?<![不未没予])(?<!没有)"
TOOK = (
    rf"{_AFFIRMED}(?:新?(?:收到|受理|接收到?|接[受到])|新[收增]|收悉|发生|产生|共收|(?<=[全本20-9]年)收|(?<=年度)收)"
    rf"(?:[和并、及与]?{DULY}(?:收到|受理|处理|办理|答复|回复|办结))?(?:过|了)?(?:的)?《?"
)
# 收到政府信息公开申请(含上年结转)18件
INCLUDED = r"(?:\((?:含|包括|包含|其中)[^()\d]{0,20}\))?"
# 收到群众申请7件 · 新收到申请8件 · 本年新收47件: used where it is clear which applications are meant
PLAIN_APPLICATION = rf"(?:任何|各类|有效|书面|相关|此类)?{_PEOPLE}(?:提交|提出)?(?:的)?依?申请(?:[书表]|件|事项)?"
NEWLY = rf"{_AFFIRMED}新(?:收到?|接收|受理)(?:的)?"
NOT_TAKEN = (
    rf"(?:{NONE}(?:再|曾|有)?(?:[收受]到|接到|接收到?|新收|受理|产生|发生|出现)(?:[和及或、]处理)?(?:过|了)?(?:任何)?"
    rf"|{NOT_ANY}){ONE_CASE}?"
)
_MATTER = r"(?:情况|现象|情形|要求|申请|事项|事件|案件|信件)"
NO_MORE = rf"(?:的)?(?:受理)?{_MATTER}?{ONE_CASE}?(?:发生)?(?:(?=[和也且][未无没])|{END})"

NEXT_YEAR = r"(?:下一?个?年度?|次年度?|明年|来年|(?P<next>20\d\d)年?度?)"
INTO = r"(?:结转|转结|转接|转)(?:至|到|入)?"
KEPT_ON = r"(?:继续)?(?:进行)?(?:办理|处理|回复|答复|办结)?(?:的)?"
OF_APPLICATIONS = (
    rf"(?:的|未办结|依申请|{INFORMATION}公开|公开|申请|事项|案件|办件|件|数量|继续|办理|而来|来"
    r"|[至到]?本年度?|[至到]今年|(?:至|到)?20\d\d年度?){0,6}?"
)

OF_NOTHING_ELSE = r"(?![^，。；、,;\n]{0,6}(?:信息|文件|意见|公文|材料|内容|纪要))"  # 予以公开8件规范性文件
