"""Dates as they are printed and as people type them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.text.dates import find_date, find_labelled_date, lone_date, moment_in_words

_OTHER_DAYS = (
    "更新时间：2024-01-20 来源：县政府",
    "最后更新 2024-01-20 浏览次数",
    "2023-01-01至2023-12-31 来源",
    "施行于 2024-01-20",
    "2023年1月1日—2023年12月31日 来源：县政府",
    "下一篇：某局2019年报告 2020-01-02 来源：县政府",
    "某局2019年报告 2020-01-02 浏览：3",
)


@pytest.mark.parametrize(
    "line", ["发布于 2024-01-20", "2024-01-20来源：县政府办", "县政府办 2024年1月20日 10:22 字号：大"]
)
def test_a_date_after_a_publication_word_or_before_the_source_is_labelled(line: str) -> None:
    assert find_labelled_date(line) == date(2024, 1, 20)


@pytest.mark.parametrize("line", _OTHER_DAYS)
def test_other_dates_before_the_source_are_not_labelled(line: str) -> None:
    assert find_labelled_date(line) is None


NOW = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2021年1月25日", date(2021, 1, 25)),
        ("2019 年 10 月 30 日", date(2019, 10, 30)),
        ("２０２１年１月５日", date(2021, 1, 5)),
        ("发布时间：2021-01-25 10:33:00", date(2021, 1, 25)),
        ("2026-\n01-\n23", date(2026, 1, 23)),
        ("[2021/1/5]", date(2021, 1, 5)),
        ("20210125", date(2021, 1, 25)),
        ("20210125103000", date(2021, 1, 25)),
        ("2021年元月25日", date(2021, 1, 25)),
        ("二〇二一年一月二十五日", date(2021, 1, 25)),
        ("二○二二年十二月三十日", date(2022, 12, 30)),
        ("二零二一年十月三日", date(2021, 10, 3)),
        ("二〇二一年元月五日", date(2021, 1, 5)),
        ("2021年一月二十五日", date(2021, 1, 25)),
        ("二〇二一年1月25日", date(2021, 1, 25)),
        ("二〇二一年十三月二十五日", None),
        ("二О二一年一月二十五日", date(2021, 1, 25)),  # a Cyrillic letter
        ("2О21年1月25日", date(2021, 1, 25)),
        ("2021年年1月25日", date(2021, 1, 25)),
        ("2021-01-24T16:00:00.000Z", date(2021, 1, 25)),  # midnight in China
        ("2021-01-24T15:59:59+0000", date(2021, 1, 24)),
        ("2021-01-25T00:00:00+08:00", date(2021, 1, 25)),
        ("2021-01-24T16:00:00", date(2021, 1, 24)),
        ("2021-01-24T26:00:00Z", date(2021, 1, 24)),
        ("Jan 25, 2021", date(2021, 1, 25)),
        ("25 January 2021", date(2021, 1, 25)),
        ("Mon Jan 25 10:22:33 CST 2021", date(2021, 1, 25)),
        ("2021—1—25", date(2021, 1, 25)),
        ("2021–01–25 10:33", date(2021, 1, 25)),
        ("2019—2020年", None),
        ("2021年13月1日", None),
        ("2021-02-30", None),
        ("2021年", None),
        ("国办公开办函〔2019〕60号", None),
        ("电话：0533-7311455", None),
        ("", None),
    ],
)
def test_find_date(printed: str, day: date | None) -> None:
    assert find_date(printed) == day


@pytest.mark.parametrize("text", [" " * 200_000, "日期" + "\n" * 200_000, "发布" + "\u3000" * 200_000])
def test_long_runs_of_blanks_are_read_quickly(text: str) -> None:
    assert find_labelled_date(text) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["-", "/", "."]))
def test_every_printed_date_is_read(day: date, mark: str) -> None:
    assert find_date(f"发布于{day.year}{mark}{day.month}{mark}{day.day} 来源") == day
    assert find_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert lone_date(day.isoformat()) == day


def test_a_labelled_date_wins_over_others() -> None:
    assert find_labelled_date("索引号 2020-03-01 发布日期： 2021-01-25 浏览次数：3") == date(2021, 1, 25)
    assert find_labelled_date("2021-01-25") is None
    assert find_labelled_date("更新时间：2021-09-01 发布时间：2021-01-25") == date(2021, 1, 25)
    assert find_labelled_date("当前时间：2025年5月5日 有效日期：2029-12-31") is None


def test_a_line_with_more_than_a_date_is_no_lone_date() -> None:
    assert lone_date("（2021年1月25日）") == lone_date("二〇二一年一月二十五日") == date(2021, 1, 25)
    assert lone_date("本办法自2021年1月25日起施行") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026/1/31", "2026-01-31"),
        ("20260131", "2026-01-31"),
        ("今天", "2026-02-05"),
        ("昨天", "2026-02-04"),
        ("3天前", "2026-02-02"),
        ("2 weeks ago", "2026-01-22"),
        ("2025年11月", "2025-11-01"),
    ],
)
def test_days_that_people_type_begin_at_midnight(words: str, day: str) -> None:
    moment = moment_in_words(words, NOW)
    assert moment is not None
    assert (moment.date().isoformat(), moment.time(), moment.tzinfo) == (day, time(), UTC)


def test_moments_that_people_type() -> None:
    assert moment_in_words("2 hours ago", NOW) == NOW - timedelta(hours=2)
    assert moment_in_words("2026-01-31T10:00+08:00", NOW) == datetime(2026, 1, 31, 2, tzinfo=UTC)
    assert moment_in_words("2026-01-31 10:00", NOW) == datetime(2026, 1, 31, 10, tzinfo=UTC)


@pytest.mark.parametrize("words", ["whenever", "2027-01-01", "", "2020-13-01", "2021-02-30", "2021-13", "5"])
def test_words_that_are_not_a_past_moment(words: str) -> None:
    assert moment_in_words(words, NOW) is None
