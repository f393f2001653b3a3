"""One rule with all that decides about it: the facts that have a say in it, who is assessed, the maximum of its row.

A rule hangs on nothing else of its rubric, and is weighed with nothing else. So what was found of it holds as long as
these are the same, and an editor that has a text checked again at every key waits for the rules that changed alone.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property, lru_cache

from cchc_rules.checks.rubric_conditions import Scope
from cchc_rules.checks.rules.extremes import extremes
from cchc_rules.checks.rules.facts_used import declared_in, ruled
from cchc_rules.checks.rules.reports import facts_behind
from cchc_rules.checks.rules.types import Declared
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.citation import Stated
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Criterion, Rubric, Subjects
from cchc_rules.model.rule import Rule
from cchc_rules.same import once_for_same
from cchc_rules.source import fold_name

REMEMBERED = 2048
"""Rules of which something is remembered; the largest rubrics have about a hundred."""


@frozen(cache_hash=True)
class Bench:
    """A rule as it is weighed. `facts` are those read, what they are computed from and what bounds them; `subjects`
    None where the rubric does not say who is assessed; `max` the points of the row."""

    rule: Rule
    facts: tuple[FactDeclaration, ...]
    subjects: Subjects | None
    max: Fraction

    @cached_property
    def declared(self) -> Declared:
        """The facts by folded name."""
        return {fold_name(f.name): f for f in self.facts}

    @cached_property
    def scope(self) -> Scope:
        """What its conditions may speak of."""
        return Scope.among(self.subjects, self.facts)

    @cached_property
    def nothing_known(self) -> Situation:
        """The situation of a unit of which nothing is known."""
        return Situation({}, self.declared, max=self.max)


@frozen
class RuledRow:
    """A row, its rule as it stands in the text, and that rule as it is weighed."""

    row: Criterion
    rule: Stated[Rule]
    bench: Bench


@once_for_same(1)  # several checks ask for them
def ruled_rows(rubric: Rubric) -> tuple[RuledRow, ...]:
    """The rows of a rubric that have a rule."""
    stated = rubric.provisions.subjects
    subjects = stated.value if stated is not None else None
    s = Situation({}, declared_in(rubric))
    return tuple(
        RuledRow(row, rule, _same(Bench(rule.value, tuple(facts_behind(rule.value, s)), subjects, row.max)))
        for row, rule in ruled(rubric)
    )


@lru_cache(maxsize=REMEMBERED)
def _same(bench: Bench) -> Bench:
    """The one that was met first among equal ones: what is remembered of it is found without comparing it in full."""
    return bench


RuleCheck = Callable[[Stated[Rule], Bench], Iterable[Diagnostic]]


def remembered(check: RuleCheck) -> RuleCheck:
    """The same check, which is not made again of a rule in which it found nothing.

    What it does find is found again each time: findings have places, which are no part of a rule's equality.
    """

    @lru_cache(maxsize=REMEMBERED)
    def finds_nothing(bench: Bench) -> bool:
        return not any(True for _ in check(Stated(bench.rule), bench))

    def findings(rule: Stated[Rule], bench: Bench) -> Iterable[Diagnostic]:
        return () if finds_nothing(bench) else check(rule, bench)

    return findings


@lru_cache(maxsize=REMEMBERED)
def best_and_worst(bench: Bench) -> Amount | None:
    """The bounds of what the rule gives, over all that its facts may be; None where there is no arithmetic at all."""
    return extremes(bench.rule, bench.nothing_known)
