"""Words that can be the name of a public body, and words printed in its place that are not."""

import re

from gxcrawl.portals.bodies.names import DISTRICT
from gxcrawl.text.spacing import compact

# of which a region has one: 市图书馆, 县妇联
_SPECIFIC_KIND = (
    r"(?:红十字会|供销社|法院|检察院|档案馆|图书馆|博物馆|文化馆|总工会|妇联|残联|科协|文联|侨联|工商联|党校|医院)"
)
_BODY = re.compile(
    rf"[省市区县旗]政府|[省市区县旗州]{_SPECIFIC_KIND}|[\u4e00-\u9fff()、·]{{2,30}}(?:{_SPECIFIC_KIND}|局|委|委员会|办|办公室|厅|街道|办事处"
    r"|镇|乡|苏木|中心|政府|管委会|联合会|总会|公司|大队|支队|分局|指挥部|服务处|管理处|研究院|研究室|区|县"
    r"|卫生院|学校|大学|学院|[中小]学|幼儿园|研究所)"
    r"|[\u4e00-\u9fff]{2,9}(?:(?<![城超上股楼夜全我本])市|州|旗|(?<!联)盟)"  # 云河市, on a province's portal
)
_OTHER_MATTERS = re.compile(
    r"指南|制度|目录|服务|查询|互动|投诉|信箱|专栏|专题|新闻|动态|概况|首页|导航|地图|简介|领导|招考|电话|会议|办事大厅"
)
# 公立医院, 中小学, 直属学校: groups of bodies
_OF_MANY = re.compile(
    r"(?:公立|公办|民办|私立|直属|所属|县级|区级|市级|各级|各|辖区|全[省市县区]|高等|义务教育|职业|中等|中)[^市县区]{0,4}(?:医院|卫生院|学校|大学|学院|[中小]学|幼儿园)"
)
# "县行政审批服务局", "县会议服务中心": bodies, although they contain words of menus; but 服务中心, 办事大厅
_SURE_BODY = re.compile(
    r"[\u4e00-\u9fff()、]{3,}(?:局|委员会|领导小组办公室)|[\u4e00-\u9fff]{0,8}[省市区县旗州盟镇乡][\u4e00-\u9fff()、]{3,}(?:中心|办公室)"
)
# The office that uploads is printed as 发布机构 for every body's report; it is not the one that reports
_UPLOADER = re.compile(
    r"政府办|党政办|综合办|办公室|信息公开|电子政务|大数据|网站|管理员|信息中心|新闻|融媒体|政务服务|编辑"
    r"|本[站网]|原创|转载|互联网|未知|佚名|打印|浏览|字体|点击|关闭|收藏|分享"
)

_AT_LARGE = re.compile(
    r"各?(?:[县市区州旗盟]{2,4}(?:\([县市区州旗盟、]{1,6}\))?|[县市区州旗]\([县市区州旗盟、]{1,6}\)区?)(?:人民)?(?:政府)?"
)
# "霁川县", "云河市人民政府": a region; 开发区 and 新区 are not
_REGION = re.compile(rf"([\u4e00-\u9fff]{{1,8}}(?:县|市|州|旗|{DISTRICT}))(?:人民政府)?")
# "霁川县教育局": a name that begins with one; 县教育局 and 城关镇 do not
_OF_REGION = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:省|自治区|(?<=[\u4e00-\u9fff]{2})(?:县|市|州|旗|区))")


def agency_like(name: str) -> bool:
    """Whether words can be the name of a public body."""
    plain = compact(name)
    if not _BODY.fullmatch(plain) or is_regions_at_large(plain) or _OF_MANY.fullmatch(plain):
        return False
    return not is_other_matter(plain) or _SURE_BODY.fullmatch(plain) is not None


def is_other_matter(name: str) -> bool:
    """True for words of another part of a portal (服务, 新闻), whatever they end in."""
    return bool(_OTHER_MATTERS.search(name))


def is_uploader(name: str) -> bool:
    """True if a printed source is an office that uploads for all bodies, or no body at all (本站, 打印)."""
    return bool(_UPLOADER.search(name))


def is_regions_at_large(name: str) -> bool:
    """True for words that mean all regions below a portal's own, not one of them: 县市区, 各县(市、区)."""
    return _AT_LARGE.fullmatch(name) is not None


def is_region(name: str) -> bool:
    """Whether a name is that of a region with a government: 霁川县; not 开发区."""
    return _REGION.fullmatch(name) is not None and not is_regions_at_large(name)


def inside_region(way: str | None, name: str) -> str:
    """The full name of a body found below a region: below 霁川县, 城关镇 is 霁川县城关镇.

    way: the body named on the way there, which may be that full name already.
    """
    if way and way.endswith(name) and agency_like(way):
        return way
    found = _REGION.fullmatch(way or "")
    if found is None or found[1] in name or _OF_REGION.match(name):
        return name
    return found[1] + re.sub(rf"^{found[1][-1]}(?=.{{2}})", "", name)
