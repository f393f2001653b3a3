"""Workbooks recalculated and saved by LibreOffice, all in one run, for starting it takes long."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(folder: Path, into: Path) -> Path:
    """The folder of the same files after LibreOffice opened them, worked out every formula and saved them."""
    profile = folder.parent / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    call = ["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless"]
    call += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(into)]
    subprocess.run([*call, *map(str, sorted(folder.glob("*.xlsx")))], check=True, capture_output=True, timeout=600)
    return into


def in_form(path: Path, form: str) -> Path:
    """The same workbook in another form, as LibreOffice saves it, beside it."""
    call = ["soffice", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless"]
    call += ["--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(call, check=True, capture_output=True, timeout=600)
    shutil.rmtree(path.parent / "profile")
    return path.with_suffix(f".{form}")


def stored(path: Path, like: dict[str, Any] | None = None) -> dict[str, Any]:
    """The stored values of live cells, by cell: of those that are formulas, or of the same cells as another's."""
    values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    if like is not None:
        return {cell: _plain(values[cell].value) for cell in like}
    page = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    return {cell: _plain(values[cell].value) for cell in cells}


def _plain(value: Any) -> Any:
    """Numbers by fifteen digits; some store TRUE as 1, and an empty text as nothing."""
    return f"{float(value):.15g}" if isinstance(value, int | float) else value or ""
