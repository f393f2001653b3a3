"""Lower sentences of a rubric inside an amendment: one line, or the lines of a scoring rule or of a survey."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from cchc_rules.diagnostics import catalog
from cchc_rules.model.amendments.operation import OfForm
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.link import with_usual
from cchc_rules.model.rating import Quota
from cchc_rules.model.rubric import Band, Disqualifier
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.syntax.amendment.owner import Standing
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric import settings
from cchc_rules.syntax.rubric.reader import bucket_head
from cchc_rules.syntax.rubric.rows import ROW_LINES
from cchc_rules.syntax.rubric.rules import RULE_LINES, RuleDraft, add_line
from cchc_rules.syntax.rubric.surveys import SurveyDraft, add_survey_line, open_form, open_lines

Said = tuple[Slot, Stated[Any]]

_OF_FILES = ("uses", "override", *settings.UNDER_HEADING)
ON_RUBRIC: dict[str, tuple[Slot, settings.Lower]] = {
    rule: (Slot(s.target), s.lower) for rule, s in settings.SETTINGS.items() if rule not in _OF_FILES
} | {"bucket": (Slot.BUCKETS, bucket_head)}
_SCOPED = (Slot.BANDS, Slot.DISQUALIFIERS, Slot.QUOTAS)
ON_FORM = {
    "asks": Slot.RESPONDENTS,
    "minimum": Slot.MINIMUM,
    "scale_used": Slot.SCALES,
    "answer_scale": Slot.SCALES,
    "question": Slot.QUESTIONS,
}


def sentence(given: Sequence[Statement], on: Standing, report: Report) -> Said | None:
    """A sentence of a rubric with the slot it fills; None, with a diagnostic, when it has none there."""
    rule, owner = given[0].node.rule, on.owner
    if isinstance(owner, Code) and rule in RULE_LINES:
        return _rule(given, report)
    if isinstance(owner, OfForm):
        return _of_form(given, owner, report)
    if owner is None and on.scope is None and rule == "survey":
        _stray(given[1:], report)
        head = whole_form(given[0], (), report)
        return (Slot.SURVEYS, head) if head is not None else None
    known = (ON_RUBRIC if owner is None else ROW_LINES).get(rule)
    if known is None or (on.scope is not None and known[0] not in _SCOPED):
        _misplaced(given[0], _where(rule, on), report)
        return None
    _stray(given[1:], report)
    slot, lower = known
    value = lower(given[0], given[0].node, report)
    if isinstance(value, Band | Disqualifier | Quota):
        value = evolve(value, scope=on.scope)
    return None if value is None else (slot, settings.state(given[0], with_usual(value), report))


def _where(rule: str, on: Standing) -> str:
    if rule in ON_FORM:
        return "câu sửa đổi “của phiếu” điều tra"
    of_rubric = on.owner is not None or on.scope is not None
    return "câu sửa đổi của chính bộ tiêu chí" if of_rubric else "câu sửa đổi “của” một dòng tiêu chí"


def _misplaced(st: Statement, where: str, report: Report) -> None:
    report.add(catalog.MISPLACED, st.span, what=f"“{st.raw.text.strip()[:40]}”", where=where)


def _stray(given: Sequence[Statement], report: Report) -> None:
    """One sentence is changed at a time; what follows it belongs to nothing."""
    for st in given:
        report.add(catalog.STRAY_LINE, st.span)


def _rule(given: Sequence[Statement], report: Report) -> Said | None:
    draft = RuleDraft()
    for st in given:
        if st.node.rule in RULE_LINES:
            add_line(draft, st, report)
        else:
            _misplaced(st, "một câu sửa đổi riêng, không ở trong cách chấm", report)
    made = draft.build()
    return (Slot.RULE, made) if made is not None else None


# ---- surveys


def _of_form(given: Sequence[Statement], owner: OfForm, report: Report) -> Said | None:
    slot = ON_FORM.get(given[0].node.rule)
    if slot is None:
        where = "câu sửa đổi của chính bộ tiêu chí; phiếu điều tra có các câu hỏi, tối thiểu, thang, câu"
        _misplaced(given[0], where, report)
        return None
    draft = open_lines(owner.name)
    last = 2 if slot is Slot.QUESTIONS and len(given) > 1 and given[1].node.rule == "answers" else 1
    for st in given[:last]:
        add_survey_line(draft, st, report)
    _stray(given[last:], report)
    made: Any = getattr(draft.build()[0].value, slot.value)
    stated = (made[0] if made else None) if slot in (Slot.SCALES, Slot.QUESTIONS) else made
    return (slot, stated) if stated is not None else None


def whole_form(head: Statement, below: Sequence[Statement], report: Report) -> Stated[SurveyInstrument] | None:
    """A survey instrument from the sentence that names it and the lines below."""
    draft = SurveyDraft()
    open_form(draft, head, report)
    for st in below:
        if st.node.rule in ON_FORM or st.node.rule == "answers":
            add_survey_line(draft, st, report)
        else:
            _stray((st,), report)
    made = draft.build()
    return made[0] if made else None


def same_form(slot: Slot, old: Stated[Any], new: Stated[Any]) -> bool:
    """Whether two heads are of one survey instrument; sheets name it, so it keeps its short name."""
    return slot is not Slot.SURVEYS or old.value.name == new.value.name
