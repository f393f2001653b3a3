"""Up to which stage a sheet is read when none is asked for."""

from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.scorecard import View


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
