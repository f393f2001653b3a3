"""What would become of a unit if facts were other than reported: the new result, and the rows that moved."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import NO_PEERS, Peers
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import fold_name

_SUPPOSED = "số liệu giả định"
"""What is only supposed needs no reason from anybody, and a sheet in which a figure is changed needs one."""


@frozen
class Moved:
    """A row or group whose amounts changed."""

    code: Code
    before: Ledger
    after: Ledger
    deducts: bool = False

    @property
    def gain(self) -> Fraction:
        """More points achieved, below 0 for fewer."""
        return self.after.achieved - self.before.achieved


@frozen
class WhatIf:
    """The scorecard as it is, as it would be, and the nodes that moved, those of bonus and penalty last."""

    before: Scorecard
    after: Scorecard
    moved: tuple[Moved, ...]


def what_if(
    tree: RuleTree, sheet: Sheet, facts: Mapping[str, FactValue], view: View = View.FINAL, peers: Peers = NO_PEERS
) -> WhatIf:
    """The sheet with `facts` (by name) in the place of what was reported, at every stage that reported it."""
    before = evaluate(tree, sheet, view, peers)
    after = evaluate(tree, with_facts(sheet, facts, view), view, peers)
    pairs = zip(before.every, after.every, strict=True)
    moved = (Moved(a.criterion.code, a.ledger, b.ledger, a.criterion.deducts) for a, b in pairs if a.ledger != b.ledger)
    return WhatIf(before, after, tuple(moved))


def with_facts(
    sheet: Sheet, facts: Mapping[str, FactValue], view: View, percents: frozenset[str] | None = None
) -> Sheet:
    """The sheet with other values: as if every stage that reported a fact had found this one.

    A fact that nobody reported is added at the stage that the view ends with. `percents` names those written with a
    % sign; None leaves that as it was.
    """
    entries = list(sheet.facts)
    for name, value in facts.items():
        places = [i for i, f in enumerate(entries) if fold_name(f.name) == fold_name(name)]
        for place in places:
            entry = entries[place]
            percent = entry.percent if percents is None else name in percents
            entries[place] = attrs.evolve(entry, value=value, percent=percent, reason=entry.reason or _SUPPOSED)
        if not places:
            stage = Stage.SELF if view.of_unit_alone(sheet.lineup) else sheet.lineup.council
            entries.append(FactEntry(name, value, percent=name in (percents or ()), stage=stage))
    return attrs.evolve(sheet, facts=tuple(entries))
