"""What is asked of a whole sheet: bands, conditions, consequences, the total, bonus and penalty, the index."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import z3

from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.coverage import Key, Target, hits
from cchc_rules.explain.words.numbers import points
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Basis
from cchc_rules.model.code import Code
from cchc_rules.model.condition import ClaimPolicy
from cchc_rules.model.rubric import Ceiling
from cchc_rules.proof import logic
from cchc_rules.proof.ask import Question
from cchc_rules.proof.logic import Truth, real
from cchc_rules.proof.rating import rating_marks
from cchc_rules.proof.search import Asking, Holds, Sought, seek
from cchc_rules.proof.table import Part, Result, Table, claim_name
from cchc_rules.proof.witness import Entered
from cchc_rules.results.certificate import Finding, Shown, Topic, Verdict
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Span
from cchc_rules.writing.conditions import measure

_HUNDREDTHS = 100
_ZERO = Fraction(0)
Wanted = Callable[[Table, Result], Truth]


@frozen
class Whole:
    """A rubric that is asked about."""

    tree: RuleTree
    year: int

    def seek(self, wanted: Wanted, holds: Holds, likely: bool = True) -> Sought:
        """A whole sheet on which it is so."""

        def ask(q: Question) -> Asking:
            table = Table.of(q)
            result = table.result()
            asked_for = wanted(table, result)
            every = (*result.parts, *(p for bucket in result.buckets for p in bucket))
            return Asking(
                [asked_for, *table.side],
                rows=lambda model: [e for p in every if (e := _entered(p, model)) is not None],
                written=[z3.IsInt(p.entered * self._parts_of_a_point) for p in every if p.entered is not None],
            )

        return seek(self.tree, self.year, ask, holds, likely)

    @property
    def _parts_of_a_point(self) -> Any:
        step = self.tree.rubric.provisions.step
        return real(1 / step.value) if step is not None and step.value else _HUNDREDTHS


def _entered(part: Part, model: Any) -> Entered | None:
    """What a model says of a row; None where a rule gives its points and nobody claims that it does not apply."""
    if not part.criterion.is_leaf:
        return None
    code, survey = part.criterion.code, part.criterion.survey
    if z3.is_true(model.eval(z3.Bool(claim_name(code)), model_completion=True)):
        return Entered(code, survey, None)
    if part.entered is None:
        return None
    return Entered(code, survey, Fraction(str(model.eval(part.entered, model_completion=True))))


def whole_findings(w: Whole, targets: Sequence[Target]) -> Iterator[Finding]:
    """Everything found of whole sheets; `targets` are bands, and conditions of rows and of the result."""
    yield _full(w)
    yield from _alive(w, targets)
    yield _no_index(w)
    yield from _caps(w)


def _finding(topic: Topic, about: str, verdict: Verdict, why: str = "", *shown: Shown) -> Finding:
    return Finding(topic, None, about, verdict, why, shown)


def _full(w: Whole) -> Finding:
    total = sum((c.max for c in w.tree.rubric.fields), _ZERO)
    about = f"có phiếu được đủ {points(total)} của bảng"

    def wanted(table: Table, result: Result) -> Truth:
        return logic.equal(logic.total([f.kept for f in result.fields]), total)

    found = w.seek(wanted, lambda cards: cards[0].total.achieved == total)
    if found.none:
        return _finding(Topic.MAXIMUM, about, Verdict.REFUTED, "không phiếu nào được đủ điểm mọi dòng")
    return _shown(Topic.MAXIMUM, about, found)


def _shown(topic: Topic, about: str, found: Sought, told: str = "") -> Finding:
    if found.sheets:
        return _finding(topic, about, Verdict.PROVEN, "", Shown(found.sheets[0][0], told))
    return _finding(topic, about, Verdict.REFUTED if found.none else Verdict.UNDECIDED, found.why)


# ---- bands, conditions, consequences


def _alive(w: Whole, targets: Sequence[Target]) -> Iterator[Finding]:
    used: set[Key] = set()
    for target in targets:
        found = Sought()
        if target.key not in used:
            found = w.seek(_marked(target.key), _hit(w, target.key))
            used |= {key for _, card in found.sheets for key in hits(w.tree, card)}
        yield _used(target, found, target.key in used)


def _hit(w: Whole, key: Key) -> Holds:
    return lambda cards: key in set(hits(w.tree, cards[0]))


def _marked(key: Key) -> Wanted:
    def wanted(table: Table, result: Result) -> Truth:
        marks = rating_marks(table, result) | table.guard_marks()
        return marks.get(key, False)

    return wanted


def _used(target: Target, found: Sought, used: bool) -> Finding:
    outcome = target.key[-1]
    way = " có phiếu được xếp" if outcome is None else " có lúc đúng" if outcome else " có lúc sai"
    about = f"{target.kind.value} “{target.text}”{way}"
    basis, at = target.basis, target.at
    if used:
        shown = (Shown(found.sheets[0][0], ""),) if found.sheets else ()
        return Finding(Topic.ALIVE, target.code, about, Verdict.PROVEN, "", shown, basis, at)
    if found.none:
        why = "không phiếu nào" if outcome is not False else "lúc nào cũng đúng"
        return Finding(Topic.ALIVE, target.code, about, Verdict.REFUTED, why, (), basis, at)
    return Finding(Topic.ALIVE, target.code, about, Verdict.UNDECIDED, found.why, (), basis, at)


# ---- denominators of the index, bonus and penalty


def _no_index(w: Whole) -> Finding:
    found = w.seek(lambda _, result: logic.equal(result.base, _ZERO), lambda cards: cards[0].index is None)
    about = "phiếu nào cũng có dòng được tính, nên có chỉ số"
    if found.sheets:
        why = "mọi dòng không áp dụng thì không có chỉ số và không xếp loại"
        return _finding(Topic.DENOMINATOR, about, Verdict.TOLD, why, Shown(found.sheets[0][0], "không có chỉ số"))
    return _finding(Topic.DENOMINATOR, about, Verdict.PROVEN if found.none else Verdict.UNDECIDED, found.why)


def _caps(w: Whole) -> Iterator[Finding]:
    for n, stated in enumerate(w.tree.rubric.buckets):
        cap = stated.value.cap

        def over(_: Table, result: Result, n: int = n, cap: Fraction = cap) -> Truth:
            return logic.below(cap, logic.total([p.kept for p in result.buckets[n]]))

        def cut(cards: Sequence[Scorecard], n: int = n, cap: Fraction = cap) -> bool:
            final = cards[0].final
            return final is not None and sum((s.ledger.achieved for s in final.buckets[n].nodes), _ZERO) > cap

        about = f"trần {points(cap)} của {stated.value.kind.value} có lúc cắt bớt điểm"
        yield _told(about, w.seek(over, cut), stated.basis, stated.at)
    if w.tree.rubric.buckets:
        ceiling = w.tree.rubric.provisions.ceiling
        if ceiling is None or ceiling.value is Ceiling.CAPPED:
            found = w.seek(lambda _, result: logic.below(result.base, result.uncut), _ceiling_cuts)
            about = "điểm cộng có lúc không được tính vì tổng điểm đã chạm tổng điểm tối đa"
            yield _told(about, found, ceiling.basis if ceiling else None, ceiling.at if ceiling else None)


def _ceiling_cuts(cards: Sequence[Scorecard]) -> bool:
    final = cards[0].final
    return final is not None and final.raw > final.base


def _told(about: str, found: Sought, basis: Basis | None, at: Span | None) -> Finding:
    if found.sheets:
        return Finding(Topic.CAPS, None, about, Verdict.TOLD, "có", (Shown(found.sheets[0][0], ""),), basis, at)
    verdict = Verdict.TOLD if found.none else Verdict.UNDECIDED
    return Finding(Topic.CAPS, None, about, verdict, "không bao giờ" if found.none else found.why, (), basis, at)


def claim_gains(w: Whole) -> Iterator[Finding]:
    """The most that an accepted claim can bring for a row, all other rows in full: its share of the total."""
    rubric = w.tree.rubric
    if rubric.buckets or not rubric.fields:
        return
    frame = Table.of(Question(w.tree, w.year)).frame
    total = sum((c.max for c in rubric.fields), _ZERO)
    for c in rubric.leaves():
        if frame[c.code.text].claims is ClaimPolicy.ALLOWED and not _grouped(w.tree, c.code):
            yield _gain(c.code, c.max / total, c.at)


def _grouped(tree: RuleTree, code: Code) -> bool:
    return any(c.group is not None and code.lies_in(c.code) for c in tree.rubric.walk())


def _gain(code: Code, share: Fraction, at: Span | None) -> Finding:
    about = f"chỉ số cao thêm nhiều nhất {measure(share, '%')} khi mọi dòng khác được tính và đủ điểm"
    return Finding(Topic.CLAIM, code, about, Verdict.TOLD, "", (), None, at)
