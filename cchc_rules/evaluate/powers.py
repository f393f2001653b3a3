"""What each stage may do with the points of the stage before it, checked for points that rules work out.

Points entered by hand on both sides are held against each other when the sheet is checked; here one of the two,
or both, come from facts, so that correcting a fact can do no more than the stage's power allows.
"""

from collections.abc import Iterator, Mapping, Set
from fractions import Fraction

import attrs

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.evaluate.rule_rows import RuleRow, rule_rows
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import BucketKind
from cchc_rules.model.sheet import Entry, EntryValue, FactEntry, Sheet
from cchc_rules.model.stages import Power, Stage
from cchc_rules.source import fold_name

_BOUND = (Power.LOWER, Power.RAISE)


def beyond_powers(tree: RuleTree, sheet: Sheet) -> Iterator[Diagnostic]:
    """P412, P413 where points that a rule gives at a stage pass its power; only known points are compared."""
    stages = tree.rubric.provisions.stages
    powers = {s.value.stage: s.value.allowed for s in stages if s.value.allowed in _BOUND}
    later = tree.lineup.later
    if not any(stage in powers for stage in later):
        return
    sheet = written_out(tree.rubric, sheet)
    corrected = frozenset(fold_name(f.name) for f in _corrected(sheet, later))
    entered = {r.code for r in sheet.rows for e in r.entries if e.stage in later and e.value is not None}
    for inner, takes in _tables(tree):
        deducting = {n.criterion.code for n in inner.nodes if n.criterion.deducts}
        watched = tuple(n for n in inner.nodes if _may_pass(n, entered, corrected))
        if watched:
            rows = rule_rows(attrs.evolve(inner, nodes=watched), sheet, (*reversed(later), Stage.SELF))
            for made in rows.values():
                yield from _row(made, powers, takes or made.row.code in deducting, later)


def _tables(tree: RuleTree) -> Iterator[tuple[RuleTree, bool]]:
    """The table, and bonus and penalty; whether more points are the worse for the unit."""
    yield tree, False
    for stated, inner in zip(tree.rubric.buckets, tree.buckets, strict=True):
        yield inner, stated.value.kind is BucketKind.PENALTY


def _may_pass(node: TreeNode, entered: Set[Code], corrected: frozenset[str]) -> bool:
    """Whether a later stage corrected a fact that the row reads, or entered points there: cheap to ask first."""
    rule = node.rule
    if rule is None or node.survey or not node.is_leaf:
        return False
    return bool(corrected & rule.facts) or node.criterion.code in entered


def _corrected(sheet: Sheet, later: tuple[Stage, ...]) -> Iterator[FactEntry]:
    """Facts that a later stage gave another value than the one that stood."""
    standing: dict[str, FactValue | None] = {}
    for fact in sorted(sheet.facts, key=lambda f: sheet.lineup.facts.index(f.stage)):
        name = fold_name(fact.name)
        if fact.stage in later and standing.get(name) not in (None, fact.value):
            yield fact
        standing[name] = fact.value


def _row(made: RuleRow, powers: Mapping[Stage, Power], takes: bool, later: tuple[Stage, ...]) -> Iterator[Diagnostic]:
    computed = {step.stage for step in made.steps if step.result is not None}
    own = next((e for e in made.row.entries if e.stage is Stage.SELF), None)
    standing: EntryValue = own.value if own is not None else None
    by_rule = Stage.SELF in computed
    for stage in later:
        entry = next((e for e in made.row.entries if e.stage == stage), None)
        if entry is None or entry.value is None:
            continue
        if by_rule or stage in computed:
            yield from _passed(made, entry, standing, powers.get(stage), takes)
        standing, by_rule = entry.value, stage in computed


def _passed(made: RuleRow, entry: Entry, before: EntryValue, power: Power | None, takes: bool) -> Iterator[Diagnostic]:
    after = entry.value
    if not isinstance(before, Fraction) or not isinstance(after, Fraction) or before == after or power is None:
        return
    better = (after < before) if takes else (after > before)
    if better is not (power is Power.LOWER):
        return
    kind = catalog.RAISED if better else catalog.LOWERED
    bound = "không cao hơn" if after > before else "không thấp hơn"
    told = f"{vietnamese(after)} ({made.row.code}, tính từ số liệu)"
    fix = f"sửa số liệu ở bước này cho điểm của {made.row.code} {bound} {vietnamese(before)}"
    yield kind.at(entry.at, fix=fix, stage=entry.stage.value, power=power.value, points=told, before=vietnamese(before))
