"""Apply the renaming of facts: the declaration and every sentence that uses the fact, once all else is done."""

from collections.abc import Callable
from typing import Any

from attrs import evolve, fields

from cchc_rules.amend.applying.session import Session, Step
from cchc_rules.diagnostics import Related, catalog, nearest
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.model.amendments.operation import RenameFact
from cchc_rules.model.citation import Amended, Part, Stated
from cchc_rules.model.fact import this_year
from cchc_rules.model.references import with_fact_names
from cchc_rules.model.rubric import Bucket, Criterion, Rubric

Renamings = tuple[tuple[str, str, Amended], ...]
"""Old name, new name, by which provision."""


def rename_facts(s: Session) -> Renamings:
    """Carry out the renamings of an instrument, each recorded as done with the rows that use the fact.

    They are done together, so that two facts may exchange names; wrong ones are told.
    """
    steps = [step for step in s.effective.steps if isinstance(step.written.operation, RenameFact)]
    made: list[tuple[str, str, Amended]] = []
    for step in steps:
        operation = step.written.operation
        assert isinstance(operation, RenameFact)
        s.step = step
        if _may(s, operation, steps):
            amended = s.amended(Part.STATEMENT)
            made.append((operation.old, operation.new, amended))
            s.done(amended, *(row.code for row in s.rubric.rows() if _own(row, operation.old)))
    if made and not s.found:
        _carry_out(s, tuple(made))
    return tuple(made)


def _carry_out(s: Session, renamings: Renamings) -> None:
    follow = _following(renamings)
    s.provisions = _each(s.provisions, follow)
    for node in (*s.table.walk(), *s.table.standing()):
        row = _each(node.row, follow)
        if row is not node.row:
            node.row = row
            node.touch()
            s.table.changed = True


def _may(s: Session, op: RenameFact, steps: list[Step]) -> bool:
    declared = {stated.value.name: stated for stated in (*s.rubric.facts, *s.provisions.facts)}
    if op.old not in declared:
        near = nearest(op.old, declared)
        fixes = renamed(s.written.at, op.old, near, "tên số liệu")
        expected = f"[{near}]" if near else None
        s.fail(catalog.NO_SUCH_TARGET, expected=expected, what=f"số liệu [{op.old}]", fixes=fixes)
        return False
    others = [st.written for st in steps if st is not s.step]
    for other in others:
        operation = other.operation
        if isinstance(operation, RenameFact) and (operation.old == op.old or operation.new == op.new):
            s.twice(f"tên số liệu [{op.old}]", other)
            return False
    leaving = {w.operation.old for w in others if isinstance(w.operation, RenameFact)}
    if op.new in declared and op.new not in leaving:
        related = (Related("số liệu kia khai ở đây", declared[op.new].at),)
        s.fail(catalog.FACT_NAME_TAKEN, related, name=op.new)
        return False
    return True


def _own(row: Criterion, name: str) -> bool:
    """Whether a row's own sentences use a fact."""
    return _uses(evolve(row, children=()), name)


def _uses(value: object, name: str) -> bool:
    return with_fact_names(value, lambda n: "" if this_year(n) == name else n) is not value


def _following(renamings: Renamings) -> "_Follow":
    """A sentence with facts under their new names; a changed one tells by whom."""
    names = {old: new for old, new, _ in renamings}

    def named(name: str) -> str:
        bare = this_year(name)
        return names.get(bare, bare) + name[len(bare) :]

    def stated(given: Stated[Any]) -> Stated[Any]:
        made = with_fact_names(given, named)
        if made is given:
            return given
        by = next((amended for old, _, amended in renamings if _uses(given, old)), renamings[0][2])
        last = given.amended
        return evolve(made, amended=evolve(by, basis=last.basis if last is not None else None))

    return stated


def with_facts_renamed(rubric: Rubric, renamings: Renamings) -> Rubric:
    """The rubric with the rows' use of facts that its common provisions declare under their new names."""
    if not renamings:
        return rubric
    follow = _following(renamings)
    rows = tuple(_row(row, follow) for row in rubric.fields)
    return evolve(rubric, fields=rows, buckets=tuple(_bucket(b, follow) for b in rubric.buckets))


_Follow = Callable[[Stated[Any]], Stated[Any]]


def _each(holder: Any, stated: _Follow) -> Any:
    """A row, or the provisions, with every sentence on it as `stated` gives it."""
    changed: dict[str, Any] = {}
    for attribute in fields(type(holder)):
        given = getattr(holder, attribute.name)
        if isinstance(given, Stated):
            made: Any = stated(given)
        elif isinstance(given, tuple) and any(isinstance(x, Stated) for x in given):
            made = tuple(stated(x) if isinstance(x, Stated) else x for x in given)
        else:
            continue
        if made != given:
            changed[attribute.name] = made
    return evolve(holder, **changed) if changed else holder


def _row(row: Criterion, stated: _Follow) -> Criterion:
    made: Criterion = _each(row, stated)
    children = tuple(_row(child, stated) for child in row.children)
    return (
        evolve(made, children=children)
        if any(a is not b for a, b in zip(children, row.children, strict=True))
        else made
    )


def _bucket(given: Stated[Bucket], stated: _Follow) -> Stated[Bucket]:
    rows = tuple(_row(row, stated) for row in given.value.rows)
    same = all(a is b for a, b in zip(rows, given.value.rows, strict=True))
    return given if same else evolve(given, value=evolve(given.value, rows=rows))
