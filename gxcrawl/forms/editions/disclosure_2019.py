"""Section 2 in the edition of 2019 (国办公开办函〔2019〕60号), for reports about 2019 and 2020."""

from gxcrawl.forms.editions.shape import Column, FormBlock, Row

_DOCUMENTS = (
    Column("made", "本年新制作数量", ("本年制作数量", "新制作数量", "本年新制作")),
    Column("published", "本年新公开数量", ("本年公开数量", "新公开数量", "本年新公开")),
    Column("total_public", "对外公开总数量", ("对外公开总数", "对外公开数量")),
)
_ITEMS = (
    Column("previous_year_items", "上一年项目数量", ("上一年项目数",)),
    Column("change", "本年增/减", ("本年增减", "本年增加/减少"), type="change"),
    Column("decisions", "处理决定数量", ("本年处理决定数量", "处理决定数")),
)

BLOCKS: tuple[FormBlock, ...] = (
    FormBlock(
        "第二十条第（一）项",
        _DOCUMENTS,
        (
            Row("rules", "规章"),
            Row("normative_documents", "规范性文件", aliases=("行政规范性文件",)),
            # 汉阳: a third row, filled in on all of that portal's reports of 2020
            Row("other_proactive_documents", "其他主动公开文件"),
        ),
    ),
    FormBlock(
        "第二十条第（五）项",
        _ITEMS,
        (
            Row("administrative_licensing", "行政许可"),
            Row("other_external_management", "其他对外管理服务事项"),
        ),
    ),
    FormBlock(
        "第二十条第（六）项",
        _ITEMS,
        (Row("administrative_penalty", "行政处罚"), Row("administrative_coercion", "行政强制")),
    ),
    FormBlock(
        "第二十条第（八）项",
        _ITEMS[:2],
        (Row("administrative_fees", "行政事业性收费"),),
    ),
    FormBlock(
        "第二十条第（九）项",
        (
            Column("projects", "采购项目数量", ("采购项目数",)),
            Column("amount", "采购总金额", ("采购金额", "采购总额"), type="amount"),
        ),
        (Row("government_procurement", "政府集中采购", aliases=("政府采购",)),),
    ),
)
