"""Score sheets as workbooks: made of sheets and read back, units a second each way."""

from pathlib import Path
from time import perf_counter

from benchmarks.many_sheets import write
from benchmarks.report import Result
from cchc_rules.api.library import Library
from cchc_rules.api.sheets.convert import convert
from cchc_rules.model.rubric import Rubric


def measure(rubric: Rubric, rubric_id: str, folder: Path, count: int) -> list[Result]:
    """`count` generated sheets out into workbooks and in again; what comes back must be what went out."""
    sheets = folder / f"so-{count}"
    write(rubric, rubric_id, sheets, "phieu", count)
    texts, library = sorted(sheets.glob("*.phieu")), Library()
    start = perf_counter()
    for path in texts:
        path.with_suffix(".xlsx").write_bytes(_converted(path, ".xlsx", library))
    made = perf_counter()
    back = [_converted(path.with_suffix(".xlsx"), ".phieu", library) for path in texts]
    read = perf_counter()
    assert back == [path.read_bytes() for path in texts], "a workbook lost something"
    return [
        Result(f"Làm {count} sổ Excel", f"{count / (made - start):.1f} đơn vị/giây".replace(".", ",")),
        Result(f"Nhận lại {count} sổ Excel", f"{count / (read - made):.1f} đơn vị/giây".replace(".", ",")),
    ]


def _converted(path: Path, suffix: str, library: Library) -> bytes:
    made = convert(path, suffix, library)
    assert made.data is not None, made.diagnostics
    return made.data
