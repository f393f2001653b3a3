"""`publish` over generated sheets, as a whole process: annexes in Word and Excel, and a page of every unit."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.many_sheets import write
from benchmarks.report import Result
from cchc_rules.model.rubric import Rubric

GOAL = 60.0
"""Seconds that a province's units may take."""


def measure(rubric: Rubric, rubric_id: str, folder: Path, count: int) -> list[Result]:
    """Publish `count` units."""
    sheets, out = folder / f"cong-bo-{count}", folder / "cong-bo"
    write(rubric, rubric_id, sheets, "phieu", count)
    command = (sys.executable, "-m", "cchc_rules.cli.main", "publish", str(sheets), "-o", str(out))
    env = {**os.environ, "CCHC_RULES_CACHE": str(folder / "cache")}
    start = perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    seconds = perf_counter() - start
    made = [p for p in out.rglob("*") if p.is_file()]
    size = sum(p.stat().st_size for p in made) / 1e6
    told = f"{seconds:.1f} giây, {len(made)} tệp, {size:.1f} MB".replace(".", ",")
    return [Result(f"publish {count} đơn vị", told, f"dưới {GOAL:.0f} giây", seconds < GOAL)]
