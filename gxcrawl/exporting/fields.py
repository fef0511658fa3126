"""The fields of every collection, with what they mean in Chinese and in English: the one table of the dictionary."""

from collections.abc import Mapping
from typing import NamedTuple

from gxcrawl.presenting.doubts.numbers import REASONS


class Field(NamedTuple):
    """path: dotted, `[]` after a list. type: as in JSON, or `moment` (UTC), `bytes`; `?` where it can be null."""

    collection: str
    path: str
    type: str
    zh: str
    en: str


_LEVELS_ZH = "行政层级：state 国家、province 省级、city 市级、county 县级、township 乡级"
_VERDICTS_ZH = "pass 相符、fail 不符、not_assessable 无法核对"


def _listed(meanings: Mapping[str, str]) -> str:
    return "；".join(f"{code} {meaning}" for code, meaning in meanings.items())


_REPORT = (
    ("_id", "text", "机构编号/年度", "agency id / year"),
    ("agency.id", "text", "机构编号", "id of the agency"),
    ("agency.name", "text", "机构名称", "its name"),
    ("agency.portal", "text", "门户编号", "id of its portal"),
    ("agency.level", "text?", _LEVELS_ZH, "state, province, city, county or township"),
    ("agency.region_code", "text?", "行政区划代码（GB/T 2260，六位）", "region code, six digits of GB/T 2260"),
    ("year", "integer", "报告所述年度（不是发布年份）", "the year the report is about, not that of its publication"),
    ("title", "text", "标题（原文）", "title as printed"),
    ("publisher", "text?", "发布机构（原文）", "issuing body as printed"),
    ("published_on", "text?", "发布日期（ISO 格式）", "date of publication, ISO form"),
    (
        "form",
        "text",
        "表样版本：2021、2019、2014 或 narrative（无表）",
        "edition of the form; narrative without a table",
    ),
    ("preface", "text", "第一部分之前的文字", "prose before the first section"),
    ("sections[].number", "integer", "部分序号", "number of the section, 1 to 6"),
    ("sections[].heading", "text", "部分标题", "its heading"),
    ("sections[].text", "text", "部分正文（不含表格）", "its prose, without tables"),
    ("proactive_disclosure", "object?", "主动公开政府信息情况", "section 2: row, column"),
    ("applications", "object?", "收到和处理政府信息公开申请情况", "section 3: row, column"),
    ("review_litigation", "object?", "政府信息公开行政复议、行政诉讼情况", "section 4: block, result"),
    ("statistics[].key", "text?", "指标键名；表样之外的行为空", "key of the indicator; null for a row not of the form"),
    ("statistics[].label", "text", "指标名称（原文）", "its label as printed"),
    ("statistics[].unit", "text?", "单位（原文）", "its unit as printed"),
    ("statistics[].value", "number?", "统计数", "its number"),
    ("notes[].path", "text", "非普通数字的单元格路径", "path of a cell that was no plain number"),
    ("notes[].raw", "text", "单元格原文", "the cell as printed"),
    ("notes[].reason", "text", f"原因：{_listed(REASONS)}", f"why: {', '.join(REASONS)}; docs/data.md"),
    ("label_notes[].path", "text", "行标题有误的行", "path of a row whose label is damaged"),
    ("label_notes[].printed", "text", "行标题原文", "the label as printed"),
    ("label_notes[].expected", "text", "表样中的行标题", "the label of the form"),
    ("label_notes[].similarity", "number", "相似度（0 至 1）", "how alike they are, 0 to 1"),
    ("unknown_rows[].section", "integer", "无法识别的行所在部分", "section of a row that no edition knows"),
    ("unknown_rows[].label", "text", "行标题原文", "its label as printed"),
    ("unknown_rows[].cells[]", "text", "单元格原文", "its cells as printed"),
    ("unknown_rows[].table", "integer", "表格序号", "index of its table"),
    ("unknown_rows[].row", "integer", "行序号", "its row in that table"),
    ("tables[].index", "integer", "表格序号", "index of a table as found"),
    ("tables[].section", "integer?", "所在部分", "section it belongs to"),
    ("tables[].rows[][]", "text", "单元格原文（合并单元格已展开）", "its cells as printed, spans expanded"),
    ("tables[].origin", "object", "在原始文档中的位置", "where it stands in the source: page, xpath, table or member"),
    ("tables[].raw_id", "text", "印有该表的原始文档", "the raw document that prints it"),
    ("cells", "object", "路径 → [表, 行, 列]", "path of every filled value → [table, row, column]"),
    ("claims[].what", "text", "正文所述事项", "what the prose states a number of"),
    ("claims[].value", "integer", "正文中的数字", "that number"),
    ("claims[].quote", "text", "正文原文", "the words as printed"),
    ("claims[].section", "integer", "所在部分", "section they stand in"),
    ("claims[].start", "integer", "起始位置", "where they begin in its text"),
    ("claims[].paths[][]", "text", "可能对应的单元格（其和）", "cells the number can mean; each alternative a sum"),
    ("claims[].certain", "boolean", "是否确指本机关", "false where it may count other bodies too"),
    ("claims[].verdict", "text", f"与表格是否一致：{_VERDICTS_ZH}", "pass, fail or not_assessable against the tables"),
    ("checks[].id", "text", "核对编号", "id of a check"),
    ("checks[].status", "text", f"结果：{_VERDICTS_ZH}", "pass, fail or not_assessable"),
    ("checks[].left", "integer?", "核对式左边的数", "left side"),
    ("checks[].right", "integer?", "核对式右边的数", "right side"),
    ("checks[].delta", "integer?", "左边减右边之差", "left minus right"),
    ("checks[].message", "text", "说明", "one sentence a person can act on"),
    ("checks[].guesses[][].path", "text", "改动后可使等式成立的单元格", "a cell whose change would mend the sum"),
    ("checks[].guesses[][].printed", "integer?", "原数（空缺为空）", "what it prints; null where it holds no number"),
    ("checks[].guesses[][].would_be", "integer", "应为", "what it would have to be; never applied"),
    ("checks[].disputed[]", "text", "各副本数字不同的单元格", "a cell that copies of the report print differently"),
    ("sources[].raw_id", "text", "原始文档编号", "raw_documents._id of a document that prints the report"),
    ("sources[].url", "text", "网址", "its address"),
    ("sources[].kind", "text", "文档类型", "its kind"),
    (
        "sources[].role",
        "text",
        "作用：primary 主件、copy 副本、attachment 附件、older 旧版",
        "primary, copy, attachment or older",
    ),
    ("content_hash", "text", "主要原始文档编号", "raw_documents._id of the primary one"),
    ("revision", "integer", "修订号（从 1 起）", "1 for the first version seen"),
    ("parser_version", "text", "解析程序版本", "version of the parser"),
    ("parsed_at", "moment", "解析时间", "when it was parsed"),
    ("first_seen", "moment", "首次发现时间", "when it was seen first"),
    ("last_seen", "moment", "最近发现时间", "when it was seen last"),
    ("gone_since", "moment?", "撤下时间", "when it was first found no longer published"),
)
_RAW = (
    ("_id", "text", "内容哈希（SHA-256）", "content hash, SHA-256"),
    ("bytes_sha256", "text", "字节哈希（SHA-256）", "SHA-256 of the exact bytes"),
    ("kind", "text", "类型：html、pdf、docx 等", "html, pdf, docx and others, decided from the bytes"),
    ("content", "bytes?", "原始字节；超过 8 MiB 的另存", "the exact bytes; null where they are in GridFS"),
    ("gridfs_id", "text?", "GridFS 文件编号", "name of the bytes in GridFS"),
    ("encoding", "text?", "字符编码", "encoding used to decode it"),
    ("size", "integer", "字节数", "size in bytes"),
    ("sources[].url", "text", "网址", "an address where the content was seen"),
    ("sources[].agency_id", "text", "机构编号", "whose report it is"),
    ("sources[].title", "text?", "链接或网页标题", "title of link or page"),
    ("sources[].found_on", "text?", "所在列表页", "the list that led there"),
    ("sources[].http.status", "integer", "HTTP 状态码；0 表示非 HTTP", "HTTP status; 0 where no HTTP was spoken"),
    ("sources[].http.etag", "text?", "ETag", "ETag"),
    ("sources[].http.last_modified", "text?", "Last-Modified", "Last-Modified"),
    ("sources[].http.content_type", "text?", "Content-Type", "Content-Type"),
    ("sources[].year", "integer?", "该处所述年度", "year that the place says"),
    ("sources[].published_on", "text?", "该处所述发布日期", "date that the place says"),
    ("sources[].publisher", "text?", "该处所述发布机构", "publisher that the place says"),
    ("sources[].parent_url", "text?", "链接附件的网页", "for an attachment: the page that links it"),
    ("sources[].files[]", "text", "网页的附件网址", "for a page: the addresses of its attachments"),
    ("sources[].listed", "text?", "列表中的条目原文", "the row that led there, as its list printed it"),
    ("sources[].refused", "text?", "不予解析的原因", "why the body is not what was asked for"),
    ("sources[].checked_at", "moment?", "最近核实时间", "when the server last said what stands there"),
    ("sources[].first_seen", "moment", "首次发现时间", "when it was seen there first"),
    ("sources[].last_seen", "moment", "最近发现时间", "when it was seen there last"),
    ("parent_id", "text?", "所属网页的内容哈希", "for an attachment: _id of the page that links it"),
    ("fetched_at", "moment", "抓取时间", "when it was fetched"),
    ("run_id", "text", "首次保存的抓取任务", "the run that stored it first"),
)
_AGENCY = (
    ("_id", "text", "机构编号", "id of the agency"),
    ("name", "text", "机构名称", "its name"),
    ("aliases[]", "text", "别称", "other names"),
    ("portal", "text", "门户编号", "id of its portal"),
    ("level", "text?", _LEVELS_ZH, "state, province, city, county or township"),
    ("region_code", "text?", "行政区划代码", "region code"),
    ("column", "text?", "年报栏目网址", "its own column of annual reports"),
    ("registered", "boolean", "是否在登记表中", "whether the registry names it"),
    ("portal_name", "text?", "门户名称", "name of its portal"),
    ("first_seen", "moment", "首次发现时间", "when it was met first"),
    ("last_seen", "moment", "最近发现时间", "when it was met last"),
)
_RUN = (
    ("_id", "text", "任务编号", "id of the run"),
    ("spider", "text", "爬虫", "what ran"),
    ("agency_ids[]", "text", "限定的机构", "agencies it was limited to"),
    ("trigger", "text", "起因：manual 手动、schedule 定时、rerun 重新抓取", "manual, schedule or rerun"),
    ("started_at", "moment", "开始时间", "when it began"),
    ("finished_at", "moment?", "结束时间", "when it ended"),
    (
        "outcome",
        "text?",
        "结果：finished 完成、interrupted 中断、failed 失败",
        "finished, interrupted or failed; null while it runs",
    ),
    ("stats", "object", "统计", "what it counted"),
    ("settings", "object", "影响结果的设置", "settings that shape the result"),
    ("host", "text?", "主机", "where it ran"),
    ("pid", "integer?", "进程号", "its process"),
    ("alive_at", "moment?", "最近活动时间", "its last sign of life"),
    ("presumed", "boolean", "结果是否为推定", "whether the ending is presumed"),
)
_FAILURE = (
    ("_id", "text", "网址与环节的哈希", "hash of address and stage"),
    ("url", "text", "网址", "the address"),
    ("agency_id", "text?", "机构编号", "whose report it is"),
    ("portal_id", "text?", "门户编号", "the portal to start again from"),
    ("raw_id", "text?", "原始文档编号", "raw_documents._id where the bytes are kept"),
    ("year", "integer?", "所缺报告的年度", "year of the report that is missing for it"),
    ("title", "text?", "条目标题", "title of the row that led there"),
    ("found_on", "text?", "所在列表页", "the list that led there"),
    ("parent_url", "text?", "链接附件的网页", "the page that links it"),
    ("asked", "object?", "列表页的请求方式", "of a list page, the request that a retry makes again"),
    ("stage", "text", "环节：fetch 抓取、read 读取、parse 解析、store 存储", "fetch, read, parse or store"),
    ("reason", "text", "原因", "one line a person understands"),
    ("detail", "text", "详情", "for the engineer"),
    ("first_seen", "moment", "首次出现时间", "when it was met first"),
    ("last_seen", "moment", "最近出现时间", "when it was met last"),
    ("count", "integer", "次数", "how often"),
)
_COLLECTIONS = {
    "reports": _REPORT,
    "raw_documents": _RAW,
    "agencies": _AGENCY,
    "crawl_runs": _RUN,
    "failures": _FAILURE,
}

FIELDS: tuple[Field, ...] = tuple(Field(name, *row) for name, rows in _COLLECTIONS.items() for row in rows)
"""`report_revisions` has the fields of `reports`; its `_id` ends in the revision."""
