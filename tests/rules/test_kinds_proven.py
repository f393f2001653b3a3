"""Each kind of scoring rule as formulas: the points of its examples, and every construct of the language among them."""

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

import attrs
import pytest
from rules_kinds import KINDS, Example, Kind
from rules_sample import rubric_of, sheet_of

from cchc_rules.compile import compile_rubric
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.meaning.situation import Peers, Situation
from cchc_rules.model.condition import Condition, FactAtom
from cchc_rules.model.expression import Expression
from cchc_rules.model.rule import ByCouncil, BySurvey, Method
from cchc_rules.proof.untranslated import Untranslated
from tests.support.solved import OUT, Outcome, solved

YEAR = 2019
MORE = Kind(
    "conditions joined",
    "  [a]: số đếm\n  [b]: số đếm",
    """  cách chấm: theo trường hợp
    khi [a] bằng 0 hoặc đơn vị là "Sở A": nhỏ nhất(0,5 điểm × ([a] + [b]); điểm tối đa)
    khi không phải ([b] từ 3): 1 điểm
    còn lại: 0 điểm""",
    "2",
    (
        Example("[a]: 1\n[b]: 2", Fraction(3, 2)),
        Example("[a]: 0\n[b]: 1", Fraction(1, 2)),
    ),
)
"""What no kind of rule needs by itself, and the language has."""
EVERY = (*KINDS, MORE)


@pytest.mark.parametrize("kind", EVERY, ids=lambda k: k.name)
def test_the_solver_finds_the_points_of_every_example(kind: Kind) -> None:
    tree = compile_rubric(rubric_of(kind.facts, kind.rule, kind.max))
    for node, rule in tree.ruled:
        assert node.is_leaf
        for example in kind.examples:
            known = facts_at(sheet_of(example.facts, kind=example.kind))
            s = Situation(known, tree.rules.declared, "Sở A", example.kind, YEAR, work_days=tree.rules.work_days)
            own = {b: work(b.inner, s).amount for b in rule.bests}
            bests = {b: (a.exact if a is not None else None) or Fraction(0) for b, a in own.items()}
            s = attrs.evolve(s, peers=Peers(bests, final=True))
            wanted: Outcome = OUT if example.points is None else example.points
            if rule.facts <= known.keys():
                try:
                    assert solved(tree, rule, s) == wanted, example.facts
                except Untranslated as gap:
                    assert "do đơn vị báo cáo" in gap.what or "kể từ" in gap.what


def test_every_construct_is_among_the_kinds() -> None:
    told = {type(v).__name__ for k in EVERY for v in _walk(rubric_of(k.facts, k.rule, k.max))}
    union = {c.__name__ for u in (Expression, Condition, FactAtom, Method) for c in _members(u)}
    assert union - told <= {ByCouncil.__name__, BySurvey.__name__}, sorted(union - told)


def _members(union: object) -> Iterator[type]:
    for member in get_args(union):
        yield from _members(member) if get_args(member) else (member,)


def _walk(value: object) -> Iterator[object]:
    yield value
    if attrs.has(type(value)):
        for name in (f.name for f in attrs.fields(type(value))):
            yield from _walk(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part)
