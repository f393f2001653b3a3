"""Every piece of advice, carried out by `what-if`, gives exactly the points it promises, with values a sheet accepts."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.what_if import advise_sheet, suppose
from cchc_rules.cli.main import run
from cchc_rules.diagnostics import has_errors
from cchc_rules.explain.data.advice import advice_json

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.phieu"))

RUBRIC = """BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  đối tượng: "sở"  theo Điều 1
  tổng điểm: 20 điểm  theo Điều 1
  không áp dụng: được đề nghị  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", {power}
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 2
  từ 70%: "Tốt"
  dưới 70%: "Trung bình"
SỐ LIỆU  theo Điều 4
  [đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]
  [hồ sơ]: số đếm "hồ sơ", từ 1
  [văn bản]: số đếm "văn bản", không quá 6
  [tỷ lệ]: tỷ lệ phần trăm
  [sáng kiến]: lựa chọn "tốt", "khá", do Hội đồng
LĨNH VỰC 1 "Một": 20 điểm
TIÊU CHÍ 1.1 "Hồ sơ": 6 điểm
  cách chấm: [đúng hạn] / [hồ sơ] × điểm tối đa
    ưu tiên: {precedence}
TIÊU CHÍ 1.2 "Văn bản": 4 điểm
  cách chấm: 1 điểm × [văn bản], không quá 4 điểm
    ưu tiên: {precedence}
TIÊU CHÍ 1.3 "Tỷ lệ": 6 điểm
  không áp dụng khi: [văn bản] bằng 0
  cách chấm: theo thang [tỷ lệ]
    trên 66,67%: 6 điểm
    từ 33,33% đến không quá 66,67%: tỷ lệ × 6 điểm
    dưới 33,33%: 0 điểm
TIÊU CHÍ 1.4 "Sáng kiến": 4 điểm
  cách chấm: theo mức [sáng kiến]
    "tốt": 4 điểm
    "khá": 2 điểm
"""
HEAD = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "mau.cchc"
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2020
SỐ LIỆU
"""


def written(folder: Path, power: str, precedence: str, sheet: str) -> Path:
    """The sheet beside its rubric, which must be sound: else nothing would be tried."""
    rubric = folder / "mau.cchc"
    rubric.write_text(RUBRIC.format(power=power, precedence=precedence), encoding="utf-8")
    assert not has_errors(Library().rubric_file(rubric).diagnostics)
    path = folder / "so-a.phieu"
    path.write_text(sheet, encoding="utf-8")
    return path


COUNTS, RATIOS = st.integers(0, 6), st.integers(0, 10_000).map(lambda n: f"{n // 100},{n % 100:02d}%")
POINTS = st.integers(0, 4).map(lambda n: f"{n} điểm")


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A sheet at any time of the year: facts and points of the unit and of the council, claims, rows taken out."""
    total = draw(st.integers(1, 9))
    facts = {"hồ sơ": str(total), "đúng hạn": str(draw(st.integers(0, total))), "văn bản": str(draw(COUNTS))}
    facts["tỷ lệ"] = draw(RATIOS)
    lines = [f"  [{name}]: {value}" for name, value in facts.items() if draw(st.integers(0, 5))]
    lines += [
        f'  thẩm định [{name}]: {value}, vì "x"'
        for name, value in {**facts, "sáng kiến": draw(st.sampled_from(('"tốt"', '"khá"')))}.items()
        if draw(st.booleans())
    ]
    return HEAD + "\n".join([*lines, "ĐIỂM", *(line for code in ("1.1", "1.2", "1.3") for line in _row(draw, code))])


def _row(draw: st.DrawFn, code: str) -> Iterator[str]:
    said = draw(st.sampled_from(("", "", "self", "council", "claim", "out")))
    if said:
        yield code
    if said == "claim":
        yield '  không áp dụng, vì "không có"'
    if said in ("self", "council"):
        yield f"  tự đánh giá: {draw(POINTS)}"
    if said == "council":
        yield f'  thẩm định: {draw(POINTS)}, vì "x"'
    if said == "out":
        yield '  thẩm định: không áp dụng, vì "không có"'


def promises(path: Path, library: Library) -> list[tuple[str, str, str, str | None]]:
    """What is set, and the points promised for it; what waits for a stage, with that stage."""
    advised = advise_sheet(path, library)
    if advised.scorecard is None:
        return []
    header = advised.scorecard.header
    pieces = json.loads(advice_json(header.unit, header.year, advised.rows))["advice"]
    return [(p["code"], *(f"[{n}]={v}" for n, v in p["set"].items()), p["to"], p["waits_for"]) for p in pieces]


def carried_out(path: Path, code: str, setting: str, library: Library) -> Fraction | None:
    supposed = suppose(path, library, [setting])
    assert supposed.answer is not None, supposed.diagnostics
    node = supposed.answer.after.node(
        next(n.criterion.code for n in supposed.answer.after.every if n.criterion.code.text == code)
    )
    assert node is not None
    return node.stated


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets(), st.sampled_from(("công nhận hoặc giảm", "công nhận, tăng hoặc giảm")), st.booleans())
def test_what_is_promised_comes_true(tmp_path: Path, sheet: str, power: str, by_hand: bool) -> None:
    precedence = "điểm nhập tay" if by_hand else "điểm theo cách chấm"
    path, library = written(tmp_path, power, precedence, sheet), Library()
    for code, setting, promised, waits_for in promises(path, library):
        assert "[hồ sơ]" not in setting
        given_points = carried_out(path, code, setting, library)
        if waits_for is None:
            assert given_points == Fraction(promised), (code, setting)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
@pytest.mark.long
def test_every_piece_on_every_example_comes_true(path: Path) -> None:
    library = Library()
    for code, setting, promised, waits_for in promises(path, library):
        if waits_for is None:
            assert carried_out(path, code, setting, library) == Fraction(promised), (code, setting)


def test_what_the_council_has_not_looked_at_waits_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = "  [hồ sơ]: 4\n  [đúng hạn]: 2\n  [văn bản]: 3\n  thẩm định [văn bản]: 3\nĐIỂM\n"
    path = written(tmp_path, "công nhận hoặc giảm", "điểm theo cách chấm", HEAD + facts)
    assert run(["advice", str(path)]) == 0
    out = capsys.readouterr().out
    assert "thêm 1 hồ sơ ở [đúng hạn] để được 4,5 điểm; chờ thẩm định" in out
    assert "thêm 1 văn bản ở [văn bản] để được 4 điểm\n" in out


def test_what_others_are_measured_against_is_left_alone(tmp_path: Path) -> None:
    rubric = RUBRIC.format(power="công nhận hoặc giảm", precedence="điểm theo cách chấm")
    rubric = rubric.replace("[đúng hạn] / [hồ sơ] × điểm tối đa", "theo trường hợp").replace(
        "    ưu tiên: điểm theo cách chấm\nTIÊU CHÍ 1.2",
        "    khi [đúng hạn] bằng [hồ sơ]: 6 điểm\n    còn lại: 0 điểm\nTIÊU CHÍ 1.2",
    )
    (tmp_path / "mau.cchc").write_text(rubric, encoding="utf-8")
    path = tmp_path / "so-a.phieu"
    path.write_text(HEAD + "  [hồ sơ]: 4\n  [đúng hạn]: 1\nĐIỂM\n", encoding="utf-8")
    assert [setting for _, setting, _, _ in promises(path, Library())] == ["[đúng hạn]=4"]


SUM = "1 điểm × [mô hình] + 1 điểm × [giải thưởng], không quá điểm tối đa"


@pytest.mark.parametrize("code", ["1.2", "C1"])
def test_what_would_pass_the_power_of_a_later_stage_is_no_advice(tmp_path: Path, code: str) -> None:
    """The council took a model back, and may only lower: it cannot give more than the unit's own 1 point, neither in
    the table nor in the bonus, however many awards there are."""
    rubric = RUBRIC.format(power="công nhận hoặc giảm", precedence="điểm nhập tay")
    rubric = rubric.replace("CÁC BƯỚC", "  điểm sau cộng, trừ: không quá tổng điểm tối đa  theo Điều 5\nCÁC BƯỚC")
    facts = '  [mô hình]: số đếm "mô hình"\n  [giải thưởng]: số đếm "giải"\n'
    rubric = rubric.replace("LĨNH VỰC 1", f"{facts}LĨNH VỰC 1")
    if code == "1.2":
        rubric = rubric.replace("1 điểm × [văn bản], không quá 4 điểm", SUM)
        bonus = '  C1 "Khen thưởng": tối đa 2 điểm\n'
    else:
        bonus = f'  C1 "Mô hình": tối đa 2 điểm\n    cách chấm: {SUM}\n      ưu tiên: điểm nhập tay\n'
    (tmp_path / "mau.cchc").write_text(f"{rubric}ĐIỂM CỘNG: tối đa 2 điểm  theo Điều 5\n{bonus}", encoding="utf-8")
    assert not has_errors(Library().rubric_file(tmp_path / "mau.cchc").diagnostics)
    path = tmp_path / "so-a.phieu"
    known = "  [hồ sơ]: 2\n  [đúng hạn]: 2\n  [văn bản]: 1\n  [tỷ lệ]: 70%\n"
    seen = '  thẩm định [đúng hạn]: 2\n  thẩm định [văn bản]: 1\n  thẩm định [tỷ lệ]: 70%\n  thẩm định [sáng kiến]: "khá"\n'
    taken = '  [mô hình]: 2\n  thẩm định [mô hình]: 1, vì "một mô hình chưa chạy"\n  [giải thưởng]: 0\n'
    path.write_text(f"{HEAD}{known}{seen}{taken}ĐIỂM\n{code}\n  tự đánh giá: 1 điểm\n", encoding="utf-8")
    assert [setting for at, setting, _, _ in promises(path, Library()) if at == code] == ["[mô hình]=2"]
