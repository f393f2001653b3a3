"""Lower the operations of an amendment: each grammar rule has one function here, found through OPERATIONS."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import evolve

from cchc_rules.diagnostics import catalog
from cchc_rules.model.amendments.address import Address, AnyPlace, PrintedPlace, address_of
from cchc_rules.model.amendments.operation import (
    AddProvision,
    After,
    AtEnd,
    Before,
    ChangeBasis,
    ChangeId,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeProvision,
    ChangeTag,
    ChangeTitle,
    InBucket,
    InsertRows,
    MoveRow,
    NotCarried,
    OfForm,
    Operation,
    RenameFact,
    RenumberRow,
    RepealProvision,
    RepealRow,
    ReplaceInstrument,
    ReplaceRows,
    ReplaceTable,
    ReplaceWords,
    ResumeRow,
    Spot,
    SumsFollow,
    SuspendRow,
)
from cchc_rules.model.citation import Basis
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import BucketKind
from cchc_rules.syntax import values as v
from cchc_rules.syntax.amendment.draft import Draft
from cchc_rules.syntax.amendment.lines import Line
from cchc_rules.syntax.amendment.sentences import (
    OF_RULES,
    add_form,
    add_sentence,
    change_at,
    change_sentence,
    changed,
    deducting,
    drop_form,
    drop_sentence,
)
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.rubric.reader import assemble_rows

_NUMBER_AND_TITLE = re.compile(r"([^).:\s]+(?:\.[^).:\s]+)*)[.):]?\s*(.*)")


def lower(draft: Draft) -> Operation | None:
    """The operation that was read, None when something needed is missing, which has been reported."""
    return OPERATIONS[draft.line.rule](draft)


# ---- small parts


def _code(w: Draft, index: int = 0) -> Code | None:
    return v.code(w.st, w.node.leaves("CODE")[index], w.report)


def _numbers(w: Draft) -> list[Fraction]:
    return [v.number(w.st, leaf, w.report) for leaf in w.node.leaves("NUMBER")]


def _years(w: Draft) -> list[int]:
    return [v.whole(w.st, leaf, w.report) for leaf in w.node.leaves("INT")]


def _spot(w: Draft) -> Spot | None:
    node = w.node.nodes("after_row", "before_row", "at_end", "at_end_of_table", "in_bucket")[0]
    if node.rule == "at_end_of_table":
        return AtEnd(None)
    if node.rule == "in_bucket":
        return InBucket(BucketKind(v.word(node, "BUCKET")))
    code = v.code(w.st, node.leaves("CODE")[0], w.report)
    if code is None:
        return None
    match node.rule:
        case "after_row":
            return After(code)
        case "before_row":
            return Before(code)
        case _:
            return AtEnd(code)


def heading(node: Node) -> tuple[Address, str]:
    """`Điều 1`, `khoản 2. Điều chỉnh điểm`, `điểm a) …`: its own place, and the title behind the number."""
    word, number = (item for item in node.items if isinstance(item, Leaf))
    own, title = _NUMBER_AND_TITLE.fullmatch(number.text).group(1, 2)  # type: ignore[union-attr]
    place = {word.kind: own}
    found = Address(place.get("ARTICLE_WORD"), place.get("CLAUSE_WORD"), place.get("POINTS"))
    return found, " ".join((title or "").split())


# ---- values of a row


def _change_max(w: Draft) -> Operation | None:
    code, (old, new) = _code(w), _numbers(w)
    before, behind = deducting(w.node)
    changed(w, "điểm tối đa", (old, before), (new, behind))
    if code is None:
        return None
    return ChangeMax(code, old, new, before, behind) if before or behind else ChangeMax(code, old, new)


def _change_title(w: Draft) -> Operation | None:
    code = _code(w)
    old, new = ("" if n.leaf("EMPTY") else v.string(n) for n in w.node.nodes("note"))
    changed(w, "tên", old, new)
    empty = w.node.nodes("note")[1].leaf("STRING")
    if not new and empty is not None:
        w.report.add(
            catalog.EMPTY_TEXT, w.st.at(empty), what=f"tên dòng {code}", fix="dòng không có tên thì viết: trống"
        )
    return ChangeTitle(code, old, new) if code else None


def _change_tag(w: Draft) -> Operation | None:
    code, (old, new) = _code(w), [n.leaf("SURVEY") is not None for n in w.node.nodes("tag")]
    changed(w, "nhãn", old, new)
    return ChangeTag(code, old, new) if code else None


def _change_note(w: Draft) -> Operation | None:
    code = _code(w)
    old, new = (None if n.leaf("EMPTY") else v.string(n) for n in w.node.nodes("note"))
    changed(w, "ghi chú", old, new)
    return ChangeNote(code, old, new) if code else None


def _change_basis(w: Draft) -> Operation | None:
    code = _code(w)
    old, new = (_basis(w, n) for n in w.node.nodes("old_basis", "new_basis"))
    changed(w, "căn cứ", old, new)
    return ChangeBasis(code, old, new) if code else None


def _basis(w: Draft, node: Node) -> Basis | None:
    return v.basis(w.st, node, w.report)


def _change_name(w: Draft) -> Operation:
    old, new = v.string(w.node), v.string(w.node, 1)
    changed(w, "tên bảng", old, new)
    return ChangeName(old, new)


def _change_id(w: Draft) -> Operation:
    old, new = (leaf.text for leaf in w.node.leaves("ID"))
    changed(w, "tên ngắn", old, new)
    return ChangeId(old, new)


def _part(w: Draft, name: str, what: str) -> Line | None:
    """The sentence after `từ:`, `thành:` or `nội dung:`."""
    given = w.parts.get(name)
    if given is None or given.inner is None:
        if not w.broken:
            w.report.add(catalog.HALF_CHANGE, w.st.span, what=what, missing=name)
        return None
    return given.inner


# ---- rows


def _rows(w: Draft, what: str) -> Any:
    rows, w.levels = assemble_rows(w.rows, w.report)
    if not rows and not w.broken:
        w.report.add(catalog.ROWS_ABSENT, w.st.span, what=what)
    return rows


def _insert_rows(w: Draft) -> Operation | None:
    spot, rows = _spot(w), _rows(w, "BỔ SUNG")
    beside = any(st.node.rule == "bucket_row" for st in w.rows)
    for st in w.rows:
        if beside and st.node.rule == "row":
            code, points = st.node.text("CODE"), st.node.text("NUMBER")
            w.report.add(catalog.BUCKET_ROW_FORM, st.span, code=code, points=points)
    return InsertRows(spot, rows, beside) if spot and rows else None


def _repeal_row(w: Draft) -> Operation | None:
    code = _code(w)
    return RepealRow(code, v.string(w.node), _numbers(w)[0]) if code else None


def _suspend_row(w: Draft) -> Operation | None:
    code, years = _code(w), _years(w)
    last = years[1] if len(years) > 1 else None
    if last is not None and last < years[0]:
        w.report.add(catalog.SUSPENSION_ENDS_EARLY, w.st.span, first=years[0], last=last)
    until = w.node.node("instrument")
    text = v.instrument(w.st, until, w.report) if until is not None else None
    return SuspendRow(code, v.string(w.node), _numbers(w)[0], years[0], last, text) if code else None


def _resume_row(w: Draft) -> Operation | None:
    code = _code(w)
    return ResumeRow(code, _years(w)[0]) if code else None


def _move_row(w: Draft) -> Operation | None:
    code, new, spot = _code(w), _code(w, 1), _spot(w)
    return MoveRow(code, spot, new) if code and new and spot else None


def _renumber_row(w: Draft) -> Operation | None:
    code, new = _code(w), _code(w, 1)
    changed(w, "mã", code, new)
    return RenumberRow(code, new) if code and new else None


def _rename_fact(w: Draft) -> Operation:
    old, new = (v.fact_name(leaf) for leaf in w.node.leaves("FACT"))
    changed(w, "tên số liệu", old, new)
    return RenameFact(old, new)


def _codes(w: Draft) -> tuple[Code, ...]:
    codes = (v.code(w.st, leaf, w.report) for leaf in w.node.leaves("CODE"))
    return tuple(c for c in codes if c is not None)


def _words(w: Draft, new: str) -> Operation | None:
    old = v.string(w.node)
    if not old:
        w.report.add(catalog.EMPTY_TEXT, w.st.at(w.node.leaf("STRING")), what="cụm từ")
        return None
    changed(w, "cụm từ", old, new)
    return _replacing(w, ReplaceWords(old, new, ()))


def _add_words(w: Draft) -> Operation | None:
    added, after = v.string(w.node), v.string(w.node, 1)
    for n, given in enumerate((added, after)):
        if not given.strip():
            w.report.add(catalog.EMPTY_TEXT, w.st.at(w.node.leaves("STRING")[n]), what="cụm từ")
    made = _replacing(w, ReplaceWords(after, added, (), behind=True))
    return made if added.strip() and after.strip() else None


def _replacing(w: Draft, given: ReplaceWords) -> Operation | None:
    """Where words are replaced: listed rows or every one, survey instruments, every sentence."""
    node, codes = w.node, _codes(w)
    if len(codes) < len(node.leaves("CODE")):
        return None
    every = node.leaf("EVERY_ROW") is not None
    forms = (OfForm(leaf.text.casefold()) for leaf in node.leaves("ID"))
    beyond = (*dict.fromkeys(forms), *((None,) if node.leaf("EVERY_SENTENCE") else ()))
    return evolve(given, places=() if every else codes, in_rows=every or bool(codes), beyond=beyond)


def _replace_table(w: Draft) -> Operation | None:
    rows = _rows(w, "THAY BẢNG")
    return ReplaceTable(_numbers(w)[0], rows) if rows else None


def _replace_rows(w: Draft, what: str) -> Operation | None:
    codes, rows = _codes(w), _rows(w, what)
    twice = next((c for n, c in enumerate(codes) if c in codes[:n]), None)
    if twice is not None:
        w.report.add(catalog.STATED_TWICE, w.st.span, what=twice.text, fixes=())
        return None
    if rows and (len(rows) == 1) is (len(codes) == 1):
        wanted = "từ hai dòng mới" if len(codes) == 1 else "một dòng mới"
        w.report.add(catalog.WRONG_NUMBER_OF_ROWS, w.st.span, what=what, wanted=wanted, count=len(rows))
        return None
    return ReplaceRows(codes, _numbers(w)[0], rows) if rows and len(codes) == len(w.node.leaves("CODE")) else None


def _replace_instrument(w: Draft) -> Operation:
    return ReplaceInstrument(v.instrument(w.st, w.node.nodes("instrument")[0], w.report), w.node.text("ID"))


def _not_carried(w: Draft) -> Operation | None:
    text, why = v.string(w.node), v.string(w.node, 1)
    for n, (given, what) in enumerate(((text, "nội dung không dịch được"), (why, "lý do"))):
        if not given.strip():
            w.report.add(catalog.EMPTY_TEXT, w.st.at(w.node.leaves("STRING")[n]), what=what)
    return NotCarried(text, why) if text.strip() and why.strip() else None


# ---- an amendment of an amendment


def _operation(w: Draft, name: str, line: Line) -> Operation | None:
    """The operation in a part, with the lines below it."""
    inner = w.inner.get(name)
    if inner is None or line.rule not in OPERATIONS:
        st = line.statement
        where = "văn bản sửa đổi chính bộ tiêu chí; ở đây cần một nội dung sửa đổi"
        w.report.add(catalog.MISPLACED, st.span, what=f"“{st.raw.text.strip()[:40]}”", where=where)
        return None
    inner.broken = inner.broken or w.broken
    operation = lower(inner)
    w.levels = w.levels or inner.levels
    return operation


def _change_provision(w: Draft) -> Operation | None:
    if not w.inner and w.block("từ") and w.block("thành"):
        return change_at(w, _address(w))
    old, new = _part(w, "từ", "SỬA"), _part(w, "thành", "SỬA")
    if old is None or new is None:
        return None
    before, behind = _operation(w, "từ", old), _operation(w, "thành", new)
    if before is None or behind is None:
        return None
    changed(w, "nội dung này", before, behind)
    return ChangeProvision(_address(w), before, behind)


def _address(w: Draft) -> AnyPlace:
    return address_of(v.places_of(w.node.nodes("address")[0]))


def _add_provision(w: Draft) -> Operation | None:
    new, at = _part(w, "nội dung", "BỔ SUNG"), _address(w)
    operation = _operation(w, "nội dung", new) if new else None
    if isinstance(at, PrintedPlace):
        where = f"THÊM CÂU: … theo {at.cite()}, hoặc BỔ SUNG SAU …; văn bản sửa đổi chỉ có điều, khoản, điểm"
        w.report.add(catalog.MISPLACED, w.st.span, what=f"“BỔ SUNG {at.cite()}”", where=where)
        return None
    return AddProvision(at, operation) if operation else None


def _repeal_provision(w: Draft) -> Operation | None:
    given = w.parts.get("nội dung")
    old = _operation(w, "nội dung", given.inner) if given and given.inner else None
    return RepealProvision(_address(w), old)


OPERATIONS: dict[str, Callable[[Draft], Operation | None]] = {
    "change_max": _change_max,
    "change_title": _change_title,
    "change_tag": _change_tag,
    "change_note": _change_note,
    "change_basis": _change_basis,
    "change_name": _change_name,
    "change_id": _change_id,
    "change_sentence": change_sentence,
    "add_sentence": add_sentence,
    "drop_sentence": drop_sentence,
    "change_rule": lambda w: change_sentence(w, "SỬA CÁCH CHẤM"),
    "add_rule": lambda w: add_sentence(w, "cách chấm mới ở các dòng dưới"),
    "drop_rule": lambda w: drop_sentence(w, "cách chấm đang có ở các dòng dưới"),
    "add_form": add_form,
    "drop_form": drop_form,
    "insert_rows": _insert_rows,
    "repeal_row": _repeal_row,
    "suspend_row": _suspend_row,
    "resume_row": _resume_row,
    "move_row": _move_row,
    "renumber_row": _renumber_row,
    "merge_rows": lambda w: _replace_rows(w, "GỘP"),
    "split_row": lambda w: _replace_rows(w, "TÁCH"),
    "rename_fact": _rename_fact,
    "replace_words": lambda w: _words(w, v.string(w.node, 1)),
    "drop_words": lambda w: _words(w, ""),
    "add_words": _add_words,
    "sums_follow": lambda w: SumsFollow(),
    "not_carried": _not_carried,
    "replace_table": _replace_table,
    "replace_instrument": _replace_instrument,
    "change_provision": _change_provision,
    "add_provision": _add_provision,
    "repeal_provision": _repeal_provision,
}

WITH_ROWS = frozenset({"insert_rows", "merge_rows", "split_row", "replace_table"})
WITH_LINES = OF_RULES | {"change_provision", "change_sentence", "add_sentence", "drop_sentence", "add_form"}
WITH_PARTS = {
    "change_sentence": ("từ", "thành"),
    "change_rule": ("từ", "thành"),
    "change_provision": ("từ", "thành"),
    "add_provision": ("nội dung",),
    "repeal_provision": ("nội dung",),
}
