"""Whatever a file holds, reading it ends, with values and diagnostics: no traceback, no hang, no flood."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_rules.diagnostics import FOUND_LIMIT, has_errors, render_all
from cchc_rules.files.workspace import DISK
from cchc_rules.source import Source, data_folder
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

SEEDS = [p.read_text(encoding="utf-8") for p in sorted(data_folder("rubrics").rglob("*.cchc"))]
LINES = sorted({line for text in SEEDS for line in text.split("\n") if line.strip()})
# Generous on purpose: a hang is minutes, a slow machine is not a failure.
HANG_SECONDS = 60

mutations = st.sampled_from(["drop", "double", "cut", "swap", "insert"])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from(LINES), max_size=25))
    for _ in range(draw(st.integers(0, 6))):
        if not lines:
            break
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        cut = draw(st.integers(0, len(line)))
        match draw(mutations):
            case "drop":
                lines.pop(at)
            case "double":
                lines.insert(at, line)
            case "cut":
                lines[at] = line[:cut]
            case "swap":
                lines[at] = line[cut:] + line[:cut]
            case _:
                lines[at] = line[:cut] + draw(st.text(max_size=5)) + line[cut:]
    return "\n".join(lines)


def survives(text: str) -> None:
    for read in (read_rubric, read_sheet):
        parsed = read(Source.of("thu", text))
        render_all(parsed.diagnostics)
        assert parsed.value is not None or has_errors(parsed.diagnostics)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    survives(text)


@given(mutated())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_rubrics(text: str) -> None:
    survives(text)


HOSTILE = {
    "one long string": 'BỘ TIÊU CHÍ a "' + "x" * 3_000_000,
    "many quotes": '"' * 1_000_000,
    "many brackets": "không áp dụng khi: " + "(" * 100_000,
    "brackets under the limit of a line": "không áp dụng khi: " + "(" * 3_000,
    "long number": "tổng điểm: " + "9" * 5_000 + " điểm",
    "deep code": "1." * 3_000 + '1 "x": 1 điểm',
    "many bad lines": "xin chào\n" * 200_000,
    "many good lines": '1 "x": 1 điểm\n' * 20_000,
    "one row many times": 'BỘ TIÊU CHÍ a "b"\n' + '1 "x": 1 điểm\n' * 5_000,
    "many words": "a b " * 1_900,
    "spaces": " " * 1_000_000 + "x",
    "comments": "#\n" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_an_error(name: str) -> None:
    started = time.monotonic()
    parsed = read_rubric(Source.of("thu", HOSTILE[name]))
    assert has_errors(parsed.diagnostics)
    assert len(parsed.diagnostics) <= FOUND_LIMIT + 1
    assert len(render_all(parsed.diagnostics)) < 200 * 1024
    assert time.monotonic() - started < HANG_SECONDS


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 100, b"\xc3\x28", "tiêu chí".encode("latin-1")])
def test_bytes_that_are_no_text(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("tep") / "thu.cchc"
    path.write_bytes(data)
    file = DISK.read(path)
    assert file.source is None and has_errors(file.diagnostics)
