"""Make the page from the checkout: its scripts by npm from the lock file, Pyodide, and the engine's own wheel."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from cchc_rules import __version__
from cchc_rules.files.page.examples import examples
from cchc_rules.frozen import frozen

SITE = "site.json"
"""What the page is made of; a folder that has it holds a page."""
_ROOT = Path(__file__).resolve().parents[3]
_WITH = ("attrs", "lark", "click")
"""What the engine's wheel needs, in the versions that run here."""
_OF_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_LONGEST = 600
"""Seconds that a step may take."""


@frozen
class NotBuilt:
    """Why there is no page."""

    why: str


def build(target: Path) -> NotBuilt | None:
    """Put the page into a folder, in the place of one that was there. Raises OSError when the disk does.

    It is made beside first: what was there stays until the new one is whole. A folder that holds anything but a page
    is left alone.
    """
    if target.exists() and not is_page(target) and (not target.is_dir() or any(target.iterdir())):
        return NotBuilt(f"{target} đã có và không phải là trang này: nêu một thư mục khác")
    if not (_ROOT / "workshop" / "package-lock.json").is_file():
        return NotBuilt("chỉ dựng được từ mã nguồn; bản cài đặt dùng trang dựng sẵn của bản phát hành")
    for program in ("npm", "node"):
        if shutil.which(program) is None:
            return NotBuilt(f"cần {program} để dựng trang")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".page-") as scratch:
        try:
            made = _made(Path(scratch))
        except subprocess.CalledProcessError as error:
            return NotBuilt(
                f"bước “{' '.join(map(str, error.cmd[:3]))}” không chạy được:\n{error.stderr or error.stdout}"
            )
        if target.exists():
            shutil.rmtree(target)
        made.replace(target)
    return None


def is_page(folder: Path) -> bool:
    """Whether a folder holds a page."""
    return (folder / SITE).is_file()


def made_for(folder: Path) -> str:
    """The version of the engine that is in the page of a folder. Raises OSError when the disk does."""
    return str(json.loads((folder / SITE).read_text("utf-8"))["version"])


def _made(scratch: Path) -> Path:
    page, source = scratch / "page", scratch / "source"
    shutil.copytree(_ROOT / "workshop", source, ignore=shutil.ignore_patterns("node_modules", "dist"))
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], source)
    _run(["npm", "run", "build"], source)
    shutil.copytree(source / "dist", page)
    shutil.copy(source / "index.html", page)
    (page / "pyodide").mkdir()
    for name in _OF_PYODIDE:
        shutil.copy(source / "node_modules" / "pyodide" / name, page / "pyodide")
    wheels = tuple(_wheels(page / "wheels"))
    _run(["node", "compile.mjs", str(page)], source)
    _write(page / "examples.json", examples(_ROOT))
    _write(page / SITE, {"version": __version__, "wheels": wheels})
    return page


def _wheels(folder: Path) -> Iterator[str]:
    """The engine's wheel and those that it needs, by file name."""
    folder.mkdir()
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    needed = [f"{name}=={version(name)}" for name in _WITH]
    _run([*pip, "--wheel-dir", str(folder), *needed, str(_ROOT)], folder)
    yield from sorted(p.name for p in folder.glob("*-none-any.whl"))


def _run(command: Sequence[str], folder: Path) -> None:
    program = shutil.which(command[0]) or command[0]  # npm is a script with another name on some systems
    subprocess.run(
        [program, *command[1:]], cwd=folder, capture_output=True, encoding="utf-8", check=True, timeout=_LONGEST
    )


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
