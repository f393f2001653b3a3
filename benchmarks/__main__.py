"""`python -m benchmarks [--quick]`: measure everything and print a table; goals not met are said, never raised."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attrs import frozen

from benchmarks import (
    against,
    amending,
    editing,
    growth,
    importing,
    many_sheets,
    peer,
    publishing,
    ruled,
    serving,
    steps,
    typed,
    whole_process,
    workbooks,
    workshop,
)
from benchmarks.report import Result, table
from benchmarks.units import ordinary
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.files.rubrics import load_rubric
from cchc_rules.writing.sheet_file import print_sheet

RUBRIC = "2019/bang-1"


@frozen
class Plan:
    """How much of everything is done."""

    processes: int
    rounds: int
    text_sheets: int
    json_sheets: int
    ruled_units: int
    amendments: int
    impact_sheets: int
    edits: int
    edited_files: int | None
    rows: int
    page_starts: int
    questions: int
    published: int
    workbooks: int
    peer: peer.Sizes


FULL = Plan(
    processes=15,
    rounds=9,
    text_sheets=1_000,
    json_sheets=10_000,
    ruled_units=10_000,
    amendments=1_000,
    impact_sheets=10_000,
    edits=80,
    edited_files=None,
    rows=500,
    page_starts=5,
    questions=200,
    published=200,
    workbooks=100,
    peer=peer.Sizes(units=300, rounds=7, thresholds=2_000),
)
QUICK = Plan(
    processes=1,
    rounds=1,
    text_sheets=10,
    json_sheets=20,
    ruled_units=20,
    amendments=20,
    impact_sheets=20,
    edits=2,
    edited_files=2,
    rows=50,
    page_starts=0,
    questions=4,
    published=3,
    workbooks=2,
    peer=peer.Sizes(units=5, rounds=1, thresholds=20),
)


def measure(plan: Plan, folder: Path) -> Iterator[Result]:
    """Every measurement in turn; `folder` is for generated files and caches."""
    rubric = load_rubric(RUBRIC).rubric
    assert rubric is not None
    tree = compile_rubric(rubric)
    yield from _single(plan, tree, folder)
    yield from peer.measure(tree, RUBRIC, plan.peer)
    yield from many_sheets.measure(rubric, RUBRIC, folder, "phieu", plan.text_sheets)
    yield from many_sheets.measure(rubric, RUBRIC, folder, "json", plan.json_sheets)
    yield from ruled.measure(folder, plan.ruled_units)
    yield from amending.measure(rubric, RUBRIC, folder, plan.amendments, plan.impact_sheets)
    yield from editing.measure(plan.edits, plan.edited_files)
    yield from typed.measure(plan.edits, plan.edited_files)
    yield from serving.measure(plan.questions)
    yield from publishing.measure(rubric, RUBRIC, folder, plan.published)
    yield from importing.measure(RUBRIC, folder, plan.rounds)
    yield from workbooks.measure(rubric, RUBRIC, folder, plan.workbooks)
    yield from workshop.measure(plan.page_starts)
    yield from growth.measure(rubric, plan.rows, plan.rounds)


def _single(plan: Plan, tree: RuleTree, folder: Path) -> Iterator[Result]:
    sheet = ordinary(tree.rubric, RUBRIC, Random(1), 1)
    path = folder / "mot-don-vi.phieu"
    path.write_text(print_sheet(sheet), encoding="utf-8")
    yield from whole_process.measure(path, folder, plan.processes)
    yield from steps.measure(tree, RUBRIC, sheet, plan.rounds)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Đo tốc độ và bộ nhớ.")
    parser.add_argument("--quick", action="store_true", help="đo ít lượt, chỉ để biết phép đo chạy được")
    parser.add_argument(
        "--against", type=Path, metavar="THƯ_MỤC", help="chỉ so tốc độ score với mã nguồn ở thư mục này, luân phiên"
    )
    given = parser.parse_args()
    plan = QUICK if given.quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        results = _against(plan, given.against, Path(folder)) if given.against else measure(plan, Path(folder))
        print(table(list(results)))


def _against(plan: Plan, other: Path, folder: Path) -> Iterator[Result]:
    rubric = load_rubric(RUBRIC).rubric
    assert rubric is not None
    return against.measure(rubric, RUBRIC, folder, other.resolve(), plan.text_sheets, max(1, plan.rounds // 3))


if __name__ == "__main__":
    main()
