"""A fact declared under a row: read there, kept there, and of that row alone; elsewhere it is as any other fact."""

from pathlib import Path

import pytest

from cchc_rules.amend import apply
from cchc_rules.amend.applying.whole_rubric import broken_by
from cchc_rules.api.changes.amend import amended
from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.cli.main import run
from cchc_rules.diagnostics import Diagnostic, has_errors, render_all
from cchc_rules.diagnostics.edits import applied
from cchc_rules.model.code import Code
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.guidance_file import print_guidance
from cchc_rules.writing.rubric_file import print_rubric

HEAD = """BỘ TIÊU CHÍ mau "Bộ minh họa"
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2019
  tổng điểm: 8 điểm  theo mục I
  đối tượng: "sở"  theo mục I

CÁC BƯỚC ĐÁNH GIÁ  theo mục II
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo mục II
  từ 80%: "Tốt"
  dưới 80%: "Chưa tốt"
"""
FACTS = """  [việc]: số đếm "việc", từ 1, do đơn vị
  [việc xong]: số đếm "việc", từ 0 đến [việc], do đơn vị
"""
ROWS = """
LĨNH VỰC 1 "Chung": 8 điểm
TIÊU CHÍ 1.1 "Hoàn thành": 4 điểm
{own}    cách chấm: [việc xong] / [việc] × điểm tối đa
TIÊU CHÍ 1.2 "Báo cáo": 2 điểm
{other}TIÊU CHÍ 1.3 "Khác": 2 điểm
"""
OWN = "".join(f"  {line}\n" for line in FACTS.splitlines())
UNDER_ROW = HEAD + ROWS.format(own=OWN, other="")
ABOVE = f"{HEAD}\nSỐ LIỆU\n{FACTS}" + ROWS.format(own="", other="")
SHEET = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "mau.cchc"
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2019

SỐ LIỆU
  [việc]: 8
  [việc xong]: 7
  thẩm định [việc xong]: 5, vì "2 việc chưa xong"

ĐIỂM
1.2
  tự đánh giá: 2
  thẩm định: 2
"""


def _read(text: str) -> Rubric:
    read = read_rubric(Source.of("mau.cchc", text))
    assert isinstance(read.value, Rubric) and not has_errors(read.diagnostics), render_all(read.diagnostics)
    return link(read.value, ())


def _checked(folder: Path, text: str, name: str = "mau.cchc") -> tuple[Diagnostic, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return all_found(check_files([str(folder / name)], Library()))


def test_it_stays_under_its_row() -> None:
    rubric = _read(UNDER_ROW)
    (row,) = (r for r in rubric.rows() if r.facts)
    assert row.code == Code("1.1") and rubric.provisions.facts == ()
    assert [f.value.name for f in rubric.facts] == ["việc", "việc xong"]
    assert print_rubric(rubric) == UNDER_ROW


@pytest.mark.parametrize("command", ["explain", "advice", "score"])
def test_results_are_those_of_a_fact_declared_above(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for name, text in (("trên", ABOVE), ("dưới", UNDER_ROW)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "mau.cchc").write_text(text, encoding="utf-8")
        (folder / "a.phieu").write_text(SHEET, encoding="utf-8")
        monkeypatch.chdir(folder)
        assert run([command, "a.phieu", "--format", "json"]) == 0
        told.append(capsys.readouterr().out)
    above, under = (_without_places(t) for t in told)
    assert above == under


def _without_places(text: str) -> list[str]:
    return [line for line in text.splitlines() if '"line"' not in line and "sha256" not in line]


def test_a_new_sheet_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mau.cchc").write_text(UNDER_ROW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["new-sheet", "mau.cchc", "--unit", "Sở A", "--year", "2019"]) == 0
    assert "[việc xong]:" in capsys.readouterr().out


ELSEWHERE = {
    "another rule": ("    cách chấm: đạt hoặc không, đạt khi [VIỆC  xong] từ 5\n", ""),
    "a condition on another row": ("    không áp dụng khi: [việc] dưới 3\n", ""),
    "a bound of another row's fact": (
        '    [hỏng]: số đếm "việc", từ 0 đến [việc]\n    cách chấm: đạt hoặc không, đạt khi [hỏng] dưới 1\n',
        "",
    ),
    "a formula": (
        "    [phần]: tỷ lệ phần trăm, tính bằng [việc xong] / [việc]\n    cách chấm: [phần] × điểm tối đa\n",
        "",
    ),
    "a condition of the rating": ("", '  xếp "Chưa tốt" khi: [việc xong] dưới 2  theo mục II\n'),
    "a rating for some units": (
        "",
        '\nXẾP LOẠI khi [việc] từ 100  theo mục II\n  từ 70%: "Tốt"\n  dưới 70%: "Chưa tốt"\n',
    ),
}


@pytest.mark.parametrize("other", ELSEWHERE)
def test_it_is_not_for_others_and_the_edit_makes_it_so(other: str, tmp_path: Path) -> None:
    below, rating = ELSEWHERE[other]
    text = HEAD + rating + ROWS.format(own=OWN, other=below)
    found = _checked(tmp_path, text)
    wrong = [d for d in found if d.code == "L648"]
    assert wrong and {d.code for d in found if d.severity.name == "ERROR"} == {"L648"}, render_all(found)
    for d in wrong:
        (fix,) = d.fixes
        mended = applied(WrittenText.of(text), fix.edits)
        assert "SỐ LIỆU\n" in mended
        after = _checked(tmp_path, mended)
        assert not [x for x in after if x.code == "L648" and x.message == d.message], mended + render_all(after)
    # All edits one after another leave nothing to say.
    for _ in range(3):
        left = [d for d in _checked(tmp_path, text) if d.code == "L648"]
        text = applied(WrittenText.of(text), left[0].fixes[0].edits) if left else text
    assert not has_errors(_checked(tmp_path, text)), text


def test_a_row_inside_is_another_row(tmp_path: Path) -> None:
    text = HEAD + ROWS.format(own=OWN, other="").replace(
        'LĨNH VỰC 1 "Chung": 8 điểm\n', f'LĨNH VỰC 1 "Chung": 8 điểm\n{OWN}'
    ).replace(f'"Hoàn thành": 4 điểm\n{OWN}', '"Hoàn thành": 4 điểm\n')
    assert {d.code for d in _checked(tmp_path, text)} >= {"L648"}


ALIKE = {
    "above too": (FACTS.splitlines()[0], "", 1),
    "under another row, the same": ("", OWN.splitlines()[0], 1),
    "under another row, another": ("", '    [Việc]: số đếm "vụ"', 2),
}


@pytest.mark.parametrize("how", ALIKE)
def test_a_name_is_declared_once(how: str, tmp_path: Path) -> None:
    above, under, ways = ALIKE[how]
    part = f"\nSỐ LIỆU\n{above}\n" if above else ""
    other = f"{under}\n    cách chấm: đạt hoặc không, đạt khi [việc] từ 5\n" if under else ""
    text = HEAD + part + ROWS.format(own=OWN, other=other)
    found = _checked(tmp_path, text)
    assert [d.code for d in found].count("L649") == 1 and "L648" not in {d.code for d in found}, render_all(found)
    wrong = next(d for d in found if d.code == "L649")
    assert len(wrong.fixes) == ways
    for fix in wrong.fixes:
        after = _checked(tmp_path, applied(WrittenText.of(text), fix.edits))
        assert "L649" not in {d.code for d in after}


def test_twice_under_one_row_is_twice(tmp_path: Path) -> None:
    text = HEAD + ROWS.format(own=OWN + OWN.splitlines()[0] + "\n", other="")
    assert {d.code for d in _checked(tmp_path, text)} == {"B202"}


def test_one_that_nothing_reads_is_told(tmp_path: Path) -> None:
    text = HEAD + ROWS.format(own=OWN + "    [thừa]: có/không\n", other="")
    assert {d.code for d in _checked(tmp_path, text)} == {"K314"}


# ---- guidance

GUIDANCE = """HƯỚNG DẪN CHẤM ĐIỂM hd "Hướng dẫn minh họa"
  cho bộ tiêu chí: mau
  văn bản: Hướng dẫn 01/HD-MINHHOA ngày 15/12/2019
  áp dụng: từ kỳ đánh giá 2019

1.2 "Báo cáo"
  # của riêng dòng này
  [bài]: số đếm "bài", do đơn vị  # cả năm
  [bài đúng hạn]: số đếm "bài", từ 0 đến [bài], do đơn vị
  cách chấm: [bài đúng hạn] / [bài] × điểm tối đa
  khi mẫu số bằng 0: 0 điểm

1.3
  cách chấm: đạt hoặc không, đạt khi {used}
"""


def test_guidance_keeps_it_under_the_row(tmp_path: Path) -> None:
    text = GUIDANCE.format(used="[bài đúng hạn] từ 2")
    read = read_guidance(Source.of("hd.cchc", text))
    assert read.value is not None and print_guidance(read.value) == text
    (tmp_path / "mau.cchc").write_text(UNDER_ROW, encoding="utf-8")
    (wrong,) = (d for d in _checked(tmp_path, text, "hd.cchc") if d.severity.name == "ERROR")
    assert wrong.code == "L648"
    mended = applied(WrittenText.of(text), wrong.fixes[0].edits)
    assert not has_errors(_checked(tmp_path, mended, "hd.cchc"))
    moved = read_guidance(Source.of("hd.cchc", mended)).value
    assert moved is not None and [f.value.name for f in moved.provisions.facts] == ["bài", "bài đúng hạn"]
    assert not any(row.facts for row in moved.rows)


def test_a_part_of_facts_below_the_rows_is_one_mistake(tmp_path: Path) -> None:
    below = "\nSỐ LIỆU\n  [khác]: có/không\n"
    found = _checked(tmp_path, UNDER_ROW + below)
    assert [d.code for d in found] == ["B201"], render_all(found)
    (tmp_path / "mau.cchc").write_text(UNDER_ROW, encoding="utf-8")
    found = _checked(tmp_path, GUIDANCE.format(used="[khác] là có") + below, "hd.cchc")
    assert [d.code for d in found] == ["B201"], render_all(found)


def test_a_fact_of_a_guided_row_is_amended_as_a_sentence_of_the_row(tmp_path: Path) -> None:
    (tmp_path / "mau.cchc").write_text(UNDER_ROW, encoding="utf-8")
    text = GUIDANCE.partition("\n1.3")[0]
    change = 'SỬA CÂU của 1.2\n  từ: [bài]: số đếm "bài", do đơn vị\n  thành: [bài]: số đếm "bài", từ 1, do đơn vị\n'
    (tmp_path / "sua.cchc").write_text(AMENDMENT.replace("sửa đổi: mau", "sửa đổi: hd") + change, encoding="utf-8")
    assert not has_errors(_checked(tmp_path, text, "hd.cchc"))
    result = amended(str(tmp_path / "hd.cchc"), Library())
    assert result.applied is not None, render_all(result.diagnostics)
    row = next(r for r in result.applied.rubric.rows() if r.code == Code("1.2"))
    assert [f.value.low for f in row.facts] == [1, 0]


def test_guidance_and_rubric_may_not_both_declare_it(tmp_path: Path) -> None:
    (tmp_path / "mau.cchc").write_text(UNDER_ROW, encoding="utf-8")
    text = GUIDANCE.format(used="[bài] từ 2").replace("[bài", "[việc")
    assert "L649" in {d.code for d in _checked(tmp_path, text, "hd.cchc")}


# ---- amendments

AMENDMENT = """SỬA ĐỔI sua "Sửa"
  văn bản: Quyết định 02/QĐ-MINHHOA ngày 02/01/2020
  sửa đổi: mau
  hiệu lực: từ 02/01/2020
  áp dụng: từ kỳ đánh giá 2020

Điều 1
"""


def _amended(operations: str) -> tuple[Rubric, set[str]]:
    read = read_amendment(Source.of("sua.cchc", AMENDMENT + operations))
    assert read.value is not None and not has_errors(read.diagnostics), render_all(read.diagnostics)
    result = apply(_read(UNDER_ROW), [read.value])
    found = (*result.diagnostics, *broken_by(result))
    return result.rubric, {d.code for d in found if d.severity.name == "ERROR"}


def _names(rubric: Rubric) -> dict[str, list[str]]:
    return {r.code.text: [f.value.name for f in r.facts] for r in rubric.rows() if r.facts}


def test_it_goes_with_its_row() -> None:
    moved, wrong = _amended("CHUYỂN 1.1 đến vào cuối 1 thành 1.4\n")
    assert not wrong and _names(moved) == {"1.4": ["việc", "việc xong"]}


def test_it_goes_when_its_row_goes() -> None:
    gone, wrong = _amended(
        'BÃI BỎ 1.1 đang là "Hoàn thành": 4 điểm\nđiểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n'
    )
    assert not wrong and gone.facts == ()


def test_it_is_put_changed_and_dropped_as_a_sentence_of_its_row() -> None:
    made, wrong = _amended(
        'SỬA CÂU của 1.1\n  từ: [việc]: số đếm "việc", từ 1, do đơn vị\n'
        '  thành: [việc]: số đếm "việc", từ 2, do đơn vị, cần TLKC\n'
        'THÊM CÂU của 1.1: [việc gấp]: số đếm "việc", do đơn vị\n'
    )
    assert (not wrong and _names(made) == {"1.1": ["việc", "việc gấp", "việc xong"]}) or _names(made) == {
        "1.1": ["việc", "việc xong", "việc gấp"]
    }
    _, wrong = _amended('BỎ CÂU của 1.1: [việc]: số đếm "việc", từ 1, do đơn vị\n')
    assert "K313" in wrong


def test_a_rule_of_another_row_may_not_come_to_read_it() -> None:
    _, wrong = _amended("THÊM CÁCH CHẤM của 1.2\n  cách chấm: đạt hoặc không, đạt khi [việc xong] từ 5\n")
    assert wrong == {"L648"}


def test_a_new_row_brings_its_own() -> None:
    rows = '  1.4 "Mới": 1 điểm\n    [mới]: có/không, do đơn vị\n    cách chấm: đạt hoặc không [mới]\n'
    follow = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n"
    made, wrong = _amended(f"BỔ SUNG sau 1.3\n{rows}{follow}")
    assert not wrong and _names(made)["1.4"] == ["mới"]
    _, wrong = _amended(f"BỔ SUNG sau 1.3\n{rows.replace('[mới]', '[việc]')}{follow}")
    assert "L649" in wrong
