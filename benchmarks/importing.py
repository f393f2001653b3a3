"""`import`: a decree's table from Word and from Excel, rows a second, in one process."""

from pathlib import Path
from time import perf_counter

from benchmarks.report import Result
from cchc_rules.api.rubrics.imported import import_rubric
from cchc_rules.cli.main import run

FORMS = ("docx", "xlsx")


def measure(rubric_id: str, folder: Path, rounds: int) -> list[Result]:
    """The printed table of a rubric, read back; the quickest of the rounds."""
    return [_form(rubric_id, folder / f"bang-in.{form}", form, rounds) for form in FORMS]


def _form(rubric_id: str, path: Path, form: str, rounds: int) -> Result:
    assert run(["show", rubric_id, "--format", form, "-o", str(path)]) == 0
    took: list[float] = []
    for _ in range(rounds):
        start = perf_counter()
        found = import_rubric(path)
        took.append(perf_counter() - start)
        assert found.text is not None, found.diagnostics
    return Result(f"Nhập bảng in {rubric_id} từ .{form}", f"{min(took) * 1000:.0f} ms")
