"""What would become of a unit if facts were other than reported: the new result, and the rows that moved."""

from collections.abc import Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.ledger import Ledger
from cchc_rules.model.scorecard import Scorecard, View
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.situation import NO_PEERS, Peers
from cchc_rules.model.stages import Stage
from cchc_rules.source import fold_name

_SUPPOSED = "số liệu giả định"
"""What is only supposed needs no reason from anybody, and a sheet in which a figure is changed needs one."""


@frozen
class Moved:
    """A row or group whose amounts changed."""

    code: Code
    before: Ledger
    after: Ledger

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
    """The sheet with `facts` (by name) in the place of what was reported, at the stage that stands last for each."""
    before = evaluate(tree, sheet, view, peers)
    after = evaluate(tree, with_facts(sheet, facts, view), view, peers)
    pairs = zip(before.every, after.every, strict=True)
    moved = (Moved(a.criterion.code, a.ledger, b.ledger) for a, b in pairs if a.ledger != b.ledger)
    return WhatIf(before, after, tuple(moved))


def with_facts(sheet: Sheet, facts: Mapping[str, FactValue], view: View) -> Sheet:
    """The sheet with other values: the last entry for a fact is replaced, an unreported fact is added."""
    entries = list(sheet.facts)
    for name, value in facts.items():
        places = [i for i, f in enumerate(entries) if fold_name(f.name) == fold_name(name)]
        if places:
            last = entries[places[-1]]
            entries[places[-1]] = attrs.evolve(last, value=value, reason=last.reason or _SUPPOSED)
        else:
            entries.append(FactEntry(name, value, stage=Stage.SELF if view is View.SELF else Stage.APPRAISAL))
    return attrs.evolve(sheet, facts=tuple(entries))
