"""Random sheets over a rubric: every stage, claims, refusals and gaps, as a checked sheet may have them."""

from fractions import Fraction

from hypothesis import strategies as st

from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, Header, Row, Sheet
from cchc_rules.model.stages import Stage


def points_up_to(most: Fraction) -> st.SearchStrategy[Fraction]:
    """Exact points in 0…most, often the ends."""
    parts = st.integers(0, 8).map(lambda n: most * n / 8)
    odd = st.tuples(st.integers(0, 97), st.just(97)).map(lambda p: most * p[0] / p[1])
    return st.one_of(st.just(Fraction(0)), st.just(most), parts, odd)


@st.composite
def rows_for(draw: st.DrawFn, c: Criterion) -> Row | None:
    """A row of a leaf, or nothing entered."""
    shape = draw(st.integers(0, 9))
    if shape == 0:
        return None
    if shape == 1:
        return Row(c.code, claim=Claim("không phát sinh"))
    if c.survey:
        return Row(c.code, entries=(Entry(Stage.SURVEY, draw(points_up_to(c.max))),))
    entries = [Entry(Stage.SELF, NOT_APPLICABLE if shape == 2 else draw(points_up_to(c.max)), "lý do")]
    if shape > 3:
        value = NOT_APPLICABLE if shape == 4 else draw(points_up_to(c.max))
        entries.append(Entry(Stage.APPRAISAL, value, "lý do"))
    if shape > 8:
        entries.append(Entry(Stage.REVIEW, draw(points_up_to(c.max)), "lý do"))
    return Row(c.code, entries=tuple(entries))


@st.composite
def sheets_for(draw: st.DrawFn, rubric: Rubric) -> Sheet:
    """A sheet over a rubric, not always complete; sometimes a whole field is claimed."""
    claimed = draw(st.sets(st.sampled_from([f.code for f in rubric.fields]), max_size=1))
    rows: list[Row] = [Row(code, claim=Claim("không thực hiện")) for code in claimed]
    for c in rubric.leaves():
        if any(c.code.lies_in(code) for code in claimed):
            continue
        row = draw(rows_for(c))
        if row is not None:
            rows.append(row)
    return Sheet(Header(rubric.id, "Đơn vị", "loại", 2019), (), tuple(rows))
