"""URLs and content of Hanweb's article pages (docs/portals/hanweb.md)."""

from html import escape
from urllib.parse import quote

from gxcrawl.simulation.publishing.markup import file_links, label_table
from gxcrawl.simulation.publishing.postings import Posting

WEB_ID = 87
_DOWNLOAD = "/module/download/downfile.jsp?classid=0"


def art_address(column: int, posting: Posting) -> str:
    """The URL of an article in the old form, by date and numbers."""
    day = posting.address_date
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column}_{posting.id}.html"


def article_main(posting: Posting, serial: int) -> str:
    """Title, metadata table, body between comment markers, attachments. serial: is added to the visit counter."""
    files = file_links(
        posting, lambda _, file: f"{_DOWNLOAD}&amp;filename={file.file_name}&amp;showname={quote(file.name)}"
    )
    return (
        '<div class="main-txt">\n'
        f"<!--<$[标题名称(html)]>begin--><h1>{escape(posting.title)}</h1><!--<$[标题名称(html)]>end-->\n"
        f"{_metadata_table(posting)}\n"
        f'<div class="info">发布日期：{posting.published_on} <!--<$[信息来源]>begin-->来源：{escape(posting.publisher)}'
        f'<!--<$[信息来源]>end--> 浏览次数：<span id="clicks">{117 + serial}</span></div>\n'
        '<div id="zoom"><!--<$[信息内容]>begin--><!--ZJEG_RSS.content.begin--><meta name="ContentStart">\n'
        f"{posting.body}\n{files}"
        '<meta name="ContentEnd"><!--ZJEG_RSS.content.end--><!--<$[信息内容]>end--></div>\n</div>'
    )


def _metadata_table(posting: Posting) -> str:
    cells = {
        "索&nbsp;引&nbsp;号": f"990124000/{posting.published_on.year}-{posting.id}",
        "分　　类": "政府信息公开年报",
        "发布机构": escape(posting.publisher),
        "发文日期": str(posting.published_on),
        "文　　号": "",
        "有&nbsp;效&nbsp;性": "有效",
    }
    return label_table(cells.items(), ' class="xxgktab"')
