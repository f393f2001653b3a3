"""Laws of amendments over common provisions with sentences for some tables alone, and tables that replace parts."""

import datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cchc_rules.amend.applying.common_provisions import alone
from cchc_rules.amend.applying.instruments import apply, apply_to_common
from cchc_rules.amend.compare.differences import Header, as_amendment, diff
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import has_errors, render_all
from cchc_rules.model.amendments.amendment import FromDay
from cchc_rules.model.citation import Instrument
from cchc_rules.model.link import link
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric
from tests.support.many import many

from .strategies import edited
from .strategies_common import commons, linked, others_of, with_tables

DAY = datetime.date(2021, 1, 1)
HEADER = Header("minh-hoa", "Thử", Instrument("Quyết định", "1/QĐ-MINHHOA", DAY), FromDay(DAY), 2021)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
few = settings(max_examples=many(15), deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
two_texts = commons().flatmap(lambda c: st.tuples(st.just(c), others_of(c)))


@few
@given(with_tables)
def test_they_are_texts(pair):
    for document in pair:
        read = read_rubric(Source.of("x", print_rubric(document)))
        assert read.ok, render_all(read.diagnostics)
        again = read_rubric(Source.of("x", print_rubric(read.value)))
        assert again.value == read.value
    common, table = pair
    read = read_rubric(Source.of("x", print_rubric(common))).value
    assert canonical(alone(read)) == canonical(alone(common))
    read = read_rubric(Source.of("x", print_rubric(table))).value
    assert (read.uses, canonical(read)) == (table.uses, canonical(table))


@few
@given(two_texts)
def test_the_difference_of_two_common_texts_gives_the_other(pair):
    a, b = pair
    amendment = as_amendment(alone(a), alone(b), HEADER)
    text = print_amendment(amendment)
    read = read_amendment(Source.of("x", text))
    if amendment.provisions:
        assert render_all(read.diagnostics) == ""
        assert read.value == amendment
    made, applied = apply_to_common(a, [amendment])
    assert applied.ok, render_all(applied.diagnostics)
    assert canonical(alone(made)) == canonical(alone(b))
    assert diff(alone(made), alone(b)) == ()


@few
@given(with_tables.flatmap(lambda pair: st.tuples(st.just(pair), others_of(pair[0]))))
def test_a_table_follows_its_common_text(given):
    """An amendment of the common text gives every table what linking it with the amended text gives."""
    (common, table), other = given
    amendment = as_amendment(alone(common), alone(other), HEADER)
    amended, applied = apply_to_common(common, [amendment])
    assert applied.ok, render_all(applied.diagnostics)
    result, should = apply(link(table, [common]), [amendment]), link(table, [amended])
    if result.ok:
        assert canonical(result.rubric).provisions == canonical(should).provisions
    else:
        # What the table has of its own stands in the way of a sentence that comes, or does not fit it.
        unsound = {d.code for d in check_rubric(should) if has_errors((d,))}
        assert {d.code for d in result.diagnostics if has_errors((d,))} <= {"S517", *unsound}


@few
@given(with_tables.map(linked).flatmap(lambda a: st.tuples(st.just(a), edited(a))))
def test_what_is_linked_is_amended_as_any_rubric(pair):
    a, b = pair
    applied = apply(a, [as_amendment(a, b, HEADER)])
    assert applied.ok, render_all(applied.diagnostics)
    assert canonical(applied.rubric) == canonical(b)
