"""What may be entered where, as a spreadsheet can check it while somebody types; the true checks come after."""

from fractions import Fraction
from typing import assert_never

from cchc_rules.model.fact import FactDeclaration, FactType, Supplier
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.layout import ListOf, Where, literal, quoted
from cchc_rules.office.workbooks.records import Kind, Record
from cchc_rules.office.workbooks.said import AS_SELF, CLAIM, NO, NOT_ARISEN, OUT, YES

HERE = "{cell}"
"""Stands in a formula for the cell that is checked."""
_LIST_LIMIT = 255
_MOST_CHOICES = 12


def measured(record: Record) -> str | Fraction | None:
    """The maximum of a row; of a fact its unit and bounds."""
    if record.criterion is not None:
        return record.criterion.max
    if record.fact is not None:
        return _of_fact(record.fact)
    return "phiếu" if record.kind is Kind.TALLY else None


def _of_fact(fact: FactDeclaration) -> str:
    words = [fact.unit or fact.type.value]
    words += [f"từ {_bound(fact.low)}"] if fact.low is not None else []
    words += [f"đến {_bound(fact.high)}"] if fact.high is not None else []
    words += [f"({fact.supplier.value} cấp)"] if fact.supplier not in (None, Supplier.UNIT) and fact.supplier else []
    return " ".join(words)


def _bound(bound: Fraction | str) -> str:
    return f"[{bound}]" if isinstance(bound, str) else vietnamese(bound)


def allowed_for(rubric: Rubric, record: Record, stage: Stage) -> ListOf | Where | None:
    """What may stand in the value of a stage; None where anything may."""
    if record.kind is Kind.TALLY:
        return Where(f"AND(ISNUMBER({HERE}),{HERE}>=0,INT({HERE})={HERE})", "Số phiếu hợp lệ, số nguyên từ 0")
    if record.fact is not None:
        return _fact(record.fact, () if stage is Stage.SELF else (NOT_ARISEN, AS_SELF))
    words = (CLAIM,) if stage is Stage.SELF else (AS_SELF, OUT)
    if record.criterion is None or not record.criterion.is_leaf:
        return ListOf(words if record.criterion is not None else words[:1], f"Chỉ ghi: {' hoặc '.join(words)}")
    return _points(rubric, record.criterion, words)


def _points(rubric: Rubric, c: Criterion, words: tuple[str, ...]) -> ListOf | Where:
    step = rubric.provisions.step.value if rubric.provisions.step is not None else None
    stepped = f", là bội của {vietnamese(step)}" if step is not None else ""
    prompt = f"Điểm từ 0 đến {vietnamese(c.max)}{stepped}; hoặc: {', '.join(words)}"
    if step is not None and step.denominator == 1 and c.max / step <= _MOST_CHOICES:
        # Whole numbers only: programs differ on what a decimal in a list is.
        return ListOf((*(str(n * step) for n in range(int(c.max / step) + 1)), *words), prompt)
    parts = [f"{HERE}>=0", f"{HERE}<={literal(c.max)}"]
    if step is not None:
        parts.append(f"ROUND({HERE}/{literal(step)},6)=ROUND({HERE}/{literal(step)},0)")
    said = ",".join(f"LEFT({HERE},{len(w)})={quoted(w)}" for w in words)
    return Where(f"IF(ISNUMBER({HERE}),AND({','.join(parts)}),OR({said}))", prompt)


def _fact(fact: FactDeclaration, taken: tuple[str, ...]) -> ListOf | Where | None:
    words = taken or (NOT_ARISEN,)
    match fact.type:
        case FactType.YES_NO:
            return ListOf((YES, NO, *words), "có hoặc không")
        case FactType.CHOICE:
            return _choice(fact.choices, words)
        case FactType.DATE:
            return Where(f"ISTEXT({HERE})", "Ngày ghi bằng chữ, đủ ngày/tháng/năm, như 31/12/2019")
        case FactType.TEXT:
            return None
        case FactType.COUNT | FactType.AMOUNT | FactType.PERCENT:
            return _number(fact, words)
        case _:
            assert_never(fact.type)


def _choice(choices: tuple[str, ...], words: tuple[str, ...]) -> ListOf | Where | None:
    every, prompt = (*choices, *words), "Chọn một: " + "; ".join(choices)
    # A list is kept as one text with commas between, of a limited length.
    if sum(len(c) + 1 for c in every) < _LIST_LIMIT and not any("," in c for c in choices):
        return ListOf(every, prompt)
    listed = ",".join(f"EXACT({HERE},{quoted(c)})" for c in every)
    return Where(f"OR({listed})", prompt) if len(listed) < _LIST_LIMIT else None


def _number(fact: FactDeclaration, words: tuple[str, ...]) -> Where:
    parts = [f"{HERE}>=0"]
    parts += [f"INT({HERE})={HERE}"] if fact.type is FactType.COUNT else []
    parts += [f"{HERE}>={literal(fact.low)}"] if isinstance(fact.low, Fraction) else []
    parts += [f"{HERE}<={literal(fact.high)}"] if isinstance(fact.high, Fraction) else []
    said = ",".join(f"LEFT({HERE},{len(w)})={quoted(w)}" for w in words)
    test = f"IF(ISNUMBER({HERE}),AND({','.join(parts)}),OR({said}))"
    return Where(test, f"{fact.type.value}: {_of_fact(fact)}; hoặc: {', '.join(words)}")
