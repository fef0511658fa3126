"""The body whose number the prose states: the reporting body, another one, or several together.

A report quotes its superiors, its departments and the whole district; its tables count only the body in the title.
"""

import re
from functools import lru_cache
from typing import Literal

from gxcrawl.forms.claims.vocabulary import OUR_BODY, REGIONS, THIS_YEAR
from gxcrawl.text.bodies import occurs_in_order
from gxcrawl.text.characters import normalise

Owner = Literal["own", "others", "unknown"]

_CLAUSE_END = re.compile(r"[，,；;:：。\n]")
_UNITS = "部门|单位|机关|科室|镇|乡|街道"
_EACH = (
    r"各(?:级|地|有关|相关|县|市(?!场)|区(?!域)|旗|州|镇|乡|街|村|团场|团镇|社区|部门|单位|机关|行政机关|委|局|分局|支局|科室|股室|处室|站所"
    r"|直属|所属|下属|派出|成员|责任|内设|[^，。；\d]{1,6}(?:机构|学校|医院|企业|公司))"
)
_SOME = rf"(?:部分|个别|少数|多数|一些|有些|有的|绝?大部分|其[余他它])(?:行政)?(?:{_UNITS}|[县市区局])"
_LEVELS = r"[省市县区乡镇街村][两三]级|[两三]级(?:政府|行政|机关|单位|部门|税务|公安)"
_BELOW = rf"[{REGIONS}]直(?!接|播|至|到)|[下所直局区县市省部]属(?!于)|[下所]辖|辖区(?:内|各|村|单位)|基层单位|下级"
_NOT_A_SYSTEM = "".join(f"(?<!{what})" for what in ("公开", "申请", "办理", "受理", "信息", "管理", "办公"))  # 办公系统
# more than one body
_WIDER = re.compile(
    "|".join(
        (
            r"(?<![健完安])全(?:国|省|市|州(?!县)|盟|区|县|旗|系统|师(?!资)|兵团)|师市",  # 全区; not 健全市场监管机制
            r"[我本](?:省|市|州|区|县|旗)(?![^，。]{0,8}(?:局|委|办公室|中心))",  # 我市; not 我市教育局
            _EACH,  # 各分局
            _SOME,  # 部分单位
            _LEVELS,  # 市县两级
            _BELOW,  # 市直 · 所属单位
            rf"\d+[个家所][^，。；\d]{{0,8}}?(?:{_UNITS}|县\(|委办局|分局)",  # 14个镇(街道) · 43家市直部门
            r"[县市区旗]\([县市区旗、]+\)",  # 县(市、区)
            r"(?:学校|高校|院校|医院|企业|企事业单位|公共企事业单位)信息公开",
            r"镇街(?!道)|街镇|镇办",  # not 安镇街道
            r"(?<![我本该])部门(?=[共累收受]|接[到收]|全年|20)",  # 教育部门共
            rf"汇总|\([^()]*(?:含|包括)[^()]*(?:{_UNITS}|中心|局|[支大]队|站|所|院)",
            rf"{_NOT_A_SYSTEM}系统(?:内|共|全年|20\d\d|本年|累计|收到|受理|各|$)",  # 税务系统共
        )
    )
)
# 相关部门共收到 · 园区企业收到 · 我局北山分局收到
_OTHER_BODY = re.compile(
    rf"(?:(?:上级|兄弟|相关|有关|其[他它]|牵头|主办|协办|责任)(?:{_UNITS})|(?<![我本该])企业)(?:共|累计|全年|20\d\d年)*$"
    rf"|{OUR_BODY}[^，。；、\d]{{1,8}}?(?:分局|支局|[支大]队|分院|分所)(?![、和])"
)
# 县政府本级收到 · 市级受理 · 代区政府答复 · 以区政府为被告: less than a government's report sums up
_NARROWER = re.compile(
    r"本级|(?<![各上下同])[省市州区县镇乡]级(?=[新共收受办接]|$)|政府(?:组成|工作)?部门|代表[省市区县]政府|以[省市区县]政府(?:办|办公室)?名义|[代为][省市区县]政府|以(?![我本])[^，。]{1,12}为(?:被告|被申请人)"
)
_ASKED = re.compile(r"向(?![我本])([^，。；\d]{1,24}?)(?:主动|依法)?(?:提出|提交|递交|申请)")  # 公民向市政府提出的申请
_RANK = re.compile(r"(?:位[列居]|排名?|名列)第?")  # 在全市各部门中位列第三: others are only mentioned for comparison
_ENDS = (
    r"(?:人民政府|政府|办事处|委员会|管委会|办公室|办公厅|中心|街道|支队|大队|总队|公司|集团|社区|海关|学校|大学|[中小]学|学院|幼儿园|医院"
    r"|(?<=[^，])[委局厅署办院校镇乡村站处馆会所科队]|(?<=[^，全])部|(?<=[^，、发新园济范税假景理验社辖地专])[县区旗])"
)
_WHEN = (
    r"(?:目前|至今|截[至止](?:目前|\d{1,2}月底)?|(?:20\d\d[-—–~至])?20\d\d学?年度?|本学年度?|\d{1,2}月(?:\d{1,2}日|底|末)?|年度|以来|一年来"
    rf"|{THIS_YEAR}|报告期内|其中|此外|另外|同时|由|[(]?[一二三四五六七八九十\d]{{1,2}}[)、.]|[一二三四五六七八九十]是)*+"
)
# what follows a body that is the subject: 县自然资源局受理…; not 县政府网站, not 社会 of 社会保障局
_DOES = (
    r"(?=办[理结毕复]|[共收受接答登新未没无暂尚均已因被依按以在把总、和及与()]|全面|20\d\d|累计|合计|发生|涉及|实现|上年|上一"
    rf"|{THIS_YEAR}|结转|予以|行政复议|行政诉讼|认真|坚持|严格|高度|积极|持续|深入|始终|切实|不断|进一步|紧|围绕|机关|作为|政务公开|政府信息公开|依申请公开|方面|通报|统计|$)"
)
# 在, 经, 全 do not begin a name; but see 经开区, 向阳区, 全州县
_NO_NAME = (
    r"[在按对针与为因以把不没就]|涉(?!县)|无(?![锡为棣])|未(?!央)|向(?!阳)|经(?!开|济)|通(?![州辽化城江许道榆山海渭河])|根(?!河)|将(?!乐)"
    r"|从(?![化江])|关(?!岭)|依(?![安兰])|全(?![州椒南])"
)
_NAMED = re.compile(
    rf"{_WHEN}(?P<name>(?!{_NO_NAME})(?:(?!申请|收到|受理|办理|处理|公开|信息|网)[^，。；、:()“”《》的\d]){{0,18}}?{_ENDS}(?:办公室|机关)*)"
    rf"{_DOES}(?P<more>(?!与(?:政府)?信息公开)[、和及与(])?"
)
_SELF = re.compile(
    rf"{_WHEN}(?P<name>(?:[我本]|全(?![部社会行体]))(?:街道|中心|部门|单位|(?:行政|级)?机关|园区|开发区|新区|管委会|[支大]队|办事处|公司|集团"
    r"|[局委办厅署所院校镇乡街站队会社馆部处室司行])(?:机关)?)(?P<more>(?!与(?:政府)?信息公开)[、和及与])?"
)
# 根据区政务办统计，全年收到… · 涉及市公安局的行政复议 · 对区政府提起行政诉讼
_ABOUT_BODY = re.compile(
    rf"(?:根?据|按照?)(?![我本])(?P<source>[^，。；、\d]{{2,20}}?{_ENDS})(?:统计|通报|公布)"
    rf"|(?:针?对|涉及?+|起诉)(?![我本])(?P<object>[^，。；、\d]{{2,20}}?{_ENDS})(?:的|提起|提出|申请|政府信息公开|信息公开)+(?:$|(?:行政)?(?:复议|诉讼))"
)
_DEPARTMENT = re.compile(r"[我本全](?:[局委办厅署所院校室站处]|部门|单位)")
_GOVERNMENT = re.compile(rf"[{REGIONS}](?:人民政府|政府)?$")
_TOWNSHIP = re.compile(r"(?P<township>.*?(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处|办)?$")
_OTHER_NAME = re.compile(r"\([^()含包及和、\d]*局\)")  # 市场监管局(知识产权局): one office with two names
_ASIDE = re.compile(r"\([^()]*\)")
_SHORTENED = (("委员会", "委"), ("管委会", "管委"), ("办公室", "办"), ("人民政府", "政府"))
_CALLED = (
    ("学校", re.compile(r"(?:大学|学院|学校|中学|小学)$")),
    ("公司", re.compile(r"(?:公司|集团)$")),
    ("集团", re.compile(r"集团(?:有限|股份)*公司$")),
)
_OFFICE = re.compile(r"(?:党政)?(?:综合)?办(?:公室)?$")  # 镇党政综合办, 学校办公室 receive for the whole body
_PARTY = re.compile(rf"[{REGIONS}]委(?:办(?:公室)?)?")
_LEVEL = re.compile(f"[{REGIONS}]")
# of a name's own region; not 城市管理, 市场监管, 社区
_REGION = re.compile(
    r"[省州盟县旗]|市(?![场监容]|民(?![政族宗])|政(?![务府协法])|管理|建设|规划|综合|更新|运行)|(?<![社园校库景小林矿灌牧])(?<!主城)(?<!心城)(?<!老城)区(?![域划])"
)
_PART_OF = re.compile(r"(?:分局|总局)$")  # 江城市公安局 is not its 临河分局
_GENERIC = 4  # characters: 街道办, 镇政府 do not name a particular body
_LONGEST_LEAD = 160  # characters


def owner_of(lead: str, words: str, own: str | None) -> Owner:
    """Whose number this is, according to the nearest clause that names a body.

    lead: the sentence up to the number; words: the phrase that states it; own: the reporting body, None if unknown. A
    body that is not clearly the reporting body counts as another.
    """
    asked = _ASKED.search(words) if "向" in words else None
    if _WIDER.search(words) or (asked and not is_own(asked[1], own)):
        return "others"
    for clause in reversed(_CLAUSE_END.split(lead[-_LONGEST_LEAD:])):
        owner = _owner_in(clause, own)
        if owner != "unknown":
            return owner
    return "unknown"


@lru_cache(maxsize=1024)  # called for the same clauses for every number of a sentence
def _owner_in(clause: str, own: str | None) -> Owner:
    if _RANK.search(clause):
        return "unknown"
    if _WIDER.search(clause) or _NARROWER.search(clause) or _OTHER_BODY.search(clause):
        return "others"
    clause = _OTHER_NAME.sub("", clause)
    itself = _SELF.match(clause)
    if itself:
        part = own is not None and _is_government(own) and _DEPARTMENT.match(itself["name"])
        return "others" if part or itself["more"] else "own"
    about = _ABOUT_BODY.search(clause)
    if about and not is_own(about["source"] or about["object"], own):
        return "others"
    named = _NAMED.match(clause)
    if named is None:
        return "unknown"
    return "own" if not named["more"] and is_own(named["name"], own) else "others"


def is_own(name: str, own: str | None) -> bool:
    """True if a name in the prose means the reporting body, in full or shortened.

    A government's report sums up its departments, so no name in it clearly means the government itself.

    >>> is_own("区住建局", "霁川市北山区住房和城乡建设局"), is_own("区水利局", "霁川市北山区住房和城乡建设局")
    (True, False)
    """
    if own is None:
        return len(name) <= _GENERIC and not _LEVEL.match(name)
    if _is_government(own):
        return False
    whole = _ASIDE.sub("", normalise(own))
    short = name.removesuffix("机关").lstrip("我本")
    return any(_shortens(one, whole) for one in (short, _OFFICE.sub("", short)))


def _shortens(name: str, own: str) -> bool:
    """True if `name` is short for `own`: 区住建局 for 北山区住房和城乡建设局; 学校 for 霁川大学."""
    short, whole = _core(name), _core(own)
    if _PARTY.fullmatch(name):
        return False
    if any(name == called and kind.search(own) for called, kind in _CALLED):
        return True
    if not short or short[-1] != whole[-1:] or not occurs_in_order(short, whole):
        return False
    regions, own_regions = _REGION.findall(short), _REGION.findall(whole)
    return _kind(short) == _kind(whole) and (not regions or regions[-1:] == own_regions[-1:])


def _kind(body: str) -> str:
    part = _PART_OF.search(body)
    return part.group() if part else ""


def _is_government(body: str) -> bool:
    """True for the government of a county, district, city or province."""
    return _GOVERNMENT.search(body) is not None


def _core(body: str) -> str:
    """The name without its last word: 鼓楼街道 for 鼓楼街道办事处; 卫生健康委 for 卫生健康委员会."""
    township = _TOWNSHIP.fullmatch(body)
    body = township["township"] if township else body
    for full, short in _SHORTENED:
        body = body.replace(full, short)
    return body
