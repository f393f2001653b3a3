"""What an editor waits for: a text with one character changed, checked again in the process that checked it before."""

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time

from benchmarks.report import Result, milliseconds
from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import check_files
from cchc_rules.cli.main import collect_seldom
from cchc_rules.files.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
MOST = 0.1
"""Seconds within which 95 of 100 changes are answered."""
_LARGE = 100
"""Lines from which a file is told by itself."""


def measure(edits: int, most_files: int | None = None) -> list[Result]:
    """Each rubric and guidance that is shipped by itself, the large sheets of a folder together, and all small texts.

    `most_files` of each kind are looked at, None for all. Circles are looked for as in the process of the server.
    """
    before = gc.get_threshold()
    collect_seldom()
    try:
        return list(_measured(edits, most_files))
    finally:
        gc.set_threshold(*before)


def _measured(edits: int, most_files: int | None) -> Iterator[Result]:
    groups: dict[str, list[Path]] = {}
    for path in sorted(p for folder in ("rubrics", "examples") for p in (ROOT / folder).rglob("*.*")):
        if path.suffix in (".cchc", ".phieu", ".thu"):
            groups.setdefault(_group(path), []).append(path)
    for group, paths in list(groups.items())[:most_files]:
        yield _told(f"{group} ({len(paths)} tệp)" if len(paths) > 1 else group, paths[:most_files], edits)


def _group(path: Path) -> str:
    """What a file is told under: few lines with all others, a sheet with those beside it, a rubric by itself."""
    lines = path.read_text("utf-8").count("\n")
    if lines < _LARGE:
        return f"các tệp dưới {_LARGE} dòng"
    folder = path.parent.relative_to(ROOT).as_posix()
    return f"các phiếu ở {folder}" if path.suffix == ".phieu" else f"{folder}/{path.name}, {lines} dòng"


def _told(what: str, paths: Sequence[Path], edits: int) -> Result:
    each = max(1, edits // len(paths))
    ordered = sorted(taken for path in paths for taken in _seconds(path, each))
    middle, late = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    figure = f"giữa {milliseconds(middle)}, p95 {milliseconds(late)}"
    return Result(f"Sửa một chữ số: {what}", figure, f"p95 không quá {milliseconds(MOST)}", late <= MOST)


def _seconds(path: Path, edits: int) -> list[float]:
    """Processor seconds that each change takes; the first check of the text as it is does not count."""
    text = path.read_text("utf-8")
    chance = Random(path.name)
    _checked(path, text)
    return [_checked(path, _edited(text, chance)) for _ in range(edits)]


def _edited(text: str, chance: Random) -> str:
    at = chance.choice([n for n, character in enumerate(text) if character.isdecimal()])
    return f"{text[:at]}{chance.randrange(10)}{text[at + 1 :]}"


def _checked(path: Path, text: str) -> float:
    start = process_time()
    check_files([str(path)], Library(workspace=Workspace.over_disk({str(path): text})))
    return process_time() - start
