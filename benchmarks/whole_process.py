"""`explain` as a whole process beside importing the same libraries and doing nothing."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.report import Result, milliseconds, times
from benchmarks.timing import median_by_turns
from cchc_rules.syntax.lines.parse_tables import write_tables

WARM_GOAL, COLD_GOAL = 2, 4
IMPORTS = "import lark, click, attrs"
COMMAND = "from cchc_rules.cli.main import main; main()"
"""What the installed command runs."""


def measure(sheet: Path, folder: Path, rounds: int) -> list[Result]:
    """The sheet explained with its rubric remembered, and with no cache, against the imports alone.

    `folder` takes the cache, and the byte code that an installed package would have.
    """
    write_tables()  # as an installed package has them, and a checkout until a grammar changes
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
    warm = {**env, "CCHC_RULES_CACHE": str(folder / "cache")}
    off = {**env, "CCHC_RULES_CACHE": "off"}
    imports, remembered, anew = median_by_turns(
        (
            partial(_run, folder, env, "-c", IMPORTS),
            partial(_run, folder, warm, "-c", COMMAND, "explain", str(sheet)),
            partial(_run, folder, off, "-c", COMMAND, "explain", str(sheet)),
        ),
        rounds,
    )
    return [
        Result(f"Cả tiến trình “{IMPORTS}”", milliseconds(imports)),
        _compared("explain, cả tiến trình, có bộ nhớ đệm", remembered, imports, WARM_GOAL),
        _compared("explain, cả tiến trình, không bộ nhớ đệm", anew, imports, COLD_GOAL),
    ]


def _run(folder: Path, env: dict[str, str], *arguments: str) -> None:
    """One process, in a folder that is in no repository with settings to read."""
    subprocess.run((sys.executable, *arguments), cwd=folder, env=env, check=True, capture_output=True)


def _compared(what: str, seconds: float, imports: float, goal: int) -> Result:
    ratio = seconds / imports
    return Result(what, f"{times(ratio)} ({milliseconds(seconds)})", f"nhiều nhất {goal} lần", ratio <= goal)
