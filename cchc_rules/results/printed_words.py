"""Which printed sentences of a row its result rests on."""

from cchc_rules.meaning.deciding_lines import printed_words
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.rule import Precedence
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import Because, Computed, Corrected, Differs, PointsOpen, RuledOut
from cchc_rules.source import Span


def cited_words(node: NodeScore) -> tuple[tuple[str, Span | None], ...]:
    """Those of the lines of its rule that decided, else those of the row as a whole; each with its place."""
    results = [r for b in node.because if (r := _result(b)) is not None]
    by_hand = any(isinstance(b, Differs) and b.kept is Precedence.ENTERED for b in node.because)
    lines = printed_words(results[-1]) if results and not by_hand else ()
    if lines:
        return tuple((line.value.wording, line.at) for line in lines)
    return tuple((said.value, said.at) for said in node.criterion.wording)


def _result(because: Because) -> RuleResult | None:
    if isinstance(because, Computed | RuledOut | PointsOpen):
        return because.result
    return because.after if isinstance(because, Corrected) else None
