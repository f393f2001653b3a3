"""Stages of a rubric's own: their order, who may do what, what counts, what each result says of them."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import validate

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.explain.data.scorecard import scorecard_data
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import USUAL, Lineup, Power, Stage, StageRule, following, unsaid
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric import stage
from cchc_rules.writing.rubric_file import print_rubric
from tests.sheets.sample import codes, good, rubric

ROOT = Path(__file__).resolve().parents[2]
STAGES = """\
  tự đánh giá: do "xã", chấm điểm
  thẩm định: do "Hội đồng", công nhận hoặc giảm
  bước "giải trình": do "xã", nêu ý kiến
  bước "Thẩm định lại của UBND": công nhận hoặc tăng
  điểm chỉ số: phúc tra, không có thì bước "thẩm định lại của UBND", không có thì thẩm định
  phúc tra: công nhận, tăng hoặc giảm
"""
TEXT = """\
BỘ TIÊU CHÍ thu "Bảng thử"
  đối tượng: "xã"
CÁC BƯỚC ĐÁNH GIÁ
{stages}SỐ LIỆU
  [giao]: số đếm, từ 1
  [xong]: số đếm, từ 0 đến [giao]
LĨNH VỰC 1 "Một": 10 điểm
  TIÊU CHÍ 1.1 "Nhập tay": 6 điểm
  TIÊU CHÍ 1.2 "Theo số liệu": 4 điểm
    cách chấm: [xong] / [giao] × điểm tối đa
"""
HEADER = 'PHIẾU CHẤM ĐIỂM\n bộ tiêu chí: thu\n đơn vị: "Xã A"\n loại đơn vị: "xã"\n năm: 2020\n'
AGAIN = 'bước "thẩm định lại của UBND"'
OWN = TEXT.format(stages=STAGES)


def _sheet(rows: str, facts: str = "[giao]: 10\n[xong]: 10\n") -> str:
    return f"{HEADER}SỐ LIỆU\n{facts}ĐIỂM\n{rows}"


def _card(rows: str, facts: str = "[giao]: 10\n[xong]: 10\n", view: View = View.FINAL) -> Scorecard:
    return evaluate(compile_rubric(rubric(OWN)), good(_sheet(rows, facts)), view)


def _found(rows: str, facts: str = "[giao]: 10\n[xong]: 10\n") -> list[str]:
    return codes(_sheet(rows, facts), OWN)


def _final(card: Scorecard, code: str) -> Fraction | None:
    return next(n.final for n in card.nodes if n.criterion.code.text == code)


ROW = '1.1\n tự đánh giá: 6\n thẩm định: 4, vì "a"\n'


def test_a_comment_gives_no_points_and_marks_no_row_as_seen() -> None:
    said = ROW + ' bước "Giải trình": ý kiến "đã gửi", TLKC "12/BC"\n'
    assert _found(said) == []
    assert _final(_card(said), "1.1") == 4
    alone = '1.1\n tự đánh giá: 6\n bước "giải trình": ý kiến "x"\n'
    assert _final(_card(alone), "1.1") is None
    assert _found('1.1\n tự đánh giá: 6\n bước "giải trình": 5, vì "x"\n') == ["P455"]
    assert _found("", '[giao]: 10\n[xong]: 10\nbước "giải trình" [xong]: 9, vì "x"\n') == ["P455"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (f'{ROW} {AGAIN}: 5, vì "b"\n', []),
        (f'{ROW} {AGAIN}: 3, vì "b"\n', ["P413"]),
        (f"{ROW} {AGAIN}: 5\n", ["P414"]),
        (f'{ROW} {AGAIN}: 5, vì "b"\n phúc tra: 6, vì "c"\n', []),
        (f'1.1\n tự đánh giá: 6\n {AGAIN}: 6, vì "b"\n', ["P415"]),
        (f'1.1\n tự đánh giá: 6\n thẩm định:\n {AGAIN}: 6, vì "b"\n', ["P415"]),
        ('1.1\n tự đánh giá: 6\n bước "không có": 5, vì "b"\n', ["P422"]),
    ],
)
def test_the_stage_before_is_the_nearest_that_has_points(rows: str, code: list[str]) -> None:
    assert _found(rows) == code


def test_order_of_writing_in_a_sheet_changes_nothing() -> None:
    one = _card(f'{ROW} {AGAIN}: 5, vì "b"\n phúc tra: 6, vì "c"\n')
    other = _card(f'1.1\n phúc tra: 6, vì "c"\n {AGAIN}: 5, vì "b"\n thẩm định: 4, vì "a"\n tự đánh giá: 6\n')
    assert one == other
    taken = dict(one.taken.by_stage(one.rubric.provisions.lineup))
    assert (taken[Stage.APPRAISAL], taken[Stage("thẩm định lại của UBND")], taken[Stage.REVIEW]) == (2, -1, -1)


def test_corrected_facts_stand_stage_by_stage() -> None:
    facts = f'[giao]: 10\n[xong]: 10\nthẩm định [xong]: 7, vì "a"\n{AGAIN} [xong]: 8, vì "b"\n'
    card = _card("", facts)
    assert _final(card, "1.2") == Fraction(16, 5)
    assert card.taken.total == card.total.lost
    assert _final(_card("", facts, View.APPRAISED), "1.2") == Fraction(14, 5)
    lower = facts.replace('8, vì "b"', '6, vì "b"')
    tree = compile_rubric(rubric(OWN))
    assert [d.code for d in beyond_powers(tree, good(_sheet("", lower)))] == ["P413"]


def test_only_the_index_says_which_stages_count() -> None:
    text = TEXT.format(stages=STAGES.replace("phúc tra, không có thì bước", "bước"))
    assert "K331" in [d.code for d in check_rubric(rubric(text))]


def test_in_the_usual_stages_nothing_is_new() -> None:
    stages = [StageRule(s, None) for s in reversed(USUAL)]
    assert Lineup.of(stages).order == USUAL == Lineup().order
    assert Lineup.of(stages).columns == USUAL


# ---- laws of the order

_named = st.sampled_from([Stage(name) for name in ("một", "hai", "ba", "bốn")])
_rules = st.lists(
    st.builds(StageRule, st.one_of(st.sampled_from(USUAL), _named), st.sampled_from(Power)),
    unique_by=lambda r: r.stage,
    max_size=8,
)


@given(_rules)
def test_named_stages_follow_the_sentence_before_them(rules: list[StageRule]) -> None:
    told = following(rules)
    order = Lineup.of(told).order
    assert set(order) == {*USUAL, *(r.stage for r in rules)}
    assert [s for s in order if s in USUAL] == list(USUAL)
    assert following(unsaid(told)) == told
    for rule in (r for r in told if r.stage not in USUAL):
        assert rule.after is not None and order.index(rule.after) < order.index(rule.stage)


@given(_rules, st.randoms())
def test_the_order_is_that_of_what_is_said_not_of_the_sentences(rules: list[StageRule], random) -> None:
    told = list(following(rules))
    shuffled = list(told)
    random.shuffle(shuffled)
    assert Lineup.of(shuffled).order == Lineup.of(told).order


@settings(max_examples=30, deadline=None)
@given(_rules)
def test_what_is_printed_has_the_same_order(rules: list[StageRule]) -> None:
    lines = "".join(f"  {stage(rule)}\n" for rule in rules)
    read = read_rubric(Source.of("x.cchc", TEXT.format(stages=lines)))
    assert read.ok and isinstance(read.value, Rubric)
    again = read_rubric(Source.of("x.cchc", print_rubric(read.value)))
    assert again.value == read.value


def test_every_form_of_a_result_names_the_stages() -> None:
    card = _card(f'{ROW} bước "giải trình": ý kiến "đã gửi"\n {AGAIN}: 5, vì "b"\n')
    provenance = Provenance("thu", (FileDigest("thu.cchc", "0" * 64),), FileDigest("thu.phieu", "0" * 64), "x")
    data = scorecard_data(card, provenance)
    schema = json.loads((ROOT / "schemas" / "scorecard-1.json").read_text(encoding="utf-8"))
    validate(data, schema)
    row = next(r for r in data["criteria"] if r["code"] == "1.1")
    assert row["stages"] == {"giải trình": None, "Thẩm định lại của UBND": "5"}
    assert [(o["stage"], o["text"]) for o in row["opinions"]] == [("giải trình", "đã gửi")]
    assert row["lost_by"]["stages"] == {"giải trình": "0", "Thẩm định lại của UBND": "-1"}


GIVEN = OWN.replace('do "Hội đồng", công nhận hoặc giảm', 'do "Hội đồng", công nhận hoặc giảm, do "Sở A" cho 1.1')
GIVEN = GIVEN.replace("chấm điểm", "chấm điểm, cần TLKC", 1)


def test_a_row_is_appraised_by_whom_it_is_given_to() -> None:
    row = '1.1\n tự đánh giá: 6, TLKC "1"\n thẩm định: 4, vì "a"{by}\n'
    assert codes(_sheet(row.format(by="")), GIVEN) == []
    assert codes(_sheet(row.format(by=', bởi "sở a"')), GIVEN) == []
    assert codes(_sheet(row.format(by=', bởi "Hội đồng"')), GIVEN) == ["P457"]
    (stated,) = [s.value for s in rubric(GIVEN).provisions.stages if s.value.stage is Stage.APPRAISAL]
    assert [stated.who(Code(code)) for code in ("1.1", "1.1.2", "1.2", "1")] == ["Sở A", "Sở A", "Hội đồng", "Hội đồng"]


def test_points_without_evidence_are_told_where_the_stage_asks_for_it() -> None:
    assert codes(_sheet("1.1\n tự đánh giá: 6\n"), GIVEN) == ["P456"]
    assert codes(_sheet("1.1\n tự đánh giá: 0\n"), GIVEN) == []
    assert codes(_sheet("1.1\n tự đánh giá: 6\n"), OWN) == []


def test_stages_that_follow_one_another_in_a_ring_are_told() -> None:
    ring = OWN.replace('bước "giải trình":', 'bước "giải trình", sau bước "thẩm định lại của UBND":')
    ring = ring.replace('bước "Thẩm định lại của UBND":', 'bước "Thẩm định lại của UBND", sau bước "giải trình":')
    assert [d.code for d in check_rubric(rubric(ring)) if d.code.startswith("B3")] == ["B300", "B300"]


def test_where_only_a_later_stage_counts_the_appraised_view_shows_what_the_council_gave() -> None:
    text = TEXT.format(stages=STAGES.replace(", không có thì bước", "\n#").replace(", không có thì thẩm định", ""))
    card = evaluate(compile_rubric(rubric(text)), good(_sheet(ROW)), View.APPRAISED)
    assert _final(card, "1.1") == 4


# ---- evidence that a row asks for

PROVED = OWN.replace('1 "Một": 10 điểm', '1 "Một": 10 điểm\n    cần TLKC: "báo cáo"')


@pytest.mark.parametrize(
    ("rows", "facts", "found"),
    [
        ('1.1\n tự đánh giá: 6, TLKC "1/BC"\n', "", []),
        ("1.1\n tự đánh giá: 6\n", "", ["P511"]),
        ("1.1\n tự đánh giá: 0\n", "", []),
        ("1.1\n tự đánh giá:\n", "", []),
        ('1.1\n tự đánh giá: 6, TLKC "1/BC"\n thẩm định: 6\n', "", []),
        ("", "[giao]: 10\n[xong]: 9\n", ["P511"]),
        ("", '[giao]: 10\n[xong]: 9, TLKC "2/BC"\n', []),
        ("", "thẩm định [xong]: 9\n", []),
    ],
)
def test_points_and_facts_of_a_row_that_asks_for_evidence(rows: str, facts: str, found: list[str]) -> None:
    assert codes(_sheet(rows, facts), PROVED) == found


def test_the_nearest_sentence_on_evidence_is_told() -> None:
    nearer = PROVED.replace('1.1 "Nhập tay": 6 điểm', '1.1 "Nhập tay": 6 điểm\n    cần TLKC: "quyết định"')
    card = evaluate(compile_rubric(rubric(nearer)), good(_sheet("1.1\n tự đánh giá: 6\n")))
    told = render_text(build_document(card, Provenance("thu", (), FileDigest("a.phieu", "b"), "x"), (), True))
    assert told.count("cần TLKC: “quyết định”") + told.count('cần TLKC: "quyết định"') == 1
    assert told.count('cần TLKC: "báo cáo"') == 1
