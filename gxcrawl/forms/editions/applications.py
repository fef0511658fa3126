"""Section 3, 收到和处理政府信息公开申请情况: the same rows in the editions of 2019 and 2021.

The editions differ in （六）其他处理 alone: one row in 2019, three in 2021. Both shapes occur in both
(洪泽 2023 prints one row), so the rows found decide and not the edition.
"""

from gxcrawl.forms.editions.shape import Column, FormBlock, Row

DENIED = "（三）不予公开"
UNAVAILABLE = "（四）无法提供"
NOT_PROCESSED = "（五）不予处理"
OTHER_HANDLING = "（六）其他处理"
RESULTS = "三、本年度办理结果"
APPLICANTS = "申请人情况"
ORGANISATIONS = "法人或其他组织"
BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
"""What stands in the corner of the header."""
UNDIVIDED = "other_handling.undivided"
"""（六）其他处理 as one row."""
GROUPS = (RESULTS, DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER_HANDLING)

COLUMNS: tuple[Column, ...] = (
    Column("natural_person", "自然人", ("个人", "公民")),
    Column("business", "商业企业", ("企业",)),
    Column("research_institution", "科研机构", ("科研", "科研院所")),
    Column("public_welfare_organization", "社会公益组织", ("社会公益", "公益组织")),
    Column("legal_service", "法律服务机构", ("法律服务",)),
    Column("other_organization", "其他", ("其他组织",)),
    Column("total", "总计", ("合计", "共计")),
)

ROWS: tuple[Row, ...] = (
    Row("new_received", "一、本年新收政府信息公开申请数量", aliases=("本年新收",)),
    Row("carried_over", "二、上年结转政府信息公开申请数量", aliases=("上年结转",)),
    Row("granted", "（一）予以公开"),
    Row("partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", aliases=("部分公开",)),
    Row("denied.state_secret", "1.属于国家秘密", DENIED, ("国家秘密",)),
    Row("denied.prohibited_by_law", "2.其他法律行政法规禁止公开", DENIED, ("法律行政法规禁止公开",)),
    Row("denied.three_securities_one_stability", "3.危及“三安全一稳定”", DENIED, ("三安全一稳定",)),
    Row("denied.third_party_rights", "4.保护第三方合法权益", DENIED),
    Row("denied.internal_affairs", "5.属于三类内部事务信息", DENIED, ("三类内部事务信息",)),
    Row("denied.process_information", "6.属于四类过程性信息", DENIED, ("四类过程性信息",)),
    Row("denied.enforcement_file", "7.属于行政执法案卷", DENIED, ("行政执法案卷",)),
    Row("denied.administrative_inquiry", "8.属于行政查询事项", DENIED, ("行政查询事项",)),
    Row("unavailable.not_held", "1.本机关不掌握相关政府信息", UNAVAILABLE, ("本机关不掌握",)),
    Row("unavailable.needs_creation", "2.没有现成信息需要另行制作", UNAVAILABLE, ("没有现成信息",)),
    Row("unavailable.still_unclear", "3.补正后申请内容仍不明确", UNAVAILABLE, ("补正后",)),
    Row("not_processed.petition_or_complaint", "1.信访举报投诉类申请", NOT_PROCESSED, ("信访举报投诉类",)),
    Row("not_processed.duplicate", "2.重复申请", NOT_PROCESSED),
    Row("not_processed.published_material", "3.要求提供公开出版物", NOT_PROCESSED),
    Row("not_processed.excessive", "4.无正当理由大量反复申请", NOT_PROCESSED),
    Row(
        "not_processed.confirm_or_reissue",
        "5.要求行政机关确认或重新出具已获取信息",
        NOT_PROCESSED,
        ("要求确认或重新出具已获取信息", "确认或重新出具已获取信息"),
    ),
    Row(UNDIVIDED, "（六）其他处理", short=True),
    Row(
        "other_handling.no_correction",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        OTHER_HANDLING,
        ("申请人无正当理由逾期不补正", "无正当理由逾期不补正", "申请人逾期不补正"),
    ),
    Row(
        "other_handling.fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        OTHER_HANDLING,
        ("申请人逾期未按收费通知要求缴纳费用", "逾期未按收费通知要求缴纳费用"),
    ),
    Row("other_handling.other", "3.其他", OTHER_HANDLING, ("其他情形", "其他情况"), short=True),
    Row("result_total", "（七）总计", aliases=("合计", "共计", "总数", "办理结果总计", "办理结果合计"), short=True),
    Row(
        "carried_forward",
        "四、结转下年度继续办理",
        aliases=("结转下年", "结转至下年", "结转到下年"),
    ),
)

BLOCK = FormBlock(None, COLUMNS, ROWS)

# paths of the values that prose and other reports also state
RECEIVED = "applications.new_received.total"
CARRIED_OVER = "applications.carried_over.total"
CARRIED_FORWARD = "applications.carried_forward.total"
GRANTED = "applications.granted.total"
PARTIALLY_GRANTED = "applications.partially_granted.total"
RESULT_TOTAL = "applications.result_total.total"

RESULT_PARTS: tuple[str, ...] = tuple(
    row.key for row in ROWS if row.key not in ("new_received", "carried_over", "result_total", "carried_forward")
)
"""The rows that 三（七）总计 adds up."""
RESULT_ROWS: tuple[str, ...] = (*RESULT_PARTS, "result_total")
"""The rows below 三、本年度办理结果."""
