"""Normalised names of public bodies, so that two spellings of one body compare equal within its portal."""

import re

from gxcrawl.model import Level
from gxcrawl.portals.bodies.zones import BOARD, is_own_zone, one_zone_name
from gxcrawl.text.spacing import compact

# Short names and the full name of the same body; only those that are unambiguous.
_SHORT_NAMES = {
    "发改": "发展和改革",
    "发展改革": "发展和改革",
    "经信": "经济和信息化",
    "工信": "工业和信息化",
    "人社": "人力资源和社会保障",
    "人力社保": "人力资源和社会保障",
    "卫健": "卫生健康",
    "卫计": "卫生和计划生育",
    "住建": "住房和城乡建设",
    "住房城乡建设": "住房和城乡建设",
    "规划资源": "规划和自然资源",
    "自规": "自然资源和规划",
    "文旅": "文化和旅游",
    "文化旅游": "文化和旅游",
    "市监": "市场监督管理",
    "市场监管": "市场监督管理",
    "综合执法": "综合行政执法",
    "城管": "城市管理",
    "教体": "教育和体育",
    "教育体育": "教育和体育",
    "退役军人": "退役军人事务",
    "退役军人局": "退役军人事务局",
    "医保": "医疗保障",
    "交通": "交通运输",
    "应急": "应急管理",
    "应急局": "应急管理局",
    "科技": "科学技术",
    "林草": "林业和草原",
    "民宗": "民族宗教事务",
    "民族和宗教事务": "民族宗教事务",
    "地方金融监管": "地方金融监督管理",
    "国土": "国土资源",
    "环保": "环境保护",
    "安监": "安全生产监督管理",
    "质监": "质量技术监督",
    "食药监": "食品药品监督管理",
    "文广新": "文化广电新闻出版",
    "城管执法": "城市管理综合行政执法",
    "城市管理执法": "城市管理综合行政执法",
    "城市管理行政执法": "城市管理综合行政执法",
    "城市管理综合执法": "城市管理综合行政执法",
    "城市管理和综合执法": "城市管理综合行政执法",
    "城市管理和综合行政执法": "城市管理综合行政执法",
    "城市管理与综合行政执法": "城市管理综合行政执法",
}
_SHORT_NAME = re.compile(
    "^("
    + "|".join(sorted(map(re.escape, _SHORT_NAMES), key=len, reverse=True))
    + ")(?=(?:局|厅|委|委员会|管理委员会)$)"
)

_SHORT_OFFICES = {
    "人防办公室": "人民防空办公室",
    "外办公室": "外事办公室",
    "国资委员会": "国有资产监督管理委员会",
    "委编办公室": "委机构编制委员会办公室",
    "残疾人联合会": "残联",
    "妇女联合会": "妇联",
    "公积金中心": "住房公积金管理中心",
    "住房公积金中心": "住房公积金管理中心",
}

# "街道办事处" "街道办" → "街道"; "镇人民政府" "镇政府" → "镇"
_TYPE_SUFFIXES = (
    (re.compile(r"街道(?:人民政府)?(?:办事处|办)$"), "街道"),
    (re.compile(r"(?<=[镇乡])人民政府$|(?<=[镇乡])政府$"), ""),
    (re.compile(r"(?:人民)?政府(?:办公室|办公厅|办)$|^府办$"), "人民政府办公室"),
    (re.compile(r"管委会$"), "管理委员会"),
    (re.compile(r"供销合作(?:社联合|联合|总)?社$"), "供销社"),
    (re.compile(r"委$"), "委员会"),
    (re.compile(r"办$"), "办公室"),
    (re.compile(r"(?<!人民)政府$"), "人民政府"),
)
_TOWNSHIP = re.compile(r"(?:街道(?:办事处)?|镇|乡|苏木)$")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_BARE_TYPE = re.compile(r"(?:街道|镇|乡|局|委员会|办公室|中心|管委会|管理委员会)")
_OWN_GOVERNMENT = "人民政府"
DISTRICT = r"(?<![发新园景假范业税港理社小])区"
"""The end of a district's name; 开发区, 园区, 新区 and their like have no government."""
# "云岭省", "西湖区": the report of a region is that of its government
_REGION = re.compile(rf"(?!.*(?:局|街道|办事处))[\u4e00-\u9fff]{{1,7}}(?:省|市|县|旗|盟|州|自治区|{DISTRICT})")

# "国家税务总局云溪县税务局", "中共云溪县委编办"
_OF_PARTY_OR_STATE = re.compile(r"^(?:国家税务总局|中共)(?=.{3})")
_BRANCH = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}?市|[\u4e00-\u9fff]{0,8}?[州盟])([\u4e00-\u9fff]{2,12})局([\u4e00-\u9fff]{2,8})分局"
)
# 大岭藏族羌族自治州 is called 大岭州 and 大岭
_PEOPLES = re.compile(
    "(?<=..)(?:(?:藏|回|壮|苗|彝|侗|白|傣|羌|满|瑶|黎|水|土|畲|怒|佤|土家|哈尼|傈僳|景颇|蒙古|朝鲜|布依|撒拉|东乡|保安|裕固|仡佬|仫佬|毛南|"
    "锡伯|纳西|普米|独龙|拉祜|布朗|达斡尔|鄂温克|鄂伦春|哈萨克|维吾尔|塔吉克|柯尔克孜|各)族?)+$"
)
# "富阳区发改局(区金融办、区合作局)": other names of one office; "公安局(交警支队)" is another body and stays
_PLATE = re.compile(r"(?:局|办|委|院|会|室|厅)(?:牌子?)?$")
_BRACKET = re.compile(r"\(([^()]*)\)")
# "杭州市富阳区" → 杭州市, 富阳区; two characters at least before the stage, so that 津市市 and 沙市区 stay whole;
# "大理州", "大理州洱源县", but 江苏扬州市
_STAGES = re.compile(r".{2,8}?(?:自治区|自治州|自治县|新区|省|市|县|区|旗|盟|州(?=$|[\u4e00-\u9fff]{2,6}[县市]$))")
# "江南省云河市教育局" on the portal of 云河市, whose entry does not say of which province that is
_ABOVE = r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|市|州|盟))?"
# words that begin with 市 but name no city: 市场监督管理局, 市政公用局, 市民中心; but 市政府, 市民政局
_WORD_OF_CITIES = r"市(?:[场容属域]|政(?![府务协法数])|民(?![政族宗委]))"
# 区/县/市/省 alone before the name means the portal's own: "区教育局", "省教育厅"; but 区域合作局
_LONE_STAGE = re.compile(rf"^(?:自治[区州县旗]|[区县](?!域)|(?!{_WORD_OF_CITIES})市|新区|省|州(?!城)|旗|盟)(?=.{{2,}})")
_CUTS_WORD = re.compile(_WORD_OF_CITIES)


def region_stages(portal_name: str) -> tuple[str, ...]:
    """The nested regions in a portal's name, outermost first: 杭州市富阳区人民政府 → (杭州市, 富阳区)."""
    name = re.sub(r"(?:人民政府|政府|门户网站|网站|门户|管理委员会|管委会).*$", "", compact(portal_name))
    return tuple(_STAGES.findall(name))


def name_key(name: str, stages: tuple[str, ...] = ()) -> str:
    """The normalised name, equal for all spellings of one body within one portal.

    stages: the portal's regions, outermost first; they are removed from the beginning of the name. The portal's own
    government becomes 人民政府.
    """
    key = _OF_PARTY_OR_STATE.sub("", _drop_plates(compact(name)))
    if is_own_zone(key, stages):
        return BOARD
    key = one_zone_name(_drop_regions(_drop_branch(key, stages), stages))
    for pattern, full in _TYPE_SUFFIXES:
        key, changed = pattern.subn(full, key)
        if changed:
            break
    if _REGION.fullmatch(key):
        return f"{key}{_OWN_GOVERNMENT}"
    return _SHORT_NAME.sub(lambda match: _SHORT_NAMES[match[1]], _SHORT_OFFICES.get(key, key)) or _OWN_GOVERNMENT


def level_of_name(name: str) -> Level | None:
    """The level evident from a name: streets, towns and townships; None for all others."""
    key = name_key(name)
    return "township" if _TOWNSHIP.search(key) else None


def level_of_region(stages: tuple[str, ...]) -> Level | None:
    """The level of a portal whose registry entry has none, from the last of its regions."""
    if not stages:
        return None
    last, above = stages[-1], stages[:-1]
    if last.endswith(("省", "自治区")) or last in _MUNICIPALITIES:
        return "province"
    within_city = any(stage.endswith(("市", "州", "盟")) and stage not in _MUNICIPALITIES for stage in above)
    return "city" if last.endswith(("市", "州", "盟")) and not within_city else "county"


def _drop_plates(name: str) -> str:
    def keep_or_drop(match: re.Match[str]) -> str:
        parts = [part for part in re.split(r"[、,，;；]", match[1]) if part]
        plates = all(_PLATE.search(part) for part in parts) or match[1] in ("本级", "机关", "汇总", "本部")
        return "" if plates else match[0]

    return _BRACKET.sub(keep_or_drop, name)


def _drop_branch(key: str, stages: tuple[str, ...]) -> str:
    """鹤州市生态环境局云溪分局, as 云溪县's own portal may list it, is what it calls 县生态环境分局 too."""
    found = _BRANCH.fullmatch(key) if stages else None
    return f"{found[1]}分局" if found and found[2] in (stages[-1], _short(stages[-1])) else key


def _drop_regions(key: str, stages: tuple[str, ...]) -> str:
    """Removes "杭州市富阳区", "富阳区", "富阳" or "富阳区人民政府" from the beginning if a name of a body remains."""
    if not stages:
        return key
    own = stages[-1]
    outer = "".join(f"(?:{re.escape(stage)}|{re.escape(_short(stage))})?" for stage in stages[:-1])
    plain = f"{_short(own)}{own[-1]}"  # 大岭州, of 大岭藏族自治州
    full = re.match(rf"{_ABOVE}{outer}(?:{re.escape(own)}|{re.escape(plain)})", key)
    short = re.match(rf"{outer}{re.escape(_short(own))}", key) if len(_short(own)) > 1 else None
    if full and _CUTS_WORD.match(key, full.end() - 1):
        full = None  # 鹤州市场监督管理局: no 鹤州市
    for match in (full, short):
        if match and _names_a_body(key[match.end() :]):
            return _drop_own_government(key[match.end() :])
    lone = _LONE_STAGE.match(key)
    if lone and own.endswith(lone[0]) and _names_a_body(key[lone.end() :]):
        return _drop_own_government(key[lone.end() :])
    return _drop_own_government(key)


def _drop_own_government(key: str) -> str:
    """人民政府鹿山街道办事处 → 鹿山街道办事处; 人民政府 and 人民政府办公室 stay."""
    rest = re.sub(r"^(?:人民)?政府(?=.)", "", key)
    return rest if rest != key and _names_a_body(rest) and not rest.startswith("办") else key


def _names_a_body(rest: str) -> bool:
    return not rest or not _BARE_TYPE.fullmatch(re.sub(r"办事处$|人民政府$", "", rest) or "人民政府")


def _short(stage: str) -> str:
    short = re.sub(r"(?:自治区|自治州|自治县|自治旗|新区|省|市|县|区|旗|盟|州)$", "", stage)
    return _PEOPLES.sub("", short) if "自治" in stage else short
