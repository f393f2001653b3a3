"""A published year on the disk: a folder with a list of its own files, so that it can be made again and nothing else
is touched."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_rules.files.rewrite import replace_files
from cchc_rules.frozen import frozen
from cchc_rules.writing.json_text import json_text

if TYPE_CHECKING:
    from cchc_rules.files.workspace import Workspace

LIST = "danh-muc.json"
SCHEMA = "cchc-rules/publication/1"


@frozen
class NotOurs:
    """Why a folder is not written into (Vietnamese)."""

    why: str


def put(folder: Path, files: Mapping[str, bytes], force: bool) -> NotOurs | None:
    """Write the files and the list of them, all or nothing; those of an earlier time that are no more are taken away.

    Refused where something else lies in the folder, and unless by force where somebody changed a file since.
    Raises OSError when the disk does; then everything is as it was.
    """
    listed = _listed(folder)
    if listed is None:
        return NotOurs("thư mục đã có tệp khác, không phải do publish làm ra; hãy chọn thư mục mới hoặc trống")
    touched = list(_touched(folder, listed, files))
    if touched and not force:
        return NotOurs(f"đã có người sửa sau khi làm ra: {', '.join(touched)}; muốn ghi đè thì thêm --force")
    contents: dict[Path, bytes | None] = {folder / name: None for name in listed if name not in files}
    contents |= {folder / name: data for name, data in files.items()}
    contents[folder / LIST] = _list(files).encode()
    replace_files(contents)
    return None


def made_by_publish(folder: Path, workspace: "Workspace") -> dict[Path, str]:
    """The files that a folder's list says `publish` made, with their digests then; none where it is no such list."""
    try:
        listed = _files_in(workspace.read_bytes(folder / LIST))
    except OSError:
        return {}
    return {folder / name: digest for name, digest in (listed or {}).items()}


def _listed(folder: Path) -> dict[str, str] | None:
    """The digests of the files of an earlier time; None where the folder holds something else."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return {}
    try:
        return _files_in((folder / LIST).read_bytes())
    except OSError:
        return None


def _files_in(data: bytes) -> dict[str, str] | None:
    """The files and digests that a list names; None where it is no list of ours."""
    try:
        listed = json.loads(data.decode("utf-8"))
        files = dict(listed["files"]) if listed["schema"] == SCHEMA else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return files if files is not None and all(map(_inside, files)) else None


def _inside(name: str) -> bool:
    """Whether a name leads to somewhere in the folder."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and name not in ("", ".", LIST)


def _touched(folder: Path, listed: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[str]:
    """Files there that are not as they were made, and strange ones where new ones would come."""
    for name in dict.fromkeys((*listed, *files)):
        path = folder / name
        if path.is_file() and _digest(path.read_bytes()) != listed.get(name):
            yield name


def _list(files: Mapping[str, bytes]) -> str:
    return json_text({"schema": SCHEMA, "files": {name: _digest(data) for name, data in sorted(files.items())}})


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
