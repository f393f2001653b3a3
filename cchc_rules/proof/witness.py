"""From a model of the solver to a sheet, scored by the walk: what is shown to people is never the solver's word."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from cchc_rules.evaluate import evaluate
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import Peers
from cchc_rules.model.code import Code
from cchc_rules.model.expression import Expression
from cchc_rules.model.fact import FactDeclaration, FactType, Supplier
from cchc_rules.model.sheet import Claim, Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.proof.ask import Question
from cchc_rules.proof.facts import Facts, Unknown
from cchc_rules.results.scorecard import Scorecard, View

NOTE = "Phiếu do phép chứng minh dựng, không phải số liệu thật"


@frozen
class Entered:
    """What a sheet says of a row that has no rule: its points, or that it does not apply."""

    code: Code
    survey: bool
    points: Fraction | None


def sheet_of(q: Question, model: Any, facts: Facts | None = None, rows: Iterable[Entered] = ()) -> Sheet:
    """The sheet of a model: facts reported by whom the rubric says, and confirmed where points are final."""
    name, kind = q.unit.read(model)
    header = Header(q.tree.rubric.guided_by or q.tree.rubric.id, name, kind, q.year, NOTE)
    last = q.tree.order[-1] if q.tree.order else Stage.SURVEY
    entries = tuple(e for one in (facts if facts is not None else q.facts) for e in _entries(one, model, last))
    return Sheet(header, entries, tuple(_row(r, last) for r in rows), lineup=q.tree.lineup)


def _entries(one: Unknown, model: Any, last: Stage) -> Iterable[FactEntry]:
    value, percent = one.read(model), one.declared.type is FactType.PERCENT
    percent = percent and isinstance(value, Fraction)
    evidence = ("tài liệu minh họa",) if one.declared.evidence else ()
    for stage in _stages(one.declared, last):
        yield FactEntry(one.name, value, percent=percent, stage=stage, evidence=evidence)


def _stages(declared: FactDeclaration, last: Stage) -> tuple[Stage, ...]:
    if declared.supplier is Supplier.SURVEY:
        return (Stage.SURVEY,)
    if declared.supplier is not None and declared.supplier.at_appraisal:
        return (last,)
    return (Stage.SELF,) if last is Stage.SELF else (Stage.SELF, last)


def _row(entered: Entered, last: Stage) -> Row:
    if entered.points is None:
        return Row(entered.code, claim=Claim("minh họa"))
    stages = (Stage.SURVEY,) if entered.survey else tuple(dict.fromkeys((Stage.SELF, last)))
    return Row(entered.code, entries=tuple(Entry(s, entered.points) for s in stages))


def scored(q: Question, model: Any, sheet: Sheet) -> Scorecard:
    """The sheet scored by the walk, in a closed year with the bests of the model."""
    bests: dict[Expression, Fraction] = {
        best: Fraction(str(model.eval(number, model_completion=True))) for best, number in q.made.bests.items()
    }
    return evaluate(q.tree, sheet, View.FINAL, Peers(bests, final=True))


def points_of(card: Scorecard, code: Code) -> Fraction | None:
    """The points of a row that applies and is settled; None otherwise."""
    node = card.node(code)
    return node.stated if node is not None else None
