"""`explain --advice`: the cheapest next points of the unit at the end of the explanation."""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.cli.main import run

SAMPLE = Path(__file__).parent / "sample"
SHEET = SAMPLE / "so-a.phieu"
HEADING = "ĐIỂM CÓ THỂ ĐẠT THÊM"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")


def sheet_with(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = SHEET.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    rubric = (SAMPLE / "mau.cchc").read_text(encoding="utf-8")
    allowed = rubric.replace("  tổng điểm:", "  không áp dụng: được đề nghị  theo mục I\n  tổng điểm:", 1)
    (tmp_path / "mau.cchc").write_text(allowed, encoding="utf-8")
    path = tmp_path / "so-a.phieu"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_come_cheapest_first() -> None:
    advice = explain_sheet(SHEET, Library(), advised=True).next_up
    assert [(r.code.text, r.advice[0].effort) for r in advice] == [("1.2", 1), ("1.1", 1), ("1.3", 1), ("1.4", None)]


def test_each_row_tells_what_its_next_line_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SHEET), "1.1"]) == 0
    assert "mức kế tiếp: thêm 3 nhiệm vụ ở [nhiệm vụ hoàn thành] để được 2 điểm" in " ".join(
        capsys.readouterr().out.split()
    )


def test_nothing_is_looked_for_where_no_rule_scores() -> None:
    assert explain_sheet(SAMPLE.parents[2] / "examples/2019/bang-1/so-minh-hoa-01.phieu", Library()).next_up == ()


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_form_ends_with_it(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SHEET), "--advice", "--format", form]) == 0
    out = capsys.readouterr().out
    told = out[out.index(HEADING) :]
    assert "nhiệm vụ hoàn thành" in told and "để được 1,75 điểm" in told
    assert "KIỂM CHỨNG" in told
    assert run(["explain", str(SHEET), "--format", form]) == 0
    assert HEADING not in capsys.readouterr().out


def test_codes_leave_only_their_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SHEET), "1.2", "--advice"]) == 0
    told = capsys.readouterr().out.split(HEADING)[1]
    assert "văn bản đúng" in told and "mức sáng kiến" not in told


def test_points_that_do_not_come_from_the_facts_are_left_alone(tmp_path: Path) -> None:
    # The council says that 1.2 does not apply, so another number of documents changes nothing.
    out = '  tự đánh giá: 2 điểm\n  thẩm định: không áp dụng, vì "không có"'
    path = sheet_with(tmp_path, ("  tự đánh giá: 2 điểm", out))
    advice = explain_sheet(path, Library(), advised=True).next_up
    assert "1.2" not in [r.code.text for r in advice]


def test_it_says_when_there_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = (
        ("thẩm định [nhiệm vụ hoàn thành]: 17", "thẩm định [nhiệm vụ hoàn thành]: 20"),
        ("[văn bản đúng]: 3", "[văn bản đúng]: 4"),
        ("17/01/2020", "15/01/2020"),
        ('"tốt"', '"xuất sắc"'),
    )
    assert run(["explain", str(sheet_with(tmp_path, *changes)), "--advice"]) == 0
    assert "Không có dòng nào được thêm điểm" in capsys.readouterr().out


def test_the_data_format_holds_results_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SHEET), "--advice", "--format", "json"]) == 2
    assert "--format json" in capsys.readouterr().err
