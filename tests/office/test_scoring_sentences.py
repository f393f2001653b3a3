"""Sentences on scoring in a printed table: kept as printed, and a rule proposed where all of them have known patterns.

Accepted, a proposal is a rule without an error; what is not known is left to a person.
"""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files

from .tables import imported, saved, word

Capture = pytest.CaptureFixture[str]
HEAD = ("STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Ghi chú")

KNOWN = (
    ("Có: điểm tối đa; Không: 0", "cách chấm: đạt hoặc không [đạt 1.1]"),
    ("Đúng thời gian: 2 điểm\nChậm: 0 điểm", "cách chấm: theo mức [mức 1.1]"),
    (
        "- Xuất sắc: 100% điểm tối đa\n- Tốt: 75% điểm tối đa\n- Không hoàn thành: 0",
        '"Tốt": 75% điểm tối đa',
    ),
    ("Từ 80% trở lên: 2 điểm; từ 65% đến dưới 80%: 1 điểm; dưới 65%: 0 điểm", "từ 65% đến dưới 80%: 1 điểm"),
    ("100%: 2 điểm; từ 80% đến dưới 100%: 1.5 điểm; dưới 80%: không tính điểm", "từ 80% đến dưới 100%: 1,5 điểm"),
    ("Điểm = tỷ lệ hồ sơ đúng hạn x điểm tối đa", "cách chấm: [tỷ lệ 1.1] × điểm tối đa"),
    ("Mỗi văn bản được 0,5 điểm, tối đa 2 điểm", "cách chấm: 0,5 điểm × [số văn bản 1.1], không quá 2 điểm"),
    ("0,5 điểm cho mỗi văn bản ban hành đúng, tối đa 2", "0,5 điểm × [số văn bản ban hành đúng 1.1], không quá 2 điểm"),
    ("Mỗi ngày chậm trừ 0,25 điểm", "cách chấm: 2 điểm - 0,25 điểm × [số ngày chậm 1.1], không dưới 0 điểm"),
    ("Mỗi vụ vi phạm trừ 0,5 điểm, không quá 1 điểm", "2 điểm - 0,5 điểm × [số vụ vi phạm 1.1], không dưới 1 điểm"),
)
UNKNOWN = (
    "Theo báo cáo của Sở Nội vụ",
    "Từ 80% trở lên: 2 điểm; còn lại do Hội đồng xem xét",
    "Từ 80% đến 100%: 2 điểm; dưới 80%: 0 điểm",
    "Mỗi văn bản được 0,5 điểm",
    "Mỗi vụ vi phạm trừ 1 điểm, không quá 3 điểm",
    "Có: 2 điểm; Có: 0 điểm",
    "Mỗi văn bản: 1.000 điểm; Không: 0",
)
GIVEN = """\
BỘ TIÊU CHÍ bang-1 "Chỉ số CCHC"
  văn bản: Quyết định 1/QĐ-UBND ngày 01/01/2020
  tổng điểm: 2 điểm  theo mục 1
  đối tượng: "sở"  theo mục 1
CÁC BƯỚC ĐÁNH GIÁ  theo mục 1
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo mục 1
  từ 50%: "Tốt"
  dưới 50%: "Kém"
"""


def _import(wording: str, folder: Path, capsys: Capture) -> str:
    cells = (HEAD, ("1", "CHUNG", "2", "", ""), ("1.1", "Việc", "2", wording, ""))
    told = imported(folder, "bang.docx", saved(word(cells)), capsys)
    assert (told.status, told.codes) == (0, []), told.err
    rows = told.text[told.text.index("LĨNH VỰC 1") :]
    for line in filter(None, wording.split("\n")):
        assert f'lời văn: "{line}"' in rows
    return rows


@pytest.mark.parametrize(("wording", "rule"), KNOWN)
def test_a_known_sentence_is_a_proposal(wording: str, rule: str, tmp_path: Path, capsys: Capture) -> None:
    rows = _import(wording, tmp_path, capsys)
    proposals = [line.strip() for line in rows.splitlines() if line.strip().startswith("?")]
    assert any(rule in line for line in proposals), rows
    assert "cách chấm" not in "\n".join(line for line in rows.splitlines() if "?" not in line)
    accepted = GIVEN + rows.replace("? ", "")
    (tmp_path / "bo.cchc").write_text(accepted, "utf-8")
    found = all_found(check_files([str(tmp_path / "bo.cchc")], Library()))
    assert [d.message for d in found if d.severity.name == "ERROR"] == [], accepted


@pytest.mark.parametrize("wording", UNKNOWN)
def test_an_unknown_sentence_proposes_nothing(wording: str, tmp_path: Path, capsys: Capture) -> None:
    assert "?" not in _import(wording, tmp_path, capsys)


def test_sentences_on_rows_of_their_own_go_to_the_row_above(tmp_path: Path, capsys: Capture) -> None:
    cells = (
        ("STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa"),
        ("1", "CHUNG", "2"),
        ("1.1", "Ban hành kế hoạch", "2"),
        ("", "- Đúng hạn: 2 điểm", ""),
        ("", "- Chậm: 1 điểm", ""),
    )
    told = imported(tmp_path, "bang.docx", saved(word(cells)), capsys)
    assert told.codes == ["E016", "E016"] and "cột 2, hàng 4, bảng 1" in told.err
    assert 'lời văn: "Đúng hạn: 2 điểm"' in told.text and '? "Đúng hạn": 2 điểm' in told.text
    (row,) = told.rubric.leaves()
    assert row.rule is None and len(row.wording) == 2


def test_sentences_below_the_title_in_its_cell(tmp_path: Path, capsys: Capture) -> None:
    cells = (
        ("STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa"),
        ("1", "CHUNG", "2"),
        ("1.1", "Ban hành kế hoạch\n- Có: 2 điểm\n- Không: 0 điểm", "2"),
    )
    told = imported(tmp_path, "bang.docx", saved(word(cells)), capsys)
    (row,) = told.rubric.leaves()
    assert row.title == "Ban hành kế hoạch" and [w.value for w in row.wording] == ["Có: 2 điểm", "Không: 0 điểm"]
