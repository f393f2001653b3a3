"""What a rule gives in a situation: by its program where everything is known, else worked through in full."""

from fractions import Fraction

import attrs

from cchc_rules.compile.rules import RowRule
from cchc_rules.meaning.amount import known
from cchc_rules.meaning.situation import Situation
from cchc_rules.meaning.trace import RuleResult

_NO_POINTS = known(Fraction(0))


def applied(row: RowRule, s: Situation) -> RuleResult:
    """The same result either way; only the program leaves the trace to be made when somebody asks for it."""
    value = row.program(s)
    if value is None:
        return _worked(row, s)
    exact = isinstance(value, Fraction)
    points = known(value) if isinstance(value, Fraction) else _NO_POINTS
    return RuleResult(points, not exact, (), lambda: _worked(row, s).trace)


def _worked(row: RowRule, s: Situation) -> RuleResult:
    from cchc_rules.meaning.rules import apply  # rarely needed, and slow to import

    return apply(row.rule, attrs.evolve(s, max=row.max))
