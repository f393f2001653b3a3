"""Points from tallies: exact, unknown below the minimum, with the arithmetic told."""

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_sample import BOTH, FORM, SECOND, node_of, points_of, rubric_of, scored, sheet_of

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.data.scorecard import scorecard_data
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.explain.words import surveys as survey_words
from cchc_rules.meaning.tallies import Tallied, TalliesOpen
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.model.survey import Answer, Tally
from cchc_rules.results.node_score import State
from cchc_rules.results.reasons import Awaiting, Because

ONE, TWO = rubric_of(FORM), rubric_of(BOTH)
TREES = {id(r): compile_rubric(r) for r in (ONE, TWO)}
FULL = '  ĐTXHH can-bo câu 1: "Tốt" 40, "Khá" 25, "Trung bình" 10, "Kém" 5'
PEOPLE = """
  ĐTXHH nguoi-dan câu 1: "Hài lòng" 2, "Bình thường" 0, "Không" 1
  ĐTXHH nguoi-dan câu 2: "Hài lòng" 1, "Bình thường" 2, "Không" 4"""


def why(card: object, kind: type[Because]) -> list[Because]:
    node = node_of(card, "1.2")  # type: ignore[arg-type]
    return [b for b in node.because if isinstance(b, kind)]


def test_one_question_is_a_weighted_mean() -> None:
    card = scored(ONE, FULL)
    assert points_of(card, "1.2") == Fraction(57, 80) * 2
    assert node_of(card, "1.3").state is State.PENDING


def test_instruments_are_added_by_their_shares_and_questions_by_their_coefficients() -> None:
    card = scored(TWO, FULL + PEOPLE)
    people = (Fraction(2, 3) + 2 * Fraction(2, 7)) / 3
    assert points_of(card, "1.2") == (Fraction(3, 5) * Fraction(57, 80) + Fraction(2, 5) * people) * 2


def test_shares_are_equal_where_none_is_stated() -> None:
    card = scored(rubric_of(FORM + SECOND), FULL + PEOPLE)
    people = (Fraction(2, 3) + 2 * Fraction(2, 7)) / 3
    assert points_of(card, "1.2") == (Fraction(57, 80) + people) / 2 * 2


@pytest.mark.parametrize(("good", "points"), [(9, None), (10, Fraction(2)), (11, Fraction(2))])
def test_below_the_minimum_is_unknown(good: int, points: Fraction | None) -> None:
    card = scored(ONE, f'  ĐTXHH can-bo câu 1: "Tốt" {good}, "Khá" 0, "Trung bình" 0, "Kém" 0')
    assert points_of(card, "1.2") == points
    assert (node_of(card, "1.2").state is State.PENDING) == (points is None)


def test_the_worst_answer_of_enough_people_is_zero_and_not_pending() -> None:
    card = scored(ONE, '  ĐTXHH can-bo câu 1: "Tốt" 0, "Khá" 0, "Trung bình" 0, "Kém" 10')
    assert points_of(card, "1.2") == 0


@pytest.mark.parametrize("tallies", ["", "  ĐTXHH can-bo câu 1:", FULL])
def test_a_missing_instrument_leaves_the_row_pending(tallies: str) -> None:
    card = scored(TWO, tallies)
    node = node_of(card, "1.2")
    assert node.final is None and node.ledger.pending == 2
    assert any(isinstance(b, Awaiting) for b in node.because)
    open_ = why(card, TalliesOpen)[0]
    assert isinstance(open_, TalliesOpen)
    lacking = survey_words.lacking(open_)
    assert lacking[-1].startswith('chưa đủ phiếu nguoi-dan "Phiếu người dân": câu 1 chưa có kết quả, cần 1')
    assert len(lacking) == (1 if tallies == FULL else 2)


def test_the_arithmetic_is_told() -> None:
    told = why(scored(TWO, FULL + PEOPLE), Tallied)[0]
    assert isinstance(told, Tallied)
    assert survey_words.tallied(told) == (
        'phiếu can-bo "Phiếu cán bộ", tỷ trọng 60%',
        '  câu 1 "Câu một?": 40 × 100% (Tốt) + 25 × 60% (Khá) + 10 × 20% (Trung bình) + 5 × 0% (Kém) = 57; '
        "57 / 80 phiếu hợp lệ = 71,25%",
        'phiếu nguoi-dan "Phiếu người dân", tỷ trọng 40%',
        '  câu 1 "Câu một?": 2 × 100% (Hài lòng) + 0 × 50% (Bình thường) + 1 × 0% (Không) = 2; '
        "2 / 3 phiếu hợp lệ ≈ 66,67%",
        '  câu 2, hệ số 2 "Câu hai?": 1 × 100% (Hài lòng) + 2 × 50% (Bình thường) + 4 × 0% (Không) = 2; '
        "2 / 7 phiếu hợp lệ ≈ 28,57%",
        "  bình quân các câu: (≈ 66,67% + 2 × ≈ 28,57%) / 3 ≈ 41,27%",
        "điểm điều tra: (60% × 71,25% + 40% × ≈ 41,27%) × 2 điểm ≈ 1,19 điểm",
    )


def test_rounding_is_the_rubrics_own() -> None:
    rule = "  cách chấm: theo phiếu điều tra\n    làm tròn điểm: đến 0,1 điểm, xuống\n"
    rubric = rubric_of(FORM, rule)
    card = scored(rubric, FULL)
    assert points_of(card, "1.2") == Fraction(14, 10)
    told = why(card, Tallied)[0]
    assert isinstance(told, Tallied)
    assert survey_words.tallied(told)[-1] == "làm tròn đến 0,1 điểm, xuống: 1,4 điểm"


def test_entered_points_stand_where_there_is_no_tally() -> None:
    card = scored(ONE, FULL, "1.3\n  ĐTXHH: 1,5 điểm")
    assert points_of(card, "1.3") == Fraction(3, 2)
    assert card.total.pending == 0 and card.index is not None and card.index.exact


def test_evidence_of_tallies_is_that_of_the_entry() -> None:
    card = scored(ONE, FULL + ', TLKC "Báo cáo 1"')
    row = node_of(card, "1.2").row
    assert row is not None and row.entries[0].evidence == ("Báo cáo 1",)
    claimed = scored(ONE, "", '1.2\n  không áp dụng, vì "không có"')
    assert node_of(claimed, "1.2").state is State.NOT_APPLICABLE


def test_json_fits_its_schema() -> None:
    schema = json.loads((Path(__file__).parents[2] / "schemas" / "scorecard-1.json").read_text(encoding="utf-8"))
    digest = FileDigest("thu.phieu", "0" * 64)
    for tallies, kind in ((FULL + PEOPLE, "tallied"), (FULL, "tallies_open")):
        data = scored_json(tallies, digest)
        jsonschema.validate(data, schema)
        row = next(c for c in data["criteria"] if c["code"] == "1.2")
        assert row["because"][-1]["kind"] == kind
        assert row["because"][-1]["instruments"][0]["percent"] == "71.25"


def scored_json(tallies: str, digest: FileDigest) -> dict[str, object]:
    return scorecard_data(scored(TWO, tallies), Provenance("thu", (digest,), digest, "cchc-rules"))  # type: ignore[return-value]


# ---- laws

counts = st.integers(0, 500).map(Fraction)
OPTIONS = {
    ("can-bo", "1"): ("Tốt", "Khá", "Trung bình", "Kém"),
    ("can-bo", "2"): ("Tốt", "Khá", "Trung bình", "Kém"),
    ("nguoi-dan", "1"): ("Hài lòng", "Bình thường", "Không"),
    ("nguoi-dan", "2"): ("Hài lòng", "Bình thường", "Không"),
}


@st.composite
def tallies(draw: st.DrawFn) -> tuple[Tally, ...]:
    chosen = draw(st.sets(st.sampled_from(sorted(OPTIONS))))
    made = []
    for name, question in sorted(chosen):
        answers = [Answer(o, draw(counts)) for o in OPTIONS[name, question]]
        made.append(Tally(name, question, tuple(draw(st.permutations(answers)))))
    return tuple(draw(st.permutations(made)))


def result(rubric: Rubric, given_: tuple[Tally, ...]) -> dict[str, Fraction | None]:
    sheet = Sheet(Header("thu", "Sở A", "sở", 2019), tallies=given_)
    card = evaluate(TREES[id(rubric)], sheet)
    assert all(
        n.ledger.max == n.ledger.achieved + n.ledger.lost + n.ledger.excluded + n.ledger.pending for n in card.nodes
    )
    return {n.criterion.code.text: n.final for n in card.nodes if n.criterion.survey}


@given(tallies())
@settings(max_examples=100, deadline=None)
def test_points_stay_within_the_maximum(given_: tuple[Tally, ...]) -> None:
    for points in result(TWO, given_).values():
        assert points is None or 0 <= points <= 2


@given(tallies(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_is_irrelevant(given_: tuple[Tally, ...], random: object) -> None:
    shuffled = [Tally(t.instrument, t.question, tuple(reversed(t.answers))) for t in given_]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert result(TWO, tuple(shuffled)) == result(TWO, given_)


@given(tallies())
@settings(max_examples=100, deadline=None)
def test_known_exactly_when_every_instrument_has_enough(given_: tuple[Tally, ...]) -> None:
    enough = {(t.instrument, t.question): sum(a.count for a in t.answers) for t in given_}
    fed = (("can-bo", "1", 10), ("nguoi-dan", "1", 1), ("nguoi-dan", "2", 1))
    known = all(enough.get((name, q), 0) >= least for name, q, least in fed)
    assert (result(TWO, given_)["1.2"] is not None) == known


@given(tallies(), st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_one_more_best_answer_never_lowers(given_: tuple[Tally, ...], more: int) -> None:
    def better(t: Tally) -> Tally:
        best = OPTIONS[t.instrument, t.question][0]
        return Tally(
            t.instrument, t.question, tuple(Answer(a.option, a.count + more * (a.option == best)) for a in t.answers)
        )

    before, after = result(TWO, given_), result(TWO, tuple(map(better, given_)))
    for code, points in before.items():
        raised = after[code]
        assert points is None or (raised is not None and raised >= points)


def test_sheets_do_not_change_what_they_hold() -> None:
    assert sheet_of(FULL) == sheet_of(FULL)
