"""Section 2 in the edition of 2021 (国办公开办函〔2021〕30号), for reports about 2021 and later."""

from gxcrawl.forms.editions.shape import Column, FormBlock, Row

_DOCUMENTS = (
    Column("issued", "本年制发件数", ("本年制发", "本年制定件数", "制发件数")),
    Column("repealed", "本年废止件数", ("本年废止", "废止件数")),
    Column("in_force", "现行有效件数", ("现行有效", "有效件数")),
)
_DECISIONS = (Column("decisions", "本年处理决定数量", ("处理决定数量", "本年处理决定数")),)

BLOCKS: tuple[FormBlock, ...] = (
    FormBlock(
        "第二十条第（一）项",
        _DOCUMENTS,
        (
            Row("rules", "规章"),
            Row("normative_documents", "行政规范性文件", aliases=("规范性文件",)),
        ),
    ),
    FormBlock("第二十条第（五）项", _DECISIONS, (Row("administrative_licensing", "行政许可"),)),
    FormBlock(
        "第二十条第（六）项",
        _DECISIONS,
        (Row("administrative_penalty", "行政处罚"), Row("administrative_coercion", "行政强制")),
    ),
    FormBlock(
        "第二十条第（八）项",
        (
            Column(
                "amount",
                "本年收费金额（单位：万元）",
                ("本年收费金额", "收费金额", "本年收费总金额", "金额"),
                type="amount",
            ),
        ),
        (Row("administrative_fees", "行政事业性收费"),),
    ),
)
