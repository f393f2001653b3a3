"""The text of a period: read and printed the same, whatever stands in it; each wrong line is told once."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.period.held import held_period
from cchc_rules.api.rubrics.fmt import canonical
from cchc_rules.model.calendar import DayKind, DaySpan, SpecialDays
from cchc_rules.model.citation import Basis, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.period.period import (
    Appraising,
    Chosen,
    Extension,
    Partly,
    Period,
    PeriodTable,
    RegisteredUnit,
    UnitsOfKind,
)
from cchc_rules.model.sheet import Formerly, FormerName
from cchc_rules.model.stages import Appraiser, Stage
from cchc_rules.source import Source, fold_name, unit_key
from cchc_rules.syntax.period.reader import read_period
from cchc_rules.writing.period_file import print_period
from tests.periods.given import HEAD, PART, library, period

DAYS = st.dates(datetime.date(1900, 1, 1))
WORDS = (
    st.text('aăđêô "#|,:“1[]', min_size=1, max_size=12).map(lambda t: " ".join(t.replace("“", "").split())).filter(bool)
)
STAGES = st.sampled_from([Stage.SELF, Stage.APPRAISAL, Stage.REVIEW, Stage("giải trình")])
BASES = st.none() | st.builds(Basis, st.just(()), WORDS)
TRIVIA = st.builds(
    Trivia, st.lists(st.sampled_from(["một", "hai ba"]), max_size=2).map(tuple), st.none() | st.just("sau")
)
MAYBE = st.none() | WORDS


def _stated(values: st.SearchStrategy[object]) -> st.SearchStrategy[Stated[object]]:
    return st.builds(Stated, values, BASES, trivia=TRIVIA)


@st.composite
def _units(draw: st.DrawFn) -> RegisteredUnit:
    basis = draw(BASES)
    names = draw(st.lists(st.builds(FormerName, WORDS, st.booleans()), min_size=1, max_size=3))
    formerly = draw(st.none() | st.builds(Formerly, st.just(tuple(names)), DAYS, st.just(basis or Basis())))
    partly = draw(st.none() | st.builds(Partly, DAYS, st.none() | DAYS))
    others = tuple(dict.fromkeys(draw(st.lists(WORDS, max_size=2))))
    name = draw(WORDS)
    others = tuple(o for o in others if o != name)
    return RegisteredUnit(name, others, draw(st.booleans()), partly, formerly, draw(MAYBE), basis, trivia=draw(TRIVIA))


@st.composite
def _tables(draw: st.DrawFn) -> PeriodTable:
    units = draw(st.lists(_units(), max_size=6, unique_by=lambda u: unit_key(u.name)))
    kinds = draw(st.lists(WORDS, min_size=1, max_size=2, unique_by=fold_name))
    parts = [tuple(units[n :: len(kinds)]) for n in range(len(kinds))]
    named = st.lists(WORDS, min_size=1, max_size=2, unique=True).map(tuple)
    shares = st.lists(st.builds(Appraiser, WORDS, st.just((Code("1"), Code("2.1")))), min_size=1, max_size=2).map(tuple)
    appraising = st.lists(
        _stated(st.builds(Appraising, STAGES, MAYBE, shares)), max_size=2, unique_by=lambda s: s.value.stage
    )
    return PeriodTable(
        draw(st.sampled_from(["2019/bang-1", "mau", "II", "24a", "../mau.cchc", "bảng 1"])),
        draw(st.none() | st.builds(Stated, named, trivia=TRIVIA)),
        tuple(draw(appraising)),
        tuple(UnitsOfKind(k, p, draw(BASES), trivia=draw(TRIVIA)) for k, p in zip(kinds, parts, strict=True)),
        tuple(draw(st.lists(_stated(st.builds(Extension, STAGES, named | st.just(()), DAYS)), max_size=2))),
        tuple(draw(st.lists(_stated(st.builds(Chosen, STAGES, named, WORDS)), max_size=2))),
        trivia=draw(TRIVIA),
    )


SPANS = st.builds(
    lambda day, n: DaySpan(day, day + datetime.timedelta(days=n)),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2900, 1, 1)),
    st.integers(0, 300),
)
_DAYS_OFF = st.builds(SpecialDays, st.sampled_from(DayKind), st.lists(SPANS, min_size=1, max_size=2).map(tuple))
PERIODS = st.builds(
    Period,
    st.integers(1900, 9999),
    WORDS,
    BASES,
    st.lists(_stated(_DAYS_OFF), max_size=2).map(tuple),
    st.none() | _stated(WORDS),
    st.lists(_tables(), max_size=2, unique_by=lambda t: t.rubric).map(tuple),
    trivia=TRIVIA,
)


@given(PERIODS)
def test_what_is_printed_reads_back_equal_and_prints_the_same(made: Period) -> None:
    text = print_period(made)
    parsed = read_period(Source.of("ky.cchc", text))
    assert parsed.ok and parsed.value == made, text
    assert print_period(parsed.value) == text
    assert canonical(Path("ky.cchc"), Source.of("ky.cchc", text))[0] == text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('KY DANH GIA 2019 "Năm"\n', ["C103"]),
        ("KỲ ĐÁNH GIÁ 2019\n", ["C102"]),
        (HEAD.replace("2019", "19") + PART + '    "Sở A"\n', ["B208"]),
        (HEAD + PART + "    Sở A\n", ["C104"]),
        (HEAD + PART + '    "Sở A" không đánh giá\n', ["C107"]),
        (HEAD + '    "Sở A"\n' + PART + '    "Sở B"\n', ["B201"]),
        (HEAD + PART.replace('  LOẠI ĐƠN VỊ "sở"\n', "") + '    "Sở A"\n', ["B201"]),
        (period("Sở A") + '  mã bốc thăm: "1"\n', ["B201"]),
        (period('""', "Sở A"), ["B216"]),
        (period("Sở A") + '  LOẠI ĐƠN VỊ "SỞ"\n    "Sở B"\n', ["B202"]),
        (period("Sở A", more="  gia hạn tự đánh giá đến 31/02/2020  theo Công văn 1/X-Y\n"), ["B203"]),
        (period('"Sở A": không đánh giá, không đánh giá, vì "x"', "Sở B"), ["B202"]),
        (HEAD + HEAD + PART + '    "Sở A"\n', ["B202"]),
    ],
)
def test_each_wrong_line_is_told_once(text: str, codes: list[str]) -> None:
    found = held_period(Path("ky.cchc"), library({"ky.cchc": text})).diagnostics
    assert [d.code for d in found] == codes
