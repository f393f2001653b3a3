"""The best of the year in a case: stated by the expression of the rule, exact, and refused where it cannot be."""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.cases import try_case
from cchc_rules.cli.main import run
from cchc_rules.model.case import Case
from cchc_rules.source import Source
from cchc_rules.syntax.sheet.case import read_case
from cchc_rules.writing.case_file import print_case
from cchc_rules.writing.cases import say_best

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/cases"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")


def read(text: str) -> Case:
    parsed = read_case(Source.of("a.thu", text))
    assert parsed.value is not None and not parsed.diagnostics, parsed.diagnostics
    return parsed.value


YEAR = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: so-voi-ky
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2019
SỐ LIỆU
  [hồ sơ]: 7
  [hồ sơ đúng hạn]: {done}
  [ngày xử lý trung bình]: {days}
  thẩm định [hồ sơ đúng hạn]: {done}
  thẩm định [ngày xử lý trung bình]: {days}
"""
HIGHEST = "cao nhất trong kỳ([hồ sơ đúng hạn] / [hồ sơ])"
LOWEST = "thấp nhất trong kỳ([ngày xử lý trung bình])"


def year_case(folder: Path, lines: str, done: str = "6", days: str = "4") -> Path:
    (folder / "so-voi-ky.cchc").write_bytes((EXAMPLES / "so-voi-ky.cchc").read_bytes())
    path = folder / "a.thu"
    path.write_text(YEAR.format(done=done, days=days) + lines + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("best", "points", "met"),
    [
        ("20 / 21", "5,4", True),
        ("95,238095238%", "5,4", False),
        ("6 / 7", "6", True),  # the unit is itself the best
        ("85,714285715%", "6", False),
    ],
)
def test_a_share_of_the_highest_is_exact(best: str, points: str, met: bool, tmp_path: Path) -> None:
    (only,) = try_case(year_case(tmp_path, f"{HIGHEST}: {best}\nmong đợi: 1.1 được {points} điểm"), Library()).tried
    assert only.met is met


def test_an_index_at_a_threshold_turns_with_the_best(tmp_path: Path) -> None:
    lines = f'{HIGHEST}: 20 / 21\n{LOWEST}: {{}}\nmong đợi: xếp loại "Tốt"\nmong đợi: chỉ số 80%'
    met = [
        [t.met for t in try_case(year_case(tmp_path, lines.format(lowest)), Library()).tried]
        for lowest in ("2,6", "2,5999", "2,6001")
    ]
    assert met == [[True, True], [False, False], [True, False]]


def test_what_is_stated_is_of_a_closed_year_and_what_is_not_stays_unknown(tmp_path: Path) -> None:
    expected = "mong đợi: 1.1 được 5,4 điểm\nmong đợi: 1.1 chưa biết\nmong đợi: 1.2 chưa biết"
    one = try_case(year_case(tmp_path, f"{HIGHEST}: 20 / 21\n{expected}"), Library())
    assert [t.met for t in one.tried] == [True, False, True]
    none = try_case(year_case(tmp_path, expected), Library())
    assert [t.met for t in none.tried] == [False, True, True]
    assert none.card is not None and none.card.provisional
    both = try_case(year_case(tmp_path, f"{HIGHEST}: 20 / 21\n{LOWEST}: 2,6\n{expected}"), Library())
    assert both.card is not None and not both.card.provisional


def test_spelling_of_names_aside_the_expression_is_the_rule_s(tmp_path: Path) -> None:
    typed = "Cao  nhất trong kỳ( [Hồ sơ đúng hạn] chia [HỒ SƠ] ) : 20 chia 21"
    found = try_case(year_case(tmp_path, f"{typed}\nmong đợi: 1.1 được 5,4 điểm"), Library())
    assert found.ok, found.diagnostics


@pytest.mark.parametrize(
    ("lines", "code", "fix"),
    [
        ("cao nhất trong kỳ([hồ sơ đúng hạn]): 9", "P432", f"ý bạn là “{HIGHEST}”?"),
        ("cao nhất trong kỳ([ngày xử lý trung bình]): 9", "P432", f"ý bạn là “{LOWEST}”?"),
        (f"{HIGHEST}: 90%\n{HIGHEST}: 95%", "P427", "giữ một dòng"),
        (f"{HIGHEST}: 90", "P433", "95%"),
        (f"{HIGHEST}: 6 điểm", "P433", "95%"),
        (f"{LOWEST}: 2,6%", "P433", f"{LOWEST}: 20"),
        (f"{HIGHEST}: 100,01%", "P434", "sửa số này"),
        (f"{HIGHEST}: 85,71%", "P434", "sửa số này"),
        (f"{LOWEST}: 4,01", "P434", "sửa số này"),
        (f"{HIGHEST}: 5 / 0", "B208", ""),
        (f"{HIGHEST}: [hồ sơ]", "C101", ""),
    ],
)
def test_bests_that_cannot_be_are_told(lines: str, code: str, fix: str, tmp_path: Path) -> None:
    found = try_case(year_case(tmp_path, f"{lines}\nmong đợi: 1.1 chưa biết"), Library())
    assert [d.code for d in found.diagnostics] == [code] and found.card is None
    assert fix in (found.diagnostics[0].fix or "")


@pytest.mark.parametrize("lines", [f"{HIGHEST}: 85,72%", f"{HIGHEST}: 100%", f"{HIGHEST}: 6 / 7", f"{LOWEST}: 4"])
def test_bests_just_inside_the_limits_are_taken(lines: str, tmp_path: Path) -> None:
    assert try_case(year_case(tmp_path, f"{lines}\nmong đợi: 1 chưa biết"), Library()).ok


def test_a_rubric_that_looks_at_no_best_says_so(tmp_path: Path) -> None:
    (tmp_path / "mau.cchc").write_bytes((EXAMPLES / "mau.cchc").read_bytes())
    text = (EXAMPLES / "nhiem-vu-tre-han.thu").read_text(encoding="utf-8")
    (tmp_path / "a.thu").write_text(text + "cao nhất trong kỳ([văn bản đúng]): 9\n", encoding="utf-8")
    found = try_case(tmp_path / "a.thu", Library()).diagnostics
    assert [(d.code, d.fix) for d in found] == [
        ("P432", "xóa câu này: bộ tiêu chí không có cách chấm nào so với đơn vị khác trong kỳ")
    ]


def test_bests_are_printed_before_what_is_expected_with_their_comments() -> None:
    typed = YEAR.format(done=6, days=4) + (
        "mong đợi: 1.1 được 5,4 điểm\n# của cả kỳ\nCAO NHẤT trong kỳ([hồ sơ đúng hạn]/[hồ sơ]) : 20 / 21 # Sở B\n"
        f"{LOWEST}: 2,60\n# cuối\n"
    )
    text = print_case(read(typed))
    assert text.split("\n\n")[2:] == [
        f"# của cả kỳ\n{HIGHEST}: 20 / 21  # Sở B\n{LOWEST}: 2,6",
        "mong đợi: 1.1 được 5,4 điểm\n# cuối\n",
    ]
    assert print_case(read(text)) == text
    assert [say_best(b) for b in read(typed).bests] == [f"{HIGHEST}: 20 / 21", f"{LOWEST}: 2,6"]


def test_a_best_alone_expects_nothing() -> None:
    found = read_case(Source.of("a.thu", YEAR.format(done=6, days=4) + f"{HIGHEST}: 90%\n")).diagnostics
    assert [d.code for d in found] == ["P418"]


def test_coverage_sees_the_rows_that_a_stated_best_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    year_case(tmp_path, f"{HIGHEST}: 20 / 21\n{LOWEST}: 2,6\nmong đợi: chỉ số 80%")
    assert run(["check", "--coverage", str(tmp_path)]) == 0
    assert "mức xếp loại 1/2" in capsys.readouterr().out


def test_the_best_is_shown_as_it_was_stated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(year_case(tmp_path, f"{HIGHEST}: 20 / 21\nmong đợi: 1.1 được 5 điểm"))]) == 1
    assert "= 6 / 7 / (20 / 21) = 90%" in capsys.readouterr().out
