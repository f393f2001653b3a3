"""`score` over many generated sheets: units a second, and whether memory grows with their number."""

import json
import os
import subprocess
import sys
from pathlib import Path

from attrs import frozen

from benchmarks.report import Result
from benchmarks.units import many
from cchc_rules.model.rubric import Rubric
from cchc_rules.syntax.sheet_json import sheet_to_json
from cchc_rules.syntax.sheet_printer import print_sheet

FLAT = 1.2
"""Peak memory over ten times the units may be so much more: a ranking keeps one line a unit."""
_WRITERS = {"phieu": print_sheet, "json": sheet_to_json}


@frozen
class Run:
    """One run over a folder in a process of its own."""

    units: int
    seconds: float
    peak_kib: int


def measure(rubric: Rubric, rubric_id: str, folder: Path, suffix: str, count: int) -> list[Result]:
    """Score `count` sheets of one form, and a tenth of them."""
    all_of_them, tenth = folder / f"{suffix}-{count}", folder / f"{suffix}-{count // 10}"
    write(rubric, rubric_id, all_of_them, suffix, count)
    write(rubric, rubric_id, tenth, suffix, count // 10)
    few, run = score(tenth, folder), score(all_of_them, folder)
    assert run.units == count and few.units == count // 10, "a generated sheet could not be scored"
    growth = run.peak_kib / few.peak_kib
    peaks = f"{run.peak_kib / 1024:.0f} MB so với {few.peak_kib / 1024:.0f} MB"
    return [
        Result(f"score {count} phiếu .{suffix}", f"{run.units / run.seconds:.0f} đơn vị/giây"),
        Result(
            f"Bộ nhớ cao nhất, {count} so với {count // 10}",
            peaks,
            f"nhiều nhất {FLAT:.1f} lần".replace(".", ","),
            growth <= FLAT,
        ),
    ]


def write(rubric: Rubric, rubric_id: str, folder: Path, suffix: str, count: int) -> None:
    """Generate the sheets."""
    folder.mkdir()
    for number, sheet in enumerate(many(rubric, rubric_id, seed=2019, count=count), start=1):
        (folder / f"{number:05d}.{suffix}").write_text(_WRITERS[suffix](sheet), encoding="utf-8")


def score(sheets: Path, folder: Path) -> Run:
    """Score a folder in a new process."""
    env = {**os.environ, "CCHC_RULES_CACHE": str(folder / "cache")}
    command = (sys.executable, "-m", "benchmarks.score_folder", str(sheets))
    out = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    return Run(**json.loads(out))
