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
from cchc_rules.syntax.json.sheet import sheet_to_json
from cchc_rules.writing.sheet_file import print_sheet

FLAT = 4
"""kB of peak memory that one more unit may cost: a ranking keeps a line of each, a sheet alone takes 25 times that."""
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
    more = (run.peak_kib - few.peak_kib) / (run.units - few.units)
    peaks = f"{run.peak_kib / 1024:.0f} MB so với {few.peak_kib / 1024:.0f} MB, thêm {more:.1f} kB mỗi đơn vị"
    return [
        Result(f"score {count} phiếu .{suffix}", f"{run.units / run.seconds:.0f} đơn vị/giây"),
        Result(
            f"Bộ nhớ cao nhất, {count} so với {count // 10} phiếu",
            peaks.replace(".", ","),
            f"thêm nhiều nhất {FLAT} kB mỗi đơn vị",
            more <= FLAT,
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
