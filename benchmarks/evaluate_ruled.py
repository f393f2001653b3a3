"""Run by ruled in a process of its own: evaluate generated units one after the other, tell how long and the peak."""

import datetime
import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from time import process_time

from benchmarks import ruled
from benchmarks.score_folder import peak_kib
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.compile import compile_rubric
from cchc_rules.diagnostics import has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.files.rubrics import load_rubric_file
from cchc_rules.model.fact import FactValue
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage

_FIRST_DAY = datetime.date(2020, 1, 6)


def main() -> None:
    """Print units with every point known, seconds of evaluation alone and peak memory in KiB as JSON."""
    path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    rubric = load_rubric_file(path).rubric
    assert rubric is not None and not has_errors(check_rubric(rubric)), "the rubric to measure with is unsound"
    tree = compile_rubric(rubric)
    make = _with_facts if name == "ruled" else _by_hand
    rng, seconds, units = Random(2019), 0.0, 0
    for number in range(count):
        sheet = make(rubric, rng, number)
        start = process_time()
        card = evaluate(tree, sheet)
        seconds += process_time() - start
        units += card.total.pending == 0
    print(json.dumps({"units": units, "seconds": seconds, "peak_kib": peak_kib()}))


def _header(number: int) -> Header:
    return Header("do-toc-do", f"Đơn vị đo tốc độ {number + 1}", "sở", 2019)


def _with_facts(rubric: Rubric, rng: Random, number: int) -> Sheet:
    return Sheet(_header(number), tuple(_facts(rng)), ())


def _facts(rng: Random) -> Iterator[FactEntry]:
    tasks = rng.randint(0, 40)
    values: dict[str, FactValue] = {
        ruled.TASK: Fraction(tasks),
        ruled.DONE: Fraction(rng.randint(tasks // 2, tasks)),
        ruled.RATE: Fraction(rng.randint(0, 10_000), 10_000),
        ruled.DATE: _FIRST_DAY + datetime.timedelta(days=rng.randint(0, 20)),
    }
    for name, value in values.items():
        yield FactEntry(name, value)
        yield FactEntry(name, value, stage=Stage.APPRAISAL)
    yield FactEntry(ruled.LEVEL, rng.choice(("tốt", "đạt", "không có")), stage=Stage.APPRAISAL)


def _by_hand(rubric: Rubric, rng: Random, number: int) -> Sheet:
    return Sheet(_header(number), (), tuple(Row(c.code, c.title, _entries(c.max, rng)) for c in rubric.leaves()))


def _entries(most: Fraction, rng: Random) -> tuple[Entry, ...]:
    points = most * rng.randint(0, 8) / 8
    return (Entry(Stage.SELF, points), Entry(Stage.APPRAISAL, points))


if __name__ == "__main__":
    main()
