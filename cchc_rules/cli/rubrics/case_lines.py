"""The lines shown for an expectation that was not met."""

from cchc_rules.api.rubrics.cases import Tried
from cchc_rules.explain.scorecard.cases import actual, arithmetic
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.writing.cases import say


def difference(card: Scorecard, tried: Tried) -> list[str]:
    """Expected against actual, with the arithmetic."""
    e = tried.expected
    head = [f"  dòng {e.at.line}, mong đợi: {say(e.value)}", f"    thực tế: {actual(card, e.value)}"]
    return head + [f"      {line}" for line in arithmetic(card, e.value)]
