"""The points that the solver finds once every fact of a row is fixed."""

import datetime
from fractions import Fraction
from typing import Any

import z3

from cchc_rules.compile.rule_tree import RuleTree
from cchc_rules.compile.rules import RowRule
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.fact import NOT_ARISEN, FactValue
from cchc_rules.proof.ask import Question
from cchc_rules.proof.logic import real
from cchc_rules.proof.methods import row_done
from cchc_rules.proof.solver import Answer, solve
from cchc_rules.source import fold_name, unit_key

Outcome = Fraction | str
"""Points, or that the row is out of the maximum, or open."""
OUT, OPEN = "out", "open"


def solved(tree: RuleTree, rule: RowRule, s: Situation) -> Outcome:
    """What the formulas of a rule come to in a situation of which everything is known."""
    q = Question(tree, s.year)
    made = row_done(rule.rule, q.asked(rule.max))
    # The figures may lie outside what is declared, as those of an unchecked sheet: bounds are left out here.
    parts: list[Any] = [*q.made.side, *_unit(q, s)]
    for one in q.facts:
        value = s.known[fold_name(one.name)]
        parts.append(one.arisen == (value is not NOT_ARISEN))
        parts += [_is(one, value)] if value is not NOT_ARISEN else []
    parts += [number == real(s.peers.best[best]) for best, number in q.made.bests.items()]
    found = solve(parts)
    assert found.answer is Answer.FOUND
    if z3.is_true(found.model.eval(_formula(made.open))):
        return OPEN
    if z3.is_true(found.model.eval(_formula(made.out))):
        return OUT
    above, below = (found.model.eval(real(n), model_completion=True) for n in (made.points.num, made.points.den))
    return Fraction(str(z3.simplify(above / below)))


def _unit(q: Question, s: Situation) -> list[Any]:
    kinds = [fold_name(k) for k in q.unit.kinds]
    named = [n for n, name in enumerate(q.unit.named) if unit_key(name) == unit_key(s.unit or "")]
    return [q.unit.kind == kinds.index(fold_name(s.kind or "")), q.unit.name == (named[0] if named else -1)]


def _formula(truth: Any) -> Any:
    return z3.BoolVal(truth) if isinstance(truth, bool) else truth


def _is(one: Any, value: FactValue) -> Any:
    match value:
        case bool():
            return one.value == value
        case str():
            return one.is_choice(value) if one.declared.choices else z3.BoolVal(True)
        case datetime.date():
            return one.value == value.toordinal()
        case _:
            return one.value == real(value)
