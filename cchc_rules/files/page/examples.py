"""The examples that the page starts with, from those of the checkout."""

from pathlib import Path
from typing import Any

_TOLD_2019 = "Hai bảng năm 2019, mười chín phiếu minh họa."
_TOLD_FIGURES = "Hướng dẫn chấm Bảng 1 theo số liệu, với ba phiếu minh họa."


def examples(root: Path) -> dict[str, Any]:
    """Each example by name: its files by the names that the page gives them, the one to open, and a word on it."""
    tables = _under(root / "rubrics" / "2019", "2019", "*.cchc")
    sheets = _under(root / "examples" / "2019" / "bang-1", "phieu", "*.phieu")
    guidance = root / "examples" / "guidance"
    ruled = _under(guidance, "huong-dan", "*-bang-1.cchc") | _under(guidance, "huong-dan", "so-*.phieu")
    first = min(name for name in ruled if name.endswith(".phieu"))
    return {
        "2019": {"files": {**tables, **sheets}, "first": "2019/bang-1.cchc", "told": _TOLD_2019},
        "so-lieu": {
            "files": {**tables, **ruled},
            "first": first,
            "told": _TOLD_FIGURES,
        },
    }


def _under(folder: Path, name: str, pattern: str) -> dict[str, str]:
    return {f"{name}/{p.name}": p.read_text("utf-8") for p in sorted(folder.glob(pattern))}
