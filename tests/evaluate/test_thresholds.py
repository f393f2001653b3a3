"""A wrong band is the worst bug: every threshold of both tables, on it, just under it and just over it."""

from fractions import Fraction

import pytest

from cchc_rules.evaluate import evaluate
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.reasons import Refused
from cchc_rules.results.scorecard import Scorecard
from tests.support.rubrics import bundled, tree_of

TABLES = ("2019/bang-1", "2019/bang-2")
HAIR = Fraction(1, 10**12)
BANDS = {
    Fraction(90): ("Rất tốt", "Tốt"),
    Fraction(70): ("Tốt", "Trung bình"),
    Fraction(50): ("Trung bình", "Yếu"),
    Fraction(40): ("Yếu", "Kém"),
}


def sheet_with(rubric: Rubric, achieved: Fraction, without: tuple[str, ...] = ()) -> Sheet:
    """A fully appraised sheet with `achieved` points in all, filled from the top; rows `without` are claimed."""
    rows: list[Row] = []
    left = achieved
    for c in rubric.leaves():
        if c.code.text in without:
            rows.append(Row(c.code, claim=Claim("không phát sinh")))
            continue
        points = min(left, c.max)
        left -= points
        if c.survey:
            rows.append(Row(c.code, entries=(Entry(Stage.SURVEY, points),)))
        else:
            rows.append(Row(c.code, entries=(Entry(Stage.SELF, c.max), Entry(Stage.APPRAISAL, points, "lý do"))))
    assert left == 0
    return Sheet(Header(rubric.id, "Đơn vị", "loại", 2019), (), tuple(rows))


def card(table: str, achieved: Fraction, without: tuple[str, ...] = ()) -> Scorecard:
    return evaluate(tree_of(table), sheet_with(bundled(table), achieved, without))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("threshold", BANDS)
@pytest.mark.parametrize("without", [(), ("1.1.1",), ("1.1.1", "1.1.2", "1.3.2", "4.2.2")])
def test_band_on_under_and_over_each_threshold(table: str, threshold: Fraction, without: tuple[str, ...]) -> None:
    base = 100 - sum((c.max for c in bundled(table).leaves() if c.code.text in without), Fraction(0))
    at = threshold / 100 * base
    upper, lower = BANDS[threshold]
    for points, expected in ((at, upper), (at - HAIR, lower), (at + HAIR, upper)):
        result = card(table, points, without)
        assert result.index is not None and result.index.denominator == base
        assert result.band is not None and result.band.value.name == expected


def test_89_1_of_99_is_90_percent_and_rat_tot() -> None:
    result = card("2019/bang-1", Fraction("89.1"), ("1.1.1",))
    assert result.index is not None and result.index.low == Fraction(9, 10)
    assert result.band is not None and result.band.value.name == "Rất tốt"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("number", "threshold"), [("1", 70), ("2", 50)])
def test_consequence_on_and_under_its_threshold(table: str, number: str, threshold: int) -> None:
    for points, expected in ((Fraction(threshold), False), (threshold - HAIR, True)):
        results = {c.consequence.value.number: c for c in card(table, points).consequences}
        index_trigger = results[number].triggers[0]
        assert index_trigger.holds is expected


@pytest.mark.parametrize("table", TABLES)
def test_one_field_under_half_triggers_though_the_total_is_high(table: str) -> None:
    rubric = bundled(table)
    for short in rubric.fields:
        for cut, expected in ((Fraction(0), False), (HAIR, True)):
            rows = []
            left = short.max / 2 - cut
            for c in rubric.leaves():
                points = c.max
                if c.code.lies_in(short.code):
                    points = min(left, c.max)
                    left -= points
                stage = Stage.SURVEY if c.survey else Stage.APPRAISAL
                rows.append(Row(c.code, entries=(Entry(stage, points, "lý do"),)))
            result = evaluate(tree_of(table), Sheet(Header("r", "Đơn vị", "loại", 2019), (), tuple(rows)))
            first = result.consequences[0]
            assert first.holds is expected
            assert first.triggers[1].fields == ((short.code,) if expected else ())


def test_nothing_applicable_has_no_index_and_no_band() -> None:
    rubric = bundled("2019/bang-1")
    rows = tuple(Row(f.code, claim=Claim("không thực hiện")) for f in rubric.fields)
    result = evaluate(tree_of("2019/bang-1"), Sheet(Header("r", "Đơn vị", "loại", 2019), (), rows))
    assert result.index is None and result.band is None and result.total.excluded == 100
    assert not any(c.holds for c in result.consequences)


def test_a_council_may_find_a_row_not_applicable() -> None:
    rubric = bundled("2019/bang-1")
    rows = tuple(
        Row(c.code, entries=(Entry(Stage.SELF, c.max), Entry(Stage.APPRAISAL, NOT_APPLICABLE, "không giao")))
        for c in rubric.leaves()
        if not c.survey and c.code.text.startswith("3")
    )
    result = evaluate(tree_of("2019/bang-1"), Sheet(Header("r", "Đơn vị", "loại", 2019), (), rows))
    third = result.fields[2]
    assert third.ledger.excluded == 14 and result.field_indexes[2] is None


def test_points_after_not_applicable_say_what_was_refused() -> None:
    rubric = bundled("2019/bang-1")
    code = next(c for c in rubric.leaves() if c.code.text == "1.1.2")
    entries = (
        Entry(Stage.SELF, code.max),
        Entry(Stage.APPRAISAL, NOT_APPLICABLE, "không giao"),
        Entry(Stage.REVIEW, Fraction(1), "có giao"),
    )
    sheet = Sheet(Header("r", "Đơn vị", "loại", 2019), (), (Row(code.code, entries=entries),))
    node = evaluate(tree_of("2019/bang-1"), sheet).node(code.code)
    assert node is not None and node.final == 1
    assert Refused(entries[1], entries[2]) in node.because
