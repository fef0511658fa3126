"""Claims found in a table of sentences, and properties that hold for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gxcrawl.forms.claims import find_claims
from gxcrawl.forms.claims.text import parse_numeral
from gxcrawl.forms.claims.vocabulary import CHINESE_DIGITS
from gxcrawl.model import Claim, Section
from gxcrawl.text.characters import normalise

law = settings(deadline=None)  # a busy machine is slow, and that is no failure
OVERVIEW = "一、总体情况"
OWN = "霁川县教育局"
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the tables."""

    say: str
    heading: str = OVERVIEW
    year: int = 2021
    own: str | None = None
    claims: Mapping[str, int] = field(default_factory=dict)
    maybe: Mapping[str, int] = field(default_factory=dict)


def _table(path: Path) -> list[Sentence]:
    lines: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Sentence(**line) for line in lines]


TABLES = sorted(Path(__file__).parent.glob("claims*.yaml"))
SENTENCES = [sentence for table in TABLES for sentence in _table(table)]


def claims_of(text: str, heading: str = OVERVIEW, year: int | None = 2021, own: str | None = OWN) -> tuple[Claim, ...]:
    return find_claims([Section(1, heading, text)], year, own)


def by_name(claims: tuple[Claim, ...], *, certain: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for claim in claims:
        if claim.certain is certain:
            found.setdefault(claim.what, []).append(claim.value)
    return found


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence.say[:24] for sentence in SENTENCES])
def test_claims_found_in_a_sentence(sentence: Sentence) -> None:
    found = claims_of(sentence.say, sentence.heading, sentence.year, sentence.own or OWN)
    assert by_name(found, certain=True) == {what: [value] for what, value in sentence.claims.items()}
    assert by_name(found, certain=False) == {what: [value] for what, value in sentence.maybe.items()}


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1,046", 1046), ("零", 0), ("〇", 0), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20),
     ("三十五", 35), ("一百零五", 105), ("一百二十", 120), ("二三", None), ("", None)],
)  # fmt: skip
def test_parse_numeral(text: str, value: int | None) -> None:
    assert parse_numeral(text) == value


def test_without_a_given_year_the_period_in_the_prose_gives_it() -> None:
    text = "统计期限自2021年1月1日起至2021年12月31日止。2020年收到政府信息公开申请9件，2021年收到政府信息公开申请4件。"
    assert [claim.value for claim in claims_of(text, year=None)] == [4]


def test_a_carried_forward_number_is_uncertain_if_the_reports_year_is_unknown() -> None:
    (claim,) = claims_of("未办结的政府信息公开申请结转至2022年办理1件。", year=None)
    assert (claim.what, claim.value, claim.certain) == ("carried_forward", 1, False)


def test_sections_about_problems_and_plans_give_no_claims() -> None:
    assert not claims_of("收到政府信息公开申请3件。", "五、存在的主要问题及改进情况")


def test_claims_are_in_the_order_of_the_prose() -> None:
    sections = [
        Section(1, OVERVIEW, "上年结转1件，新收政府信息公开申请2件。"),
        Section(4, DISPUTES, "行政诉讼0件，行政复议1件。"),
    ]
    found = find_claims(sections, 2021)
    assert [(claim.section, claim.what) for claim in found] == [
        (1, "carried_over"), (1, "received"), (4, "litigation"), (4, "review"),
    ]  # fmt: skip


@pytest.mark.parametrize("came", ["收到政府信息公开申请30件，", "我局共收到申请30件，依法"])
def test_several_numbers_of_one_kind_in_a_sentence_are_uncertain(came: str) -> None:
    heading = OVERVIEW if "信息公开" in came else "三、收到和处理政府信息公开申请情况"
    found = claims_of(f"2021年{came}受理政府信息公开申请28件。", heading)
    assert [(claim.value, claim.certain) for claim in found] == [(30, False), (28, False)]


def test_a_total_and_its_new_applications_in_one_sentence_are_both_certain() -> None:
    found = claims_of("2021年共受理政府信息公开申请18件，本年新收政府信息公开申请16件、上年结转2件。")
    assert [(claim.what, claim.value, claim.certain) for claim in found] == [
        ("received", 18, True), ("received", 16, True), ("carried_over", 2, True),
    ]  # fmt: skip


def test_the_body_named_in_a_paragraph_applies_until_its_end() -> None:
    whole = "2021年，全县共受理政府信息公开申请90件。上年结转政府信息公开申请4件。"
    assert [claim.certain for claim in claims_of(whole)] == [False, False]
    assert [claim.certain for claim in claims_of(f"{whole}我局新收政府信息公开申请7件。")] == [False, False, True]
    assert [claim.certain for claim in claims_of(whole.replace("。", "。\n"))] == [False, True]


@pytest.mark.parametrize(
    ("line", "certain"),
    [
        ("全年主动公开各类政府信息1200条，2021年全县各部门和各乡镇共", [False]),
        ("全年主动公开各类政府信息1200条，自《条例》施行以来我局累计", []),
        ("全年主动公开各类政府信息1200条，2020年我局全年", []),
        ("全年主动公开各类政府信息1200条，2021年我局全年", [True]),
        ("2021年全县各部门和各乡镇积极公开各类政府信息。", [True]),  # that sentence has ended
        ("2021年全县政务公开", [True]),  # a heading
    ],
)
def test_a_sentence_continues_across_a_line_break(line: str, certain: list[bool]) -> None:
    found = claims_of(f"{line}\n收到政府信息公开申请9件。")
    assert [claim.certain for claim in found if claim.what == "received"] == certain
    assert all(claim.quote == "收到政府信息公开申请9件" for claim in found)


def test_a_named_body_is_another_one_if_the_reporting_body_is_unknown() -> None:
    text = "2021年，县教育局收到政府信息公开申请30件。"
    assert [claim.certain for claim in claims_of(text)] == [True]
    assert [claim.certain for claim in claims_of(text, own=None)] == [False]
    assert [claim.certain for claim in claims_of(text, own="霁川县人民政府")] == [False]
    two = text.replace("。", "，县民政局收到政府信息公开申请28件。")
    assert [(claim.value, claim.certain) for claim in claims_of(two)] == [(30, True), (28, False)]


def test_more_than_100_numbers_in_a_sentence_give_no_claims() -> None:
    assert len(claims_of("收到政府信息公开申请5件，" * 100)) == 100
    assert not claims_of("收到政府信息公开申请5件，" * 101)


def test_a_received_number_may_include_what_was_carried_over() -> None:
    """Some count what the year before left over among what was received."""
    (claim,) = claims_of("共收到政府信息公开申请5件。")
    assert ("applications.new_received.total", "applications.carried_over.total") in claim.paths
    assert ("statistics.applications.received",) in claim.paths


texts = st.lists(st.sampled_from([sentence.say for sentence in SENTENCES]), min_size=1, max_size=6)
blanks = st.sampled_from(["", " ", "\u3000", "\xa0"])


@law
@given(texts, st.sampled_from([OVERVIEW, DISPUTES]), blanks)
def test_a_quotation_is_found_at_its_start(parts: list[str], heading: str, blank: str) -> None:
    text = "\n".join(part.replace("件", f"{blank}件") for part in parts)
    for claim in claims_of(text, heading):
        assert text[claim.start : claim.start + len(claim.quote)] == claim.quote


@law
@given(texts)
def test_a_quotation_contains_its_number_or_a_denial(parts: list[str]) -> None:
    for claim in claims_of("".join(parts)):
        digits = "".join(char for char in normalise(claim.quote) if char.isdigit())
        numerals = {char for char in claim.quote if char in CHINESE_DIGITS}
        denied = claim.value == 0 and any(word in claim.quote for word in (*"未没无零", "不存在", "不曾"))
        assert str(claim.value) in digits or numerals or denied


others = st.sampled_from(
    ["培训{}次", "发布信息{}条", "占比{}%", "投入{}万元", "编发简报{}期", "走访{}户", "第{}号文件", "整改栏目{}个"]
)


@law
@given(others, st.integers(0, 99999), st.sampled_from(["，", "；", "。"]), st.sampled_from([OVERVIEW, DISPUTES]))
def test_numbers_of_other_things_give_no_claims(other: str, number: int, mark: str, heading: str) -> None:
    plain = "2021年收到政府信息公开申请5件"
    noisy = f"{other.format(number)}{mark}{plain}{mark}{other.format(number)}。"
    assert [(claim.what, claim.value) for claim in claims_of(noisy, heading)] == [("received", 5)]
    assert not claims_of(f"{other.format(number)}{mark}{other.format(number)}。", heading)


@law
@given(st.text("收到受理政府信息公开申请未没有无结转上下年度行政复议诉讼办予以，、。0123件（）年\n ", max_size=60))
def test_find_claims_accepts_any_text(text: str) -> None:
    for claim in claims_of(text):
        assert text[claim.start : claim.start + len(claim.quote)] == claim.quote
