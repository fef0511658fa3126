"""Section 4, 政府信息公开行政复议、行政诉讼情况: fifteen numbers, the same five labels three times."""

from gxcrawl.forms.editions.shape import Column

REVIEW = "行政复议"
LITIGATION = "行政诉讼"
DIRECT = "未经复议直接起诉"
AFTER_REVIEW = "复议后起诉"

BLOCKS: tuple[tuple[str, str], ...] = (
    ("review", REVIEW),
    ("litigation_direct", DIRECT),
    ("litigation_after_review", AFTER_REVIEW),
)
"""Key and label of each block, in the order of the form."""

ALIASES: dict[str, str] = {
    "行政复议情况": "review",
    "政府信息公开行政复议": "review",
    "未经复议直接诉讼": "litigation_direct",
    "未经复议直接提起诉讼": "litigation_direct",
    "未经复议直接提起行政诉讼": "litigation_direct",
    "复议后诉讼": "litigation_after_review",
    "复议后提起诉讼": "litigation_after_review",
    "复议后提起行政诉讼": "litigation_after_review",
    "经复议后起诉": "litigation_after_review",
}
"""Other titles of blocks, and the block each names."""

RESULTS: tuple[Column, ...] = (
    Column("upheld", "结果维持", ("维持", "维持数")),
    Column("corrected", "结果纠正", ("纠正", "纠正数", "纠错", "结果纠错", "被纠正", "被依法纠正", "被依法纠错")),
    Column("other", "其他结果", ("其他", "其他情形", "其他情况")),
    Column("pending", "尚未审结", ("未审结", "未结", "正在审理", "审理中")),
    Column("total", "总计", ("合计", "共计", "小计", "总数")),
)

LAWSUITS = ("review_litigation.litigation_direct.total", "review_litigation.litigation_after_review.total")
"""The two totals that together say how many lawsuits there were."""
