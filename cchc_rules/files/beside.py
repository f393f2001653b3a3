"""What lies beside a rubric: its amendments, texts that could be one and cannot be read, and what is of no concern.

Amendments are read in the folder of the rubric and in `sua-doi` below it. Nothing that could be one goes unnoticed in
these or in any folder below: decision 0019.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import assert_never

from attrs import field

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.files.headings import HEAD, says_amending, seems_amending
from cchc_rules.files.listing import is_lock
from cchc_rules.files.reading import reason_of
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.files.workbooks import holds_score_sheet
from cchc_rules.files.workspace import Entry, EntryKind, Workspace
from cchc_rules.frozen import define, frozen
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.source import SIZE_LIMIT, Span, Undecodable, decode
from cchc_rules.syntax.lines.document_kinds import (
    AMENDING,
    DocumentKind,
    Opening,
    amending_after_first,
    opening_of,
    target_place,
)

SUBFOLDER = "sua-doi"
"""Amendments of a rubric lie in its own folder or in this one below it."""
ENTRIES_LIMIT = 50_000
"""Files and folders looked at beside one rubric."""
_OFFICE = frozenset({".docx", ".doc", ".docm", ".pdf", ".xlsx", ".xls", ".xlsm", ".odt", ".ods", ".rtf"})
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})
_MARKDOWN = frozenset({".md", ".markdown"})
_OF_TOOLS = frozenset({".git", ".hg", ".svn", ".venv", ".tox", ".idea", ".vscode", "__pycache__", "node_modules"})
_BEING_WRITTEN = "có thể là tệp lệnh này đang ghi (“> tệp”): hãy dùng -o, tệp chỉ có khi kết quả đã xong"
_NOT_AMENDING = tuple(k for k in DocumentKind if k not in AMENDING)


@frozen
class Candidate:
    """A text that opens as an amendment; `misplaced` says why it is not read where it lies, and where it would be."""

    path: Path
    opening: Opening
    misplaced: tuple[str, str] | None = None


@frozen
class Beside:
    """What was found: amendments of this or another rubric, what stops every result, what does not.

    `named` are the rubrics, guidance and common provisions found, by short name; `left_out` those of the files and
    folders to ignore that were there and would have been looked at.
    """

    candidates: tuple[Candidate, ...]
    unread: tuple[Diagnostic, ...]
    passed_over: tuple[TextBeside, ...]
    named: Mapping[str, tuple[Path, ...]]
    left_out: frozenset[Path]

    @property
    def names(self) -> frozenset[str]:
        """Every short name found."""
        return frozenset(self.named)


@define
class _Search:
    workspace: Workspace
    homes: frozenset[Path]
    ignored: frozenset[Path]
    candidates: list[Candidate] = field(factory=list)
    unread: list[Diagnostic] = field(factory=list)
    passed_over: list[TextBeside] = field(factory=list)
    named: dict[str, tuple[Path, ...]] = field(factory=dict)
    left_out: set[Path] = field(factory=set)
    made: dict[Path, str] = field(factory=dict)
    seen: set[Path] = field(factory=set)
    looked_at: int = 0


def texts_beside(folders: Sequence[Path], ignored: Sequence[Path], workspace: Workspace) -> Beside:
    """What lies in folders that hold a rubric, and below them; `ignored` files and folders are named and not read."""
    own = [workspace.resolve(f) for f in folders]
    homes = frozenset((*own, *(workspace.resolve(f / SUBFOLDER) for f in own)))
    search = _Search(workspace, homes, frozenset(map(workspace.resolve, ignored)))
    for folder in folders:
        _look_into(search, folder)
    found = (tuple(search.candidates), tuple(search.unread), tuple(search.passed_over))
    return Beside(*found, search.named, frozenset(search.left_out))


def _look_into(search: _Search, folder: Path) -> None:
    """Everything in a folder and, however deep, below it; a folder that links lead back to is seen once."""
    place = search.workspace.resolve(folder)
    if place in search.seen:
        return
    search.seen.add(place)
    try:
        entries = search.workspace.entries(folder)
    except OSError as error:
        search.unread.append(_unread(search, folder, f"không mở được thư mục: {reason_of(error)}"))
        return
    before, search.looked_at = search.looked_at, search.looked_at + len(entries)
    if search.looked_at > ENTRIES_LIMIT:
        if before <= ENTRIES_LIMIT:
            search.unread.append(
                _unread(search, folder, f"quá {ENTRIES_LIMIT} tệp", "đặt bộ tiêu chí vào thư mục riêng")
            )
        return
    search.made |= _made_by_publish(search, folder)
    for entry in entries:
        if (resolved := search.workspace.resolve(entry.path)) in search.ignored:
            if entry.kind is EntryKind.FOLDER or _concerns(search, entry):
                search.left_out.add(resolved)
                search.passed_over.append(_ignored(search, entry.path))
        elif entry.kind is EntryKind.FOLDER:
            if entry.path.name not in _OF_TOOLS:
                _look_into(search, entry.path)
        else:
            _take(search, entry)


def _take(search: _Search, entry: Entry) -> None:
    path, suffix = entry.path, entry.path.suffix.casefold()
    if suffix == SUFFIX:
        _rubric_file(search, entry)
    elif entry.kind is EntryKind.FILE and _seems_amending(search, path):
        misplaced = ("đuôi tệp không phải .cchc", f"{path.name.partition('.')[0]}{SUFFIX}")
        _misplaced(search, path, misplaced)
    elif suffix in _OFFICE and not is_lock(path) and not _is_ours(search, path):
        search.passed_over.append(_not_read(search, path, "tài liệu của phần mềm văn phòng"))
    elif suffix in _ARCHIVES and not is_lock(path):
        search.passed_over.append(_not_read(search, path, "tệp nén"))


def _made_by_publish(search: _Search, folder: Path) -> dict[Path, str]:
    if not search.workspace.is_file(folder / "danh-muc.json"):
        return {}
    from cchc_rules.files.publication import made_by_publish  # slow to import, and most folders have no list

    return made_by_publish(folder, search.workspace)


def _is_ours(search: _Search, path: Path) -> bool:
    """Whether a document is a sheet, or was made by publish and not changed since: a changed one may say anything."""
    if holds_score_sheet(path, search.workspace):
        return True
    try:
        return path in search.made and search.workspace.read(path).digest.sha256 == search.made[path]
    except OSError:
        return False


def _concerns(search: _Search, entry: Entry) -> bool:
    """Whether anything would be told of a file: to ignore one that nothing would be told of changes nothing."""
    alone = _Search(search.workspace, search.homes, frozenset())
    _take(alone, entry)
    return bool(alone.candidates or alone.unread or alone.passed_over or alone.named)


def _rubric_file(search: _Search, entry: Entry) -> None:
    """A file whose suffix says that it is of the language."""
    path = entry.path
    if is_lock(path) and not _seems_amending(search, path):
        search.passed_over.append(_not_read(search, path, "tệp khóa, tệp phụ của phần mềm"))
        return
    text = _text(search, entry)
    if isinstance(text, Undecodable):
        search.unread.append(_unread(search, path, text.reason, text.remedy, text.line))
        return
    opening, second = _openings(text)
    if second is not None:
        search.unread.append(_two_texts(search, path, *second))
    elif opening.kind in _NOT_AMENDING:
        if opening.id is not None:
            search.named[opening.id] = (*search.named.get(opening.id, ()), path)
    elif opening.kind is None:
        search.unread.append(_unknown(search, path, opening))
    else:
        search.candidates.append(Candidate(path, opening, _why_misplaced(search, path)))


@lru_cache(maxsize=1024)
def _openings(text: str) -> tuple[Opening, tuple[int, str] | None]:
    """How a text opens, and where an amendment begins below that; it is looked at for every rubric in its folder."""
    opening = opening_of(text)
    return opening, amending_after_first(text, opening.kind)


def _why_misplaced(search: _Search, path: Path) -> tuple[str, str] | None:
    right = f"{path.name[: -len(SUFFIX)]}{SUFFIX}"
    if is_lock(path):
        return "tên tệp là tên của tệp khóa, tệp phụ", right.lstrip("~$.#_")
    if search.workspace.resolve(path.parent) not in search.homes:
        return f"không đọc thư mục “{path.parent.name}”", f"{SUBFOLDER}/{right}"
    return None if path.suffix == SUFFIX else (f"đuôi tệp viết là {path.suffix}", right)


def _misplaced(search: _Search, path: Path, why: tuple[str, str]) -> None:
    text = _decoded(search, path)
    if isinstance(text, Undecodable):
        search.unread.append(_unread(search, path, text.reason, text.remedy, text.line))
        return
    opening = opening_of(text)
    if opening.kind in AMENDING:
        search.candidates.append(Candidate(path, opening, why))
    else:
        search.unread.append(_unknown(search, path, opening))


# ---- reading


def _text(search: _Search, entry: Entry) -> str | Undecodable:
    match entry.kind:
        case EntryKind.BROKEN_LINK:
            return Undecodable("liên kết dẫn đến tệp không còn", 1, "sửa hoặc xóa liên kết này")
        case EntryKind.SPECIAL:
            return Undecodable("không phải tệp thường", 1, "xóa hoặc chuyển đi nơi khác")
        case EntryKind.FILE | EntryKind.FOLDER:
            return _decoded(search, entry.path)
        case _:
            assert_never(entry.kind)


def _decoded(search: _Search, path: Path) -> str | Undecodable:
    try:
        data = search.workspace.read_bytes(path, SIZE_LIMIT + 1)
    except OSError as error:
        return Undecodable(f"không mở được tệp: {reason_of(error)}", 1, "kiểm tra quyền đọc của tệp")
    if len(data) > SIZE_LIMIT:
        return Undecodable(f"tệp lớn hơn {SIZE_LIMIT} byte", 1, "kiểm tra xem có nhầm tệp không")
    return decode(data)


def _seems_amending(search: _Search, path: Path) -> bool:
    try:
        if not search.workspace.is_file(path):
            return False
        markdown = path.suffix.casefold() in _MARKDOWN
        seen = _by_its_head(search.workspace.read_bytes(path, HEAD), markdown)
        return bool(seems_amending(search.workspace.read_bytes(path), markdown) if seen is None else seen)
    except OSError:
        return False


_by_its_head = lru_cache(maxsize=512)(seems_amending)


# ---- what is told


def _unread(search: _Search, path: Path, reason: str, remedy: str | None = None, line: int = 1) -> Diagnostic:
    name = search.workspace.display_name(path)
    fix = f"{remedy or 'lưu lại thành văn bản thuần, bảng mã UTF-8'}; {_or_ignore(name)}"
    return catalog.BESIDE_UNREAD.at(Span(name, line, 1, 1), fix=fix, file=name, reason=reason)


def _unknown(search: _Search, path: Path, opening: Opening) -> Diagnostic:
    name = search.workspace.display_name(path)
    said = f"mở đầu bằng “{opening.words[:40]}”" if opening.words else "tệp không có câu nào"
    right = 'nếu là văn bản sửa đổi thì dòng đầu phải là SỬA ĐỔI ten-ngan "Tên" hoặc ĐÍNH CHÍNH ten-ngan "Tên"'
    first = "dòng đầu phải viết đủ dấu: " if says_amending(opening.words) else ""
    written = "" if opening.words else f"{_BEING_WRITTEN}; "
    fix = f"{written}{first}{right}; {_or_ignore(name)}"
    return catalog.BESIDE_UNKNOWN.at(Span(name, 1, 1, 1), fix=fix, file=name, said=said)


def _two_texts(search: _Search, path: Path, line: int, words: str) -> Diagnostic:
    name = search.workspace.display_name(path)
    fix = f"chuyển từ dòng {line} trở đi sang một tệp .cchc riêng; {_or_ignore(name)}"
    return catalog.BESIDE_TWO_TEXTS.at(Span(name, line, 1, 1), fix=fix, file=name, line=line, words=words[:40])


def _or_ignore(name: str) -> str:
    return f"tệp không liên quan thì chuyển đi nơi khác, hoặc thêm --ignore {name}"


def misplaced(candidate: Candidate, workspace: Workspace) -> Diagnostic:
    """That an amendment of the rubric lies where none is read."""
    name = workspace.display_name(candidate.path)
    why, right = candidate.misplaced or ("", "")
    fix = f"đổi tên hoặc chuyển thành {right}; {_or_ignore(name)}"
    return catalog.BESIDE_MISPLACED.at(Span(name, 1, 1, 1), fix=fix, file=name, why=why)


def nowhere(candidate: Candidate, target: str | None, near: str, workspace: Workspace) -> Diagnostic:
    """That what an amendment amends is not there, or not said in a way that can be read; `near` is a name like it."""
    name = workspace.display_name(candidate.path)
    span = Span(name, 1, 1, 1)
    if target is None:
        return catalog.BESIDE_TARGETLESS.at(span, fix=f"viết câu “sửa đổi: tên ngắn”; {_or_ignore(name)}", file=name)
    fix = f"ý bạn là “{near}”? {_or_ignore(name)}"
    source = workspace.read(candidate.path).source
    fixes = renamed(target_place(source), target, near) if source is not None else ()
    return catalog.BESIDE_NOWHERE.at(span, fix=fix, fixes=fixes, file=name, target=target)


def _ignored(search: _Search, path: Path) -> TextBeside:
    name = search.workspace.display_name(path)
    try:
        sha256 = search.workspace.read(path).digest.sha256
    except OSError:
        sha256 = ""
    return TextBeside(name, sha256, Use.IGNORED, told="theo --ignore")


def _not_read(search: _Search, path: Path, why: str) -> TextBeside:
    return TextBeside(search.workspace.display_name(path), "", Use.NOT_READ, told=why)
