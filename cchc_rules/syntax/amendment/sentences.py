"""Lower the operations on sentences, scoring rules and surveys of a rubric."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from cchc_rules.diagnostics import catalog
from cchc_rules.model.amendments.address import AnyPlace
from cchc_rules.model.amendments.operation import (
    AddSentence,
    ChangeAt,
    ChangeSentence,
    DropForm,
    DropSentence,
    OfForm,
    Operation,
    Owner,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import NO_TRIVIA, Stated
from cchc_rules.model.code import Code
from cchc_rules.syntax import values as v
from cchc_rules.syntax.amendment.blocks import ON_FORM, ON_RUBRIC, Said, same_form, sentence, whole_form
from cchc_rules.syntax.amendment.draft import Draft
from cchc_rules.syntax.amendment.owner import Standing, owner_of
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Statement
from cchc_rules.syntax.rubric.rows import ROW_LINES
from cchc_rules.syntax.rubric.rules import RULE_LINES
from cchc_rules.syntax.rubric.surveys import form_name
from cchc_rules.writing import amendments as words

OF_RULES = frozenset({"change_rule", "add_rule", "drop_rule"})


def changed(w: Draft, what: str, old: object, new: object) -> None:
    """A change that changes nothing is reported."""
    if old == new:
        w.report.add(catalog.NO_CHANGE, w.st.span, what=what)


def deducting(node: Node) -> Iterator[bool]:
    """Whether each of the two maxima is one that is taken away."""
    takes = False
    for leaf in node.leaves("DEDUCTS", "NUMBER"):
        if leaf.kind == "NUMBER":
            yield takes
        takes = leaf.kind == "DEDUCTS"


def change_sentence(w: Draft, what: str = "SỬA CÂU") -> Operation | None:
    """`SỬA CÂU`, `SỬA CÁCH CHẤM`: the old and the new sentence; None when one is not there."""
    on = owner_of(w.st, w.report)
    parts = [w.block(name) for name in ("từ", "thành")]
    for name, part in zip(("từ", "thành"), parts, strict=True):
        if not part and not w.broken:
            w.report.add(catalog.HALF_CHANGE, w.st.span, what=what, missing=name)
    if not all(parts) or not on.readable or w.broken:
        return None
    before, behind = (_sentence(w, part, on) for part in parts)
    if before is None or behind is None:
        return None
    if before[0] is not behind[0] or not same_form(*before, behind[1]):
        w.report.add(catalog.DIFFERENT_SENTENCES, parts[1][0].span)
        return None
    changed(w, words.noun(before[0]) if before[0] is Slot.RULE else "câu này", before[1], behind[1])
    return ChangeSentence(on.owner, before[0], before[1], behind[1])


def change_at(w: Draft, at: AnyPlace) -> Operation | None:
    """`SỬA mục II.1.4` with the old and the new sentence of a rubric, which says itself on what it can stand."""
    parts = [w.block(name) for name in ("từ", "thành")]
    if w.broken:
        return None
    before, behind = (sentence(part, _standing(part[0]), w.report) for part in parts)
    if before is None or behind is None:
        return None
    if before[0] is not behind[0] or not same_form(*before, behind[1]):
        w.report.add(catalog.DIFFERENT_SENTENCES, parts[1][0].span)
        return None
    changed(w, "câu này", before[1], behind[1])
    return ChangeAt(at, before[0], before[1], behind[1])


def _standing(first: Statement) -> Standing:
    """What a sentence stands on, as far as it tells: the rubric, some row, some survey instrument."""
    if first.node.rule in (*RULE_LINES, *ROW_LINES) and first.node.rule not in ON_RUBRIC:
        return Standing(Code("1"))
    return Standing(OfForm("")) if first.node.rule in ON_FORM else Standing()


def _sentence(w: Draft, given: Sequence[Statement], on: Standing) -> Said | None:
    """A sentence, which must be a scoring rule where the operation names one."""
    first = given[0]
    if w.line.rule in OF_RULES and first.node.rule not in RULE_LINES:
        where = "dưới SỬA CÂU, THÊM CÂU hay BỎ CÂU; ở đây cần dòng “cách chấm: …”"
        w.report.add(catalog.MISPLACED, first.span, what=f"“{first.raw.text.strip()[:40]}”", where=where)
        return None
    return sentence(given, on, w.report)


def _one_sentence(w: Draft, what: str) -> tuple[Owner, Slot, Stated[Any]] | None:
    on = owner_of(w.st, w.report)
    given = w.block()
    if not given or w.broken:
        if not w.broken:
            w.report.add(catalog.INCOMPLETE, w.st.span, fix=f"viết {what}")
        return None
    found = _sentence(w, given, on)
    return (on.owner, *found) if found is not None and on.readable else None


def add_sentence(w: Draft, what: str = "câu ngay sau “THÊM CÂU:”, hoặc ở dòng dưới") -> Operation | None:
    """`THÊM CÂU`, `THÊM CÁCH CHẤM`."""
    found = _one_sentence(w, what)
    return AddSentence(*found) if found else None


def drop_sentence(w: Draft, what: str = "câu ngay sau “BỎ CÂU:”, hoặc ở dòng dưới") -> Operation | None:
    """`BỎ CÂU`, `BỎ CÁCH CHẤM`."""
    found = _one_sentence(w, what)
    if found is not None and found[1] is Slot.SURVEYS:
        where = "BỎ PHIẾU ĐIỀU TRA … đang là “…”: … câu hỏi"
        w.report.add(catalog.MISPLACED, w.st.span, what="bỏ phiếu điều tra", where=where)
        return None
    return DropSentence(*found) if found else None


def add_form(w: Draft) -> Operation | None:
    """`THÊM PHIẾU ĐIỀU TRA` with the lines below."""
    found = whole_form(w.st, w.block(), w.report)
    if found is None or w.broken:
        return None
    # The comments are those of the operation.
    return AddSentence(None, Slot.SURVEYS, evolve(found, trivia=NO_TRIVIA))


def drop_form(w: Draft) -> Operation:
    """`BỎ PHIẾU ĐIỀU TRA … đang là`."""
    number = v.whole(w.st, w.node.leaves("INT")[0], w.report)
    return DropForm(form_name(w.node), v.string(w.node), number)
