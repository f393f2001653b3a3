"""A whole table as formulas: rows, groups, fields, final points. What the engine gives where all is known and settled.

Rows without a rule, and rows whose points a person may enter in place of the rule's, have any points to their maximum.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import z3
from attrs import field

from cchc_rules.checks.sheet.nodes_by_code import Node, frame_of
from cchc_rules.compile import Guard, RuleTree, TreeNode
from cchc_rules.compile.rule_tree import Group
from cchc_rules.evaluate.coverage import Key
from cchc_rules.frozen import define, frozen
from cchc_rules.meaning.conditions import Standing
from cchc_rules.model.code import Code
from cchc_rules.model.condition import ClaimPolicy, Condition
from cchc_rules.model.group_method import Capped, CapWhenRowsLeave, Pick
from cchc_rules.model.rubric import Absence, BucketKind, Ceiling, Criterion
from cchc_rules.model.rule import Precedence
from cchc_rules.proof import logic
from cchc_rules.proof.ask import Question
from cchc_rules.proof.conditions import Judged, judged
from cchc_rules.proof.logic import Num, Truth, all_of, any_of, implies, negated, number_if, real
from cchc_rules.proof.methods import row_done
from cchc_rules.proof.untranslated import Untranslated

_ZERO = Fraction(0)


@frozen
class Part:
    """A row or group: what it leaves of its maximum to the unit, and how much of that maximum applies."""

    criterion: Criterion
    kept: Num
    applies: Num
    out: Truth
    entered: Any = None
    """The unknown that stands for points entered by hand; None where a rule gives them."""


_Parts = tuple[Part, ...]


@frozen
class Result:
    """The whole: `points` that are rated, over the `base` that counts; there is no index where that is 0."""

    parts: tuple[Part, ...]
    fields: tuple[Part, ...]
    buckets: tuple[tuple[Part, ...], ...]
    bucket_sums: tuple[Num, ...]
    points: Num
    base: Num
    uncut: Num
    """The points before the ceiling."""

    def part(self, code: Code) -> Part | None:
        """The row or group of a code, of bonus and penalty too."""
        every = (*self.parts, *(p for bucket in self.buckets for p in bucket))
        return next((p for p in every if p.criterion.code == code), None)


@define
class Table:
    """Translates the table of one question."""

    q: Question
    side: list[Truth] = field(factory=list)
    guards: dict[int, Judged] = field(factory=dict)
    frame: Mapping[str, Node] = field(factory=dict)

    @classmethod
    def of(cls, q: Question) -> "Table":
        """The table of a question."""
        return cls(q, frame=frame_of(q.tree.rubric).nodes)

    @property
    def tree(self) -> RuleTree:
        """What is translated."""
        return self.q.tree

    def result(self) -> Result:
        """The whole result."""
        parts = self._parts(self.tree)
        buckets = tuple(self._bucket(inner) for inner in self.tree.buckets)
        fields = tuple(parts[i] for i in self.tree.fields)
        return self._rated(tuple(parts), fields, buckets)

    @property
    def rescales(self) -> bool:
        """Whether rows that do not apply make the others count for more."""
        absence = self.tree.rubric.provisions.absence
        return absence is not None and absence.value is Absence.RESCALED

    # ---- rows

    def _bucket(self, inner: RuleTree) -> tuple[Part, ...]:
        return tuple(self._leaf(node) for node in inner.nodes)

    def _parts(self, tree: RuleTree) -> list[Part]:
        made: list[Part | None] = [self._leaf(n) if n.is_leaf else None for n in tree.nodes]
        for group in tree.groups:
            below = [p for child in group.children if (p := made[child]) is not None]
            made[group.position] = self._group(tree.nodes[group.position].criterion, group, below)
        return [p for p in made if p is not None]

    def _leaf(self, node: TreeNode) -> Part:
        c = node.criterion
        excluded = self._excluded(node)
        claim = z3.Bool(claim_name(c.code)) if self._may_claim(node) else False
        # Sheets that are shown claim nothing of a row that a rule scores: who reports its facts claims no such thing.
        if claim is not False and (self.rescales or _by_rule(node)):
            self.q.made.switches.append(claim)
        points, out, entered = self._points(node)
        gone = any_of(excluded, claim, out)
        kept = logic.minus(c.max, points) if c.deducts else points
        return Part(c, number_if(gone, _ZERO, kept), number_if(gone, _ZERO, c.max), gone, entered)

    def _points(self, node: TreeNode) -> tuple[Num, Truth, Any]:
        c = node.criterion
        if node.rule is None or not _by_rule(node):
            number = z3.Real(f"điểm {c.code}")
            self.side += [number >= 0, number <= real(c.max)]
            return number, False, number
        done = row_done(node.rule.rule, self.q.asked(c.max))
        self.side.append(negated(done.open))
        if done.points.whole:
            return done.points.num, done.out, None
        # Quotients of many rows are not multiplied with each other: each row has a number of its own.
        number = self.q.made.fresh(f"điểm {c.code}")
        self.side.append(
            implies(logic.below(_ZERO, done.points.den), number * real(done.points.den) == done.points.num)
        )
        return number, done.out, None

    def _excluded(self, node: TreeNode) -> Truth:
        return any_of(*(self._bars(g) for g in node.guards))

    def _bars(self, guard: Guard) -> Truth:
        if id(guard.rule) not in self.guards:
            made = judged(guard.condition, self.q.asked(), Standing.ELSEWHERE)
            self.guards[id(guard.rule)] = made
            self.side.append(any_of(made.yes, made.no))
        made = self.guards[id(guard.rule)]
        return made.yes if guard.excludes else made.no

    def _may_claim(self, node: TreeNode) -> bool:
        """Whether the unit may claim that the row does not apply."""
        return self.frame[node.criterion.code.text].claims is ClaimPolicy.ALLOWED

    def holds(self, condition: Condition | None) -> Truth:
        """Where a condition outside scoring rules holds; it has an answer on every sheet that is asked about."""
        if condition is None:
            return True
        made = judged(condition, self.q.asked(), Standing.ELSEWHERE)
        self.side.append(any_of(made.yes, made.no))
        return made.yes

    def guard_marks(self) -> dict[Key, Truth]:
        """Where a condition on rows puts a row out, or lets one in under it stay, as coverage tells it."""
        marks: dict[Key, Truth] = {}
        for inner in (self.tree, *self.tree.buckets):
            for node in inner.nodes:
                for n, guard in enumerate(node.guards if node.is_leaf else ()):
                    earlier = any_of(*(self._bars(g) for g in node.guards[:n]))
                    out, stays = (id(guard.rule), guard.excludes), (id(guard.rule), not guard.excludes)
                    marks[out] = any_of(marks.get(out, False), all_of(negated(earlier), self._bars(guard)))
                    marks[stays] = any_of(marks.get(stays, False), negated(self._excluded(node)))
        return marks

    # ---- groups

    def _group(self, c: Criterion, group: Group, below: Sequence[Part]) -> Part:
        applies, kept = (logic.total([getattr(p, what) for p in below]) for what in ("applies", "kept"))
        out = all_of(*(p.out for p in below))
        if group.method is None:
            return Part(c, kept, applies, out)
        if group.method is Pick.CHOSEN:
            raise Untranslated(f"nhóm {c.code}: đơn vị chọn một dòng")
        adding, deducting = [p for p in below if not p.criterion.deducts], [p for p in below if p.criterion.deducts]
        base = adding or below
        left = logic.total([p.applies for p in base])
        cap = number_if(all_of(*(p.out for p in base)), _ZERO, self._cap(c, group, left))
        gained = cap
        if adding:
            each = [p.kept for p in adding]
            gained = _least(cap, _most(each) if isinstance(group.method, Pick) else logic.total(each))
        taken = logic.total([logic.minus(p.applies, p.kept) for p in deducting])
        return Part(c, self._named(_most([_ZERO, logic.minus(gained, taken)]), c), cap, all_of(*(p.out for p in base)))

    def _named(self, value: Num, c: Criterion) -> Num:
        # A number of its own, so that formulas stay small.
        if isinstance(value, Fraction):
            return value
        number = self.q.made.fresh(f"điểm {c.code}")
        self.side.append(number == real(value))
        return number

    def _cap(self, c: Criterion, group: Group, left: Num) -> Num:
        if isinstance(group.method, Capped):
            how = group.method.when_rows_leave
            if how is CapWhenRowsLeave.AT_MOST_ROWS:
                return _least(c.max, left)
            if how is CapWhenRowsLeave.IN_PROPORTION:
                return logic.times(left, c.max / c.rows_add_up_to)
        return c.max

    # ---- the result

    def _rated(
        self, parts: tuple[Part, ...], fields: tuple[Part, ...], buckets: tuple[tuple[Part, ...], ...]
    ) -> Result:
        p = self.tree.rubric.provisions
        sums = tuple(
            _least(stated.value.cap, logic.total([part.kept for part in own]))
            for stated, own in zip(self.tree.rubric.buckets, buckets, strict=True)
        )
        achieved, base = (logic.total([getattr(f, what) for f in fields]) for what in ("kept", "applies"))
        if self.rescales:
            achieved, base = self._rescaled(parts)
        if not self.rescales and not buckets:
            return Result(parts, fields, buckets, sums, achieved, base, achieved)
        signs = (1 if b.value.kind is BucketKind.BONUS else -1 for b in self.tree.rubric.buckets)
        added = logic.total([logic.times(Fraction(sign), total) for sign, total in zip(signs, sums, strict=True)])
        uncut = _most([_ZERO, logic.plus(achieved, added)])
        capped = p.ceiling is None or p.ceiling.value is Ceiling.CAPPED
        return Result(parts, fields, buckets, sums, _least(uncut, base) if capped else uncut, base, uncut)

    def _rescaled(self, parts: Sequence[Part]) -> tuple[Num, Num]:
        """The appraised part brought to its full maximum, and the survey's beside it."""
        leaves = [p for p in parts if p.criterion.is_leaf and not p.criterion.all_survey]
        survey = [p for p in parts if p.criterion.is_leaf and p.criterion.all_survey]
        if any(c.group is not None for c in self.tree.rubric.walk()):
            raise Untranslated("quy về đủ thang khi có nhóm tính theo cách riêng")
        own, left = (logic.total([getattr(p, what) for p in leaves]) for what in ("kept", "applies"))
        full = sum((p.criterion.max for p in leaves), _ZERO)
        scaled = self.q.made.fresh("quy đổi")
        product = implies(logic.below(_ZERO, left), scaled * real(left) == real(own) * real(full))
        nothing = implies(logic.equal(left, _ZERO), scaled == 0)
        self.side += [product, nothing, scaled >= real(own), scaled <= real(full)]
        base = number_if(logic.below(_ZERO, left), full, _ZERO)
        others, applies = (logic.total([getattr(p, what) for p in survey]) for what in ("kept", "applies"))
        return logic.plus(scaled, others), logic.plus(base, applies)


def claim_name(code: Code) -> str:
    """The name of the unknown that tells whether the unit claims that a row does not apply."""
    return f"không áp dụng {code}"


def _by_rule(node: TreeNode) -> bool:
    return node.rule is not None and node.rule.precedence is not Precedence.ENTERED


def _least(a: Num, b: Num) -> Num:
    return number_if(logic.at_most(a, b), a, b)


def _most(parts: Sequence[Num]) -> Num:
    made = parts[0]
    for part in parts[1:]:
        made = number_if(logic.at_most(made, part), part, made)
    return made
