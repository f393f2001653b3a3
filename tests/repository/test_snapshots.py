"""`cchc-rules snapshot`: what is kept, what a change does to it, and that nothing is written by half."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from cchc_rules.files import rewrite
from tests.repository.small import COMMON, RUBRIC, SETTINGS, sheet, written

RUBRIC_FILE = "bo-tieu-chi/nho.cchc"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A repository whose snapshots are kept, and where one stands."""
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    monkeypatch.chdir(written(tmp_path))
    assert run(["snapshot"]) == 0
    capsys.readouterr()
    return tmp_path


def kept(root: Path) -> dict[str, str]:
    folder = root / "ban-chup"
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.txt"))}


def told(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = run(["snapshot", *arguments])
    out, err = capsys.readouterr()
    return status, out + err


def test_every_kind_of_text_is_kept_a_row_a_line(repository: Path) -> None:
    texts = kept(repository)
    assert list(texts) == ["bo-tieu-chi/nho.cchc.txt", "phieu.phieu.txt", "tep-thu.thu.txt"]
    assert "\n1.1 Kế hoạch CCHC năm: 4 điểm\n" in texts["bo-tieu-chi/nho.cchc.txt"]
    assert "\nhạng 1 · Sở A · 9/10 điểm · 90,00% · Tốt · hệ quả –\n" in texts["phieu.phieu.txt"]
    assert "\nc.thu · năm 2020 · Sở C · 8/10 điểm · 80,00% · Tốt · hệ quả – · đúng 2/2" in texts["tep-thu.thu.txt"]


def moved(text: str) -> str:
    """The rubric with two of its blocks in the other order."""
    head, bands, days, rows = text.split("\n\n")
    return "\n\n".join((head, days, bands, rows))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (RUBRIC_FILE, "# nháp\n" + RUBRIC.replace("TIÊU CHÍ 1.2", "# ghi chú đổi lời\nTIÊU CHÍ 1.2")),
        (RUBRIC_FILE, moved(RUBRIC)),
        (RUBRIC_FILE, RUBRIC.replace("\n", "\r\n")),
        ("bo-tieu-chi/chung.cchc", "# chung\n\n" + COMMON),
        ("phieu/a.phieu", sheet("Sở A", "3", "6").replace("1.2\n", "# đã kiểm tra\n1.2\n")),
    ],
    ids=["comment", "block", "line ends", "common", "sheet"],
)
def test_words_and_places_without_meaning_change_nothing(
    name: str, text: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / name).write_bytes(text.encode())
    assert told(["--check"], capsys) == (0, "3 bản chụp, đúng như hiện nay.\n")


def test_one_maximum_changes_its_lines_and_the_units_that_it_moves(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept(repository)
    changed = RUBRIC.replace("tổng điểm: 10", "tổng điểm: 11").replace('hành": 10', 'hành": 11')
    (repository / RUBRIC_FILE).write_text(changed.replace('năm": 4', 'năm": 5'), encoding="utf-8")
    status, out = told(["--check"], capsys)
    assert status == 1 and kept(repository) == before
    assert "  1.1 Kế hoạch CCHC năm: 4 điểm → 5 điểm\n" in out
    assert "  Sở B: 7,5/10 điểm → 7,5/11 điểm; 75,00% → 68,18%\n" in out
    assert "  Sở A: 9/10 điểm → 9/11 điểm; 90,00% → 81,82%\n" in out
    assert "c.thu: 8/10 điểm → 8/11 điểm; 80,00% → 72,73%; Tốt → Chưa tốt" in out
    assert "cchc-rules snapshot --update" in out
    status, updated = told(["--update"], capsys)
    assert status == 0 and updated.splitlines()[:-1] == out.splitlines()[:-1]
    gone = {line for text in before.values() for line in text.splitlines()}
    come = {line for text in kept(repository).values() for line in text.splitlines()}
    # The total, the part, the row; each unit and its row; the case and what it expects.
    assert len(come - gone) == 10
    assert told(["--check"], capsys)[0] == 0


def test_what_differs_keeps_everything_from_being_written(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / RUBRIC_FILE).write_text(RUBRIC.replace("CCHC năm", "CCHC quý"), encoding="utf-8")
    (repository / "phieu/2021").mkdir()
    (repository / "phieu/2021/d.phieu").write_text(
        sheet("Sở D", "1", "1").replace("../bo", "../../bo"), encoding="utf-8"
    )
    before = kept(repository)
    status, out = told([], capsys)
    assert status == 1 and kept(repository) == before
    assert "ban-chup/phieu/2021.phieu.txt: chưa có bản chụp" in out
    assert "1.1 Kế hoạch CCHC năm: 4 điểm → quý: 4 điểm" in out


def test_snapshots_of_what_is_gone_are_taken_away(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("tep-thu/c.thu", "phieu/a.phieu", "phieu/b.phieu"):
        (repository / name).unlink()
    status, out = told(["--check"], capsys)
    assert status == 1 and "ban-chup/tep-thu.thu.txt: thừa" in out
    assert told(["--update"], capsys)[0] == 0
    assert list(kept(repository)) == ["bo-tieu-chi/nho.cchc.txt"]


def test_what_cannot_be_read_refuses_all(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept(repository)
    for name, text in {
        "phieu/b.phieu": sheet("Sở B", "40", "1"),
        "bo-tieu-chi/sd.cchc": "SỬA ĐỔI",
        "tep-thu/d.thu": "PHIẾU",
    }.items():
        old = (repository / name).read_bytes() if (repository / name).exists() else None
        (repository / name).write_text(text, encoding="utf-8")
        for arguments in (["--check"], ["--update"], []):
            status, out = told(arguments, capsys)
            assert status == 1 and "chưa so và chưa ghi" in out and "lỗi " in out, (name, out)
        assert kept(repository) == before
        (repository / name).unlink() if old is None else (repository / name).write_bytes(old)


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_a_disk_that_fails_leaves_everything_as_it_was(
    failing: int, repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = RUBRIC.replace("tổng điểm: 10", "tổng điểm: 11").replace('hành": 10', 'hành": 11').replace(": 4", ": 5")
    (repository / RUBRIC_FILE).write_text(changed, encoding="utf-8")
    before = kept(repository)
    swaps = iter(range(100))

    def replace(source: Path, target: Path) -> None:
        if next(swaps) == failing:
            raise OSError(28, "full", str(target))
        os.rename(source, target)

    monkeypatch.setattr(rewrite.os, "replace", replace)
    assert run(["snapshot", "--update"]) == 3
    assert "đĩa đầy" in capsys.readouterr().err
    assert kept(repository) == before
    assert not list((repository / "ban-chup").rglob("*.part"))


def test_only_the_units_that_the_settings_name_are_kept(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = repository / "cchc-rules.toml"
    settings.write_text(SETTINGS + '[ban-chup]\ndon-vi = ["sở  B"]\n', encoding="utf-8")
    status, out = told(["--update"], capsys)
    assert status == 0 and "bớt: hạng 1 · Sở A" in out
    text = kept(repository)["phieu.phieu.txt"]
    assert "hạng 2 · Sở B · 7,5/10" in text and "Sở A" not in text
    settings.write_text(SETTINGS + '[ban-chup]\ndon-vi = ["Sở BB"]\n', encoding="utf-8")
    status, out = told(["--check"], capsys)
    assert status == 1 and "R012" in out and "ý bạn là “Sở B”?" in out


def test_it_is_the_same_from_any_folder_of_the_repository(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "phieu")
    assert told(["--check"], capsys)[0] == 0
    monkeypatch.chdir(repository.parent)
    assert told(["--check", str(repository)], capsys)[0] == 0
    assert told(["--check", str(repository / "cchc-rules.toml")], capsys)[0] == 0


def test_no_repository_and_nothing_to_keep_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out = told([], capsys)
    assert status == 2 and "R011" in out
    (tmp_path / "cchc-rules.toml").write_text("", encoding="utf-8")
    status, out = told([], capsys)
    assert status == 1 and "R013" in out
    (tmp_path / "cchc-rules.toml").write_text("[thu-muc]\nphieuu = 1\n", encoding="utf-8")
    status, out = told(["--update"], capsys)
    assert status == 1 and "R002" in out
    assert told(["--check", "--update"], capsys)[0] == 2


def test_a_file_of_somebody_in_the_folder_of_snapshots_is_left_alone(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = repository / "ban-chup/ghi-chu.txt"
    own.write_text("của tôi\n", encoding="utf-8")
    status, out = told(["--update"], capsys)
    assert status == 1 and "R014" in out and own.read_text("utf-8") == "của tôi\n"


def test_line_ends_that_git_gives_are_no_change(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (repository / "ban-chup").rglob("*.txt"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(["--check"], capsys)[0] == 0


AMENDING = """\
SỬA ĐỔI sd-nho "Sửa đổi"
  văn bản: Quyết định 3/QĐ-UBND ngày 01/06/2021
  sửa đổi: nho
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2021
Điều 1
  SỬA 1.1 tên: từ "Kế hoạch CCHC năm" thành "Kế hoạch năm"
"""


def test_an_amendment_is_kept_by_what_it_changes_from_its_year_on(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "bo-tieu-chi/sua-doi").mkdir()
    (repository / "bo-tieu-chi/sua-doi/sd.cchc").write_text(AMENDING, encoding="utf-8")
    status, out = told(["--update"], capsys)
    assert status == 0, out
    text = kept(repository)["bo-tieu-chi/nho.cchc.txt"]
    assert "\n1.1 Kế hoạch CCHC năm: 4 điểm\n" in text
    part = text.partition("TỪ KỲ ĐÁNH GIÁ 2021\n")[2]
    assert "1.1 Kế hoạch CCHC năm: 4 điểm → năm: 4 điểm" in part


pytest_plugins = ["pytester"]


def test_pytest_collects_the_repository(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    root = written(pytester.path)
    assert run(["snapshot"]) == 0
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=5)
    changed = RUBRIC.replace("từ 80%", "từ 90,5%").replace("dưới 80%", "dưới 90,5%")
    (root / RUBRIC_FILE).write_text(changed, encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, failed=4)
    result.stdout.fnmatch_lines(["*Sở A: Tốt → Chưa tốt*", "*cchc-rules snapshot --update*"])
