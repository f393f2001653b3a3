"""The texts of a request as a workspace of their own, and the names by which a request speaks of them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from cchc_rules.api.library import CASE_SUFFIX
from cchc_rules.api.listed import TEXT_SHEETS
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.files.workspace import Workspace
from cchc_rules.source import visible

TEXT_SUFFIXES = (SUFFIX, *TEXT_SHEETS, CASE_SUFFIX)
_LONGEST = 200


class RequestError(Exception):
    """A request that names what it did not bring, or brings what has no place; says why (Vietnamese)."""


def workspace_of(texts: Mapping[str, str]) -> Workspace:
    """The texts by name, and the rubrics that come with the package. Raises RequestError for a name of no text."""
    for name in texts:
        _refuse(_wrong_name(name), name)
        if PurePosixPath(name).suffix.casefold() not in TEXT_SUFFIXES:
            _refuse(f"đuôi phải là {', '.join(TEXT_SUFFIXES)}", name)
    for one, other in _in_one_place(texts):
        _refuse(f"cùng chỗ với “{visible(other)}”", one)
    return Workspace.in_memory(texts)


def there(names: Iterable[str], workspace: Workspace) -> tuple[Path, ...]:
    """The texts and folders of these names. Raises RequestError for one that the request did not bring."""
    return tuple(_there(name, workspace) for name in names)


def plain_name(name: str) -> str:
    """The name of a rubric, of the request or of the package. Raises RequestError for one that leads elsewhere."""
    _refuse(_wrong_name(name), name)
    return name


def _there(name: str, workspace: Workspace) -> Path:
    found = workspace.located(Path(plain_name(name)))
    if not workspace.exists(found) or workspace.resolve(found) == Path("/"):
        _refuse("yêu cầu không gửi kèm", name)
    return found


def _refuse(why: str | None, name: str) -> None:
    if why is not None:
        raise RequestError(f"tên “{visible(name[:_LONGEST])}”: {why}")


def _wrong_name(name: str) -> str | None:
    """Why a name is none of a text among others; it never leads out of them, but who sent it meant another file."""
    if not name or len(name) > _LONGEST:
        return f"phải có từ 1 đến {_LONGEST} chữ"
    if not name.isprintable() or visible(name) != name or "\\" in name or ":" in name:
        return "không dùng được dấu “\\”, “:” hay chữ không in được"
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "phải là đường dẫn tương đối, không có “.”, “..” hay “//”"
    return None


def _in_one_place(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that differ only in how letters are put together, or of which one is a folder of the other."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", name)
        above = [str(p) for p in PurePosixPath(key).parents]
        other = seen.get(key) or folders.get(key) or next((seen[p] for p in above if p in seen), None)
        if other is not None:
            yield name, other
        seen[key] = name
        folders |= dict.fromkeys(above, name)
