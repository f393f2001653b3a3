"""Rows of which there is nothing to say, told by comparing whole numbers: nearly all rows of nearly all sheets.

`rows` alone says what is wrong with a row. What this does not know to be sound is looked at there.
"""

from fractions import Fraction

from cchc_rules.checks.sheet.nodes_by_code import Frame, Node
from cchc_rules.model.sheet import Row
from cchc_rules.model.stages import USUAL, Stage

_BY_HAND = tuple(stage for stage in USUAL if stage is not Stage.SURVEY)
_BY_SURVEY = (Stage.SURVEY,)


def is_sound(frame: Frame, node: Node, row: Row) -> bool:
    """Whether `rows` surely finds nothing in a row that applies to the unit and lies under no claim."""
    c = node.criterion
    stages = _BY_SURVEY if c.survey else _BY_HAND
    entries = row.entries
    if row.claim is not None or c.children or node.penalty or node.evidence or len(entries) > len(stages):
        return False
    if row.title and row.title != c.title:
        return False
    before = None
    (most, most_of), (step, step_of) = node.most, frame.steps
    for entry, stage in zip(entries, stages, strict=False):
        if entry.stage is not stage or stage in frame.not_plain or type(entry.value) is not Fraction:
            return False
        given, of = points = entry.value.as_integer_ratio()
        if given < 0 or given * most_of > most * of or (step and given * step_of % (step * of)):
            return False
        if before is not None and points != before:
            raised = given * before[1] > before[0] * of
            if not entry.reason or stage in (frame.only_lower if raised else frame.only_raise):
                return False
        before = points
    return True
