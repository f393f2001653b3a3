"""Random sheets of every shape that a reader can give."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from cchc_rules.model.citation import Basis, Citation, Instrument, Place
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import (
    NOT_APPLICABLE,
    Acceptance,
    Also,
    Claim,
    Entry,
    FactEntry,
    Formerly,
    FormerName,
    Header,
    Received,
    Row,
    Sheet,
)
from cchc_rules.model.stages import USUAL, Stage, usual_first
from cchc_rules.source import fold_name
from cchc_rules.syntax.json.values import clean

_SINGLE = "aăâđêôơưằệ\"“”#'[]()%,.:\\/0123456789 \u00a0\n\t\u0301hòaàĐÐ-_*"
_LETTERS = st.sampled_from([*_SINGLE, "không áp dụng", "điểm"])
_MIXED = st.lists(_LETTERS, min_size=1, max_size=12).map("".join)
words = st.one_of(_MIXED, st.sampled_from(["12", "0.5", "90%", "2019-12-31", "2019-02-31", "1e5"])).map(
    lambda t: clean(t) or "x"
)
names = _MIXED.map(lambda t: " ".join((clean("".join(c for c in t if c not in '[]#"“”')) or "").split()) or "tên")
segments = st.one_of(st.integers(0, 30).map(str), st.sampled_from(["a", "đ", "II", "24a", "x1"]))
codes = st.lists(segments, min_size=1, max_size=4).map(lambda parts: Code(".".join(parts)))
numbers = st.tuples(st.integers(-(10**14), 10**14), st.integers(0, 14)).map(lambda p: Fraction(p[0], 10 ** p[1]))
dates = st.dates(datetime.date(1, 1, 1))
_OWN = (Stage("giải trình"), Stage('Thẩm định "lại" của UBND'))
_NAMED = (Stage.SELF, Stage.APPRAISAL, Stage.REVIEW)
_values = st.one_of(st.none(), st.booleans(), numbers, words, dates)


@st.composite
def facts(draw: st.DrawFn) -> FactEntry:
    """A fact; percentages with at most as many digits as can be written."""
    name = draw(names)
    if draw(st.integers(0, 5)) == 0:
        return FactEntry(
            name, None, stage=draw(st.sampled_from(_NAMED[1:])), as_self=True, mark=draw(st.none() | words)
        )
    if draw(st.booleans()):
        return FactEntry(name, draw(_values))
    return FactEntry(name, draw(numbers) / 100, percent=True)


def _said(draw: st.DrawFn) -> tuple[str | None, tuple[str, ...], str | None]:
    maybe = st.none() | words
    return draw(maybe), tuple(draw(st.lists(words, max_size=3))), draw(maybe)


@st.composite
def _accepted(draw: st.DrawFn, stages: Sequence[Stage]) -> tuple[Acceptance, ...]:
    """What some of the stages take over, in their order."""
    told = [s for s in stages if draw(st.integers(0, 4)) == 0]
    also = st.sets(st.sampled_from(Also)).map(lambda given: tuple(a for a in Also if a in given))
    return tuple(Acceptance(s, draw(also), draw(st.none() | words), *_said(draw)) for s in told)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row with any of the stages, in their order, and perhaps a claim."""
    stages = [s for s in (*USUAL, *_OWN) if draw(st.booleans())]
    value = st.one_of(st.none(), st.just(NOT_APPLICABLE), numbers)
    entries = tuple(Entry(s, draw(value), *_said(draw), opinion=draw(st.none() | words)) for s in stages)
    claim = Claim(*_said(draw)) if draw(st.integers(0, 3)) == 0 else None
    accepted = draw(_accepted([s for s in (*_NAMED, *_OWN) if s not in stages]))
    return Row(draw(codes), draw(st.none() | words), entries, claim, accepted=accepted)


_instruments = st.builds(
    Instrument,
    st.sampled_from(["Nghị quyết", "Quyết định"]),
    st.just("12/NQ-HĐND"),
    st.none() | st.dates(datetime.date(1000, 1, 1)),
)
_places = st.sampled_from([(), (Place("Điều", "1"),), (Place("khoản", "2"), Place("Điều", "1"))])
formerly = st.builds(
    Formerly,
    st.lists(st.builds(FormerName, words, st.booleans()), min_size=1, max_size=3).map(tuple),
    dates,
    st.lists(st.builds(Citation, _places, _instruments), min_size=1, max_size=2).map(tuple).map(Basis),
)


_received = st.dictionaries(st.sampled_from([*USUAL, *_OWN]), dates, max_size=3).map(
    lambda days: tuple(Received(stage, days[stage]) for stage in usual_first(days))
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet; codes and fact names differ from one another."""
    header = Header(
        draw(words | st.sampled_from(["2019/bang-1", "mau", "II", "24a"])),
        draw(words),
        draw(words),
        draw(st.integers(1900, 9999)),
        draw(st.none() | words),
        tuple(draw(st.lists(words, max_size=2, unique=True))),
        draw(st.none() | formerly),
    )
    return Sheet(
        header,
        tuple(draw(st.lists(facts(), max_size=4, unique_by=lambda f: fold_name(f.name)))),
        tuple(draw(st.lists(rows(), max_size=5, unique_by=lambda r: r.code.text))),
        accepted=draw(_accepted((*_NAMED, *_OWN))),
        received=draw(_received),
    )
