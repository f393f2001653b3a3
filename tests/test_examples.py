"""The examples: every sheet reads, checks clean and is canonical, and together they show every state and case."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import frozen

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.api.sheets.default_view import view_for
from cchc_rules.compile import RuleTree
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import round_half_up
from cchc_rules.model.rubric import FieldsWithin
from cchc_rules.model.sheet import Claim, Entry, NotApplicable, Sheet
from cchc_rules.model.stages import USUAL, Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.ranking import Ranking, rank, standing
from cchc_rules.results.reasons import Awaiting, Excluded, ExcludedByRule, FactUnknown, Lost, Refused
from cchc_rules.results.scorecard import Scorecard, View

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NOTE = "Số liệu minh họa, không phải kết quả thật"
TEXTS = sorted(EXAMPLES.rglob("*.phieu"))
JSONS = sorted(EXAMPLES.rglob("*.json"))
YEARS = sorted(p for p in EXAMPLES.glob("[0-9]*") if p.is_dir())
CHECKING = (Stage.APPRAISAL, Stage.REVIEW)
LIBRARY = Library()


@frozen
class Example:
    """A sheet with what comes of it."""

    path: Path
    sheet: Sheet
    tree: RuleTree
    card: Scorecard

    @property
    def rows(self) -> tuple[NodeScore, ...]:
        """The nodes that take points."""
        return tuple(n for n in self.card.nodes if n.criterion.is_leaf)

    @property
    def settled(self) -> Fraction | None:
        """The index when nothing is pending."""
        index = self.card.index
        return index.low if index is not None and index.exact else None

    @property
    def triggered(self) -> tuple[str, ...]:
        """Numbers of the consequences that hold."""
        return tuple(c.consequence.value.number for c in self.card.consequences if c.holds)

    def entered(self, stage: Stage) -> bool:
        """Whether a stage entered anything."""
        return any(e.stage is stage and e.value is not None for r in self.sheet.rows for e in r.entries)


def relative(path: Path) -> str:
    return path.relative_to(EXAMPLES).as_posix()


@cache
def example(path: Path) -> Example:
    ready = LIBRARY.sheet(path)
    assert ready.diagnostics == ()
    assert ready.sheet is not None and ready.rubric is not None and ready.rubric.tree is not None
    tree = ready.rubric.tree
    return Example(path, ready.sheet, tree, evaluate(tree, ready.sheet, view_for(ready.sheet, tree.order)))


@cache
def everything() -> tuple[Example, ...]:
    return tuple(example(p) for p in TEXTS)


@cache
def year(folder: Path) -> tuple[Example, ...]:
    return tuple(e for e in everything() if folder in e.path.parents)


# ---- each sheet


@pytest.mark.parametrize("path", [*TEXTS, *JSONS], ids=relative)
def test_reads_and_checks_clean_and_is_canonical(path: Path) -> None:
    assert example(path).sheet.rows or example(path).sheet.facts
    # The sheet that is scored has “như tự đánh giá” filled in; what is canonical is the file.
    assert format_file(path).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*TEXTS, *JSONS], ids=relative)
def test_says_that_its_figures_are_an_illustration(path: Path) -> None:
    header = example(path).sheet.header
    assert header.note == NOTE
    assert "Minh họa" in header.unit


@pytest.mark.parametrize("path", [*TEXTS, *JSONS], ids=relative)
def test_every_row_is_accounted_for(path: Path) -> None:
    """A row left out would be pending, just as one that is meant to be; so each stands there or under a claim.

    A row that has a rule takes its points from facts.
    """
    shown = example(path)
    claimed = [r.code for r in shown.sheet.rows if r.claim is not None]
    written = {r.code for r in shown.sheet.rows}
    by_rule = {n.criterion.code for n in shown.rows for b in n.because if isinstance(b, ExcludedByRule)}
    rows = {n.criterion.code for n in shown.rows if n.criterion.rule is None}
    assert [c for c in rows - written - by_rule if not any(c.lies_in(group) for group in claimed)] == []


@pytest.mark.parametrize("path", JSONS, ids=relative)
def test_json_says_what_the_text_of_the_same_unit_says(path: Path) -> None:
    shown = example(path)
    same = [e for e in everything() if e.sheet.header == shown.sheet.header]
    assert len(same) == 1
    assert same[0].sheet == shown.sheet
    assert same[0].card == shown.card


# ---- the year as a whole


@pytest.mark.parametrize("folder", YEARS, ids=relative)
def test_no_unit_has_two_sheets_in_a_year(folder: Path) -> None:
    units = [(e.sheet.header.rubric, e.sheet.header.unit) for e in year(folder)]
    assert len(units) == len(set(units))
    assert {e.sheet.header.year for e in year(folder)} == {int(folder.name)}


@pytest.mark.parametrize("folder", YEARS, ids=relative)
def test_enough_units_of_each_table_are_rechecked(folder: Path) -> None:
    for name in {e.sheet.header.rubric for e in year(folder)}:
        members = [e for e in year(folder) if e.sheet.header.rubric == name]
        units = rank([standing(e.card, relative(e.path)) for e in members])
        ranking = Ranking(members[0].card.rubric, int(folder.name), units)
        (review,) = ranking.shares
        assert review.stage is Stage.REVIEW and review.minimum is not None
        assert Fraction(100 * review.units, len(units)) >= review.minimum


@pytest.mark.parametrize("folder", YEARS, ids=relative)
def test_the_year_shows_every_band_state_and_consequence(folder: Path) -> None:
    cards = [e.card for e in year(folder)]
    trees = [e.tree for e in year(folder)]
    assert {c.band.value.name for c in cards if c.band} == {b.value.name for t in trees for b in t.bands}
    # The tables of the year have no group of which a unit chooses one row.
    assert {n.state for e in year(folder) for n in e.rows} == set(State) - {State.NOT_CHOSEN}
    numbers = {c.consequence.value.number for card in cards for c in card.consequences}
    assert {n for e in year(folder) for n in e.triggered} == numbers
    found = {c.holds for card in cards for c in card.consequences}
    assert found == {True, False, None}


@pytest.mark.parametrize("kind", [Lost, Excluded, ExcludedByRule, Refused, Awaiting, FactUnknown])
def test_every_reason_is_shown(kind: type) -> None:
    assert any(isinstance(b, kind) for e in everything() for n in e.rows for b in n.because)


@pytest.mark.parametrize("stage", USUAL)
def test_every_stage_takes_points_somewhere(stage: Stage) -> None:
    assert any(changes(e, stage, lambda b: b.after < b.before) for e in everything())


# ---- special cases


def changes(shown: Example, stage: Stage, what: Callable[[Lost], bool]) -> bool:
    reasons = (b for n in shown.rows for b in n.because)
    return any(isinstance(b, Lost) and b.stage is stage and what(b) for b in reasons)


def kept_at_review(shown: Example) -> bool:
    return any(n.reviewed is not None and n.reviewed == n.appraised for n in shown.rows)


def lower_bounds(shown: Example) -> Iterator[Fraction]:
    for band in shown.tree.bands:
        if band.value.interval.low:
            yield band.value.interval.low


def on_threshold(shown: Example, percent: int, name: str) -> bool:
    band = shown.card.band
    return shown.settled == Fraction(percent, 100) and band is not None and band.value.name == name


def with_smaller_maximum(shown: Example) -> bool:
    index = shown.card.index
    return index is not None and (index.numerator, index.denominator) == (Fraction(891, 10), Fraction(99))


def rounds_up_to_a_threshold(shown: Example) -> bool:
    index = shown.settled
    if index is None:
        return False
    near = (low for low in lower_bounds(shown) if index < low)
    return any(round_half_up(index * 100, 2) == low * 10_000 for low in near)


def weak_fields(shown: Example) -> tuple[Code, ...]:
    """Fields that made a consequence hold."""
    results = (t for c in shown.card.consequences if c.holds for t in c.triggers)
    return tuple(f for t in results if isinstance(t.trigger, FieldsWithin) and t.holds for f in t.fields)


def below(shown: Example, percent: int) -> bool:
    return shown.settled is not None and shown.settled < Fraction(percent, 100)


def review_lifts_the_band(shown: Example) -> bool:
    before = evaluate(shown.tree, shown.sheet, View.APPRAISED)
    if before.index is None or not before.index.exact or shown.settled is None:
        return False
    return before.band != shown.card.band and before.index.low < shown.settled


def field_out(shown: Example) -> bool:
    return any(n.state is State.NOT_APPLICABLE for n in shown.card.fields)


def claims(shown: Example) -> set[bool]:
    """Whether claims stand on single rows (False), on groups (True)."""
    groups = {n.criterion.code for n in shown.card.nodes if not n.criterion.is_leaf}
    return {r.code in groups for r in shown.sheet.rows if r.claim is not None}


def excluded_by(shown: Example, stage: Stage, before: type | None = None) -> bool:
    """Whether an entry of a stage took out a row for which the unit had entered a value of a type."""
    reasons = [(n, b) for n in shown.rows for b in n.because if isinstance(b, Excluded)]
    found = [(n, b.entry) for n, b in reasons if isinstance(b.entry, Entry)]
    return any(e.stage is stage and (before is None or isinstance(n.self_value, before)) for n, e in found)


def refused(shown: Example, group: bool) -> bool:
    """Whether the council gave points although the row, or a group it lies in, was claimed."""
    kept = [(n, b.claim) for n in shown.rows for b in n.because if isinstance(b, Refused)]
    return any(isinstance(c, Claim) and (n.row is None or n.row.claim is None) is group for n, c in kept)


def lacks_survey(shown: Example) -> bool:
    rows = [n for n in shown.rows if n.criterion.survey]
    return shown.entered(Stage.APPRAISAL) and bool(rows) and all(n.state is State.PENDING for n in rows)


def only_self_scores(shown: Example) -> bool:
    return shown.card.view == View.SELF and not any(map(shown.entered, (*CHECKING, Stage.SURVEY)))


def has_comments(shown: Example) -> bool:
    rows = shown.sheet.rows
    before = any(r.trivia.before for r in rows)
    behind = any(r.trivia.behind for r in rows)
    return before and behind and bool(shown.sheet.comments) and bool(shown.sheet.ending)


def all_pending(shown: Example, decided: bool) -> bool:
    return shown.card.view == View.FINAL and shown.settled is None and (shown.card.band is not None) is decided


CASES: dict[str, Callable[[Example], bool]] = {
    "exactly 90% of a smaller maximum": lambda e: with_smaller_maximum(e) and on_threshold(e, 90, "Rất tốt"),
    "exactly 90% of the full maximum": lambda e: on_threshold(e, 90, "Rất tốt") and not with_smaller_maximum(e),
    "exactly 70%, no consequence": lambda e: on_threshold(e, 70, "Tốt") and e.triggered == (),
    "exactly 50%, the first consequence only": lambda e: on_threshold(e, 50, "Trung bình") and e.triggered == ("1",),
    "exactly 40%": lambda e: on_threshold(e, 40, "Yếu"),
    "rounds up to a threshold it does not reach": rounds_up_to_a_threshold,
    "a weak field, a good total": lambda e: len(weak_fields(e)) == 1 and not below(e, 70),
    "total under 70%, no weak field": lambda e: below(e, 70) and not below(e, 50) and not weak_fields(e),
    "total under 50%": lambda e: below(e, 50) and e.triggered == ("1", "2"),
    "a whole field not applicable by claim": lambda e: field_out(e) and bool(claims(e)),
    "a whole field not applicable by rule": lambda e: field_out(e) and not claims(e),
    "claims on rows and on a group": lambda e: claims(e) == {True, False},
    "a claim on a row refused": lambda e: refused(e, group=False),
    "a claim on a group refused for a row": lambda e: refused(e, group=True),
    "not applicable entered as a self-score": lambda e: any(isinstance(n.self_value, NotApplicable) for n in e.rows),
    "a council takes out a row that was scored": lambda e: excluded_by(e, Stage.APPRAISAL, Fraction),
    "a council agrees to a claim": lambda e: excluded_by(e, Stage.APPRAISAL) and bool(claims(e)),
    "a row with 0 points": lambda e: any(n.state is State.SCORED and n.final == 0 for n in e.rows),
    "appraisal raises": lambda e: changes(e, Stage.APPRAISAL, lambda b: b.after > b.before),
    "re-check both ways": lambda e: (
        changes(e, Stage.REVIEW, lambda b: b.after > b.before)
        and changes(e, Stage.REVIEW, lambda b: b.after < b.before)
    ),
    "re-check keeps the points": kept_at_review,
    "re-check lifts the band": review_lifts_the_band,
    "pending rows, band open": lambda e: all_pending(e, decided=False),
    "pending rows, band decided": lambda e: all_pending(e, decided=True),
    "a stage gives a reason for having no points yet": lambda e: any(
        x.value is None and x.reason for r in e.sheet.rows for x in r.entries
    ),
    "only self-scores": only_self_scores,
    "appraised, survey missing": lacks_survey,
    "comments before, behind and after": has_comments,
}


@pytest.mark.parametrize("case", CASES)
def test_special_case_is_shown(case: str) -> None:
    assert [relative(e.path) for e in everything() if CASES[case](e)] != []


def test_two_units_tie_with_different_points() -> None:
    settled = sorted((e for e in everything() if e.settled is not None), key=lambda e: e.settled or 0)
    ties = [(a, b) for a, b in pairwise(settled) if a.settled == b.settled and a.card.rubric == b.card.rubric]
    assert any(a.card.total.achieved != b.card.total.achieved for a, b in ties)


def test_departments_are_never_raised_by_the_council() -> None:
    """What mục II.1.3.b forbids; districts are."""
    raised = [e for e in everything() if changes(e, Stage.APPRAISAL, lambda b: b.after > b.before)]
    assert {e.card.rubric.id for e in raised} == {"bang-2"}


def test_every_change_says_why_on_what_evidence_and_by_whom() -> None:
    for shown in everything():
        for node in shown.rows:
            for b in node.because:
                if isinstance(b, Lost) and b.stage in CHECKING:
                    place = f"{relative(shown.path)}: {node.criterion.code}"
                    assert b.entry.reason and b.entry.evidence and b.entry.by, place


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "rubrics").glob("*/bang-*.cchc")), ids=lambda p: p.name
)
def test_the_first_screen_of_a_table_is_the_table_and_no_line_needs_a_scroll(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 120
    before = lines[: next(n for n, line in enumerate(lines) if line.startswith("LĨNH VỰC"))]
    assert len(before) <= 12 and not any("bản in" in line or "cách hiểu" in line for line in before)
