"""Laws of diff and apply over rubrics with all at once: rules, surveys, buckets with rules, ratings of some units."""

import datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cchc_rules.amend.applying.instruments import apply
from cchc_rules.amend.compare.differences import Header, as_amendment, diff
from cchc_rules.amend.reading_copy.consolidated import consolidate
from cchc_rules.amend.reading_copy.numbered_notes import copy_with_notes
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.amendment import FromDay
from cchc_rules.model.citation import Instrument
from cchc_rules.model.without_places import baseless
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric
from tests.support.many import many

from .strategies import edited
from .strategies_ratings import rated, ruled_anew, with_ratings
from .texts import with_bases

DAY = datetime.date(2021, 1, 1)
HEADER = Header("minh-hoa", "Thử", Instrument("Quyết định", "1/QĐ-MINHHOA", DAY), FromDay(DAY), 2021)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
few = settings(max_examples=many(25), deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)

pairs = rated.flatmap(
    lambda a: st.tuples(st.just(a), edited(a).flatmap(lambda b: st.just(b) | with_ratings(b) | ruled_anew(b)))
)


@few
@given(rated)
def test_they_are_texts_and_differ_from_themselves_in_nothing(rubric):
    read = read_rubric(Source.of("x", print_rubric(rubric)))
    assert read.ok, render_all(read.diagnostics)
    # Headings gather what is written apart, so sentences may stand in another order.
    assert canonical(read.value) == canonical(rubric)
    assert diff(rubric, read.value) == ()


@few
@given(pairs)
def test_applying_a_diff_gives_the_other(pair):
    a, b = pair
    applied = apply(a, [as_amendment(a, b, HEADER)])
    assert applied.ok, render_all(applied.diagnostics)
    assert canonical(applied.rubric) == canonical(b)
    consolidated = consolidate(applied)
    assert consolidated == with_bases(applied.rubric)
    read = read_rubric(Source.of("x", print_rubric(consolidated)))
    assert read.ok, render_all(read.diagnostics)
    assert canonical(read.value) == canonical(consolidated)
    assert baseless(canonical(read.value)) == baseless(canonical(b))


@few
@given(pairs)
def test_both_forms_of_a_reading_copy_have_the_same_notes(pair):
    """Every note of the laid-out copy stands in it and is a comment of the text, which `fmt` leaves as it is."""
    a, b = pair
    applied = apply(a, [as_amendment(a, b, HEADER)])
    copy, text = copy_with_notes(applied), print_rubric(consolidate(applied))
    told = [n for part in copy.parts for sentence in part.sentences for n in sentence.notes]
    for row in copy.rows:
        told += [*row.notes, *row.title_notes, *row.points_notes, *row.tag_notes]
        told += [n for sentence in row.sentences for n in sentence.notes]
    assert set(told) == set(range(1, len(copy.notes) + 1))
    words = " ".join(text.replace("#", " ").split())
    assert [note for note in copy.notes if " ".join(note.split()) not in words] == []
    assert print_rubric(read_rubric(Source.of("x", text)).value) == text


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
@given(pairs)
def test_applying_then_diffing_gives_the_amendment_back(pair):
    a, b = pair
    amendment = as_amendment(a, b, HEADER)
    assert as_amendment(a, apply(a, [amendment]).rubric, HEADER) == amendment
