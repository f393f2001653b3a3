"""A published year on the disk: a folder with a list of its own files, so that it can be made again and nothing else
is touched."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from cchc_rules.files.rewrite import replace_files
from cchc_rules.frozen import frozen
from cchc_rules.writing.json_text import json_text

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


def _listed(folder: Path) -> dict[str, str] | None:
    """The digests of the files of an earlier time; None where the folder holds something else."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return {}
    try:
        data = json.loads((folder / LIST).read_text("utf-8"))
        files = dict(data["files"]) if data["schema"] == SCHEMA else None
    except (OSError, ValueError, KeyError, TypeError):
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
