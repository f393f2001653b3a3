"""`python -m benchmarks --against FOLDER`: many sheets scored by this code and by another checkout's, by turns."""

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from attrs import frozen

from benchmarks import many_sheets
from benchmarks.report import Result, times
from cchc_rules.model.rubric import Rubric

GOALS = {"json": 4, "phieu": 3}
_COMMAND = "from cchc_rules.cli.main import main; main()"
HERE = Path(__file__).resolve().parents[1]


@frozen
class _Run:
    """Seconds on the clock and seconds of processor time, of the process and those it started."""

    clock: float
    processor: float


def measure(rubric: Rubric, rubric_id: str, folder: Path, other: Path, sheets: int, rounds: int) -> Iterator[Result]:
    """The whole command `score` over sheets of each form, and whether both come to the same figures."""
    for suffix, goal in GOALS.items():
        made = folder / f"against-{suffix}"
        many_sheets.write(rubric, rubric_id, made, suffix, sheets)
        _put_together(made)
        runs = [(_score(other, made, folder), _score(HERE, made, folder)) for _ in range(rounds + 1)][1:]
        clock = median(before.clock / now.clock for before, now in runs)
        processor = median(before.processor / now.processor for before, now in runs)
        told = f"{times(clock)} ({times(processor)} theo thời gian CPU)"
        yield _compared(_figures(other, made, folder), _figures(HERE, made, folder), f"score {sheets} phiếu .{suffix}")
        yield Result(f"score {sheets} phiếu .{suffix} nhanh hơn bản kia", told, f"ít nhất {goal} lần", clock >= goal)


def _put_together(folder: Path) -> None:
    """Sentences that go on over lines put on one, for older code knows no others."""
    for path in folder.glob("*.phieu"):
        path.write_text(re.sub(r"\n *\| *", " ", path.read_text("utf-8")), "utf-8")


def _compared(before: list[dict[str, str]], now: list[dict[str, str]], what: str) -> Result:
    """Every column that both have, unit by unit: newer code may say more, and may not say otherwise."""
    shared = [column for column in before[0] if column in now[0]]
    more = [column for column in now[0] if column not in shared]
    gone = [column for column in before[0] if column not in shared]
    moved = [c for c in shared if [row[c] for row in before] != [row[c] for row in now]]
    told = f"{len(now)} đơn vị, {len(shared) - len(moved)}/{len(shared)} cột như nhau"
    told += f"; khác: {', '.join(moved)}" if moved else ""
    told += f"; chỉ bản kia có: {', '.join(gone)}" if gone else ""
    told += f"; chỉ bản này có: {', '.join(more)}" if more else ""
    return Result(f"{what}: mọi số của hai bản", told, "mọi cột chung như nhau", not moved and len(before) == len(now))


def _figures(checkout: Path, sheets: Path, folder: Path) -> list[dict[str, str]]:
    """What a checkout gives for each unit, by column."""
    printed = _printed(checkout, sheets, folder, "--format", "csv")
    return list(csv.DictReader(io.StringIO(printed.decode("utf-8-sig"))))


def _score(checkout: Path, sheets: Path, folder: Path) -> _Run:
    before, start = _processor_time(), perf_counter()
    _printed(checkout, sheets, folder)
    return _Run(perf_counter() - start, _processor_time() - before)


def _printed(checkout: Path, sheets: Path, folder: Path, *options: str) -> bytes:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": str(checkout), "PYTHONPYCACHEPREFIX": str(folder / "pyc")}
    env["CCHC_RULES_CACHE"] = str(folder / "cache")
    command = (sys.executable, "-c", _COMMAND, "score", str(sheets), *options)
    return subprocess.run(command, cwd=checkout, env=env, check=True, capture_output=True).stdout


def _processor_time() -> float:
    """Of all processes that this one has started and seen end, and of those that they have."""
    spent = os.times()
    return spent.children_user + spent.children_system
