"""Each step of the way from texts to an explanation by itself, in one process."""

from collections.abc import Callable

from benchmarks.report import Result, milliseconds
from benchmarks.timing import Work, least_by_turns
from cchc_rules.api.sheets.explain import ENGINE
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.files.rubrics import find_rubric
from cchc_rules.files.workspace import DISK
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.lines.grammar import forget_lines
from cchc_rules.syntax.lines.statements import read_statements
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet


class MemoryCache:
    """A cache of parsed trees that forgets nothing."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The text stored under the key."""
        return self._texts.get(key)

    def put(self, key: str, text: str) -> None:
        """Store a text."""
        self._texts[key] = text


def measure(tree: RuleTree, rubric_id: str, sheet: Sheet, rounds: int) -> list[Result]:
    """Every step, the least of some rounds."""
    works = {**_of_rubric(tree, rubric_id), **_of_sheet(tree, sheet), **_of_result(tree, sheet)}
    seconds = least_by_turns(tuple(works.values()), rounds)
    return [Result(what, milliseconds(taken)) for what, taken in zip(works, seconds, strict=True)]


def _of_rubric(tree: RuleTree, rubric_id: str) -> dict[str, Work]:
    path = find_rubric(rubric_id)
    assert path is not None
    source = DISK.read(path).source
    assert source is not None
    remembered = MemoryCache()
    return {
        "Bộ tiêu chí: phân tích câu": _anew(lambda: read_statements(source, "rubric")),
        "Bộ tiêu chí: dựng mô hình từ câu đã nhớ": lambda: read_rubric(source, remembered),
        "Bộ tiêu chí: kiểm tra": lambda: check_rubric(tree.rubric),
        "Bộ tiêu chí: biên dịch": lambda: compile_rubric(tree.rubric),
    }


def _of_sheet(tree: RuleTree, sheet: Sheet) -> dict[str, Work]:
    text, json = print_sheet(sheet), sheet_to_json(sheet)
    remembered = MemoryCache()
    return {
        "Phiếu văn bản: đọc": _anew(lambda: read_sheet(Source.of("phieu", text))),
        "Phiếu văn bản: đọc, câu đã nhớ": lambda: read_sheet(Source.of("phieu", text), remembered),
        "Phiếu JSON: đọc": lambda: read_sheet_json("phieu.json", json),
        "Phiếu: kiểm tra": lambda: check_sheet(tree.rubric, sheet),
    }


def _of_result(tree: RuleTree, sheet: Sheet) -> dict[str, Work]:
    card = evaluate(tree, sheet)
    digest = FileDigest("phieu", "0" * 64)
    provenance = Provenance(sheet.header.rubric, (digest,), digest, ENGINE)
    return {
        "Tính điểm": lambda: evaluate(tree, sheet),
        "Giải thích bằng văn bản": lambda: render_text(build_document(card, provenance, (), False)),
        "Giải thích bằng JSON": lambda: scorecard_json(card, provenance),
    }


def _anew(work: Callable[[], object]) -> Work:
    """The work without the lines that an earlier round remembered."""

    def run() -> object:
        forget_lines()
        return work()

    return run
