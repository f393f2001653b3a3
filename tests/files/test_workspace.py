"""Texts in memory, over the disk or without one, are read wherever files are: every use case sees them."""

import doctest
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_rules.api.changes.amend import amended, changes_of
from cchc_rules.api.changes.compare import diff_text, two_rubrics
from cchc_rules.api.changes.impact import compare_sheets
from cchc_rules.api.law_in_force import Law
from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.cases import case_files, try_case
from cchc_rules.api.rubrics.check import check_files
from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.api.sheets.new_sheet import blank_sheet
from cchc_rules.api.sheets.score import score_files, sheet_files
from cchc_rules.api.sheets.what_if import advise_sheet, suppose
from cchc_rules.files.cache import FileCache
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.results.scorecard import View
from cchc_rules.writing.sheet_file import print_sheet

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = """\
BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "sở"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 1
  từ 50%: "Tốt"
  dưới 50%: "Kém"
SỐ LIỆU
  [việc xong]: số đếm "việc", từ 0 đến 20
LĨNH VỰC 1 "Chung": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 10 điểm
  cách chấm: [việc xong] / 20 × điểm tối đa
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "mau.cchc"
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2020
SỐ LIỆU
  thẩm định [việc xong]: 14
"""
AMENDMENT = """\
SỬA ĐỔI sd-1 "Sửa đổi"
  văn bản: Quyết định 02/QĐ-MH ngày 15/01/2020
  sửa đổi: mau
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020
Điều 1
  SỬA 1.1 điểm tối đa: từ 10 điểm thành 20 điểm
  SỬA 1 điểm tối đa: từ 10 điểm thành 20 điểm
  SỬA CÂU
    từ: tổng điểm: 10 điểm  theo Điều 1
    thành: tổng điểm: 20 điểm  theo Điều 1
"""
TEXTS = {"mau.cchc": RUBRIC, "so-a.phieu": SHEET}
CASE = SHEET + "mong đợi: 1.1 được 7 điểm\n"

Make = Callable[[dict[str, str]], Workspace]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that only has texts of the same names that nobody could use."""
    monkeypatch.chdir(tmp_path)


def over_other_files(texts: dict[str, str]) -> Workspace:
    """Texts over files of the same names that say something else."""
    for name in texts:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("không phải nội dung này\n", encoding="utf-8")
    return Workspace.over_disk(texts)


def over_nothing(texts: dict[str, str]) -> Workspace:
    return Workspace.over_disk(texts)


def in_memory_beside_other_files(texts: dict[str, str]) -> Workspace:
    over_other_files(texts)
    return Workspace.in_memory(texts)


everywhere = pytest.mark.parametrize(
    "make", [over_other_files, over_nothing, in_memory_beside_other_files, Workspace.in_memory]
)


def points(workspace: Workspace, path: str = "so-a.phieu") -> str:
    result = explain_sheet(Path(path), Library(workspace=workspace))
    assert result.scorecard is not None, result.diagnostics
    return f"{result.scorecard.total.achieved}/{result.scorecard.total.max}"


@everywhere
def test_a_sheet_is_explained_and_scored(make: Make) -> None:
    workspace = make(TEXTS)
    assert points(workspace) == "7/10"
    scored = score_files(sheet_files([Path()], workspace), Library(workspace=workspace))
    assert [u.standing.header.unit for r in scored.rankings for u in r.units] == ["Sở A"]
    assert scored.bad == ()


@everywhere
@pytest.mark.parametrize("name", ["sd.cchc", "sua-doi/sd.cchc"])
def test_an_amendment_that_is_not_saved_applies(make: Make, name: str) -> None:
    assert points(make({**TEXTS, name: AMENDMENT})) == "14/20"


@everywhere
def test_a_text_that_cannot_be_placed_refuses(make: Make) -> None:
    workspace = make({**TEXTS, "Sua-doi/sd.cchc": AMENDMENT})
    assert "S572" in {d.code for d in explain_sheet(Path("so-a.phieu"), Library(workspace=workspace)).diagnostics}


def test_an_amendment_in_memory_joins_those_on_disk(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        Path(name).write_text(text, encoding="utf-8")
    assert points(DISK) == "7/10"
    assert points(Workspace.over_disk({"sd.cchc": AMENDMENT})) == "14/20"
    assert points(Workspace.over_disk({str(tmp_path / "sua-doi" / "sd.cchc"): AMENDMENT})) == "14/20"


def test_the_cache_never_takes_one_text_for_another(tmp_path: Path) -> None:
    cache = FileCache(tmp_path, "x")

    def achieved(texts: dict[str, str]) -> str:
        library = Library(cache, cache, workspace=Workspace.in_memory(texts))
        card = explain_sheet(Path("so-a.phieu"), library).scorecard
        assert card is not None
        return f"{card.total.achieved}/{card.total.max}"

    for _ in range(2):
        assert achieved(TEXTS) == "7/10"
        assert achieved({**TEXTS, "sd.cchc": AMENDMENT}) == "14/20"
        assert achieved({**TEXTS, "so-a.phieu": SHEET.replace("14", "16")}) == "8/10"


@everywhere
def test_folders_of_texts_are_gone_through(make: Make) -> None:
    workspace = make({f"nam/{name}": text for name, text in TEXTS.items()} | {"nam/sau/b.phieu": SHEET})
    assert sheet_files([Path("nam")], workspace) == (Path("nam/sau/b.phieu"), Path("nam/so-a.phieu"))
    assert points(workspace, "nam/so-a.phieu") == "7/10"
    found = check_files(["nam/mau.cchc", "nam/so-a.phieu"], Library(workspace=workspace))
    assert [(f.name, f.ok) for f in found] == [("nam/mau.cchc", True), ("nam/so-a.phieu", True)]


@everywhere
def test_other_use_cases_read_the_texts(make: Make) -> None:
    workspace = make({**TEXTS, "thu.thu": CASE, "moi.cchc": RUBRIC.replace("Kế hoạch", "Báo cáo")})
    library = Library(workspace=workspace)
    assert [try_case(path, library).ok for path in case_files([Path()], workspace).files] == [True]
    assert format_file(Path("mau.cchc"), workspace).text is not None
    pair = two_rubrics("mau.cchc", "moi.cchc", library).pair
    assert pair is not None and "Báo cáo" in diff_text(*pair)
    assert [row.code.text for row in advise_sheet(Path("so-a.phieu"), library).rows] == ["1.1"]
    answer = suppose(Path("so-a.phieu"), library, ["[việc xong]=20"]).answer
    assert answer is not None and answer.after.total.achieved == 10
    rubric = library.rubric("mau.cchc").rubric
    assert rubric is not None and "1.1" in print_sheet(blank_sheet(rubric, "mau.cchc", "Sở B", "sở", 2020))


@everywhere
def test_an_amendment_is_measured_and_consolidated(make: Make) -> None:
    workspace = make({**TEXTS, "sd.cchc": AMENDMENT})
    library = Library(workspace=workspace)
    assert check_files(["sd.cchc"], library)[0].diagnostics == ()
    (change,) = changes_of("sd.cchc", None, library).each
    compared = compare_sheets(sheet_files([Path()], workspace), change, library, View.FINAL, True)
    assert (len(compared.impacts), compared.bad) == (1, ())
    whole = amended("mau.cchc", Library(law=Law(year=2020), workspace=workspace)).applied
    assert whole is not None and [e.amendment.id for e in whole.applied] == ["sd-1"]


def test_without_a_disk_nothing_is_read_from_one(tmp_path: Path) -> None:
    (tmp_path / "mau.cchc").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "sd.cchc").write_text(AMENDMENT, encoding="utf-8")
    workspace = Workspace.in_memory({"so-a.phieu": SHEET})
    assert "T005" in {d.code for d in explain_sheet(Path("so-a.phieu"), Library(workspace=workspace)).diagnostics}
    assert not workspace.exists(tmp_path / "mau.cchc") and not workspace.is_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        workspace.read(Path("mau.cchc"))
    assert Library(workspace=workspace).rubric("2019/bang-1").tree is not None


def test_texts_are_read_as_files_are() -> None:
    """Bytes of any encoding that files may have, and the same refusal of those that they may not have."""
    workspace = Workspace.in_memory({"a.cchc": RUBRIC.encode("utf-16"), "b.cchc": RUBRIC.encode("cp1258", "replace")})
    assert [f.ok for f in check_files(["a.cchc", "b.cchc"], Library(workspace=workspace))] == [True, False]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="hệ điều hành không có ống dẫn")
@pytest.mark.parametrize("name", ["ong.phieu", "/dev/zero"])
def test_only_regular_files_are_read(name: str) -> None:
    if not os.path.exists(name):
        os.mkfifo(name)
    file = DISK.read(Path(name))
    assert file.source is None
    assert [d.code for d in file.diagnostics] == ["T070"]


def test_the_page_for_programs_is_true() -> None:
    page = ROOT / "docs/dung-tu-chuong-trinh.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


def test_a_file_that_the_command_itself_prints_into_is_no_text_beside(tmp_path: Path) -> None:
    for name in ("a.cchc", "b.cchc"):
        shutil.copy(ROOT / "examples/phong-ban/phong-ban.cchc", tmp_path / name)
    with (tmp_path / "moi.cchc").open("wb") as out:
        command = [sys.executable, "-c", "from cchc_rules.cli.start import main; main()", "show", "a.cchc"]
        run = subprocess.run(command, cwd=tmp_path, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "moi.cchc").stat().st_size
