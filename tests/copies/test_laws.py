"""Laws of merging: the order of copies means nothing, nothing stated is lost in silence, nobody speaks for others."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.library import Library
from cchc_rules.copies.cells import Content, Key, Of, Part, cells_of
from cchc_rules.copies.merge import (
    Conflict,
    Copy,
    DaysDiffer,
    Emptied,
    Foreign,
    Loose,
    Merged,
    Reopened,
    Replaced,
    merge,
)
from cchc_rules.files.workspace import Workspace
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Claim, Entry, FactEntry, Header, Received, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import Source
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet
from tests.office.sheets import RUBRIC, SHEET

SELF, COUNCIL = Stage.SELF, Stage.APPRAISAL
CODES = ("5.1.1", "5.1.2", "5.10.1", "5.10.2")
FACT = "văn bản đúng"
HEADER = Header("bo.cchc", "Xã A", "xã", 2020)
Filled = dict[tuple[str, Stage], Fraction | None]

points = st.sampled_from((None, Fraction(0), Fraction(1, 2), Fraction(1)))
keys = st.tuples(st.sampled_from((*CODES, FACT)), st.sampled_from((SELF, COUNCIL)))
filled = st.dictionaries(keys, points, max_size=6)


def rubric() -> Rubric:
    made = Library(workspace=Workspace.in_memory({"bo.cchc": RUBRIC})).rubric("bo.cchc").rubric
    assert made is not None
    return made


BY = rubric()


def sheet(said: Filled) -> Sheet:
    facts = tuple(FactEntry(FACT, said.get((FACT, s)), stage=s) for s in (SELF, COUNCIL) if (FACT, s) in said)
    rows = (Row(Code(c), entries=tuple(Entry(s, said[c, s]) for s in (SELF, COUNCIL) if (c, s) in said)) for c in CODES)
    return Sheet(HEADER, facts, tuple(rows))


@st.composite
def folders(draw: st.DrawFn) -> list[Copy]:
    """Copies of two sheets, of which one goes on from the other; now and then somebody speaks for another stage."""
    first = draw(filled)
    bases = [first, first | draw(filled)]
    made: list[Copy] = []
    for number in range(draw(st.integers(1, 4))):
        base, role = draw(st.sampled_from(bases)), draw(st.sampled_from((SELF, COUNCIL)))
        own = {key: value for key, value in draw(filled).items() if key[1] == role or draw(st.integers(0, 5)) == 0}
        made.append(Copy(f"{number}.xlsx", role, sheet(base | own), sheet(base)))
    return made


def told(merged: Merged) -> set[str]:
    return {repr(attrs.asdict(f, recurse=False)) for f in merged.findings}


@given(folders())
def test_the_order_of_the_copies_means_nothing(copies: list[Copy]) -> None:
    first = merge(BY, copies)
    for other in list(permutations(copies))[1:]:
        again = merge(BY, other)
        assert print_sheet(again.sheet) == print_sheet(first.sheet) and told(again) == told(first)


@given(folders())
def test_what_was_merged_merged_again_is_the_same(copies: list[Copy]) -> None:
    first = merge(BY, copies)
    twice = merge(BY, [*copies, *(attrs.evolve(c, name=f"{c.name}-2") for c in copies)])
    beside = merge(BY, copies, [Loose("ra.phieu", first.sheet)])
    assert print_sheet(twice.sheet) == print_sheet(beside.sheet) == print_sheet(first.sheet)
    assert told(beside) == told(first)
    for role in (SELF, COUNCIL):
        assert print_sheet(merge(BY, [Copy("moi.xlsx", role, first.sheet, first.sheet)]).sheet) == print_sheet(
            first.sheet
        )


@given(folders())
def test_no_stated_figure_is_lost_in_silence(copies: list[Copy]) -> None:
    merged = merge(BY, copies)
    taken = cells_of(merged.sheet)
    for copy in copies:
        for key, content in (*cells_of(copy.now).items(), *cells_of(copy.base).items()):
            if content.value is None or (key in taken and taken[key].value == content.value):
                continue
            assert _told(merged, copy, key, content) or _gone_on(copies, key, content), (copy.name, key)


def _told(merged: Merged, copy: Copy, key: Key, content: Content) -> bool:
    for f in merged.findings:
        said: list[Content | None] = []
        if not isinstance(f, DaysDiffer) and f.key == key:
            if isinstance(f, Conflict):
                said = [t.content for t in f.told]
            elif isinstance(f, Foreign | Emptied):
                said = [f.before, f.now]
            elif isinstance(f, Reopened | Replaced):
                said = [f.told.content]
        if any(s is not None and s.value == content.value for s in said):
            return True
    return False


def _gone_on(copies: list[Copy], key: Key, content: Content) -> bool:
    """Whether the stage itself changed it in a copy that was made from it."""
    for copy in (c for c in copies if c.role == key.stage):
        before, now = cells_of(copy.base).get(key), cells_of(copy.now).get(key)
        if before is not None and now is not None and before.value == content.value != now.value:
            return True
    return False


@given(folders())
def test_nobody_speaks_for_another_stage(copies: list[Copy]) -> None:
    for key, content in cells_of(merge(BY, copies).sheet).items():
        own = [cells_of(c.now).get(key) for c in copies if c.role == key.stage]
        made_from = [cells_of(c.base).get(key) for c in copies]
        assert any(c is not None and c.value == content.value for c in (*own, *made_from))


@given(folders())
def test_an_entry_stands_only_on_figures_that_it_looked_at(copies: list[Copy]) -> None:
    taken = cells_of(merge(BY, copies).sheet)
    for key, content in taken.items():
        if key.stage == COUNCIL and content.value is not None:
            own = attrs.evolve(key, stage=SELF)
            figure = taken[own].value if own in taken else None
            seen = [
                cells_of(c.base)[own].value if own in cells_of(c.base) else None
                for c in copies
                for said in (cells_of(c.now), cells_of(c.base))
                if key in said and said[key].value == content.value
            ]
            assert figure in seen


# ---- single cases


def case(base: Filled, *copies: tuple[Stage, Filled]) -> Merged:
    return merge(BY, [Copy(f"{n}.xlsx", role, sheet(base | now), sheet(base)) for n, (role, now) in enumerate(copies)])


def value(merged: Merged, code: str, stage: Stage = COUNCIL) -> object:
    key = Key(Of.FACT if code == FACT else Of.ROW, code, stage)
    return cells_of(merged.sheet)[key].value if key in cells_of(merged.sheet) else None


HALF, ONE = Fraction(1, 2), Fraction(1)
GIVEN: Filled = {("5.1.1", SELF): ONE, ("5.1.2", SELF): ONE, (FACT, SELF): ONE}


def test_appraisers_share_the_rows() -> None:
    merged = case(GIVEN, (COUNCIL, {("5.1.1", COUNCIL): ONE}), (COUNCIL, {("5.1.2", COUNCIL): HALF}))
    assert (value(merged, "5.1.1"), value(merged, "5.1.2"), merged.findings) == (ONE, HALF, ())


def test_a_changed_figure_reopens_its_row_alone() -> None:
    merged = case(
        GIVEN, (COUNCIL, {("5.1.1", COUNCIL): ONE, ("5.1.2", COUNCIL): HALF}), (SELF, {("5.1.1", SELF): HALF})
    )
    assert (value(merged, "5.1.1"), value(merged, "5.1.2")) == (None, HALF)
    assert [type(f) for f in merged.findings] == [Reopened] and not merged.undecided


def test_a_changed_fact_reopens_the_row_that_needs_it() -> None:
    own: Filled = {("5.10.2", COUNCIL): HALF, (FACT, COUNCIL): ONE, ("5.1.1", COUNCIL): ONE}
    merged = case(GIVEN, (COUNCIL, own), (SELF, {(FACT, SELF): HALF}))
    assert (value(merged, "5.10.2"), value(merged, FACT), value(merged, "5.1.1")) == (None, None, ONE)
    assert [type(f) for f in merged.findings] == [Reopened, Reopened]


def test_entered_again_after_the_change_it_stands() -> None:
    old = Copy("cu.xlsx", COUNCIL, sheet(GIVEN | {("5.1.1", COUNCIL): HALF}), sheet(GIVEN))
    changed = GIVEN | {("5.1.1", SELF): HALF}
    unit = Copy("dv.xlsx", SELF, sheet(changed), sheet(GIVEN))
    new = Copy("moi.xlsx", COUNCIL, sheet(changed | {("5.1.1", COUNCIL): HALF}), sheet(changed))
    merged = merge(BY, [old, unit, new])
    assert value(merged, "5.1.1") == HALF and merged.findings == ()


def test_a_blank_never_erases() -> None:
    merged = case(GIVEN, (SELF, {("5.1.1", SELF): None}))
    assert value(merged, "5.1.1", SELF) == ONE and [type(f) for f in merged.undecided] == [Emptied]


def test_a_reason_that_is_gone_is_told_and_kept() -> None:
    base = Sheet(HEADER, rows=(Row(Code("5.1.1"), entries=(Entry(SELF, ONE, "đủ", ("1/BC",)),)),))
    now = Sheet(HEADER, rows=(Row(Code("5.1.1"), entries=(Entry(SELF, HALF, None, ("1/BC",)),)),))
    merged = merge(BY, [Copy("a.xlsx", SELF, now, base)])
    assert merged.sheet.rows[0].entries == (Entry(SELF, HALF, "đủ", ("1/BC",)),)
    assert [(type(f), getattr(f, "part", None)) for f in merged.findings] == [(Emptied, Part.REASON)]


def test_points_become_a_claim() -> None:
    base = Sheet(HEADER, rows=(Row(Code("5.1.1"), entries=(Entry(SELF, ONE),)),))
    now = Sheet(HEADER, rows=(Row(Code("5.1.1"), claim=Claim("không có")),))
    merged = merge(BY, [Copy("a.xlsx", SELF, now, base)])
    assert merged.sheet == now and merged.findings == ()


def test_two_that_differ_are_both_told_and_neither_is_taken() -> None:
    merged = case(GIVEN, (COUNCIL, {("5.1.1", COUNCIL): ONE}), (COUNCIL, {("5.1.1", COUNCIL): HALF}))
    (conflict,) = merged.undecided
    assert isinstance(conflict, Conflict) and {t.name for t in conflict.told} == {"0.xlsx", "1.xlsx"}
    assert value(merged, "5.1.1") is None


def test_who_goes_on_from_a_figure_is_not_against_it() -> None:
    first = GIVEN | {("5.1.1", COUNCIL): ONE}
    one = Copy("1.xlsx", COUNCIL, sheet(first), sheet(GIVEN))
    two = Copy("2.xlsx", COUNCIL, sheet(first | {("5.1.1", COUNCIL): HALF}), sheet(first))
    assert value(merge(BY, [one, two]), "5.1.1") == HALF and merge(BY, [two, one]).findings == ()


def test_a_sheet_comes_back_to_the_letter() -> None:
    given = read_sheet(Source.of("a.phieu", SHEET)).value
    assert given is not None
    assert print_sheet(merge(BY, [Copy("a.xlsx", SELF, given, given)]).sheet) == print_sheet(given)


def test_days_on_which_parts_came_in_are_kept_and_held_against_each_other() -> None:
    def noted(day: int) -> Sheet:
        return attrs.evolve(sheet(GIVEN), received=(Received(SELF, date(2020, 1, day)),))

    unit, council = Copy("dv.xlsx", SELF, sheet(GIVEN), sheet(GIVEN)), Copy("td.xlsx", COUNCIL, noted(9), sheet(GIVEN))
    assert merge(BY, [unit, council]).sheet.received == noted(9).received
    (finding,) = merge(BY, [unit, council], [Loose("goc.phieu", noted(10))]).findings
    assert isinstance(finding, DaysDiffer) and {name for name, _ in finding.told} == {"td.xlsx", "goc.phieu"}
