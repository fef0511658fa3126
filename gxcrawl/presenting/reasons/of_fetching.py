"""Why a page, a list or a file could not be fetched: English wordings → Chinese. {} is filled in, in the same order."""

from collections.abc import Mapping

_FROM_THE_NET = {
    "{} after {} tries": "{}（共试{}次）",
    " after {} tries": "（共试{}次）",
    "host name {} does not resolve{}": "域名{}无法解析{}",
    "{} refuses the connection{}": "{}拒绝连接{}",
    "{} did not answer in time{}": "{}未及时应答{}",
    "redirects in a circle, or more than {} in a row": "循环跳转，或连续跳转超过{}次",
    "robots.txt of {} forbids this address": "{}的robots.txt禁止访问此网址",
    "download cancelled: {}": "下载已取消：{}",
    "download cancelled: larger than the limit": "下载已取消：超过大小上限",
    "{} closed the connection before the answer was complete{}": "{}未传完就断开了连接{}",
    "{} closed the connection without an answer{}": "{}未应答就断开了连接{}",
    "TLS handshake with {} failed{}; an old server wants `quirks: {legacy_tls: true}`": (
        "与{}的TLS握手失败{}；老旧服务器需在登记文件中写`quirks: {{legacy_tls: true}}`"
    ),
    "{} could not be asked{}: {}": "无法访问{}{}：{}",
    "{} asks to be left alone for {} seconds; run it again later": "{}要求{}秒内不再访问；请以后再运行",
    "{} did not answer {} times in a row; left for this run, run it again later": (
        "{}连续{}次没有应答，本次不再访问；请以后再运行"
    ),
    "the packed answer ends before its end": "压缩的应答不完整",
    "{} leads to {}, which is another host": "{}跳转到{}，那是另一个网站",
    "leads to {}, which is not of portal {}": "跳转到{}，不属于门户{}",
}
_OBSTACLES = {
    "portal answered another page (its index?) instead of the article": "门户返回的不是这篇文章，而是另一页（首页？）",
    "page is gone": "页面已不存在",
    "{} (status {})": "{}（状态码{}）",
    "{}: the portal redirects to its home page": "{}：门户跳转到首页",
    "error page served as status 200: the page was deleted or does not exist": (
        "出错页面（状态码却是200）：页面已删除或不存在"
    ),
    "error page served as status 200": "出错页面（状态码却是200）",
    "empty answer": "应答为空",
    "JavaScript challenge (加速乐, as on status 521): the page is only for browsers": (
        "JavaScript验证（加速乐，同状态码521）：页面只供浏览器访问"
    ),
    "JavaScript challenge (瑞数, as on status 412): the page is only for browsers": (
        "JavaScript验证（瑞数，同状态码412）：页面只供浏览器访问"
    ),
    "JavaScript challenge (a cookie that only a script sets): the page is only for browsers": (
        "JavaScript验证（由脚本设置cookie）：页面只供浏览器访问"
    ),
    "JavaScript challenge (status 521, 加速乐): the page is only for browsers": (
        "JavaScript验证（状态码521，加速乐）：页面只供浏览器访问"
    ),
    "JavaScript challenge (status 412, 瑞数): the page is only for browsers": (
        "JavaScript验证（状态码412，瑞数）：页面只供浏览器访问"
    ),
    "JavaScript challenge (EdgeOne): the page is only for browsers": "JavaScript验证（EdgeOne）：页面只供浏览器访问",
    "challenge page instead of what was asked for (status 200): a browser, or a person, must pass a check": (
        "返回的是验证页而不是所请求的内容（状态码200）：须由浏览器或真人通过验证"
    ),
    "maintenance notice instead of what was asked for": "返回的是维护公告而不是所请求的内容",
    "page needs a browser: its scripts draw all of it, and what they ask the server for cannot be read from them": (
        "页面只能在浏览器中显示：内容全部由脚本生成，而脚本向服务器请求什么无法读出"
    ),
    "refused (status 200): the portal does not serve this crawler or this address": (
        "拒绝访问（状态码200）：门户不向本爬虫或本机地址提供内容"
    ),
    "refused (status {}): the request wants a token that only the page's scripts send along": (
        "拒绝访问（状态码{}）：请求须带令牌，只有页面的脚本才会附上"
    ),
    "geographic block (status 403): the portal refuses addresses from outside its region": (
        "地域限制（状态码403）：门户拒绝区域以外的地址访问"
    ),
    "refused (status 403): the portal does not serve this crawler or this address": (
        "拒绝访问（状态码403）：门户不向本爬虫或本机地址提供内容"
    ),
    "refused (status 501): the portal wants a Referer that it accepts": "拒绝访问（状态码501）：门户要求认可的Referer",
    "server answered status {}": "服务器返回状态码{}",
    "captcha page instead of what was asked for (status 200)": "返回的是验证码页面（状态码200）",
    "blocked by a firewall (status 200): it refuses this crawler or asks it to be slower": (
        "被防火墙拦截（状态码200）：拒绝本爬虫，或要求放慢访问"
    ),
    "login page instead of what was asked for (status 200)": "返回的是登录页面（状态码200）",
    "hijacked or converted copy: readings are injected between the characters": (
        "被篡改或转换的副本：汉字之间插入了注音"
    ),
    "hijacked page: words of advertising stand in the place of the report's own": "被篡改的页面：正文被广告词取代",
    "converted copy: the characters are not those of the list that leads here": "经繁简转换的副本：字体与列表不同",
}
_LISTS = {
    "list is cut: a further page is redirected to the first": "列表不完整：后面的页跳转回第一页",
    "list changes its order while it is read: {} of its {} reports could be read": (
        "列表的次序在读取时变动：只读到{}份年报，共{}份"
    ),
    "list is cut: {}": "列表不完整：{}",
    "list is cut: {} of its {} rows could be read": "列表不完整：只读到{}条，共{}条",
    "list is cut: it says that it has {} pages, of which {} could be read": "列表不完整：称有{}页，只读到{}页",
    "list is cut: its page {} was refused: {}": "列表不完整：第{}页被拒绝：{}",
    "list page ends before its end: its last rows did not come": "列表页不完整：末尾几条没有传来",
    "list says that it has {} pages, and nothing on it leads to the second": "列表称有{}页，但没有通往第二页的链接",
    "list goes on, but its last {} pages named no report; the rest was left": (
        "列表还有后页，但最近{}页没有年度报告，未再读"
    ),
    "list goes on after {} pages (GXCRAWL_MAX_LIST_PAGES); the rest was left": (
        "列表超过{}页（GXCRAWL_MAX_LIST_PAGES），其余未读"
    ),
    "list: {} page(s) before page {} are stubs or missing, their rows could not be read": (
        "列表：有{}页（在第{}页之前）是空页或缺失，其中的条目未读到"
    ),
    "list had {} reports and leads to none of them now; look whether it moved": (
        "列表原有{}份报告，现在一份也找不到；请查看栏目是否已迁移"
    ),
    "list needs a browser: its rows are drawn by script (Shandong channel platform)": (
        "列表需要浏览器：条目由脚本生成（山东栏目平台）"
    ),
    "list needs a browser: a script loads more rows on a click, only the first could be read": (
        "列表需要浏览器：点击后才由脚本加载更多，只读到前面的条目"
    ),
    "list needs a browser: a script loads more rows on scrolling, only the first could be read": (
        "列表需要浏览器：滚动后才由脚本加载更多，只读到前面的条目"
    ),
    "list needs a browser: a script turns its {} pages, only the first could be read": (
        "列表需要浏览器：共{}页，由脚本翻页，只读到第一页"
    ),
    "list needs a browser: a script counts more than its {} rows or one page: {}": (
        "列表需要浏览器：脚本所给的数多于列表的{}条或一页：{}"
    ),
    "list needs a browser: a script opens its {} rows, such as {}": "列表需要浏览器：有{}条只能由脚本打开，例如：{}",
    "list needs a browser: a menu that only a script turns has {}": "列表需要浏览器：由脚本切换的菜单中{}",
    "list needs a browser: arrows that only a script turns lead to other years than the one shown": (
        "列表需要浏览器：只能由脚本的箭头切换到其他年度"
    ),
    "list needs a browser: the rows that its script asks for have no addresses": (
        "列表需要浏览器：脚本取得的条目没有网址"
    ),
    "{} {} more than the one shown": "另有{}个{}没有显示",
    "years": "年度",
    "bodies": "机关",
    "what the page's script asks for answered JSON without rows": "页面脚本请求的数据（JSON）中没有条目",
    "webBuilderCommon.js does not name project and site: the list cannot be asked for": (
        "webBuilderCommon.js中没有项目和站点编号，无法请求列表"
    ),
    "{} answered something else than its JSON": "{}返回的不是预期的JSON",
    "list API": "列表接口",
    "channel search": "栏目检索接口",
    "list block answered something else than JSON": "列表组件返回的不是JSON",
    "list block answered without rows: {}": "列表组件没有返回条目：{}",
    "no data": "没有数据",
    "hub page shows no links to reports": "汇总页上没有报告的链接",
    "link names a report, its page shows neither one nor a list": "链接名为年度报告，其页面既不是报告也不是列表",
    "portal answers this address with the page of the folder above it": "门户对此网址返回的是上级目录的页面",
}
_ROWS = {
    "row names a report, its link has no address": "列表中有这份报告，但其链接没有网址",
    "row names a report, its link leads to another: {}": "列表中有这份报告，但其链接指向另一份：{}",
    "row names the report of {} of {}, its page is that of {} of {}": (
        "列表中写的是{}{}年的报告，打开的却是{}{}年的报告"
    ),
    "file in an archive of several reports: nothing says whose it is": "压缩包中有多份报告，无法判断此文件属于哪个机关",
    "an archive of several reports, each kept as a document of its own": "压缩包中有多份报告，已分别保存",
    "asked for a file, got {}": "请求的是文件，得到的是{}",
    "an HTML page": "网页",
    "what a program answers to a script": "程序返回给脚本的数据",
    "asked for a page, got a file": "请求的是网页，得到的是文件",
    "the article is answered as JSON for a script; its page holds no text": "文章以JSON返回给脚本，页面本身没有正文",
    "page {} of the article: {}": "文章第{}页：{}",
    "page holds reports of several {} ({}) one after the other": "一个页面上依次有几个{}的报告（{}）",
    "page only links the chapters of a report, each on a page of its own": "页面只有各章的链接，各章分别在单独的页面上",
    "a chapter that goes on over several pages": "一章分成了几页",
    "article goes on after {} pages": "文章超过{}页",
    "the {} pages of the article could not be put together": "文章的{}页无法拼成一份",
    "page of {} could not be understood ({}: {})": "{}的页面无法解析（{}：{}）",
}
_PLACES = {
    "{} here, but stands on {}; {} if it is the portal's": "{}，但内容在{}上；如果那也属于本门户，请{}",
    "linked as the column": "此处链接为栏目",
    "listed": "此处列出",
    "asked for by a script": "此处由脚本请求",
    "offered": "此处提供下载",
    "name {} as `hosts` in the registry entry": "在登记文件的`hosts`中写上{}",
    "column shows no reports": "栏目中没有年度报告",
    "no annual-report column found from the home page": "从首页没有找到年度报告栏目",
    "{} is linked as the annual-report column and shows no reports": "{}链接为年度报告栏目，其中没有年度报告",
    "{} is linked as the annual-report column and shows no reports{}; {}": (
        "{}链接为年度报告栏目，其中没有年度报告{}；{}"
    ),
    "column shows no reports{}; {}": "栏目中没有年度报告{}；{}",
    "page needs a browser: its links are routes of an application, such as {}": (
        "页面只能在浏览器中显示：链接是脚本应用的路由，如{}"
    ),
    "page needs a browser: its links are routes of an application, such as {}; {}": (
        "页面只能在浏览器中显示：链接是脚本应用的路由，如{}；{}"
    ),
    (
        "page needs a browser: its scripts draw all of it, and what they ask the server for cannot be read from them"
        "{}; {}"
    ): "页面只能在浏览器中显示：内容全部由脚本生成，而脚本向服务器请求什么无法读出{}；{}",
    "no annual-report column found from the home page{}; {}": "从首页没有找到年度报告栏目{}；{}",
    " although {} reports of it are known": "（以前读到过{}份）",
    "{} leads to {}": "{}指向{}",
    "{}: name what belongs to it as `hosts` in the registry entry": "{}：请把其中属于本门户的写入登记文件的`hosts`",
    "look at it and name the right one as `column` in the registry entry": (
        "请查看，并把正确的栏目写入登记文件的`column`"
    ),
}
OF_FETCHING: Mapping[str, str] = {**_FROM_THE_NET, **_OBSTACLES, **_LISTS, **_ROWS, **_PLACES}
