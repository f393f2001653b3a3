"""Rows of a rubric file: each hung below its parent by its code, with what is written under it."""

from cchc_rules.diagnostics import Related, catalog
from cchc_rules.diagnostics.edits import content, replaced
from cchc_rules.language.words import squeeze
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.statements import Statement
from cchc_rules.syntax.rubric import settings
from cchc_rules.syntax.rubric.draft import Draft, RowDraft


def add_row(draft: Draft, st: Statement) -> None:
    """Take in a row of the table, or of bonus or penalty; what is wrong with its place is reported."""
    code = v.code(st, st.node.leaves("CODE")[0], draft.report)
    if code is None:
        draft.unsure = True
        draft.lost.update(codes_meant(st.node.leaves("CODE")[0].text))
        return
    row = _row(draft, st, code)
    inside = st.node.rule == "bucket_row"
    if inside != bool(draft.buckets) and not draft.fragment:
        # Of rows one after another without their heading the first tells of all.
        if not (inside and draft.row is not None and draft.row.code not in draft.rows):
            kind = catalog.BUCKET_ROW_ALONE if inside else catalog.BUCKET_ROW_FORM
            draft.report.add(kind, st.span, code=code, points=vietnamese(row.fields["max"]))
        draft.row = row
        return
    if code in draft.rows:
        related = (Related("dòng trước ở đây", draft.rows[code].statement.span),)
        draft.report.add(catalog.CODE_TWICE, st.at(st.node.leaf("CODE")), code=code, related=related)
        draft.row = row
        return
    if inside:
        (draft.buckets[-1].rows if draft.buckets else draft.tops).append(row)
    else:
        _hang(draft, row, st)
    draft.rows[code] = row
    draft.row = row


def _row(draft: Draft, st: Statement, code: Code) -> RowDraft:
    level = st.node.leaf("LEVEL")
    tags = st.node.nodes("row_tag")
    note = st.node.node("note")
    fields = {
        "title": v.string(st.node) if st.node.leaf("STRING") else "",
        "max": v.number(st, st.node.leaves("NUMBER")[0], draft.report),
        "survey": any(t.leaf("SURVEY") for t in tags),
        "note": v.string(note) if note else None,
        "deducts": st.node.leaf("DEDUCTS") is not None,
    }
    if st.node.leaf("STRING") and not fields["title"]:
        draft.report.add(catalog.EMPTY_TEXT, st.at(st.node.leaf("STRING")), what=f"tên dòng {code}")
    word = squeeze(level.text) if level else None
    return RowDraft(code, st, fields, word, v.basis(st, st.node, draft.report))


def _hang(draft: Draft, row: RowDraft, st: Statement) -> None:
    parent = row.code.parent
    siblings = draft.tops
    if parent is not None and parent in draft.rows:
        siblings = draft.rows[parent].children
    elif parent is not None and not draft.fragment:
        if parent not in draft.lost and Code("") not in draft.lost:
            _report_no_parent(draft, row, st, parent)
            draft.lost.add(parent)
        return
    if siblings and row.code < siblings[-1].code:
        span = st.at(st.node.leaf("CODE"))
        draft.report.add(catalog.OUT_OF_ORDER, span, code=row.code, previous=siblings[-1].code)
    siblings.append(row)


def _report_no_parent(draft: Draft, row: RowDraft, st: Statement, parent: Code) -> None:
    """No row above; or one numbered the Roman way, which is then the one to put right."""
    roman = next((top for top in draft.tops if arabic(top.code.text) == parent.text), None)
    if roman is None:
        draft.report.add(catalog.NO_PARENT, st.at(st.node.leaf("CODE")), code=row.code, parent=parent)
        return
    span = roman.statement.at(roman.statement.node.leaf("CODE"))
    related = (Related(f"dòng con {row.code}", st.span),)
    says = f"dòng {roman.code} mang mã {parent}, như các dòng con ghi"
    fixes = (content(says, replaced(span, parent.text)),)
    values = {"code": roman.code, "child": row.code, "number": parent}
    draft.report.add(catalog.ROMAN_PARENT, span, related=related, fixes=fixes, **values)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def codes_meant(text: str) -> tuple[Code, ...]:
    """The codes that rows below one that could not be read may count it by."""
    number = arabic(text)
    return (Code(text),) if number is None else (Code(text), Code(number))


def arabic(code: str) -> str | None:
    """`2` for `II`; None for what is no Roman number."""
    digits = [_ROMAN.get(letter, 0) for letter in code.casefold()]
    if not digits or 0 in digits:
        return None
    return str(sum(-d if d < max(digits[at:]) else d for at, d in enumerate(digits)))


_APPLICABILITY: dict[str, settings.Lower] = {
    "claims": settings.claims,
    "excluded_when": settings.excluded_when,
    "only_when": settings.only_when,
    "suspended": settings.suspended,
}
_ONCE: dict[str, tuple[Slot, settings.Lower]] = {
    "counts": (Slot.COUNTS, settings.counts),
    "group_method": (Slot.GROUP, settings.group_method),
    "followed_by": (Slot.FOLLOWED_BY, settings.text),
    "evidence": (Slot.EVIDENCE, settings.text),
}
ROW_LINES: dict[str, tuple[Slot, settings.Lower]] = {
    **_ONCE,
    "fact": (Slot.FACTS, settings.fact),
    **{rule: (Slot.APPLICABILITY, lower) for rule, lower in _APPLICABILITY.items()},
    **dict.fromkeys(settings.DISCREPANCY_RULES, (Slot.DISCREPANCIES, settings.discrepancy)),
    "wording": (Slot.WORDING, settings.text),
}
"""Statements under a row: the slot of the row each fills, and how it becomes a value."""
_OF_GROUPS = {"counts": "số lượng", "group_method": "cách tính"}


def add_to_row(draft: Draft, row: RowDraft, st: Statement) -> None:
    """Take in a statement written under a row."""
    rule, report = st.node.rule, draft.report
    if rule in _OF_GROUPS and row.statement.node.rule == "bucket_row":
        what = f"câu “{_OF_GROUPS[rule]}”"
        report.add(catalog.MISPLACED, st.span, what=what, where="dưới dòng của bảng có dòng con")
        return
    slot, lower = ROW_LINES[rule]
    stated = settings.state(st, lower(st, st.node, report), report)
    if rule not in _ONCE:
        getattr(row, slot.value).append(stated)
        return
    if getattr(row, slot.value) is not None:
        report.add(catalog.STATED_TWICE, st.span, what=st.raw.text.partition(":")[0].strip())
    setattr(row, slot.value, stated)
