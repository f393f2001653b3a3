"""The command line as its users meet it: exit statuses, formats, refusals."""

import json
from pathlib import Path

import jsonschema
import pytest

from cchc_rules.cli.main import run

ROOT = Path(__file__).resolve().parents[1]
DEPARTMENT = "cơ quan chuyên môn thuộc UBND tỉnh"


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("CCHC_RULES_CACHE", str(folder))
    return folder


@pytest.fixture
def sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A sheet of a department, every self score 0."""
    assert run(["new-sheet", "2019/bang-1", "--unit", "Sở Minh họa", "--year", "2019"]) == 0
    path = tmp_path / "so.phieu"
    path.write_text(capsys.readouterr().out.replace("tự đánh giá:", "tự đánh giá: 0 điểm"), encoding="utf-8")
    return path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_bundled_rubrics_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert "Đã kiểm tra 3 tệp" in capsys.readouterr().out


def test_a_changed_maximum_is_an_error_told_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for source in (ROOT / "rubrics" / "2019").glob("*.cchc"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    edit(tmp_path / "bang-1.cchc", '"Chất lượng kế hoạch CCHC": 1 điểm', '"Chất lượng kế hoạch CCHC": 1,5 điểm')
    assert run(["check", str(tmp_path), "--quiet"]) == 1
    out = capsys.readouterr().out
    assert "lỗi K302: 1.1 có điểm tối đa 3, các dòng con cộng lại 3,5" in out


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["check", "khong-co.cchc"], 3, "không có tệp này"),
        (["explain", "khong-co.phieu"], 3, "không có tệp này"),
        (["explain"], 2, "thiếu PHIẾU"),
        (["explian"], 2, "Ý bạn là “explain”?"),
        (["show", "2019/bang-3"], 1, "2019/bang-"),
        (["show", "2019/bang-1", "1.1.9"], 1, "không có mã 1.1.9"),
        (["score", "--format", "xls", "."], 2, "chọn một trong text, csv, json"),
        (["new-sheet", "2019/bang-1", "--unit", "Sở A"], 2, "thiếu --year"),
        (["new-sheet", "2019/bang-1", "--unit", "Văn phòng UBND tỉnh", "--year", "2019"], 1, "P416"),
        (["new-sheet", "2019/bang-1", "--unit", "Sở A", "--year", "2010"], 1, "P428"),
    ],
)
def test_exit_status_and_words(
    args: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(args) == status
    assert told in capsys.readouterr().err


def test_self_scores_alone_are_provisional(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(sheet)]) == 0
    out = capsys.readouterr().out
    assert "TẠM TÍNH" in out and "\x1b[" not in out


def test_json_follows_its_schema(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sheet, "1.1.1", "1.1.1")
    assert run(["explain", str(sheet), "--format", "json"]) == 0
    card = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schemas" / "scorecard-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(card, schema)
    assert card["schema"] == "cchc-rules/scorecard/1" and card["index"]["percent"] is None


def test_a_bad_sheet_is_listed_and_the_good_one_scored(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = sheet.with_name("xau.phieu")
    bad.write_text(sheet.read_text(encoding="utf-8").replace("Sở Minh họa", "Sở Khác"), encoding="utf-8")
    edit(bad, "tự đánh giá: 0 điểm", "tự đánh giá: 9 điểm")
    assert run(["score", str(sheet.parent)]) == 1
    captured = capsys.readouterr()
    assert "Sở Minh họa" in captured.out and "Không chấm được 1 phiếu" in captured.out
    assert "P404" in captured.err


def test_two_sheets_of_one_unit_are_both_refused(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet.with_name("nua.phieu").write_bytes(sheet.read_bytes())
    assert run(["score", str(sheet.parent)]) == 1
    assert "P450" in capsys.readouterr().err


def test_fmt_rewrites_once_and_check_tells(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet.write_text("\ufeff" + sheet.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8")
    assert run(["fmt", "--check", str(sheet)]) == 1
    assert run(["fmt", str(sheet)]) == 0
    assert run(["fmt", "--check", str(sheet)]) == 0
    assert "đã viết lại" in capsys.readouterr().out


def test_fmt_leaves_a_broken_file_alone(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sheet, "tự đánh giá: 0 điểm", "tự đánh giá: 0.5 điểm")
    before = sheet.read_bytes()
    assert run(["fmt", str(sheet)]) == 1
    assert sheet.read_bytes() == before and "0,5" in capsys.readouterr().err


def test_cache_changes_nothing_and_is_never_trusted(
    sheet: Path, own_cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def explained() -> str:
        assert run(["explain", str(sheet), "--all"]) == 0
        return capsys.readouterr().out

    first, second = explained(), explained()
    stored = list(own_cache.glob("*.json"))
    assert first == second and stored
    for file in stored:
        file.write_text("khác\n[]", encoding="utf-8")
    assert explained() == first
    edit(sheet, "tự đánh giá: 0 điểm", "tự đánh giá: 1 điểm")
    changed = explained()
    assert changed != first
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    assert explained() == changed


def test_a_cache_others_can_write_is_not_used(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = tmp_path / "chung"
    shared.mkdir()
    shared.chmod(0o777)
    monkeypatch.setenv("CCHC_RULES_CACHE", str(shared))
    assert run(["explain", str(sheet)]) == 0
    assert not list(shared.iterdir()) and capsys.readouterr().out


def test_github_annotations(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sheet, "tự đánh giá: 0 điểm", "tự đánh giá: 9 điểm")
    assert run(["check", "--format", "github", str(sheet)]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith("::error file=") and "title=P404" in line


def test_help_of_every_command_is_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("explain", "score", "show", "check", "fmt", "new-sheet"):
        assert run([command, "--help"]) == 0
        out = capsys.readouterr().out
        assert "Cách dùng:" in out and "Tùy chọn:" in out and "Show this" not in out


def test_rubrics_of_one_short_name_are_not_ranked_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, top in (("a", "8"), ("b", "9")):
        (tmp_path / folder).mkdir()
        rubric = (ROOT / "tests" / "bad" / "sheets" / "bo-thu.cchc").read_text(encoding="utf-8")
        (tmp_path / folder / "bo-thu.cchc").write_text(f"# {top}\n{rubric}", encoding="utf-8")
        assert run(["new-sheet", str(tmp_path / folder / "bo-thu.cchc"), "--unit", "Phòng A", "--year", "2024"]) == 0
        sheet = capsys.readouterr().out.replace(str(tmp_path / folder / "bo-thu.cchc"), "bo-thu.cchc")
        (tmp_path / folder / "a.phieu").write_text(sheet, encoding="utf-8")
    assert run(["score", str(tmp_path), "--format", "json"]) == 0
    assert [len(r["units"]) for r in json.loads(capsys.readouterr().out)["rankings"]] == [1, 1]


def test_a_missing_sheet_leaves_the_others_scored(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(sheet), str(sheet.with_name("khong-co.phieu"))]) == 1
    captured = capsys.readouterr()
    assert "Sở Minh họa" in captured.out and "không có tệp này" in captured.err


def test_the_cache_removes_only_what_it_wrote(sheet: Path, own_cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(450):
        (own_cache / f"phieu-{number}.json").write_text("{}", encoding="utf-8")
    assert run(["explain", str(sheet)]) == 0
    assert len(list(own_cache.glob("phieu-*.json"))) == 450 and capsys.readouterr().out


def test_a_sheet_cannot_show_other_files(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("mật khẩu là 1234\n", encoding="utf-8")
    edit(sheet, "bộ tiêu chí: 2019/bang-1", f'bộ tiêu chí: "{secret}"')
    assert run(["explain", str(sheet)]) == 1
    assert "1234" not in capsys.readouterr().err


def test_fmt_keeps_links(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = tmp_path / "lien-ket.phieu"
    link.symlink_to(sheet)
    edit(sheet, "  năm: 2019", "năm: 2019")
    assert run(["fmt", str(link)]) == 0
    assert link.is_symlink() and "  năm: 2019" in sheet.read_text(encoding="utf-8") and capsys.readouterr().out
