"""With all facts fixed, the solver finds the points of the walk, and no others."""

import datetime
import random
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_rules.compile.rule_tree import RuleTree
from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.rule_points import applied
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Peers, Situation
from cchc_rules.model.fact import NOT_ARISEN, FactDeclaration, FactType, FactValue, this_year
from cchc_rules.model.rule import bounds_in
from cchc_rules.proof.ask import year_of
from cchc_rules.source import fold_name
from tests.support.solved import OPEN, OUT, Outcome, solved
from tests.support.trees import tree_of

ROOT = Path(__file__).parents[2]
RUBRICS = [
    "examples/guidance/huong-dan-bang-1.cchc",
    "examples/guidance/huong-dan-bang-2.cchc",
    "examples/cong-tru/cong-tru.cchc",
    "examples/diem-ren-luyen/diem-ren-luyen.cchc",
    "examples/phong-ban/phong-ban.cchc",
    "examples/qd-766/qd-766.cchc",
    "examples/cases/so-voi-ky.cchc",
]


@pytest.mark.parametrize("name", RUBRICS)
def test_the_solver_finds_the_points_of_the_walk(name: str) -> None:
    tree = tree_of(ROOT / name)
    draw = random.Random(name)
    for node, rule in tree.ruled:
        for _ in range(6):
            known = _facts(rule, tree, draw)
            s = _situation(tree, rule, known)
            assert solved(tree, rule, s) == _walked(tree, rule, s), (node.criterion.code.text, known)


def _facts(rule: RowRule, tree: RuleTree, draw: random.Random) -> dict[str, FactValue]:
    marks = [b for b in bounds_in(rule.rule) if b.denominator == 1] or [Fraction(1)]
    known: dict[str, FactValue] = {}
    every = [(name, tree.rules.declared[fold_name(this_year(name))]) for name in sorted(rule.facts)]
    for name, declared in sorted(every, key=lambda pair: isinstance(pair[1].high, str)):
        known[name] = NOT_ARISEN if draw.random() < 0.07 else _value(declared, known, marks, draw)
    return known


def _value(d: FactDeclaration, known: dict[str, FactValue], marks: list[Fraction], draw: random.Random) -> FactValue:
    match d.type:
        case FactType.YES_NO:
            return draw.random() < 0.5
        case FactType.CHOICE:
            return draw.choice(d.choices)
        case FactType.DATE:
            return datetime.date(2019, 1, 1) + datetime.timedelta(days=draw.randrange(800))
        case FactType.TEXT:
            return "chữ"
        case FactType.PERCENT:
            return draw.choice([Fraction(0), Fraction(1), Fraction(draw.randrange(101), 100)])
        case FactType.COUNT | FactType.AMOUNT:
            drawn = draw.choice([Fraction(draw.randrange(12)), Fraction(0), Fraction(1), *marks])
            most = known.get(fold_name(d.high)) if isinstance(d.high, str) else d.high
            return min(drawn, most) if isinstance(most, Fraction) else drawn


def _peers(rule: RowRule, s: Situation) -> Peers:
    own = {b: work(b.inner, s).amount for b in rule.bests}
    return Peers({b: (a.exact if a is not None else None) or Fraction(0) for b, a in own.items()}, final=True)


def _situation(tree: RuleTree, rule: RowRule, known: dict[str, FactValue]) -> Situation:
    kinds = tree.rubric.provisions.subjects
    kind = kinds.value.kinds[0] if kinds is not None else "sở"
    year = year_of(tree.rubric)
    s = Situation(known, tree.rules.declared, "Đơn vị minh họa", kind, year, work_days=tree.rules.work_days)
    return Situation(
        known, tree.rules.declared, s.unit, kind, year, work_days=tree.rules.work_days, peers=_peers(rule, s)
    )


def _walked(tree: RuleTree, rule: RowRule, s: Situation) -> Outcome:
    result = applied(rule, s)
    if result.excluded is True:
        return OUT
    return result.exact if result.exact is not None else OPEN
