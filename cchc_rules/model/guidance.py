"""Guidance (hướng dẫn): an instrument of its own that attaches rules and facts to a rubric without touching it."""

from collections.abc import Iterator
from typing import TypeVar

import attrs
from attrs import field

from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest_code
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import NO_TRIVIA, Basis, Citation, Headings, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Bucket, Criterion, Provisions, Rubric
from cchc_rules.model.rule import Rule
from cchc_rules.model.survey import merge_surveys
from cchc_rules.source import Span, fold_name

T = TypeVar("T")


@frozen
class GuidedRow:
    """A row of the rubric by its code, the rule it gets, the facts of that row alone, its printed sentences.

    `title` is for the reader's eye and is compared.
    """

    code: Code
    title: str | None
    rule: Stated[Rule]
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    facts: tuple[Stated[FactDeclaration], ...] = ()
    wording: tuple[Stated[str], ...] = ()


@frozen
class Guidance:
    """`HƯỚNG DẪN CHẤM ĐIỂM`: for which rubric, by which instrument and from which year; facts, surveys, rules.

    `provisions` hold the instrument, days, first year, precedence, days off, what becomes of a
    deadline on one, facts and surveys; nothing else of them is used.
    """

    id: str
    title: str
    target: Stated[str]
    provisions: Provisions
    rows: tuple[GuidedRow, ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)
    headings: Headings = field(default=(), eq=False, repr=False)


def overlay(rubric: Rubric, guidance: Guidance) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """The linked rubric with the rules and facts of the guidance, which they cite where they cite nothing else."""
    rows = {c.code: c for c in rubric.rows()}
    found = tuple(d for guided in guidance.rows for d in _misfits(rubric, rows.get(guided.code), guided))
    guided = {g.code: _cited_row(g, guidance) for g in guidance.rows}
    fields = tuple(_ruled(c, guided) for c in rubric.fields)
    buckets = tuple(_ruled_bucket(b, guided) for b in rubric.buckets)
    provisions = _added(rubric.provisions, guidance)
    given = guidance.provisions.instrument
    by, title = given.value if given is not None else None, guidance.title
    ruled = attrs.evolve(rubric, fields=fields, buckets=buckets, provisions=provisions)
    head = _head(guidance)
    return attrs.evolve(ruled, guidance=by, guidance_title=title, guided_by=guidance.id, guided_head=head), found


def _head(guidance: Guidance) -> Span | None:
    """The last sentence above the parts with a heading."""
    p = guidance.provisions
    once = (guidance.target, p.instrument, p.in_force, p.governs, p.precedence, p.due_on_day_off)
    places = (s.at for s in (*once, *p.calendar) if s is not None)
    return max((at for at in places if at is not None), key=lambda at: at.line, default=guidance.at)


def _ruled_bucket(stated: Stated[Bucket], guided: dict[Code, GuidedRow]) -> Stated[Bucket]:
    rows = tuple(_ruled(c, guided) for c in stated.value.rows)
    return attrs.evolve(stated, value=attrs.evolve(stated.value, rows=rows))


def _added(own: Provisions, guidance: Guidance) -> Provisions:
    """The rubric's provisions with the facts and surveys of the guidance, what the rubric says standing first."""
    g = guidance.provisions
    stated = {s.value.code for s in own.survey_shares}
    shares = tuple(_cited(s, guidance) for s in g.survey_shares if s.value.code not in stated)
    return attrs.evolve(
        own,
        precedence=own.precedence or (_cited(g.precedence, guidance) if g.precedence is not None else None),
        due_on_day_off=own.due_on_day_off
        or (_cited(g.due_on_day_off, guidance) if g.due_on_day_off is not None else None),
        calendar=(*own.calendar, *(_cited(s, guidance) for s in g.calendar)),
        facts=(*own.facts, *g.facts),
        surveys=merge_surveys(own.surveys, [_cited(s, guidance) for s in g.surveys]),
        survey_shares=(*own.survey_shares, *shares),
    )


def _misfits(rubric: Rubric, row: Criterion | None, guided: GuidedRow) -> Iterator[Diagnostic]:
    if row is None:
        code = guided.code.text
        meant = nearest_code(code, (c.code.text for c in rubric.walk()))
        yield catalog.GUIDED_UNKNOWN.at(
            guided.at, rubric=rubric.id, code=guided.code, fixes=renamed(guided.at, code, meant, "mã")
        )
        return
    if guided.title is not None and fold_name(guided.title) != fold_name(row.title):
        yield catalog.GUIDED_TITLE.at(guided.at, code=guided.code, title=row.title)
    if row.rule is not None:
        related = (Related("cách chấm của bộ tiêu chí", row.rule.at),)
        yield catalog.GUIDED_TWICE.at(guided.at, code=guided.code, related=related)


def _cited_if_stated(stated: Stated[T] | None, guidance: Guidance) -> Stated[T] | None:
    return _cited(stated, guidance) if stated is not None else None


def _cited(stated: Stated[T], guidance: Guidance) -> Stated[T]:
    given = guidance.provisions.instrument
    if stated.basis is not None or given is None:
        return stated
    return attrs.evolve(stated, basis=Basis((Citation((), given.value),)))


def _cited_row(row: GuidedRow, guidance: Guidance) -> GuidedRow:
    wording = tuple(_cited(said, guidance) for said in row.wording)
    return attrs.evolve(row, rule=_cited(row.rule, guidance), wording=wording)


def _ruled(c: Criterion, guided: dict[Code, GuidedRow]) -> Criterion:
    children = tuple(_ruled(child, guided) for child in c.children)
    row = guided.get(c.code)
    if row is None:
        return attrs.evolve(c, children=children)
    facts, wording = (*c.facts, *row.facts), (*c.wording, *row.wording)
    return attrs.evolve(c, children=children, rule=c.rule or row.rule, facts=facts, wording=wording)
