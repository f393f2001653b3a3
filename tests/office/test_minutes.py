"""The minutes of an appraisal: whatever any stage changed stands in them, with why."""

from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from cchc_rules.model.stages import OF_THE_UNIT
from cchc_rules.results.reasons import Corrected, Lost
from tests.explain.test_forms_agree import SHEETS, relative, told
from tests.office.words_of import said_in

ROOT = Path(__file__).resolve().parents[2]
SHEET = ROOT / "examples" / "2019" / "bang-1" / "so-minh-hoa-01.phieu"
Capture = pytest.CaptureFixture[str]


def minutes(sheet: Path, capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert run(["minutes", str(sheet), *words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("sheet", SHEETS, ids=relative)
def test_every_row_that_a_stage_changed_is_there(sheet: Path, capsys: Capture) -> None:
    said = minutes(sheet, capsys, "--format", "md")
    card = told(sheet).card
    for node in card.nodes:
        taken = [b for b in node.because if isinstance(b, Lost | Corrected) and b.stage not in OF_THE_UNIT]
        if taken and node.final is not None:
            assert f"**{node.criterion.code}**" in said, node.criterion.code


def test_a_row_put_back_by_a_later_stage_is_there(capsys: Capture) -> None:
    said = minutes(SHEET, capsys)
    assert "1.2    Thực hiện công tác báo cáo định kỳ CCHC" in said and "phúc tra cộng lại 0,5" in said


def test_figures_of_every_stage_stand_side_by_side(capsys: Capture) -> None:
    rows = [line.split() for line in minutes(SHEET, capsys).splitlines()]
    assert ["Tổng", "89,65/99", "85,9/99", "86,4/99"] in rows
    assert ["Chỉ", "số", "90,56%", "86,77%", "87,27%"] in rows
    rows = [line.split() for line in minutes(SHEET, capsys, "--stage", "appraised").splitlines()]
    assert ["Tổng", "89,65/99", "85,9/99"] in rows


def test_where_nothing_was_changed_that_is_said(capsys: Capture) -> None:
    sheet = ROOT / "examples" / "2019" / "bang-1" / "so-minh-hoa-18.phieu"
    assert "Không dòng nào được sửa" in minutes(sheet, capsys)


def test_in_word_with_room_for_whoever_was_there(tmp_path: Path) -> None:
    assert run(["minutes", str(SHEET), "-o", str(tmp_path / "bb.docx")]) == 0
    said = said_in((tmp_path / "bb.docx").read_bytes())
    for words in ("BIÊN BẢN THẨM ĐỊNH", "Chủ trì: …", "THỦ TRƯỞNG ĐƠN VỊ", "TM. HỘI ĐỒNG THẨM ĐỊNH", "87,27%"):
        assert words in said
