"""Slots: the places of a rubric that hold statements, so that one statement can be named and changed."""

from enum import Enum


class Slot(Enum):
    """An attribute of Provisions, of a row, of a survey instrument, or of a rubric: BUCKETS, without rows.

    Values are attribute names.
    """

    LEVELS = "levels"
    NUMBERING = "numbering"
    INSTRUMENT = "instrument"
    REPLACES = "replaces"
    IN_FORCE = "in_force"
    GOVERNS = "governs"
    TOTAL = "total"
    SUBJECTS = "subjects"
    CLAIMS = "claims"
    STEP = "step"
    ROUNDING = "rounding"
    STAGES = "stages"
    COMBINATION = "combination"
    TIE_BREAK = "tie_break"
    ABSENCE = "absence"
    CEILING = "ceiling"
    BANDS = "bands"
    DISQUALIFIERS = "disqualifiers"
    QUOTAS = "quotas"
    CONSEQUENCES = "consequences"
    TIMETABLE = "timetable"
    PRECEDENCE = "precedence"
    CALENDAR = "calendar"
    DUE_ON_DAY_OFF = "due_on_day_off"
    FACTS = "facts"
    SURVEYS = "surveys"
    SURVEY_SHARES = "survey_shares"
    OVERRIDES = "overrides"
    COUNTS = "counts"
    APPLICABILITY = "applicability"
    DISCREPANCIES = "discrepancies"
    BUCKETS = "buckets"
    RULE = "rule"
    GROUP = "group"
    WORDING = "wording"
    FOLLOWED_BY = "followed_by"
    EVIDENCE = "evidence"
    RESPONDENTS = "respondents"
    MINIMUM = "minimum"
    SCALES = "scales"
    QUESTIONS = "questions"


LISTS = frozenset(
    {
        Slot.REPLACES,
        Slot.STAGES,
        Slot.BANDS,
        Slot.DISQUALIFIERS,
        Slot.QUOTAS,
        Slot.CONSEQUENCES,
        Slot.TIMETABLE,
        Slot.CALENDAR,
        Slot.FACTS,
        Slot.SURVEYS,
        Slot.SURVEY_SHARES,
        Slot.OVERRIDES,
        Slot.SCALES,
        Slot.QUESTIONS,
        Slot.APPLICABILITY,
        Slot.DISCREPANCIES,
        Slot.BUCKETS,
        Slot.WORDING,
    }
)
"""Slots that hold any number of statements; the others hold one or none."""

OF_FORM = (Slot.RESPONDENTS, Slot.MINIMUM, Slot.SCALES, Slot.QUESTIONS)
OF_ROW = (
    Slot.FOLLOWED_BY,
    Slot.EVIDENCE,
    Slot.COUNTS,
    Slot.GROUP,
    Slot.FACTS,
    Slot.APPLICABILITY,
    Slot.DISCREPANCIES,
    Slot.WORDING,
    Slot.RULE,
)
_NOT_OF_RUBRIC = {*OF_ROW, *OF_FORM, Slot.BUCKETS, Slot.OVERRIDES} - {Slot.COUNTS, Slot.FACTS, Slot.DISCREPANCIES}
OF_RUBRIC = tuple(s for s in Slot if s not in _NOT_OF_RUBRIC)
"""Not OVERRIDES: once they are carried out there is nothing to amend."""
OF_PROVISIONS = (*OF_RUBRIC, Slot.OVERRIDES)
