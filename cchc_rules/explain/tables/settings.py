"""The settings of a rubric as parts of a document: who, by which stages, rated how, and what follows."""

from collections.abc import Iterator
from typing import assert_never

from attrs import evolve

from cchc_rules.explain.render.document import Fact, Group, Item, Items, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import scorecard as words
from cchc_rules.model.amendments.slot import LISTS, Slot
from cchc_rules.model.citation import Inherited, Stated
from cchc_rules.model.rubric import Consequence, Rubric
from cchc_rules.model.stages import unsaid
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.writing.rubric import say, scope
from cchc_rules.writing.surveys import SHARES_HEADING, SURVEY_HEADING, form_lines, settings_lines, share

_FACTS = (
    Slot.INSTRUMENT,
    Slot.REPLACES,
    Slot.IN_FORCE,
    Slot.GOVERNS,
    Slot.TOTAL,
    Slot.COUNTS,
    Slot.SUBJECTS,
    Slot.CLAIMS,
    Slot.ABSENCE,
    Slot.STEP,
    Slot.CEILING,
    Slot.ROUNDING,
    Slot.PRECEDENCE,
    Slot.CALENDAR,
    Slot.DUE_ON_DAY_OFF,
)
_SECTIONS = (
    (words.STAGES, (Slot.STAGES, Slot.COMBINATION, Slot.TIE_BREAK)),
    (words.BANDS, (Slot.BANDS, Slot.DISQUALIFIERS, Slot.QUOTAS)),
    (words.CONSEQUENCES, (Slot.CONSEQUENCES,)),
    (words.TIMETABLE, (Slot.TIMETABLE,)),
    (words.FACTS, (Slot.FACTS,)),
)


def setting_facts(rubric: Rubric, brief: bool = False) -> tuple[Fact, ...]:
    """What the rubric states once: instrument, total, counts, who is assessed …; `brief`: the first alone."""
    facts = []
    for slot in _FACTS[:1] if brief else _FACTS:
        for stated in _statements(rubric, slot):
            label, text = _in_words(rubric, slot, stated)
            facts.append(Fact(label, _with_basis(rubric, slot, text, stated)))
    return tuple(facts)


def setting_sections(rubric: Rubric) -> tuple[Items, ...]:
    """Stages, bands, consequences, timetable, facts asked for; empty ones are left out."""
    sections = []
    for heading, slots in _SECTIONS:
        told = [(slot, s) for slot in slots for s in _statements(rubric, slot)]
        for given in dict.fromkeys(getattr(s.value, "scope", None) for _, s in told):
            own = [(slot, s) for slot, s in told if getattr(s.value, "scope", None) == given]
            sections.append(_section(rubric, clean(heading + scope(given)), own))
    return (*sections, *_surveys(rubric))


def _surveys(rubric: Rubric) -> Iterator[Items]:
    forms = tuple(_form(rubric, s) for s in rubric.provisions.surveys)
    if forms:
        yield Items(SURVEY_HEADING, Tone.STRONG, (), (Group("", forms),))
    shares = tuple(_split(rubric, share(s.value), s) for s in rubric.provisions.survey_shares)
    if shares:
        yield Items(SHARES_HEADING, Tone.STRONG, (), (Group("", shares),))


def _form(rubric: Rubric, stated: Stated[SurveyInstrument]) -> Item:
    form = stated.value
    told = [form.title, *(line.text for line in settings_lines(stated) if line.depth)]
    text = "; ".join((*told, f"{len(form.questions)} câu hỏi"))
    inside = (line.stated.amended for line in form_lines(stated) if line.depth)
    changed = dict.fromkeys(a.cite() for a in inside if a is not None)
    told_by = "".join(f"; sửa bởi {cited}" for cited in changed)
    return Item(form.name, _with_basis(rubric, Slot.SURVEYS, text, stated) + clean(told_by), "", "", Tone.PLAIN)


def _split(rubric: Rubric, said: str, stated: Stated[object]) -> Item:
    label, _, text = said.partition(": ")
    return Item(label, _with_basis(rubric, Slot.SURVEY_SHARES, text, stated), "", "", Tone.PLAIN)


def _statements(rubric: Rubric, slot: Slot) -> Iterator[Stated[object]]:
    given = getattr(rubric.provisions, slot.value)
    if slot is Slot.STAGES:
        yield from (evolve(s, value=v) for s, v in zip(given, unsaid(x.value for x in given), strict=True))
    elif slot in LISTS:
        yield from given
    elif given is not None:
        yield given


def _in_words(rubric: Rubric, slot: Slot, stated: Stated[object]) -> tuple[str, str]:
    """A statement of the language as its label and the rest."""
    said = say(slot, stated.value, rubric.level_names[0])
    if isinstance(stated.value, Consequence):
        label, _, rest = said.partition(" ")
        return label, clean(f"{rest.partition(': ')[0]}: {stated.value.text}")
    label, _, rest = said.partition(": ")
    return clean(label), clean(rest)


def _with_basis(rubric: Rubric, slot: Slot, text: str, stated: Stated[object]) -> str:
    rests, changed = stated.rests_on, phrases.told_apart(stated)
    cited = f" ({phrases.basis(rubric, rests)})" if rests else ""
    told = f"; sửa bởi {changed.cite()}" if changed else ""
    return clean(f"{text}{cited}{told}{_inherited(rubric, slot, stated)}")


def _inherited(rubric: Rubric, slot: Slot, stated: Stated[object]) -> str:
    """Which common provisions a statement is from, is completed by, or stands in place of."""
    common = stated.common
    if common is None:
        return ""
    said = say(slot, common.stated.value, rubric.level_names[0])
    match common.how:
        case Inherited.WHOLE:
            return f"; {words.COMMON} {common.by}"
        case Inherited.REST:
            return f"; câu riêng, phần không nêu theo {words.COMMON} {common.by}: “{said}”"
        case Inherited.REPLACED:
            return f"; câu riêng, thay câu “{said}” của {words.COMMON} {common.by}"
        case _:
            assert_never(common.how)


def _section(rubric: Rubric, heading: str, told: list[tuple[Slot, Stated[object]]]) -> Items:
    """A basis that all lines share is shown once, before them."""
    first = told[0][1]
    same = all(s.basis == first.basis and s.amended is None and _source(s) == _source(first) for _, s in told)
    shared = first.basis if same and (first.common is None or first.common.how is Inherited.WHOLE) else None
    cited = _with_basis(rubric, told[0][0], phrases.basis(rubric, shared), evolve(first, basis=None)) if shared else ""
    lead = (Line(words.basis(cited), Tone.FAINT),) if shared else ()
    items = []
    for slot, stated in told:
        label, text = _in_words(rubric, slot, stated)
        items.append(Item(label, text if shared else _with_basis(rubric, slot, text, stated), "", "", Tone.PLAIN))
    return Items(heading, Tone.STRONG, lead, (Group("", tuple(items)),))


def _source(stated: Stated[object]) -> tuple[str, Inherited] | None:
    return (stated.common.by, stated.common.how) if stated.common is not None else None
