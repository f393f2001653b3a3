"""Errors in scoring rules and surveys that an instrument brought, by the checks of a written rubric."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from attrs import evolve

from cchc_rules.amend.applying.blame import Concerns, last_place, new_errors, placed_at
from cchc_rules.amend.applying.references import touches_surveys
from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.applying.table import Node
from cchc_rules.checks.rubric import surveys
from cchc_rules.checks.rubric.all_checks import Check
from cchc_rules.checks.rubric.groups import groups_count_as_they_say
from cchc_rules.checks.rules import all_checks as rules
from cchc_rules.checks.rules import declarations as facts
from cchc_rules.checks.rules import points_given
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.model.amendments.operation import (
    MoveRow,
    Operation,
    RenumberRow,
    RepealRow,
    SentenceChange,
    WithRows,
    codes_of,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Bucket, BucketKind, Criterion, Rubric
from cchc_rules.source import Span

_OF_ROW: tuple[Check, ...] = (
    rules.rules_stand_on_rows,
    rules.rule_lines_are_sound,
    rules.last_year_is_asked,
    points_given.rules_give_zero_to_maximum,
    points_given.zero_denominators_are_handled,
    facts.facts_are_declared,
    facts.facts_are_compared_by_type,
    surveys.survey_rules_stand_alone,
)
_OF_FACTS: tuple[Check, ...] = (rules.fact_details_agree, rules.facts_are_no_circles, facts.facts_have_their_own_names)
_OF_CALENDAR: tuple[Check, ...] = (rules.working_days_are_known,)
_OF_GROUPS: tuple[Check, ...] = (groups_count_as_they_say,)
_OF_SURVEYS: tuple[Check, ...] = (
    surveys.survey_scales_are_sound,
    surveys.questions_feed_survey_rows,
    surveys.survey_shares_add_up,
    surveys.survey_shares_fit_the_rows,
)


def check_soundness(s: Session, result: Rubric) -> None:
    """Every error in rules and surveys that was not there before, at the line of the operation that brought it."""
    old, new = s.rubric.provisions, result.provisions
    facts_changed = old.facts is not new.facts
    if _others(s.rubric.facts, result.facts):
        _report(s, _new(_OF_FACTS, _facts_alone(s.rubric), _facts_alone(result)), _on_facts, _with_rows)
    if old.calendar is not new.calendar:
        _report(s, _new(_OF_CALENDAR, _headless(s.rubric), _headless(result)), partial(_is_in_slot, Slot.CALENDAR))
    for node in (*s.table.walk(), *s.table.standing()):
        if node.row.rule is not None and (facts_changed or node.old is None or node.row is not node.before):
            inside = tuple(n.row for n in node.children if not n.removed)
            _check_row(s, result, node, evolve(node.row, code=node.code(), children=inside))
    if s.table.changed or _changed(s) or old.claims is not new.claims:
        _report(s, _new(_OF_GROUPS, s.rubric, result), lambda op: bool(codes_of(op)))
    fed = (old.surveys, old.survey_shares) != ((), ()) or (new.surveys, new.survey_shares) != ((), ())
    if fed and (s.table.changed or _changed(s) or old is not new) and result.fields:
        _check_surveys(s, result)


def _others(old: Sequence[Stated[FactDeclaration]], new: Sequence[Stated[FactDeclaration]]) -> bool:
    """Whether other facts are declared; the same ones in another order, as when their row moves, are not others."""
    return len(old) != len(new) or {id(f) for f in old} != {id(f) for f in new}


def _facts_alone(rubric: Rubric) -> Rubric:
    """A rubric whose rows hold nothing but the facts declared under them."""
    rows = tuple(Criterion(c.code, c.title, c.max, facts=c.facts) for c in rubric.rows() if c.facts)
    return evolve(rubric, fields=rows, buckets=())


def _changed(s: Session) -> bool:
    return any(n.changed for n in s.table.tops)


def _check_row(s: Session, result: Rubric, node: Node, row: Criterion) -> None:
    was = node.before if node.old is not None else None
    before = _alone(s.rubric, was, node.bucket) if was is not None and was.rule is not None else None
    found = _new(_OF_ROW, before, _alone(result, row, node.bucket))
    codes = {c for c in (node.old, row.code) if c is not None}
    _report(s, found, lambda op: _of_row(codes, op) or _on_facts(op))


def _alone(rubric: Rubric, row: Criterion, bucket: BucketKind | None) -> Rubric:
    """A rubric with one row, whose scoring rule is all that is to be checked; all facts stand before it.

    That a rule reads a fact of another row is found in the whole rubric.
    """
    children = tuple(evolve(c, rule=None, applicability=(), facts=(), children=()) for c in row.children)
    head = evolve(_headless(rubric).provisions, bands=(), disqualifiers=(), quotas=())
    rows = (evolve(row, applicability=(), facts=(), children=children),)
    if bucket is not None:
        return evolve(rubric, provisions=head, fields=(), buckets=(Stated(Bucket(bucket, row.max, rows)),))
    return evolve(rubric, provisions=head, fields=rows, buckets=())


def _headless(rubric: Rubric) -> Rubric:
    """A rubric without its rows, whose facts stand with those for all."""
    return evolve(rubric, fields=(), buckets=(), provisions=evolve(rubric.provisions, facts=rubric.facts))


def _new(checks: Sequence[Check], before: Rubric | None, after: Rubric) -> tuple[Diagnostic, ...]:
    """Errors of one version that the other has not."""
    known = (d for check in checks for d in check(before)) if before is not None else ()
    return new_errors(known, (d for check in checks for d in check(after)))


def _check_surveys(s: Session, result: Rubric) -> None:
    for d in _new(_OF_SURVEYS, s.rubric, result):
        codes = set(_named_at(result, d.span))
        near = (partial(_of_row, codes),) if codes else ()
        _report(s, (d,), *near, touches_surveys, lambda op: bool(codes_of(op)))


def _named_at(rubric: Rubric, at: Span | None) -> Iterator[Code]:
    """The rows that the question or the share at a place is for."""
    for form in rubric.provisions.surveys:
        yield from (q.value.code for q in form.value.questions if at is not None and q.at == at)
    for share in rubric.provisions.survey_shares:
        if at is not None and share.at == at and share.value.code is not None:
            yield share.value.code


# ---- at which line


def _of_row(codes: set[Code], operation: Operation) -> bool:
    """Whether an operation is on one of the rows, or puts or takes away what it lies in."""
    own = codes_of(operation)
    if isinstance(operation, WithRows | RepealRow | MoveRow | RenumberRow):
        return any(b.lies_in(a) for a in own for b in codes)
    return any(c in codes for c in own)


def _is_in_slot(slot: Slot, operation: Operation) -> bool:
    return isinstance(operation, SentenceChange) and operation.slot is slot


_on_facts = partial(_is_in_slot, Slot.FACTS)


def _with_rows(operation: Operation) -> bool:
    """Whether rows come by an operation, with the facts under them."""
    return isinstance(operation, WithRows)


def _report(s: Session, found: Iterable[Diagnostic], *concerns: Concerns) -> None:
    """Each error at the last operation that the first of `concerns` finds; at the opening line where none does."""
    own = s.effective.amendment.at
    places = (last_place(s.effective.operations, one) for one in concerns)
    at = next((place for place in places if place is not None), own)
    s.found += [placed_at(d, at, (own.source,) if own is not None else ()) for d in found]
