"""What every part of a scorecard in JSON is made of: points, stages, reasons with their evidence, places."""

from fractions import Fraction
from typing import Any

from cchc_rules.model.numbers import decimal_string
from cchc_rules.model.sheet import Claim, Entry, EntryValue, FactEntry
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import State
from cchc_rules.source import Span

Json = dict[str, Any]
HOLDS = {True: "triggered", False: "not_triggered", None: "open"}
"""A condition that holds, does not, or depends on what is not yet known."""
_STAGES = {Stage.SELF: "self", Stage.APPRAISAL: "appraisal", Stage.REVIEW: "review", Stage.SURVEY: "survey"}


def stage_key(stage: Stage) -> str:
    """What JSON calls a stage: `appraisal`; one that a rubric names itself by that name."""
    return _STAGES.get(stage, stage.value)


def points(amount: Fraction) -> str:
    """`1.5`, or `5/6` where decimals do not end: always exact."""
    return decimal_string(amount)


def value(entered: EntryValue) -> str | None:
    """Points, or the state of a row that does not apply; None while nothing was entered."""
    if entered is None:
        return None
    return points(entered) if isinstance(entered, Fraction) else State.NOT_APPLICABLE.value


def justification(entry: Entry | Claim | FactEntry) -> Json:
    """Why, on what evidence, by whom, and where it stands."""
    return {"reason": entry.reason, "evidence": list(entry.evidence), "by": entry.by, **place(entry.at)}


def place(at: Span | None) -> Json:
    """File and line."""
    return {"file": at.source if at else None, "line": at.line if at else None}
