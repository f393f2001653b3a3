"""Fill in a sheet field by field: what is typed into a field becomes a line of the sheet, and is read as that."""

from collections.abc import Sequence

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Entry, FactEntry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import Source, fold_name
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.basis import quote
from cchc_rules.writing.rubric import named_stage

_HEAD = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: x
  đơn vị: "x"
  loại đơn vị: "x"
  năm: 2000
"""
_BETWEEN = ";"
"""Between documents that are typed into one field."""


@frozen
class Typed:
    """What a person typed for a stage: a value as sheets state it (`1,5`, `không áp dụng`, `12/03/2019`), or nothing;
    why; documents with a semicolon between."""

    stage: Stage
    value: str = ""
    reason: str = ""
    evidence: str = ""

    def said(self) -> str:
        """The same as it stands in a sheet behind the colon."""
        value, reason = _on_one_line(self.value), _on_one_line(self.reason)
        documents = map(_on_one_line, self.evidence.split(_BETWEEN))
        parts = [value] if value else []
        parts += [f"vì {quote(reason)}"] if reason else []
        return ", ".join((*parts, *(f"TLKC {quote(d)}" for d in documents if d)))


def _on_one_line(typed: str) -> str:
    return " ".join(typed.split())


@frozen
class FilledIn:
    """The sheet with what was typed, None where that cannot be read, and why."""

    sheet: Sheet | None
    diagnostics: tuple[Diagnostic, ...] = ()


def with_points(sheet: Sheet, rubric: Rubric, code: Code, typed: Typed) -> FilledIn:
    """A sheet in which a stage entered this for a row. Who entered it before stays named."""
    read = read_sheet(Source.of("", f"{_HEAD}ĐIỂM\n{code}\n  {named_stage(typed.stage)}: {typed.said()}\n"))
    made = read.value.rows[0].entries if read.value is not None and read.value.rows else ()
    if has_errors(read.diagnostics) or len(made) != 1:
        return FilledIn(None, read.diagnostics)
    row = next((r for r in sheet.rows if r.code == code), None)
    if row is None:
        title = next((c.title for c in rubric.rows() if c.code == code), None)
        return FilledIn(evolve(sheet, rows=_placed(sheet.rows, Row(code, title, made), rubric)))
    before = next((e for e in row.entries if e.stage == typed.stage), None)
    entries = _entries(row.entries, made[0], before, rubric)
    rows = tuple(evolve(r, entries=entries) if r is row else r for r in sheet.rows)
    return FilledIn(evolve(sheet, rows=rows))


def _entries(entries: tuple[Entry, ...], made: Entry, before: Entry | None, rubric: Rubric) -> tuple[Entry, ...]:
    """The entries of a row with one that is new, or in the place of that which its stage made before."""
    if before is not None:
        kept = evolve(made, by=before.by, trivia=before.trivia, opinion=before.opinion)
        return tuple(kept if e is before else e for e in entries)
    order = rubric.provisions.lineup.order
    known = {stage: place for place, stage in enumerate(order)}
    return tuple(sorted((*entries, made), key=lambda e: known.get(e.stage, len(order))))


def _placed(rows: Sequence[Row], new: Row, rubric: Rubric) -> tuple[Row, ...]:
    """The rows with a new one where the table has it."""
    places = {c.code: place for place, c in enumerate(rubric.rows())}
    behind = (n for n, row in enumerate(rows) if places.get(row.code, -1) > places[new.code])
    at = next(behind, len(rows))
    return (*rows[:at], new, *rows[at:])


def with_fact(sheet: Sheet, name: str, typed: Typed) -> FilledIn:
    """A sheet in which a stage reported this of a fact. Who reported it before stays named."""
    stage = "" if typed.stage is Stage.SELF else f"{named_stage(typed.stage)} "
    read = read_sheet(Source.of("", f"{_HEAD}SỐ LIỆU\n  {stage}[{name}]: {typed.said()}\n"))
    made = read.value.facts if read.value is not None else ()
    if has_errors(read.diagnostics) or len(made) != 1:
        return FilledIn(None, read.diagnostics)
    before = next((f for f in sheet.facts if _same(f, name) and f.stage == typed.stage), None)
    if before is None:
        return FilledIn(evolve(sheet, facts=_behind(sheet.facts, made[0])))
    kept = evolve(made[0], name=before.name, by=before.by, trivia=before.trivia)
    return FilledIn(evolve(sheet, facts=tuple(kept if f is before else f for f in sheet.facts)))


def _behind(facts: tuple[FactEntry, ...], new: FactEntry) -> tuple[FactEntry, ...]:
    """The facts with a new one behind what other stages reported of the same."""
    last = max((n for n, f in enumerate(facts) if _same(f, new.name)), default=len(facts) - 1)
    return (*facts[: last + 1], new, *facts[last + 1 :])


def _same(fact: FactEntry, name: str) -> bool:
    return fold_name(fact.name) == fold_name(name)
