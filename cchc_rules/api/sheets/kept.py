"""Scorecards kept while many sheets are scored, for those who want more of them than their ranking."""

from attrs import field

from cchc_rules.compile import RuleTree
from cchc_rules.explain.scorecard.provenance import Provenance
from cchc_rules.frozen import define
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.scorecard import Scorecard


@define
class KeptCards:
    """What was evaluated, what it was made from and by which rules, by the name of the sheet's file."""

    cards: dict[str, Scorecard] = field(factory=dict)
    made_from: dict[str, Provenance] = field(factory=dict)
    sheets: dict[str, tuple[RuleTree, Sheet]] = field(factory=dict)
