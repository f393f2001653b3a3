"""`python -m tests.mutants` tries a few changes of each folder that decides results, and tells which no test noticed.

A module is named by its path below `cchc_rules`: `results/quotas.py`.

The changes are always the same ones for the same `--seed`. They are made in a copy of the repository. All tests run
there once, to see which functions each calls; then each change meets only the tests that call the function it is in,
the quickest first, up to the first that fails or for some seconds. It prints each change, whether a test noticed it,
and how many of how many survived. CONTRIBUTING says when to run it.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.mutants.changes import ROOT, Mutant, chosen, modules_of
from tests.mutants.noticing import Test, function_at, run_tests, tests_with_calls

FOLDERS = ["meaning", "evaluate", "compile", "amend", "results"]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".hypothesis", ".*_cache", "__pycache__", "*.egg-info", "build")
_FIRST = 40
"""How many tests run before all others: most changes are noticed there, without the rest being collected."""
_ENOUGH = 12.0
"""Seconds of tests that a change meets: of all that concern it the quickest, which are most of them."""
_PATIENCE = 60
"""Seconds beyond ten times what the tests took, after which a change is held to have made the engine run for ever."""


def survives(mutant: Mutant, copy: Path, tests: tuple[Test, ...]) -> bool:
    """Whether the tests that call the changed function pass with the change made in the copy."""
    path = copy / mutant.file
    at = function_at(path, mutant.line)
    place = mutant.file + ":" + (at or "")
    concerned = _quickest(t for t in tests if any(c == place or (at is None and c.startswith(place)) for c in t.calls))
    kept = path.read_text(encoding="utf-8")
    path.write_text(mutant.source, encoding="utf-8")
    try:
        return all(_pass(copy, part) for part in (concerned[:_FIRST], concerned[_FIRST:]) if part)
    finally:
        path.write_text(kept, encoding="utf-8")


def _quickest(tests: Iterable[Test]) -> list[Test]:
    """The first of tests in order of their time, as many as fit into the time for one change."""
    found: list[Test] = []
    left = _ENOUGH
    for test in tests:
        left -= test.seconds
        if left < 0 and found:
            break
        found.append(test)
    return found


def _pass(copy: Path, tests: list[Test]) -> bool:
    named = copy / "tests-to-run.txt"
    named.write_text("\n".join(t.name for t in tests), "utf-8")
    patience = _PATIENCE + 10 * sum(t.seconds for t in tests)
    try:
        return run_tests(copy, ["-x", f"@{named}"], {}, patience) == 0
    except subprocess.TimeoutExpired:
        return False


def main() -> None:
    """Try changes, and print which of them survive."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("places", nargs="*", metavar="FOLDER", help=f"or a module ({', '.join(FOLDERS)})")
    asked.add_argument("--sample", type=int, default=10, help="changes of each (10)")
    asked.add_argument("--seed", type=int, default=1, help="another number chooses others (1)")
    given = asked.parse_args()
    places = given.places or FOLDERS
    if unknown := [place for place in places if not modules_of(ROOT, place)]:
        asked.error(f"no such folder or module: {', '.join(unknown)}")
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "copy"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        # At once, for the repository may change while all tests run.
        tried = [(place, chosen(place, given.sample, given.seed)) for place in places]
        tests = tests_with_calls(copy, places)
        print(f"{len(tests)} tests", flush=True)
        if not tests:
            raise SystemExit("no test passes before any change")
        for place, mutants in tried:
            survivors = 0
            for mutant in mutants:
                survived = survives(mutant, copy, tests)
                survivors += survived
                print(f"  {'SURVIVED' if survived else 'noticed'}  {mutant}", flush=True)
            print(f"{place}: {survivors} of {len(mutants)} survived", flush=True)


if __name__ == "__main__":
    main()
