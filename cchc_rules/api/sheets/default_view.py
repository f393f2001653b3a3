"""Up to which stage a sheet is read: as asked for, or as far as it goes."""

from collections.abc import Iterator

from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.scorecard import View


def asked_or_own(asked: View | None, sheet: Sheet, tree: RuleTree) -> View:
    """The view asked for, which the rubric has (`not_there`): all is read where nobody acts after its stage."""
    if asked is None:
        return view_for(sheet, tree.order)
    if set(tree.lineup.acting).isdisjoint(asked.unseen(tree.lineup)):
        return View.FINAL
    return View(next(s for s in tree.lineup.order if s == asked.upto))  # spelled as the rubric spells it


def not_there(asked: View | None, sheet: Sheet, tree: RuleTree) -> Iterator[Diagnostic]:
    """P510: nobody acts at the stage asked for, by the rubric of the sheet."""
    stages = tree.lineup.acting
    if asked is not None and asked.upto is not None and asked.upto not in stages:
        known = ", ".join(f"“{s.value}”" for s in stages)
        yield catalog.NO_STAGE_ASKED.at(
            sheet.place("rubric"), stage=asked.upto.value, rubric=tree.rubric.id, stages=known
        )


def view_for(sheet: Sheet, order: tuple[Stage, ...]) -> View:
    """Final once anybody whose points count has entered anything; before that what the unit gave itself, provisionally.

    `order` are the stages whose points count in the rubric: where the unit's own do, nobody else is waited for.
    """
    if Stage.SELF in order:
        return View.FINAL
    stages = {e.stage for r in sheet.rows for e in r.entries if e.value is not None}
    stages |= {f.stage for f in sheet.facts if f.value is not None}
    if stages - set(OF_THE_UNIT):
        return View.FINAL
    return View.SELF if Stage.SELF in stages or any(r.claim for r in sheet.rows) else View.FINAL
