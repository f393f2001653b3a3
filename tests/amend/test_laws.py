"""Laws of diff and apply over generated rubrics and edits."""

import datetime
from fractions import Fraction

from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cchc_rules.amend.applying.instruments import apply
from cchc_rules.amend.compare.differences import Header, as_amendment, diff
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.amendment import Amendment, FromDay, one_provision
from cchc_rules.model.amendments.operation import AddSentence, ChangeSentence, ChangeTitle, OfForm
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Instrument, Stated
from cchc_rules.model.expression import Direction
from cchc_rules.model.rule import ByCouncil, PointRounding, Rule
from cchc_rules.model.without_places import bare
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric
from tests.support.many import many

from .strategies import edited, rubrics
from .strategies_ratings import rated

DAY = datetime.date(2021, 1, 1)
HEADER = Header("minh-hoa", "Thử", Instrument("Quyết định", "1/QĐ-MINHHOA", DAY), FromDay(DAY), 2021)
pairs = rubrics().flatmap(lambda a: st.tuples(st.just(a), edited(a)))
# A failing example prints whole; shrinking one of these rubrics takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
few = settings(max_examples=many(20), deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)


@few
@given(rubrics())
def test_generated_rubrics_are_texts(rubric):
    read = read_rubric(Source.of("x", print_rubric(rubric)))
    assert read.ok, render_all(read.diagnostics)
    assert read.value == rubric


@few
@given(rubrics())
def test_a_diff_of_equals_is_empty(rubric):
    assert diff(rubric, rubric) == ()
    read = read_rubric(Source.of("x", print_rubric(rubric))).value
    assert diff(rubric, read) == ()


@few
@given(pairs)
def test_applying_a_diff_gives_the_other(pair):
    a, b = pair
    applied = apply(a, [as_amendment(a, b, HEADER)])
    assert applied.ok, render_all(applied.diagnostics)
    assert canonical(applied.rubric) == canonical(b)


@few
@given(pairs)
def test_applying_then_diffing_gives_the_amendment_back(pair):
    a, b = pair
    amendment = as_amendment(a, b, HEADER)
    result = apply(a, [amendment]).rubric
    assert as_amendment(a, result, HEADER) == amendment


@few
@given(pairs)
def test_a_diff_as_text_reads_back(pair):
    a, b = pair
    amendment = as_amendment(a, b, HEADER)
    text = print_amendment(amendment)
    read = read_amendment(Source.of("x", text))
    if amendment.provisions:
        assert render_all(read.diagnostics) == ""
        assert read.value == amendment
    assert print_amendment(read.value) == text


@few
@given(rubrics(), st.data())
def test_two_amendments_of_different_rows_are_one_and_of_the_same_row_conflict(rubric, data):
    every = list(rubric.walk())
    first = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=4, unique_by=lambda c: c.code))
    second = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=4, unique_by=lambda c: c.code))
    one, two = (_retitled(n, rows) for n, rows in ((1, first), (2, second)))
    both = evolve(one, provisions=(*one.provisions, *two.provisions))
    together, in_turn = apply(rubric, [both]), apply(rubric, [one, two])
    if {c.code for c in first} & {c.code for c in second}:
        assert {d.code for d in together.diagnostics} == {"S513"}
        assert {d.code for d in in_turn.diagnostics} == {"S511"}
    else:
        assert together.diagnostics == in_turn.diagnostics == ()
        assert together.rubric == in_turn.rubric == apply(rubric, [two, one]).rubric


@few
@given(rated, st.data())
def test_two_amendments_of_rules_and_questions_are_one_when_they_touch_different_ones(rubric, data):
    rubric = evolve(rubric, fields=tuple(map(_without_wording, rubric.fields)))
    places = [c for c in rubric.rows() if c.is_leaf]
    places += [(f.value.name, q) for f in rubric.provisions.surveys for q in f.value.questions]
    picked = [
        data.draw(st.lists(st.sampled_from(range(len(places))), min_size=1, max_size=4, unique=True)) for _ in "ab"
    ]
    one, two = (_amending(n, [_reworded(places[p], n) for p in chosen]) for n, chosen in enumerate(picked, 1))
    both = evolve(one, provisions=(*one.provisions, *two.provisions))
    together, in_turn = apply(rubric, [both]), apply(rubric, [one, two])
    if set(picked[0]) & set(picked[1]):
        assert {d.code for d in together.diagnostics} == {"S513"}
        assert {d.code for d in in_turn.diagnostics} <= {"S511", "S517"}
        assert in_turn.diagnostics
    else:
        assert together.diagnostics == in_turn.diagnostics == ()
        assert together.rubric == in_turn.rubric == apply(rubric, [two, one]).rubric


def _without_wording(row):
    """A row whose rule may change alone: no printed sentence has to change with it."""
    return evolve(row, wording=(), children=tuple(map(_without_wording, row.children)))


def _reworded(place, number):
    """Another rule for a row, one that fits any row that takes points; other words for a question."""
    if isinstance(place, tuple):
        form, q = place
        other = evolve(q, value=evolve(q.value, text=f"{q.value.text} {number}?"))
        return ChangeSentence(OfForm(form), Slot.QUESTIONS, bare(q), bare(other))
    rounding = Stated(PointRounding(Fraction(number, 100), Direction.DOWN))
    new = Stated(Rule(ByCouncil(), rounding=rounding))
    if place.rule is None:
        return AddSentence(place.code, Slot.RULE, new)
    return ChangeSentence(place.code, Slot.RULE, bare(place.rule), new)


def _retitled(number, rows):
    return _amending(number, [ChangeTitle(c.code, c.title, f"{c.title} {number}") for c in rows])


def _amending(number, changes):
    day = datetime.date(2021, number, 1)
    return Amendment(
        f"a{number}",
        "Thử",
        Instrument("Quyết định", f"{number}/QĐ-MINHHOA", day),
        "bang-1",
        FromDay(day),
        2021,
        one_provision(tuple(changes), str(number)),
    )
