"""Facts declared under a row: for that row alone, and moved to the facts of all rows where another needs them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from cchc_rules.checks.rubric_conditions import all_conditions, rating_conditions
from cchc_rules.checks.rules.facts_used import named_by, rule_mentions, ruled
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, Fix, Related, catalog
from cchc_rules.diagnostics.edits import content, line_added, line_removed
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import fact_atoms, facts_of
from cchc_rules.model.fact import FactDeclaration, this_year
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.rubric import fact as in_words
from cchc_rules.writing.rubric import stated
from cchc_rules.writing.rubric_file import HEAD

_HEADING = "SỐ LIỆU"

Fact = Stated[FactDeclaration]
PlacedFact = tuple[Code | None, Fact]


@frozen
class _Use:
    """Where a fact is read: `row` is None for what is no row's own; `where` says it to a reader."""

    name: str
    row: Code | None
    where: str
    at: Span | None


def placed_facts(rubric: Rubric) -> Iterator[PlacedFact]:
    """Every declaration with the row that it stands under, None for those of all rows."""
    yield from ((None, fact) for fact in rubric.provisions.facts)
    yield from ((row.code, fact) for row in rubric.rows() for fact in row.facts)


def facts_stay_on_their_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """L648: what is declared under a row is read by that row alone. A name that is declared twice is L649's matter."""
    alike = Counter(fold_name(fact.value.name) for fact in rubric.facts)
    own = {fold_name(fact.value.name): (row, fact) for row, fact in placed_facts(rubric) if row is not None}
    for use in dict.fromkeys(_uses(rubric)) if own else ():
        row, fact = own.get(fold_name(use.name), (None, None))
        if fact is None or use.row == row or alike[fold_name(use.name)] > 1:
            continue
        related = (Related("khai báo ở đây", fact.at),)
        fixes = said_for_all(rubric, use.name)
        yield catalog.FACT_USED_ELSEWHERE.at(
            use.at, name=fact.value.name, row=row, where=use.where, related=related, fixes=fixes
        )


def _uses(rubric: Rubric) -> Iterator[_Use]:
    for row, rule in ruled(rubric):
        yield from (_Use(name, row.code, f"dòng {row.code}", at) for name, at in rule_mentions(rule))
    for code, fact in placed_facts(rubric):
        where = f"khai báo của [{fact.value.name}]"
        yield from (_Use(this_year(name), code, where, narrow(fact.at, f"[{name}]")) for name in named_by(fact.value))
    on_rows = ((p, p.row.code, f"dòng {p.row.code}") for p in all_conditions(rubric))
    on_ratings = ((p, None, "phần XẾP LOẠI") for p in rating_conditions(rubric))
    for placed, code, where in chain(on_rows, on_ratings):
        for name in (name for atom in fact_atoms(placed.condition) for name in facts_of(atom)):
            yield _Use(this_year(name), code, where, narrow(placed.at, f"[{name}]"))


def said_for_all(rubric: Rubric, name: str) -> tuple[Fix, ...]:
    """The edits, one for each way in which it is declared, that leave one declaration of a name, for all rows.

    What the declaration names goes with it.
    """
    placed = tuple(placed_facts(rubric))
    own = [fact for row, fact in placed if row is not None and fold_name(fact.value.name) == fold_name(name)]
    common = next((f for row, f in placed if row is None and fold_name(f.value.name) == fold_name(name)), None)
    if common is not None:
        return _moved(rubric, f"mọi dòng dùng [{common.value.name}] khai ở phần {_HEADING}", own, ())
    needed = _needed(own, [fact for row, fact in placed if row is not None])
    ways = {_said(fact): fact for fact in reversed(own)}
    says = f"[{{}}] là số liệu dùng chung, khai ở phần {_HEADING}"
    return tuple(
        fix
        for fact in reversed(ways.values())
        for fix in _moved(rubric, says.format(fact.value.name), (*needed, *own), (*needed, fact))
    )


def _needed(facts: Sequence[Fact], of_rows: Sequence[Fact]) -> list[Fact]:
    """The other facts of rows that declarations name, and those name in turn, as they stand in the file."""
    names = {fold_name(fact.value.name) for fact in facts}
    known, waiting = set(names), list(facts)
    while waiting:
        named = {fold_name(this_year(name)) for name in named_by(waiting.pop().value)} - known
        known |= named
        waiting += [fact for fact in of_rows if fold_name(fact.value.name) in named]
    return [fact for fact in of_rows if fold_name(fact.value.name) in known - names]


def _moved(rubric: Rubric, says: str, gone: Sequence[Fact], come: Sequence[Fact]) -> tuple[Fix, ...]:
    """The edit that takes declarations from their rows and writes some for all rows; none across several files."""
    places = [fact.at for fact in gone if fact.at is not None]
    if len(places) < len(gone) or len({at.source for at in places}) != 1:
        return ()
    edits = tuple(map(line_removed, places))
    if come:
        spot = _spot(rubric, places[0].source)
        if spot is None:
            return ()
        edits += (line_added(spot[0], spot[1] + "\n".join("  " + _said(fact) for fact in come)),)
    return (content(says, *edits),)


def _said(fact: Fact) -> str:
    return stated(in_words(fact.value), fact)


def _spot(rubric: Rubric, source: str) -> tuple[Span, str] | None:
    """Behind which line of a file a fact for all rows goes, and what goes before it."""
    there = [f.at for f in rubric.provisions.facts if f.at is not None and f.at.source == source]
    if there:
        return max(there, key=lambda at: at.line), ""
    guided = rubric.guided_head
    head = guided if guided is not None and guided.source == source else _head(rubric, source)
    return (head, f"\n{_HEADING}\n") if head is not None else None


def _head(rubric: Rubric, source: str) -> Span | None:
    """The last sentence of the head of the rubric's own file."""
    own = rubric.linked.own if rubric.linked is not None else rubric.provisions
    given = (getattr(own, slot.value) for slot in HEAD)
    every = (s for g in given if g is not None for s in (g if isinstance(g, tuple) else (g,)))
    places = [at for at in (rubric.at, *(s.at for s in every)) if at is not None and at.source == source]
    return max(places, key=lambda at: at.line, default=None)
