"""A sheet as a record of the contract, and a record as a sheet: how single sheets come in, and how a walk reads."""

import datetime
from collections.abc import Mapping
from fractions import Fraction

from cchc_rules.columns.contract import (
    KIND,
    NOT_ARISEN_WORDS,
    UNIT,
    YEAR,
    Column,
    Contract,
    Holds,
    claim_column,
    declared,
    entering_stages,
    entry_column,
)
from cchc_rules.columns.typed import NOT_APPLICABLE
from cchc_rules.compile import RuleTree
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.model.code import Code
from cchc_rules.model.fact import NOT_ARISEN, FactType, FactValue, NotArisen
from cchc_rules.model.sheet import NOT_APPLICABLE as DOES_NOT_APPLY
from cchc_rules.model.sheet import Claim, Entry, EntryValue, FactEntry, Header, NotApplicable, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import fold_name

Cell = int | bool | str | None
Record = Mapping[str, Cell]


class NotInColumnsError(Exception):
    """A sheet says something that a record cannot hold; the only argument tells what (Vietnamese)."""


def record_of(sheet: Sheet, tree: RuleTree, contract: Contract) -> dict[str, Cell]:
    """The record of a checked sheet. Raises NotInColumnsError."""
    sheet = written_out(tree.rubric, sheet)
    record: dict[str, Cell] = {UNIT: sheet.header.unit, KIND: sheet.header.kind, YEAR: sheet.header.year}
    for row in sheet.rows:
        if row.claim is not None:
            record[_known(claim_column(row.code.text), contract, row.code.text)] = True
        said = False
        for entry in row.entries:
            if entry.value is not None:
                name = _known(entry_column(row.code.text, entry.stage), contract, row.code.text)
                record[name] = _points(entry.value, contract.by_name[name])
                said = True
        if not said and row.claim is None and tree.rubric.bucket_of(row.code) is not None:
            raise NotInColumnsError(f"dòng {row.code} có trong phiếu mà chưa ai ghi điểm")
    known = facts_at(sheet)
    own = {(fold_name(f.name), f.stage): f.value for f in (*sheet.carried, *sheet.facts) if f.value is not None}
    for column in contract.columns:
        if column.holds not in (Holds.POINTS, Holds.CLAIM):
            name = fold_name(column.subject)
            record[column.name] = _fact(
                known.get(name) if column.stage is None else own.get((name, column.stage)), column
            )
    return record


def _known(name: str, contract: Contract, code: str) -> str:
    if name not in contract.by_name:
        raise NotInColumnsError(f"dòng {code} ghi điều mà bộ tiêu chí không hỏi ở đó")
    return name


def _points(value: Fraction | NotApplicable, column: Column) -> int:
    return NOT_APPLICABLE if isinstance(value, NotApplicable) else _whole(value, column)


def _whole(value: Fraction, column: Column) -> int:
    scaled = value * column.scale
    if scaled.denominator != 1:
        raise NotInColumnsError(f"{column.subject} ghi mịn hơn 1/{column.scale}")
    return int(scaled)


def _fact(value: FactValue | None, column: Column) -> Cell:
    if value is None:
        return None
    if isinstance(value, NotArisen):
        return NOT_ARISEN_WORDS if column.holds.words else NOT_APPLICABLE
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Fraction):
        return _whole(value, column)
    if isinstance(value, str):
        return next((w for w in column.words if fold_name(w) == fold_name(value)), value)
    return value.isoformat()


def sheet_of(record: Record, tree: RuleTree, contract: Contract) -> Sheet:
    """The sheet of a record that lies in the contract: what a walk of its unit evaluates."""
    rows = []
    for inner in (tree, *tree.buckets):
        for node in inner.nodes:
            code = node.criterion.code
            claim = Claim(None) if record.get(claim_column(code.text)) else None
            stages = entering_stages(tree, node.criterion) if node.is_leaf else ()
            entries = tuple(e for s in stages if (e := _entry(record, code, s, contract)) is not None)
            if claim is not None or entries:
                rows.append(Row(code, entries=entries, claim=claim))
    facts = tuple(f for c in contract.columns if (f := _fact_entry(record, c, tree)) is not None)
    header = Header(tree.rubric.id, str(record[UNIT]), str(record[KIND]), int(record[YEAR] or 0))
    return written_out(tree.rubric, Sheet(header, facts, tuple(rows)))


def _entry(record: Record, code: Code, stage: Stage, contract: Contract) -> Entry | None:
    given = record.get(entry_column(code.text, stage))
    if given is None:
        return None
    value: EntryValue = DOES_NOT_APPLY if given == NOT_APPLICABLE else Fraction(int(given), contract.scale)
    return Entry(stage, value)


def _fact_entry(record: Record, column: Column, tree: RuleTree) -> FactEntry | None:
    given = record.get(column.name)
    if column.holds in (Holds.POINTS, Holds.CLAIM) or given is None:
        return None
    fact = declared(tree, column.subject)
    percent = fact is not None and fact.type is FactType.PERCENT
    stage = column.stage if column.stage is not None else Stage.SELF
    return FactEntry(column.subject, _value(given, column), percent=percent, stage=stage)


def _value(given: int | bool | str, column: Column) -> FactValue:
    if given in (NOT_APPLICABLE, NOT_ARISEN_WORDS):
        return NOT_ARISEN
    if column.holds in (Holds.CHOICE, Holds.TEXT):
        return str(given)
    if column.holds is Holds.DATE:
        return datetime.date.fromisoformat(str(given))
    return bool(given) if column.holds is Holds.YES_NO else Fraction(int(given), column.scale)
