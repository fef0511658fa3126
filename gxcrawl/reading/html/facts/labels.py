"""The labels of publisher and date on pages, and other labels printed beside them."""

import re

TITLE_LABELS = ("信息名称", "名称", "标题", "文件名称")
PUBLISHERS = (
    "发布机构", "发文机构", "发文机关", "发文单位", "发布单位", "发布机关", "制发机关", "公开主体",
    "发布主体", "发布部门", "发文部门",
    "發布機構", "發佈機構", "發布單位", "發佈單位",
)  # fmt: skip
SOURCES = ("信息来源", "文章来源", "稿件来源", "发布来源", "来源", "稿源", "供稿单位", "信息來源", "資訊來源", "來源")
WRITERS = ("发布者", "发布人", "作者")  # a person, a department, or the body itself
PUBLISHED_LABELS = (
    "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "发布于", "发表日期", "发表时间",
    "信息时间", "信息日期", "发稿时间", "发稿日期",
    "上传时间", "上传日期", "添加时间", "添加日期", "录入时间", "录入日期",
    "發布日期", "發布時間", "發佈日期", "發佈時間", "公開日期", "發表日期", "發表時間",
)  # fmt: skip
# close to the day of publication if that is not printed
WRITTEN_LABELS = ("发文日期", "发文时间", "生成日期", "生成时间", "成文日期", "成文时间", "公文生成日期")
BARE_DATE_LABELS = ("时间", "日期", "時間")  # 时间：2024/1/25 | 来源：某局; in a sentence they may mean anything
LABELS = (*TITLE_LABELS, *PUBLISHERS, *SOURCES, *WRITERS, *PUBLISHED_LABELS, *WRITTEN_LABELS)
ANY_LABEL = "|".join(r"\s*".join(label) for label in sorted((*LABELS, *BARE_DATE_LABELS), key=len, reverse=True))
LABEL = re.compile(ANY_LABEL)
# 来源： / 分享到：微信 · 来源： / 打印 · 发布机构 / 请选择: without a body's name, other text of the page follows
OF_THE_PAGE = re.compile(
    r"\W*(?:打印|关闭|分享|收藏|收听|朗读|听全文|返回|复制|扫一?扫|浏览|点击|阅读|访问|下载|字[体号]|请选择|请输入|全部$|[^\s:：]{1,8}[:：])"
)
# [2024-01-25] 浏览次数：17; but not 更新时间：…, which is only the time of the last edit
COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)")
CLAUSE = re.compile("[，。；《]")
LONGEST = 300
"""Characters of a text with labels in it, values and all."""


def is_labelled(text: str) -> bool:
    """Whether a text is short and has one of the labels."""
    if len(text) > LONGEST:
        return False
    return LABEL.search(text) is not None or COUNTER.search(text) is not None
