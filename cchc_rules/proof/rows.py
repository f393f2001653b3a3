"""What is asked of one row that a rule scores."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.compile import Guard, RuleTree, TreeNode
from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.coverage import Target, hits
from cchc_rules.explain.words.numbers import points
from cchc_rules.frozen import frozen
from cchc_rules.meaning.conditions import Standing
from cchc_rules.model.fact import NUMERIC, FactDeclaration, FactType, in_year_before, this_year, years_back
from cchc_rules.model.rubric import Criterion
from cchc_rules.proof import logic
from cchc_rules.proof.ask import Question
from cchc_rules.proof.conditions import judged
from cchc_rules.proof.facts import Facts
from cchc_rules.proof.logic import Truth, all_of, any_of, negated, term
from cchc_rules.proof.methods import RowDone, row_done
from cchc_rules.proof.search import Ask, Asking, Holds, Sought, seek
from cchc_rules.results.certificate import Finding, Shown, Topic, Verdict
from cchc_rules.results.node_score import State
from cchc_rules.results.reasons import Computed
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import fold_name
from cchc_rules.writing.sheet_file import fact_value


@frozen
class Ruled:
    """A row with its rule, where it is asked about."""

    tree: RuleTree
    year: int
    node: TreeNode
    rule: RowRule

    @property
    def row(self) -> Criterion:
        """The row."""
        return self.node.criterion

    def worked(self, q: Question, facts: Facts | None = None) -> tuple[RowDone, Truth]:
        """Its rule as formulas, and where no condition takes the row out."""
        asked = q.asked(self.rule.max, facts)
        done = row_done(self.rule.rule, asked)
        return done, all_of(*(_lets(g, q, facts) for g in self.node.guards))

    def declared(self, name: str) -> FactDeclaration:
        """The declaration of a fact that the rule reads, whichever year's value is meant."""
        return self.tree.rules.declared[fold_name(this_year(name))]

    def called(self, name: str) -> str:
        """Its name as declared."""
        return in_year_before(self.declared(name).name, years_back(name))

    def seek(self, ask: Ask, holds: Holds, likely: bool = True) -> Sought:
        """A sheet, or two, on which it is so."""
        return seek(self.tree, self.year, ask, holds, likely)

    def finding(self, topic: Topic, about: str, verdict: Verdict, why: str = "", *shown: Shown) -> Finding:
        """A finding about the row."""
        basis = self.row.rule.rests_on if self.row.rule is not None else None
        return Finding(topic, self.row.code, about, verdict, why, shown, basis, self.row.at)


def _lets(guard: Guard, q: Question, facts: Facts | None) -> Truth:
    """Where a condition surely leaves the row in."""
    made = judged(guard.condition, q.asked(facts=facts), Standing.ELSEWHERE)
    return made.no if guard.excludes else made.yes


def _counts(done: RowDone, stays: Truth) -> Truth:
    return all_of(stays, negated(done.out), negated(done.open))


def _stated(r: Ruled, card: Scorecard) -> Fraction | None:
    node = card.node(r.row.code)
    return node.stated if node is not None and node.state is State.SCORED else None


def row_findings(r: Ruled, targets: Sequence[Target]) -> Iterator[Finding]:
    """Everything found of a row; `targets` are its lines and conditions."""
    yield attained(r)
    yield not_exceeded(r)
    yield from alive(r, targets)
    yield from zero_met(r)
    for name in sorted(r.rule.facts):
        yield from moved_by(r, name)


# ---- the maximum


def attained(r: Ruled) -> Finding:
    """Whether some sheet gets the maximum."""

    def ask(q: Question) -> Asking:
        done, stays = r.worked(q)
        return Asking([_counts(done, stays), logic.term_equal(done.points, term(r.rule.max))])

    found = r.seek(ask, lambda cards: _stated(r, cards[0]) == r.rule.max)
    about = f"có phiếu được đủ {points(r.rule.max)}"
    if found.none:
        return r.finding(Topic.MAXIMUM, about, Verdict.REFUTED, "không số liệu nào cho đủ điểm", *_best(r))
    return _existing(r, Topic.MAXIMUM, about, found, f"được {points(r.rule.max)}")


def _best(r: Ruled) -> tuple[Shown, ...]:
    """The sheet with the most points that a few halvings of what is left find."""
    low, high, best = Fraction(0), r.rule.max, None
    for _ in range(14):
        middle = (low + high) / 2

        def ask(q: Question, least: Fraction = middle) -> Asking:
            done, stays = r.worked(q)
            return Asking([_counts(done, stays), logic.term_at_most(term(least), done.points)])

        def holds(cards: Sequence[Scorecard], least: Fraction = middle) -> bool:
            return (_stated(r, cards[0]) or Fraction(0)) >= least

        found = r.seek(ask, holds)
        if not found.sheets:
            high = middle
            continue
        best = found.sheets[0]
        low = _stated(r, best[1]) or middle
        if low >= high:
            break
    if best is None:
        return ()
    return (Shown(best[0], f"chỉ được {points(_stated(r, best[1]) or Fraction(0))}"),)


def not_exceeded(r: Ruled) -> Finding:
    """Whether the arithmetic ever passes the maximum, or falls below 0, so that points are cut without a word."""

    def ask(q: Question) -> Asking:
        done, stays = r.worked(q)
        over = any_of(logic.term_below(term(r.rule.max), done.uncut), logic.term_below(done.uncut, term(Fraction(0))))
        return Asking([_counts(done, stays), done.counted, over])

    found = r.seek(ask, lambda cards: _uncut(r, cards[0]) is not None, likely=False)
    about = f"phép tính không cho quá {points(r.rule.max)}, không dưới 0 điểm"
    told = _uncut(r, found.sheets[0][1]) if found.sheets else None
    return _never(r, Topic.MAXIMUM, about, found, f"phép tính cho {told}" if told else "")


def _uncut(r: Ruled, card: Scorecard) -> str | None:
    """What the arithmetic gave on a sheet before it was cut; None where nothing was."""
    node = card.node(r.row.code)
    for because in node.because if node is not None else ():
        if isinstance(because, Computed):
            before = because.result.trace.before_rounding
            exact = before.exact if before is not None else None
            if exact is not None and not 0 <= exact <= r.rule.max:
                return points(exact)
    return None


# ---- lines and conditions


def alive(r: Ruled, targets: Sequence[Target]) -> Iterator[Finding]:
    """Whether each line decides on some sheet, and each comparison comes out both ways; a sheet may show several."""
    shown: dict[object, Shown] = {}
    for target in targets:
        if target.key in shown:
            yield _used(r, target, Sought(), shown[target.key])
            continue

        def ask(q: Question, wanted: Target = target) -> Asking:
            _, stays = r.worked(q)
            return Asking([stays, q.made.marks.get((wanted.key[0], wanted.key[-1]), False)])

        def holds(cards: Sequence[Scorecard], wanted: Target = target) -> bool:
            return wanted.key in set(hits(r.tree, cards[0]))

        found = r.seek(ask, holds)
        for sheet, card in found.sheets:
            for key in hits(r.tree, card):
                shown.setdefault(key, Shown(sheet, ""))
        yield _used(r, target, found, shown.get(target.key))


def _used(r: Ruled, target: Target, found: Sought, shown: Shown | None) -> Finding:
    outcome = target.key[-1]
    way = "" if outcome is None else " có lúc đúng" if outcome else " có lúc sai"
    about = f"{target.kind.value} “{target.text}”{way or ' có phiếu dùng đến'}"
    if shown is not None:
        return r.finding(Topic.ALIVE, about, Verdict.PROVEN)
    if found.none:
        why = "không phiếu nào" if outcome is not False else "lúc nào cũng đúng"
        return r.finding(Topic.ALIVE, about, Verdict.REFUTED, why)
    return r.finding(Topic.ALIVE, about, Verdict.UNDECIDED, found.why)


# ---- zero denominators


def zero_met(r: Ruled) -> Iterator[Finding]:
    """Whether a denominator of 0 leaves nothing said; told only of rules that have one that can be 0."""

    def zero(q: Question) -> Asking:
        done, stays = r.worked(q)
        return Asking([stays, done.zero])

    met = r.seek(zero, lambda cards: True)
    if met.none or (not met.sheets and not met.why):
        return

    def unsaid(q: Question) -> Asking:
        done, stays = r.worked(q)
        return Asking([stays, done.zero, done.open])

    found = r.seek(unsaid, lambda cards: _stated(r, cards[0]) is None, likely=False)
    yield _never(r, Topic.DENOMINATOR, "mẫu số bằng 0 thì đã nói chấm thế nào", found, "chưa biết chấm thế nào")


# ---- how a fact moves points


def moved_by(r: Ruled, name: str) -> Iterator[Finding]:
    """How the points go with a number, all else the same; whether it switches the row in or out."""
    declared = r.declared(name)
    if declared.type in NUMERIC or declared.type is FactType.DATE:
        yield _direction(r, name)
    out = r.seek(_switching(r, name), lambda cards: _switched(r, cards), likely=False)
    if out.sheets:
        first, second = (Shown(s, _how(r, name, c)) for s, c in out.sheets)
        about = f"[{r.called(name)}] đưa dòng vào hay ra khỏi điểm tối đa"
        yield r.finding(Topic.LEAVING, about, Verdict.TOLD, "", first, second)
    elif out.why:
        yield r.finding(
            Topic.LEAVING, f"[{r.called(name)}] có đưa dòng ra khỏi điểm tối đa không", Verdict.UNDECIDED, out.why
        )


def _direction(r: Ruled, name: str) -> Finding:
    about = f"điểm theo [{r.called(name)}]"
    rises = r.seek(_moving(r, name, True), lambda cards: _moved(r, cards, True), likely=False)
    falls = r.seek(_moving(r, name, False), lambda cards: _moved(r, cards, False), likely=False)
    if rises.sheets and falls.sheets:
        shown = [Shown(s, _how(r, name, c)) for found in (rises, falls) for s, c in found.sheets]
        return r.finding(Topic.DIRECTION, about, Verdict.TURNS, "có chỗ tăng, có chỗ giảm", *shown)
    undecided = rises.why or falls.why
    if undecided:
        return r.finding(Topic.DIRECTION, about, Verdict.UNDECIDED, undecided)
    way = "chỉ tăng hoặc giữ nguyên" if rises.sheets else "chỉ giảm hoặc giữ nguyên" if falls.sheets else "không đổi"
    return r.finding(
        Topic.DIRECTION, about, Verdict.UNSTATED, f"số liệu tăng thì điểm {way}; chưa khai thế nào là tốt hơn"
    )


def _moving(r: Ruled, name: str, up: bool) -> Ask:
    """Two sheets that differ in a fact alone, the second with more of it, and points that go up, or down."""

    def ask(q: Question) -> Asking:
        other = q.other(name)
        done, stays = r.worked(q)
        more, also = r.worked(q, other)
        one, two = q.facts.unknown(name), other.unknown(name)
        moved = logic.term_below(done.points, more.points) if up else logic.term_below(more.points, done.points)
        ordered = [one.arisen, two.arisen, one.value < two.value]
        return Asking([_counts(done, stays), _counts(more, also), *ordered, moved], (q.facts, other))

    return ask


def _moved(r: Ruled, cards: Sequence[Scorecard], up: bool) -> bool:
    first, second = (_stated(r, c) for c in cards)
    return first is not None and second is not None and (first < second if up else second < first)


def _switching(r: Ruled, name: str) -> Ask:
    """Two sheets that differ in a fact alone, of which one has the row in the maximum and one has not."""

    def ask(q: Question) -> Asking:
        other = q.other(name)
        done, stays = r.worked(q)
        more, also = r.worked(q, other)
        gone = any_of(negated(also), more.out)
        return Asking([_counts(done, stays), gone], (q.facts, other))

    return ask


def _switched(r: Ruled, cards: Sequence[Scorecard]) -> bool:
    states = [node.state for c in cards if (node := c.node(r.row.code)) is not None]
    return states == [State.SCORED, State.NOT_APPLICABLE]


def _how(r: Ruled, name: str, card: Scorecard) -> str:
    stated = _stated(r, card)
    value = next((f for f in card.facts if fold_name(f.name) == name), None)
    said = fact_value(value.value, value.percent) if value is not None and value.value is not None else "?"
    return f"[{r.called(name)}] là {said}: {points(stated) if stated is not None else 'không áp dụng'}"


# ---- from what was sought to a finding


def _existing(r: Ruled, topic: Topic, about: str, found: Sought, told: str) -> Finding:
    """Of what some sheet has to show."""
    if found.sheets:
        return r.finding(topic, about, Verdict.PROVEN, "", Shown(found.sheets[0][0], told))
    return r.finding(topic, about, Verdict.REFUTED if found.none else Verdict.UNDECIDED, found.why)


def _never(r: Ruled, topic: Topic, about: str, found: Sought, told: str) -> Finding:
    """Of what no sheet may show."""
    if found.none:
        return r.finding(topic, about, Verdict.PROVEN)
    if found.sheets:
        return r.finding(topic, about, Verdict.REFUTED, told, Shown(found.sheets[0][0], told))
    return r.finding(topic, about, Verdict.UNDECIDED, found.why)
