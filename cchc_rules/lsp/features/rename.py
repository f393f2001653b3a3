"""A fact or a code called otherwise, everywhere at once; refused where the law does not let a name be changed so."""

from collections.abc import Iterable, Sequence

from cchc_rules.frozen import frozen
from cchc_rules.lsp.features.fixes import FileChange
from cchc_rules.lsp.features.navigation import Found, reach
from cchc_rules.lsp.index.family import tables_of
from cchc_rules.lsp.index.names import Name, NameKind, Occurrence
from cchc_rules.lsp.index.occurrences import at, occurrences
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position, Range
from cchc_rules.model.code import Code
from cchc_rules.model.fact import years_back
from cchc_rules.source import data_folder, fold_name

_NOT_IN_NAMES = '[]#"“”\n'
_INSTEAD = {
    NameKind.FACT: "ĐỔI TÊN SỐ LIỆU [tên cũ] thành [tên mới]",
    NameKind.ROW: "ĐÁNH SỐ LẠI mã cũ thành mã mới",
}


@frozen
class Refused:
    """Why a name is not changed (Vietnamese)."""

    why: str


@frozen
class Renaming:
    """What can be renamed at a place: the range of the name, and the name as written."""

    range: Range
    name: str


def can_rename(desk: Desk, document: Document, position: Position) -> Renaming | Refused:
    """Whether the name at a position can be changed."""
    occurrence = at(document, *document.place(position))
    if occurrence is None or occurrence.name.kind not in _INSTEAD:
        return Refused("chỉ đổi được tên số liệu trong [ ] và mã của dòng")
    refused = _refused(desk, document, occurrence, _found(desk, document, occurrence.name))
    range = document.range(occurrence.span)
    start, end = document.editor.offset(range.start), document.editor.offset(range.end)
    return refused or Renaming(range, document.text[start:end])


def rename(desk: Desk, document: Document, position: Position, new: str) -> tuple[FileChange, ...] | Refused:
    """The changes that give the name at a position a new one, in every file that has it."""
    possible = can_rename(desk, document, position)
    occurrence = at(document, *document.place(position))
    if isinstance(possible, Refused) or occurrence is None:
        return possible if isinstance(possible, Refused) else Refused("ở đây không có tên nào")
    typed = " ".join(new.removeprefix("[").removesuffix("]").split())
    taken = {o.name.key for member in reach(desk, document, occurrence.name) for o in occurrences(member) if o.declares}
    wrong = (
        _wrong_fact(typed, taken)
        if occurrence.name.kind is NameKind.FACT
        else _wrong_code(Code(occurrence.name.key), typed, taken)
    )
    if wrong is not None and not _same(occurrence, typed):
        return wrong
    return tuple(_changes(_found(desk, document, occurrence.name), occurrence.name, typed))


def _same(occurrence: Occurrence, typed: str) -> bool:
    """Whether the new name is the old one, spelt in another way."""
    return occurrence.name.kind is NameKind.FACT and fold_name(typed) == occurrence.name.key and bool(typed)


def _found(desk: Desk, document: Document, name: Name) -> tuple[Found, ...]:
    """Every place of a name; of a code those of the rows in it too, which are called by it."""
    code = Code(name.key) if name.kind is NameKind.ROW else None
    return tuple(
        Found(member, o)
        for member in reach(desk, document, name)
        for o in occurrences(member)
        if o.name == name or (code is not None and o.name.kind is name.kind and Code(o.name.key).lies_in(code))
    )


def _refused(desk: Desk, document: Document, occurrence: Occurrence, found: Sequence[Found]) -> Refused | None:
    kind = occurrence.name.kind
    signed = next((f.document for f in found if f.document.kind is TextKind.AMENDMENT), None)
    if document.kind is TextKind.AMENDMENT:
        signed = document
    if signed is not None:
        called = signed.name
        how = f"viết câu “{_INSTEAD[kind]}” trong một văn bản sửa đổi mới"
        return Refused(f"{called} là văn bản sửa đổi đã nêu {kind.value} này, chữ đã ký thì giữ nguyên; {how}")
    packed = next((f.document for f in found if f.document.path.is_relative_to(data_folder("rubrics").resolve())), None)
    if packed is not None and not document.path.is_relative_to(packed.path.parent):
        return Refused(f"{packed.name} là bộ tiêu chí đi kèm phần mềm, không sửa từ đây")
    shared = next((f.document for f in found if _is_shared(desk, f)), None)
    if shared is not None and not any(f.occurrence.declares for f in found if f.document == shared):
        return Refused(f"{shared.name} cũng nêu {kind.value} này cho các bảng khác: sửa câu ấy trước")
    if not any(f.occurrence.declares for f in found):
        return Refused(f"không có chỗ nào khai {kind.value} này: sửa tên ở chỗ dùng cho đúng tên đã khai")
    return None


def _is_shared(desk: Desk, found: Found) -> bool:
    """Whether a name stands in common provisions that speak of several tables."""
    return found.document.kind is TextKind.COMMON and len(tables_of(desk, found.document)) > 1


def _wrong_fact(typed: str, taken: Iterable[str]) -> Refused | None:
    if not typed or any(c in _NOT_IN_NAMES for c in typed):
        return Refused("tên số liệu không được trống và không có ký tự [ ] # hay ngoặc kép")
    if years_back(typed):
        return Refused("“năm trước” ở cuối tên là giá trị của năm trước, không thuộc tên")
    return Refused(f"đã có [{typed}]") if fold_name(typed) in taken else None


def _wrong_code(old: Code, typed: str, taken: Iterable[str]) -> Refused | None:
    new = Code.parse(typed)
    if new is None:
        return Refused(f"“{typed}” không phải là mã (như 1.1.2)")
    if new.parent != old.parent:
        where = f"trong {old.parent}" if old.parent is not None else "ở cấp đầu"
        return Refused(f"mã mới phải ở cùng chỗ ({where}): chuyển dòng sang nhóm khác là sửa bảng, không phải đổi tên")
    return Refused(f"đã có dòng {typed}") if typed in taken else None


def _changes(found: Iterable[Found], old: Name, typed: str) -> Iterable[FileChange]:
    by_file: dict[Document, list[Occurrence]] = {}
    for one in found:
        by_file.setdefault(one.document, []).append(one.occurrence)
    for document, those in by_file.items():
        changes = (document.change_at(o.span, typed + o.name.key[len(old.key) :]) for o in _once(those))
        yield FileChange(document.path, tuple(changes))


def _once(those: Iterable[Occurrence]) -> Iterable[Occurrence]:
    return {(o.span.line, o.span.column): o for o in those}.values()
