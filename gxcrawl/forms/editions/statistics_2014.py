"""The edition of 2014 (国办发〔2014〕32号): 政府信息公开情况统计表, one number per indicator.

Parts print `——` as unit and no number where they are headings only. Several labels repeat (被依法纠错数, 其他情形数),
so an indicator is found within its part.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row: its key in `statistics[].key`, its printed label and unit, and aliases of the label."""

    key: str
    label: str
    unit: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the table: the label of its heading, which may itself be the first indicator, and its rows."""

    label: str
    indicators: tuple[Indicator, ...]


PARTS: tuple[Part, ...] = (
    Part(
        "一、主动公开情况",
        (
            Indicator("proactive.published", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"),
            Indicator("proactive.normative_published", "其中：主动公开规范性文件数", "条"),
            Indicator("proactive.normative_issued", "制发规范性文件总数", "件", ("制定规范性文件总数",)),
            Indicator("proactive.gazette", "1.政府公报公开政府信息数", "条"),
            Indicator("proactive.website", "2.政府网站公开政府信息数", "条"),
            Indicator("proactive.weibo", "3.政务微博公开政府信息数", "条"),
            Indicator("proactive.wechat", "4.政务微信公开政府信息数", "条"),
            Indicator("proactive.other_channels", "5.其他方式公开政府信息数", "条"),
        ),
    ),
    Part(
        "二、回应解读情况",
        (
            Indicator(
                "response.hot_topics", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"
            ),
            Indicator("response.press_conferences", "1.参加或举办新闻发布会总次数", "次"),
            Indicator("response.press_conferences_by_head", "其中：主要负责同志参加新闻发布会次数", "次"),
            Indicator("response.online_interviews", "2.政府网站在线访谈次数", "次"),
            Indicator("response.online_interviews_by_head", "其中：主要负责同志参加政府网站在线访谈次数", "次"),
            Indicator("response.policy_interpretations", "3.政策解读稿件发布数", "篇"),
            Indicator("response.social_media_events", "4.微博微信回应事件数", "次"),
            Indicator("response.other_events", "5.其他方式回应事件数", "次"),
        ),
    ),
    Part(
        "三、依申请公开情况",
        (
            Indicator("applications.received", "（一）收到申请数", "件"),
            Indicator("applications.received_in_person", "1.当面申请数", "件"),
            Indicator("applications.received_by_fax", "2.传真申请数", "件"),
            Indicator("applications.received_online", "3.网络申请数", "件", ("网上申请数",)),
            Indicator("applications.received_by_letter", "4.信函申请数", "件", ("信件申请数",)),
            Indicator("applications.closed", "（二）申请办结数", "件", ("申请办理数",)),
            Indicator("applications.closed_on_time", "1.按时办结数", "件", ("按期办结数",)),
            Indicator("applications.closed_extended", "2.延期办结数", "件", ("延期办理数",)),
            Indicator("applications.answered", "（三）申请答复数", "件"),
            Indicator("applications.already_public", "1.属于已主动公开范围数", "件"),
            Indicator("applications.granted", "2.同意公开答复数", "件"),
            Indicator("applications.partially_granted", "3.同意部分公开答复数", "件"),
            Indicator("applications.denied", "4.不同意公开答复数", "件", ("不予公开答复数",)),
            Indicator("applications.denied_state_secret", "其中：1.涉及国家秘密", "件"),
            Indicator("applications.denied_trade_secret", "2.涉及商业秘密", "件"),
            Indicator("applications.denied_privacy", "3.涉及个人隐私", "件"),
            Indicator("applications.denied_security_stability", "4.危及国家安全、公共安全、经济安全和社会稳定", "件"),
            Indicator("applications.denied_not_government_information", "5.不是《条例》所指政府信息", "件"),
            Indicator("applications.denied_other", "6.法律法规规定的其他情形", "件"),
            Indicator("applications.not_this_agency", "5.不属于本行政机关公开数", "件"),
            Indicator("applications.not_existing", "6.申请信息不存在数", "件"),
            Indicator("applications.told_to_amend", "7.告知作出更改补充数", "件"),
            Indicator("applications.told_other_channel", "8.告知通过其他途径办理数", "件"),
        ),
    ),
    Part(
        "四、行政复议数量",
        (
            Indicator("review.total", "四、行政复议数量", "件"),
            Indicator("review.upheld", "（一）维持具体行政行为数", "件"),
            Indicator("review.corrected", "（二）被依法纠错数", "件", ("被依法纠正数",)),
            Indicator("review.other", "（三）其他情形数", "件"),
        ),
    ),
    Part(
        "五、行政诉讼数量",
        (
            Indicator("litigation.total", "五、行政诉讼数量", "件"),
            Indicator("litigation.upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件"),
            Indicator("litigation.corrected", "（二）被依法纠错数", "件", ("被依法纠正数",)),
            Indicator("litigation.other", "（三）其他情形数", "件"),
        ),
    ),
    Part(
        "六、举报投诉数量",
        (Indicator("complaints", "六、举报投诉数量", "件"),),
    ),
    Part(
        "七、依申请公开信息收取的费用",
        (Indicator("fees", "七、依申请公开信息收取的费用", "万元"),),
    ),
    Part(
        "八、机构建设和保障经费情况",
        (
            Indicator("capacity.offices", "（一）政府信息公开工作专门机构数", "个"),
            Indicator("capacity.reading_points", "（二）设置政府信息公开查阅点数", "个"),
            Indicator("capacity.staff", "（三）从事政府信息公开工作人员数", "人"),
            Indicator("capacity.staff_full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人"),
            Indicator("capacity.staff_part_time", "2.兼职人员数", "人"),
            Indicator(
                "capacity.budget",
                "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
                "万元",
            ),
        ),
    ),
    Part(
        "九、政府信息公开会议和培训情况",
        (
            Indicator("training.meetings", "（一）召开政府信息公开工作会议或专题会议数", "次"),
            Indicator("training.courses", "（二）举办各类培训班数", "次"),
            Indicator("training.participants", "（三）接受培训人员数", "人次"),
        ),
    ),
)

SUMS: Mapping[str, tuple[str, ...]] = {
    "applications.received": tuple(
        f"applications.received_{way}" for way in ("in_person", "by_fax", "online", "by_letter")
    ),
    "applications.denied": tuple(
        f"applications.denied_{why}"
        for why in (
            "state_secret",
            "trade_secret",
            "privacy",
            "security_stability",
            "not_government_information",
            "other",
        )
    ),
    "applications.answered": tuple(
        f"applications.{kind}"
        for kind in (
            "already_public",
            "granted",
            "partially_granted",
            "denied",
            "not_this_agency",
            "not_existing",
            "told_to_amend",
            "told_other_channel",
        )
    ),
    "applications.closed": ("applications.closed_on_time", "applications.closed_extended"),
    "review.total": ("review.upheld", "review.corrected", "review.other"),
    "litigation.total": ("litigation.upheld", "litigation.corrected", "litigation.other"),
    "capacity.staff": ("capacity.staff_full_time", "capacity.staff_part_time"),
}
"""Indicators that are sums of others, the inner sums first."""

LOOSE_SUMS = frozenset({"applications.closed", "applications.answered"})
"""Those of them that agencies often count otherwise, since what came in one year is answered in the next."""
