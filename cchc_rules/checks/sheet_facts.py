"""The facts of a sheet against their declarations: bounds, evidence, who may give them, why they were changed."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.checks.sheet_frame import Frame
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.amount import Amount
from cchc_rules.model.expression import fact_names
from cchc_rules.model.fact import FactDeclaration, FactType, NotArisen, Supplier
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rule import facts_read
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.situation import Situation, this_year
from cchc_rules.model.stages import Stage
from cchc_rules.model.truth import facts_at
from cchc_rules.source import fold_name

_OF_COUNCIL = (Stage.APPRAISAL, Stage.REVIEW)
_STAGES: dict[Supplier, tuple[Stage, ...]] = {
    Supplier.UNIT: (Stage.SELF, *_OF_COUNCIL),
    Supplier.COUNCIL: _OF_COUNCIL,
    Supplier.SURVEY: (Stage.SURVEY, *_OF_COUNCIL),
}


def check_sheet_facts(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """L624 to L628 on every fact that is declared."""
    read = _read_by_rules(frame)
    for entry in sheet.facts:
        declared = frame.facts.get(fold_name(this_year(entry.name)))
        if declared is None:
            continue
        if declared.formula is not None:
            inputs = ", ".join(f"[{n}]" for n in fact_names(declared.formula))
            yield catalog.FACT_COMPUTED.at(entry.at, name=entry.name, inputs=inputs)
            continue
        yield from _source(declared, entry)
        if isinstance(entry.value, Fraction) and fold_name(declared.name) in read:
            yield from _bounds(frame, sheet, declared, entry, entry.value)
        yield from _change(sheet, entry)


def _read_by_rules(frame: Frame) -> frozenset[str]:
    rules = [n.criterion.rule for n in frame.nodes.values() if n.criterion.rule is not None]
    names = {this_year(f) for r in rules for f in facts_read(r.value)}
    formulas = [f.formula for f in frame.facts.values() if f.formula is not None]
    names |= {this_year(n) for f in formulas for n in fact_names(f)}
    return frozenset(map(fold_name, names))


def _source(declared: FactDeclaration, entry: FactEntry) -> Iterator[Diagnostic]:
    if declared.supplier is not None and entry.stage not in _STAGES[declared.supplier]:
        by, right = declared.supplier.value, f"“{_STAGES[declared.supplier][0].value}”"
        yield catalog.FACT_WRONG_STAGE.at(entry.at, name=entry.name, supplier=by, stage=entry.stage.value, right=right)
    wanted = declared.evidence and entry.stage is Stage.SELF and entry.value is not None
    if wanted and not entry.evidence:
        yield catalog.FACT_NO_EVIDENCE.at(entry.at, name=entry.name)


def _bounds(
    frame: Frame, sheet: Sheet, declared: FactDeclaration, entry: FactEntry, value: Fraction
) -> Iterator[Diagnostic]:
    seen = frozenset({*_before(entry.stage), entry.stage})
    limits = Situation(facts_at(sheet, seen), frame.facts).bounds(entry.name)
    if (limits.low is not None and value < limits.low) or (limits.high is not None and value > limits.high):
        percent = declared.type is FactType.PERCENT
        shown, bounds = _shown(value, percent), _range(limits, percent)
        yield catalog.FACT_OUT_OF_BOUNDS.at(entry.place, name=entry.name, value=shown, bounds=bounds)


def _before(stage: Stage) -> tuple[Stage, ...]:
    """The stages whose values stand when this one acts."""
    if stage is Stage.REVIEW:
        return (Stage.SELF, Stage.SURVEY, Stage.APPRAISAL)
    return (Stage.SELF, Stage.SURVEY) if stage is Stage.APPRAISAL else ()


def _range(limits: Amount, percent: bool) -> str:
    low = f"từ {_shown(limits.low, percent)}" if limits.low is not None else ""
    if limits.high is None:
        return f"{low} trở lên"
    return f"{low} đến {_shown(limits.high, percent)}".strip()


def _shown(value: Fraction, percent: bool) -> str:
    return f"{vietnamese(value * 100)}%" if percent else vietnamese(value)


def _change(sheet: Sheet, entry: FactEntry) -> Iterator[Diagnostic]:
    if entry.stage not in _OF_COUNCIL or entry.reason or entry.value is None:
        return
    before = facts_at(sheet, frozenset(_before(entry.stage))).get(fold_name(entry.name))
    if before is not None and not isinstance(before, NotArisen) and before != entry.value:
        yield catalog.FACT_CHANGE_NO_REASON.at(entry.place, stage=entry.stage.value, name=entry.name)
