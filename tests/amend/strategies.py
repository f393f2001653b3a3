"""Rubrics that add up, and random edits that keep them adding up."""

import datetime
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from cchc_rules.model.calendar import DayKind, DaySpan, DueOnDayOff, SpecialDays
from cchc_rules.model.citation import Basis, Citation, Instrument, Place, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import AllOf, FactCompared, FactEquals, FactIs, FactWithin, Not, Relation, UnitKindIs
from cchc_rules.model.discrepancy import PrintedCode, PrintedWords, Reading
from cchc_rules.model.expression import FactRef, Number, Times
from cchc_rules.model.fact import FactDeclaration, FactType, Supplier
from cchc_rules.model.group_method import Capped, CapWhenRowsLeave, FromMaximum, Pick
from cchc_rules.model.interval import Interval
from cchc_rules.model.rubric import (
    Band,
    ClaimPolicy,
    Consequence,
    Count,
    Criterion,
    ExcludedWhen,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    OnlyWhen,
    Provisions,
    Rounding,
    Rubric,
    Subjects,
    Suspended,
    Total,
)
from cchc_rules.model.rule import Precedence
from cchc_rules.model.stages import (
    USUAL,
    Appraiser,
    Combination,
    Deadline,
    DueForm,
    Power,
    Publication,
    Stage,
    StageRule,
)

from .strategies_rules import fitted, rules, shares, surveys

WORDS = ("Kế hoạch", "cải cách", "hành chính", "đúng hạn", "tỷ lệ hồ sơ", "hóa đơn", "việc gấp")
_OWN = (Stage("giải trình"), Stage("thẩm định lại"))
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
points = st.integers(1, 8).map(lambda n: Fraction(n, 4))
instruments = st.builds(
    Instrument,
    st.just("Quyết định"),
    st.integers(1, 99).map(lambda n: f"{n}/QĐ-MINHHOA"),
    st.dates(datetime.date(2018, 1, 1), datetime.date(2019, 12, 31)),
    st.none() | st.just("Bảng 1"),
)
places = st.builds(Place, st.sampled_from(("mục", "Điều", "khoản")), st.sampled_from(("1", "II.1", "3.a")))
citations = st.builds(Citation, st.tuples(places), st.none() | instruments)
bases = (
    st.none()
    | st.builds(Basis, st.lists(citations, min_size=1, max_size=2).map(tuple))
    | st.builds(Basis, st.just(()), titles)
)
atoms = (
    st.builds(UnitKindIs, st.sampled_from((("huyện",), ("sở",))))
    | st.builds(FactIs, st.just("số đơn vị"), st.booleans() | titles)
    | st.builds(FactEquals, st.just("hồ sơ"), points, st.booleans())
    | st.builds(lambda n: FactWithin("hồ sơ", Interval(Fraction(n, 100), None), True), st.integers(1, 90))
)
closed = st.sampled_from(
    (
        Interval(Fraction(2), None, low_open=True),
        Interval(Fraction(2), Fraction(5), low_open=True),
        Interval(Fraction(2), Fraction(5), low_open=True, high_closed=True),
        Interval(Fraction(2), Fraction(5), high_closed=True),
        Interval(None, Fraction(5), high_closed=True),
    )
)
compared = st.builds(
    FactCompared,
    st.just("hồ sơ"),
    st.sampled_from((Relation.LESS, Relation.MORE, Relation.AT_MOST, Relation.AT_LEAST)),
    # A plain number would be read as an interval.
    st.sampled_from((FactRef("x"), FactRef("hồ sơ, năm trước"), Times(Number(Fraction(2)), FactRef("x")))),
)
atoms = atoms | compared | st.builds(FactWithin, st.just("hồ sơ"), closed)
conditions = atoms | st.builds(Not, atoms) | st.builds(AllOf, st.tuples(atoms, atoms))


def stated(values):
    return st.builds(Stated, values, bases)


def unique(values, key, most=3):
    return st.lists(stated(values), max_size=most, unique_by=lambda s: key(s.value)).map(tuple)


limits = (
    st.builds(ExcludedWhen, conditions)
    | st.builds(OnlyWhen, conditions)
    | st.sampled_from(ClaimPolicy)
    | st.builds(lambda a, n: Suspended(2020 + a, n and 2020 + a + n), st.integers(0, 5), st.none() | st.integers(1, 3))
    | st.builds(lambda a: Suspended(2020 + a, None, Instrument("Quyết định", "99/QĐ-XA")), st.integers(0, 5))
)
discrepancies = (
    st.builds(PrintedCode, titles, titles)
    | st.builds(PrintedWords, titles, titles, titles)
    | st.builds(Reading, titles, titles, titles)
)
intervals = st.integers(1, 99).flatmap(
    lambda n: st.sampled_from((Interval(None, Fraction(n, 100)), Interval(Fraction(n, 100), None)))
)
triggers = (
    st.builds(IndexWithin, intervals)
    | st.builds(FieldsWithin, st.integers(1, 3), intervals)
    | st.builds(FieldWithin, st.sampled_from((Code("1"), Code("2"))), intervals)
)
deadlines = st.builds(
    lambda step, day, after: Deadline(step, DueForm.BEFORE, day, 3, years_after=after),
    st.sampled_from((*USUAL, Stage("giải trình"), Publication.PUBLICATION)),
    st.integers(1, 31),
    st.integers(0, 1),
)


def _days(first, more):
    return DaySpan(first, first + datetime.timedelta(days=more))


special_days = st.builds(
    # Days off and days made up meet in no year: none may be both.
    lambda kind, day, n: SpecialDays(kind, (_days(day.replace(year=2019 + (kind is DayKind.MADE_UP) * 2), n),)),
    st.sampled_from(DayKind),
    st.dates(datetime.date(2019, 1, 1), datetime.date(2019, 12, 31)),
    st.integers(0, 3),
)
provisions = st.builds(
    Provisions,
    instrument=st.none() | stated(instruments).map(lambda s: Stated(s.value)),
    replaces=unique(instruments, lambda i: (i.number, i.annex)),
    in_force=st.none() | stated(st.dates(datetime.date(2018, 1, 1), datetime.date(2019, 12, 31))),
    governs=st.none() | stated(st.integers(2018, 2020)),
    subjects=st.none() | stated(st.builds(Subjects, st.just(("huyện",)), st.sampled_from(((), ("X",))))),
    claims=st.none() | stated(st.sampled_from(ClaimPolicy)),
    step=st.none() | stated(st.just(Fraction(1, 4))),
    rounding=st.none() | stated(st.builds(Rounding, st.integers(0, 3), st.integers(0, 3))),
    stages=unique(
        st.one_of(
            st.builds(
                StageRule,
                st.sampled_from(USUAL),
                st.sampled_from(Power),
                st.none() | titles,
                shares=st.lists(st.builds(Appraiser, titles, st.just((Code("1"), Code("2.1")))), max_size=1).map(tuple),
                evidence=st.booleans(),
            ),
            st.builds(
                StageRule,
                st.sampled_from(_OWN),
                st.sampled_from(Power),
                st.none() | titles,
                after=st.sampled_from((*USUAL[:-1], *_OWN)),
            ),
        ),
        lambda r: r.stage,
    ),
    combination=st.none()
    | stated(
        st.sampled_from(
            (
                Combination(True, (Stage.REVIEW, Stage.APPRAISAL)),
                Combination(False, (Stage.APPRAISAL,)),
            )
        )
    ),
    bands=unique(st.builds(Band, titles, intervals), lambda b: b.name.casefold()),
    consequences=unique(
        st.builds(Consequence, st.sampled_from("123"), st.tuples(triggers), titles), lambda c: c.number
    ),
    timetable=unique(deadlines, lambda d: d.step),
    precedence=st.none() | stated(st.sampled_from(Precedence)),
    due_on_day_off=st.none() | stated(st.sampled_from(DueOnDayOff)),
    calendar=unique(special_days, lambda d: (d.kind, d.spans[0].first), 2),
    facts=st.lists(
        st.builds(
            FactDeclaration,
            st.sampled_from(("số đơn vị", "hồ sơ", "x")),
            st.sampled_from(
                (
                    FactType.YES_NO,
                    FactType.COUNT,
                    FactType.TEXT,
                )
            ),
            years_before=st.integers(0, 2),
        ).map(Stated),
        max_size=2,
        unique_by=lambda s: s.value.name,
    ).map(tuple),
    surveys=surveys(bases, titles),
    survey_shares=shares(bases),
    discrepancies=unique(discrepancies, lambda d: d, 2),
)


methods = st.sampled_from((Pick.HIGHEST, *(Capped(leave) for leave in CapWhenRowsLeave)))


facts_of_a_row = unique(
    st.builds(
        FactDeclaration,
        st.sampled_from(("riêng a", "riêng b", "riêng c")),
        st.just(FactType.COUNT),
        high=st.none() | st.just(Fraction(5)),
        supplier=st.none() | st.sampled_from(Supplier),
        evidence=st.booleans(),
    ),
    lambda f: f.name,
    2,
)


@st.composite
def rows(draw, code, depth):
    children = ()
    if depth < 3 and draw(st.integers(0, 2)):
        children = tuple(draw(rows(code.child(str(n)), depth + 1)) for n in draw(numbers))
    survey = not children and draw(st.integers(0, 3)) == 0
    untitled = depth > 1 and draw(st.integers(0, 5)) == 0
    deducts = depth > 1 and not children and not survey and draw(st.integers(0, 5)) == 0
    return Criterion(
        code,
        "" if untitled else draw(titles),
        draw(points),
        survey,
        draw(st.none() | titles),
        draw(bases),
        None,
        draw(unique(limits, lambda v: v, 2)) if draw(st.integers(0, 3)) == 0 else (),
        draw(unique(discrepancies, lambda v: v, 1)) if draw(st.integers(0, 3)) == 0 else (),
        children,
        rule=draw(rules(bases)),
        group=draw(stated(methods)) if draw(st.integers(0, 3)) == 0 else None,
        wording=draw(unique(titles, lambda v: v, 2)) if draw(st.integers(0, 3)) == 0 else (),
        followed_by=draw(stated(titles)) if draw(st.integers(0, 3)) == 0 else None,
        facts=draw(facts_of_a_row) if draw(st.integers(0, 3)) == 0 else (),
        evidence=draw(stated(titles)) if draw(st.integers(0, 3)) == 0 else None,
        deducts=deducts,
    )


numbers = st.lists(st.sampled_from(("1", "2", "2a", "3", "10")), min_size=1, max_size=3, unique=True).map(
    lambda given: sorted(given, key=lambda n: Code(n))
)


@st.composite
def rubrics(draw):
    parts = st.sampled_from((("1",), ("A", "B"), ("A", "B", "C"), ("I", "II")))
    fields = tuple(draw(rows(Code(n), 1)) for n in draw(numbers | parts))
    rubric = Rubric("bang-1", draw(titles), draw(provisions), fields=fields)
    return balanced(rubric, draw(bases), draw(st.booleans()))


@st.composite
def edited(draw, rubric):
    """The rubric with some rows changed, left out, put in or replaced, adding up again."""
    fields = _edit(draw, rubric.fields, None, 1)
    if not fields:
        fields = rubric.fields
    own = draw(provisions)
    names = [a.name for a in Provisions.__attrs_attrs__]
    chosen = draw(st.lists(st.sampled_from(names), max_size=3))
    chosen += draw(st.sampled_from(((), ("surveys",), ("surveys", "survey_shares"))))
    changed = evolve(rubric.provisions, **{n: getattr(own, n) for n in chosen})
    result = evolve(rubric, title=draw(st.just(rubric.title) | titles), provisions=changed, fields=fields)
    total = rubric.provisions.total
    made = balanced(result, total.basis if total else draw(bases), total is not None)
    return evolve(made, fields=_reworded(made.fields, {c.code: c for c in rubric.walk()}))


def _reworded(given, old):
    """Where a rule is another, the sentences printed beside it are others too, as an amendment has to say."""
    rows = []
    for row in given:
        was = old.get(row.code)
        wording = row.wording
        if was is not None and was.rule != row.rule and was.wording and was.wording == wording:
            wording = tuple(evolve(s, value=f"{s.value} nay") for s in wording)
        rows.append(evolve(row, wording=wording, children=_reworded(row.children, old)))
    return tuple(rows)


def _edit(draw, given, parent, depth):
    kept = []
    for row in given:
        choice = draw(st.integers(0, 9))
        if choice == 0:
            continue
        if choice == 1:
            kept.append(draw(rows(row.code, depth)))
            continue
        if choice == 2:
            row = evolve(row, title=draw(titles), note=draw(st.none() | titles), basis=draw(bases))
        if choice == 3 and not row.children:
            deducts = depth > 1 and draw(st.booleans())
            row = evolve(row, max=draw(points), survey=not deducts and draw(st.booleans()), deducts=deducts)
        if choice == 4:
            row = evolve(row, rule=draw(rules(bases)))
        children = _edit(draw, row.children, row.code, depth + 1)
        row = evolve(row, children=children, survey=row.survey and not children, deducts=row.deducts and not children)
        elsewhere = Code("9") if parent is None else parent.child("9")
        kept.append(_recoded(row, elsewhere) if choice == 5 and _free(kept, given, elsewhere) else row)
    if depth <= 3 and draw(st.integers(0, 3)) == 0:
        last = draw(st.sampled_from(("1a", "4", "7")))
        code = Code(last) if parent is None else parent.child(last)
        if all(k.code != code for k in kept):
            kept.append(draw(rows(code, depth)))
    return tuple(sorted(kept, key=lambda c: c.code))


def _free(kept, given, code):
    return all(row.code != code for row in (*kept, *given))


def _recoded(row, code):
    children = tuple(_recoded(c, code.child(c.code.last)) for c in row.children)
    return evolve(row, code=code, children=children)


def balanced(rubric, basis, declare):
    """Groups hold the sum of their rows; total and counts say what is there; rules and surveys fit their rows."""
    fields = tuple(map(_summed, rubric.fields))
    made = fitted(evolve(rubric, fields=fields))
    if not declare:
        return evolve(made, provisions=evolve(made.provisions, total=None, counts=None))
    total = Total(sum((c.max for c in fields), Fraction(0)), made.survey_max)
    names = ("lĩnh vực", "tiêu chí", "tiêu chí thành phần")
    counts = tuple(Count(sum(c.code.depth == n for c in made.walk()), name) for n, name in enumerate(names, 1))
    settled = evolve(made.provisions, total=Stated(total, basis), counts=Stated(counts, basis))
    return evolve(made, provisions=settled)


def _summed(row):
    children = tuple(map(_summed, row.children))
    if not children:
        return evolve(row, group=None)
    halves = {c.all_survey for c in children} | {True for c in children if c.survey_max}
    group = row.group if len(halves) == 1 else None
    if len(halves) > 1 and any(c.deducts for c in children):
        children = tuple(evolve(c, deducts=False) for c in children)
    if group is not None and isinstance(group.value, FromMaximum):
        group = None
    maxima = [c.max for c in children]
    most = sum(maxima, Fraction(0)) if group is None else max(maxima)
    if any(c.deducts for c in children):
        group, most = _with_deductions(row, children)
    number = Count(len(children), ("lĩnh vực", "tiêu chí", "tiêu chí thành phần")[row.code.depth])
    return evolve(
        row,
        children=children,
        survey=False,
        max=most,
        group=group,
        counts=Stated((number,)) if row.counts else None,
    )


def _with_deductions(row, children):
    """Rows that take from the maximum, or from what others give."""
    basis = row.group.basis if row.group is not None else None
    if all(c.deducts for c in children):
        return Stated(FromMaximum(), basis), row.max
    capped = row.group is not None and isinstance(row.group.value, Capped)
    given = sum((c.max for c in children if not c.deducts), Fraction(0))
    return row.group if capped else Stated(Capped(CapWhenRowsLeave.KEPT), basis), given
