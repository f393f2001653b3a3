"""Scorecards kept while many sheets are scored, for those who want more of them than their ranking."""

from attrs import field

from cchc_rules.explain.scorecard.provenance import Provenance
from cchc_rules.frozen import define
from cchc_rules.results.scorecard import Scorecard


@define
class KeptCards:
    """What was evaluated and what it was made from, by the name of the sheet's file."""

    cards: dict[str, Scorecard] = field(factory=dict)
    made_from: dict[str, Provenance] = field(factory=dict)
