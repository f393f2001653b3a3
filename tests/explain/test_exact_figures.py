"""Exactness leaves the tool, and no printed number contradicts a decision: laws over sheets around thresholds."""

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.data.scorecard import scorecard_data
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text
from cchc_rules.explain.words.figures import Figures
from cchc_rules.explain.words.numbers import number, percent
from cchc_rules.model.sheet import FactEntry, Header, Sheet
from cchc_rules.results.ranking import Ranking, rank, standing
from cchc_rules.results.scorecard import Scorecard, View
from tests.support.rubrics import rubric_of

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "scorecard-1.json").read_text(encoding="utf-8"))
MADE = Provenance("thu", (), FileDigest("thu.phieu", "0" * 64), "cchc-rules 0")

RUBRIC = rubric_of("""
BỘ TIÊU CHÍ thu "Bộ thử"
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI
  từ 75%: "A"
  từ 66,67% đến dưới 75%: "B"
  dưới 66,67%: "C"
  không xếp loại khi: 1.4 dưới 0,5 điểm
HỆ QUẢ
  1 khi chỉ số dưới 66,67% hoặc lĩnh vực 2 dưới 75%: "x"
SỐ LIỆU
  [đạt]: số đếm "hồ sơ", từ 0 đến [tổng]
  [tổng]: số đếm "hồ sơ", từ 1
  [tỷ lệ]: tỷ lệ phần trăm, tính bằng [đạt] / [tổng]
  [mốc]: tỷ lệ phần trăm
LĨNH VỰC 1 "Một": 6 điểm
TIÊU CHÍ 1.1 "Thang": 2 điểm
  cách chấm: theo thang [đạt] / [tổng]
    từ 75%: 2 điểm
    từ 66,67% đến dưới 75%: 1 điểm
    dưới 66,67%: 0 điểm
TIÊU CHÍ 1.2 "Trường hợp": 2 điểm
  cách chấm: theo trường hợp
    khi [tỷ lệ] trên 75%: 2 điểm
    khi [tỷ lệ] từ 66,67%: 1 điểm
    còn lại: 0 điểm
TIÊU CHÍ 1.3 "So hai số liệu": 1 điểm
  cách chấm: theo trường hợp
    khi [mốc] không lớn hơn [đạt] / [tổng]: 1 điểm
    còn lại: 0 điểm
TIÊU CHÍ 1.4 "Công thức": 1 điểm
  cách chấm: [đạt] / [tổng] × 1 điểm
LĨNH VỰC 2 "Hai": 94 điểm
TIÊU CHÍ 2.1 "Công thức": 94 điểm
  cách chấm: [đạt] / [tổng] × 94 điểm
""")
TREE = compile_rubric(RUBRIC)
MARKS = {"75%": Fraction(3, 4), "66,67%": Fraction(6667, 10000), "0,5": Fraction(1, 2)}


@st.composite
def near_marks(draw: st.DrawFn) -> tuple[int, int]:
    """A count of a total whose share lies at a bound, or within 10^-k of one."""
    whole = draw(st.integers(1, 10 ** draw(st.integers(1, 12))))
    mark = draw(st.sampled_from([*MARKS.values(), Fraction(1, 3), Fraction(0), Fraction(1)]))
    part = int(whole * mark) + draw(st.integers(-2, 2))
    assume(0 <= part <= whole)
    return part, whole


def card_of(part: int, whole: int, mark: Fraction = Fraction(3, 4)) -> Scorecard:
    facts = (FactEntry("đạt", Fraction(part)), FactEntry("tổng", Fraction(whole)))
    sheet = Sheet(Header("thu", "Sở A", "sở", 2020), (*facts, FactEntry("mốc", mark, percent=True)))
    return evaluate(TREE, sheet, View.SELF)


def number_of(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


# ---- exactness


def points_in(data: Any, key: str = "") -> list[tuple[str, Fraction]]:
    """Every value that is points or a ratio, by its key, as a reader of the JSON has it."""
    if isinstance(data, dict):
        return [pair for k, v in data.items() for pair in points_in(v, k)]
    if isinstance(data, list):
        return [pair for v in data for pair in points_in(v, key)]
    return [(key, Fraction(data))] if isinstance(data, str) and re.fullmatch(r"-?\d+([./]\d+)?", data) else []


@given(near_marks())
@settings(max_examples=60, deadline=None)
@pytest.mark.long
def test_json_says_every_amount_exactly_and_parts_sum_to_their_total(counts: tuple[int, int]) -> None:
    card = card_of(*counts)
    data = scorecard_data(card, MADE)
    jsonschema.validate(data, SCHEMA)
    for ledger in (data["total"], *data["fields"], *data["groups"], *data["criteria"]):
        parts = [Fraction(ledger[name]) for name in ("excluded", "achieved", "lost", "pending")]
        assert sum(parts) == Fraction(ledger["max"])
    assert [Fraction(c["achieved"]) for c in data["criteria"]] == [
        n.ledger.achieved for n in card.nodes if n.criterion.is_leaf
    ]
    index = data["index"]
    assert card.index is not None
    assert Fraction(index["numerator"]) / Fraction(index["denominator"]) == card.index.low
    assert (Fraction(index["exact_low"]), Fraction(index["exact_high"])) == (card.index.low, card.index.high)
    assert sum(Fraction(v) for v in data["lost_by"].values()) == Fraction(data["total"]["lost"])


@given(st.lists(near_marks(), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_csv_has_whole_numbers_beside_what_is_printed(sheets: list[tuple[int, int]]) -> None:
    cards = [card_of(*counts) for counts in sheets]
    ranking = Ranking(RUBRIC, 2020, rank([standing(c, f"{i}.phieu") for i, c in enumerate(cards)]))
    rows = {row["sheet"]: row for row in csv.DictReader(io.StringIO(ranking_csv([ranking])))}
    units = {u["sheet"]: u for u in json.loads(ranking_json([ranking], []))["rankings"][0]["units"]}
    for i, card in enumerate(cards):
        row, unit = rows[f"{i}.phieu"], units[f"{i}.phieu"]
        assert card.index is not None
        assert Fraction(int(row["numerator"]), int(row["denominator"])) == card.index.low
        assert Fraction(unit["index"]["exact_low"]) == card.index.low
        total = {name: int(row[f"{name}_parts"]) for name in ("achieved", "lost", "excluded", "pending")}
        assert sum(total.values()) == 100 * int(row["parts"])
        assert (row["over"], row["over_parts"]) == ("0", "0")
        assert Fraction(total["achieved"], int(row["parts"])) == card.total.achieved
        assert not [cell for cell in row.values() if re.fullmatch(r"\d+/\d+", cell)]
        band = "A" if Fraction(row["points"]) * 4 >= 3 * Fraction(row["of"]) else "B or C"
        assert row["band"] in ("", *band.split(" or "))


@pytest.mark.parametrize(("value", "printed"), [("82/3", "27,33"), ("22/3", "7,33"), ("328/15", "21,87")])
def test_a_share_without_end_that_equals_its_own_bound_is_printed_shortly(value: str, printed: str) -> None:
    exact = Fraction(value)
    assert Figures.of(RUBRIC.provisions).points(exact, (exact, exact * 5 / 4)) == f"≈{printed}"


# ---- what is printed


@given(near_marks(), st.sampled_from(["text", "markdown", "html"]))
@settings(max_examples=60, deadline=None)
def test_what_is_printed_beside_a_bound_lies_on_its_side(counts: tuple[int, int], form: str) -> None:
    """The share as every step prints it, read back, is below, at or above each bound as the exact share is."""
    card = card_of(*counts)
    document = build_document(card, MADE, (), True)
    told = {"text": lambda: render_text(document, columns=10_000), "markdown": lambda: render_markdown(document)}
    text = told[form]() if form != "html" else render_html(document)
    share = Fraction(*counts)
    printed = re.findall(rf"{counts[0]} / {counts[1]} (?:=|≈) ([\d,]+)%", text.replace("\\", ""))
    assert len(printed) >= 2
    for shown in map(number_of, printed):
        for mark in (MARKS["75%"], MARKS["66,67%"]):
            assert (shown > mark * 100, shown < mark * 100) == (share > mark, share < mark)


@given(near_marks())
@settings(max_examples=60, deadline=None)
def test_the_headline_never_contradicts_its_rating(counts: tuple[int, int]) -> None:
    card = card_of(*counts)
    assert card.index is not None
    ranking = Ranking(RUBRIC, 2020, rank([standing(card, "x.phieu")]))
    headline = " ".join(build_document(card, MADE, (), False).headline)
    for line in (headline, next(line for line in ranking_text([ranking], []).split("\n") if "Sở A" in line)):
        points = re.search(r"([\d,]+)(?:/| +)100\b", line)
        index = re.search(r"([\d,]+)%", line)
        assert points is not None and index is not None
        for shown in (number_of(points.group(1)), number_of(index.group(1))):
            for mark in (MARKS["75%"], MARKS["66,67%"]):
                assert (shown >= mark * 100) == (card.index.low >= mark)


@given(near_marks(), st.sampled_from([Fraction(3, 100), Fraction(3, 4), Fraction(6667, 10000)]))
@settings(max_examples=60, deadline=None)
def test_two_facts_compared_are_printed_apart_and_as_percentages(counts: tuple[int, int], mark: Fraction) -> None:
    card = card_of(*counts, mark)
    text = " ".join(render_text(build_document(card, MADE, (), True), columns=10_000).split())
    found = re.search(r"\[mốc\] = ([\d,]+)%, .*?\[đạt\] / \[tổng\] (?:=|≈) ([\d,]+)%", text)
    assert found is not None
    left, right = map(number_of, found.groups())
    share = Fraction(*counts)
    assert (left > right, left < right) == (mark > share, mark < share)


@given(near_marks(), st.lists(st.sampled_from([*MARKS.values(), Fraction(1), Fraction(3, 100)]), max_size=3))
def test_a_number_beside_marks_is_read_back_on_its_side(counts: tuple[int, int], marks: list[Fraction]) -> None:
    share = Fraction(*counts)
    for shown, scale in ((number(share, marks), 1), (percent(share, marks).rstrip("%"), 100)):
        read = number_of(shown.removeprefix("≈ "))
        assert (read == 0) == (share == 0)
        for mark in marks:
            assert (read > mark * scale, read < mark * scale) == (share > mark, share < mark)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(22500, 30001, "≈ 74,998%"), (2999999, 4000001, "≈ 74,99996%"), (3, 4, "= 75%"), (2, 3, "≈ 66,667%")],
)
def test_as_many_digits_are_printed_as_it_takes(part: int, whole: int, told: str) -> None:
    text = render_text(build_document(card_of(part, whole), MADE, (), True), columns=10_000)
    assert f"{part} / {whole} {told}" in text
