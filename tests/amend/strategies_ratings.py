"""Bonus and penalty with rules, rating conditions, ratings of some units: what else a generated rubric may have."""

from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from cchc_rules.model.code import Code
from cchc_rules.model.condition import FactCompared, FactWithin, Not, Relation, UnitKindIs
from cchc_rules.model.expression import Direction, FactRef
from cchc_rules.model.interval import Interval
from cchc_rules.model.rating import Measured, Quota, TieBreak, TieKey, Ties
from cchc_rules.model.result_condition import ResultAll, ResultAny, ResultNot, RowEquals, RowWithin
from cchc_rules.model.rubric import Absence, Band, Bucket, BucketKind, Ceiling, Criterion, Disqualifier, Measure

from .strategies import atoms, bases, intervals, limits, points, rubrics, stated, titles, triggers, unique
from .strategies_rules import fitted, rules

CODES = {BucketKind.BONUS: ("C1", "C2", "C3", "X1"), BucketKind.PENALTY: ("T1", "T2", "T10", "X1")}
scopes = st.sampled_from(
    (
        None,
        UnitKindIs(("xã",)),
        UnitKindIs(("phường", "thị trấn")),
        FactWithin("hồ sơ", Interval(Fraction(5), None)),
        Not(UnitKindIs(("xã",))),
        FactCompared("hồ sơ", Relation.MORE, FactRef("x")),
        FactWithin("hồ sơ", Interval(Fraction(5), Fraction(9), low_open=True, high_closed=True)),
    )
)
of_points = st.integers(1, 40).map(lambda n: Interval(Fraction(n, 2), None))
bands = st.builds(Band, titles, intervals, scope=scopes) | st.builds(
    Band, titles, of_points, st.just(Measure.POINTS), scope=scopes
)
found = (
    atoms
    | triggers
    | st.builds(RowWithin, st.sampled_from((Code("1"), Code("C1"))), intervals, st.just(True))
    | st.builds(RowEquals, st.sampled_from((Code("1"), Code("T1"))), points)
)
conditions = (
    found
    | st.builds(ResultNot, found)
    | st.builds(ResultAll, st.tuples(found, found))
    | st.builds(ResultAny, st.tuples(found, st.builds(ResultAll, st.tuples(found, found))))
)
disqualifiers = st.builds(Disqualifier, st.none() | titles, conditions, scopes)


quotas = st.builds(
    Quota,
    st.integers(1, 999).map(lambda n: Fraction(n, 1000)),
    st.none() | titles,
    titles,
    st.sampled_from(Direction),
    titles,
    scopes,
)
tie_keys = st.builds(TieKey, st.sampled_from(Measured), st.sampled_from((Code("1"), Code("C1"))))
tie_breaks = st.builds(TieBreak, st.lists(tie_keys, max_size=3).map(tuple), st.sampled_from(Ties))


@st.composite
def bucket_rows(draw, kind, taken):
    codes = draw(st.lists(st.sampled_from(CODES[kind]), max_size=4, unique=True))
    made = []
    for text in (c for c in codes if c not in taken):
        taken.add(text)
        applicability = draw(unique(limits, lambda v: v, 1))
        row = Criterion(Code(text), draw(titles), draw(points), basis=draw(bases), applicability=applicability)
        made.append(evolve(row, rule=draw(rules(bases))))
    return tuple(made)


@st.composite
def with_ratings(draw, rubric):
    """The rubric with buckets and all that goes with them, in any order."""
    taken = set()
    kinds = draw(st.lists(st.sampled_from(BucketKind), max_size=2, unique=True))
    buckets = tuple(draw(stated(st.builds(Bucket, st.just(k), points, bucket_rows(k, taken)))) for k in kinds)
    p = evolve(
        rubric.provisions,
        bands=draw(unique(bands, lambda b: (b.name.casefold(), repr(b.scope)), 4)),
        disqualifiers=draw(unique(disqualifiers, repr, 3)),
        quotas=draw(unique(quotas, lambda q: (q.band.casefold(), repr(q.scope)), 2)),
        tie_break=draw(st.none() | stated(tie_breaks)),
        absence=draw(st.none() | stated(st.sampled_from(Absence))),
        ceiling=draw(st.none() | stated(st.sampled_from(Ceiling))),
    )
    return fitted(evolve(rubric, provisions=p, buckets=buckets))


@st.composite
def ruled_anew(draw, rubric):
    """The rubric with other rules on some rows of its buckets."""

    def other(row):
        return evolve(row, rule=draw(rules(bases))) if draw(st.booleans()) else row

    changed = (evolve(b, value=evolve(b.value, rows=tuple(map(other, b.value.rows)))) for b in rubric.buckets)
    return fitted(evolve(rubric, buckets=tuple(changed)))


rated = rubrics().flatmap(with_ratings)
