"""What one stage says of one row, as the cells that say it; and those cells as a line of a sheet."""

import datetime
from fractions import Fraction
from typing import assert_never

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.language.words import spelled
from cchc_rules.model.fact import FactValue, NotArisen
from cchc_rules.model.sheet import Acceptance, Claim, Entry, FactEntry, NotApplicable
from cchc_rules.model.stages import Stage
from cchc_rules.writing.layout import date, quote
from cchc_rules.writing.rubric import named_stage
from cchc_rules.writing.sheet_file import acceptance, as_self, details, fact_value

OUT = spelled("NOT_APPLICABLE")[0]
CLAIM = f"đề nghị {OUT}"
AS_SELF = spelled("_AS_SELF")[0]
NOT_ARISEN = spelled("NOT_ARISEN")[0]
YES, NO = "có", "không"


@frozen
class Ratio:
    """A number shown in percent; the value is the ratio."""

    value: Fraction


Shown = Fraction | Ratio | str | None
"""What stands in the cell of a value."""


@frozen
class Said:
    """The cells of one stage in one row. Evidence is one text a document."""

    value: Shown = None
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    opinion: str | None = None

    @property
    def silent(self) -> bool:
        """Whether all of them are empty."""
        return self == Said()


Sayable = Entry | Claim | Acceptance | FactEntry


def said_of(one: Sayable) -> Said:
    """The cells for what was entered."""
    opinion = one.opinion if isinstance(one, Entry) else None
    return Said(_shown(one), one.reason, one.evidence, one.by, opinion)


def _shown(one: Sayable) -> Shown:
    match one:
        case Claim():
            return CLAIM
        case Acceptance():
            return acceptance(Acceptance(one.stage, one.also, one.mark))
        case FactEntry(as_self=True):
            return as_self(attrs.evolve(one, reason=None, evidence=(), by=None))
        case FactEntry():
            return _shown_fact(one.value, one.percent)
        case Entry():
            return OUT if isinstance(one.value, NotApplicable) else one.value
        case _:
            assert_never(one)


def _shown_fact(value: FactValue | None, percent: bool) -> Shown:
    match value:
        case None | str():
            return value
        case bool():
            return YES if value else NO
        case Fraction():
            return Ratio(value) if percent else value
        case datetime.date():
            return date(value)
        case NotArisen():
            return NOT_ARISEN
        case _:
            assert_never(value)


def entry_line(stage: Stage, said: Said) -> str:
    """The line of a row that the cells of a stage make; words that are none of ours stay as they are."""
    if said.value == CLAIM:
        return ", ".join((f"  {OUT}", *_details(stage, said)))
    value = said.value.value if isinstance(said.value, Ratio) else said.value
    points = f"{fact_value(value, percent=False)} điểm" if isinstance(value, Fraction) else value
    parts = (points, f"ý kiến {quote(said.opinion)}" if said.opinion is not None else None, *_details(stage, said))
    return f"  {named_stage(stage)}: {', '.join(p for p in parts if p)}".rstrip()


def fact_line_of(stage: Stage, name: str, said: Said, words: bool) -> str:
    """The line of a fact; `words` tells that its value is a text of its own and stands in quotes."""
    whose = "" if stage is Stage.SELF else f"{named_stage(stage)} "
    parts = (_fact_words(said.value, words), *_details(stage, said))
    return f"  {whose}[{name}]: {', '.join(p for p in parts if p)}".rstrip()


def _fact_words(value: Shown, words: bool) -> str | None:
    match value:
        case Ratio():
            return fact_value(value.value, percent=True)
        case Fraction():
            return fact_value(value, percent=False)
        case str():
            return quote(value) if words and value != NOT_ARISEN and not value.startswith(AS_SELF) else value
        case None:
            return None
        case _:
            assert_never(value)


def _details(stage: Stage, said: Said) -> tuple[str, ...]:
    return tuple(details(Entry(stage, None, said.reason, said.evidence, said.by)))
