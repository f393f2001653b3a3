"""A rubric printed as JSON and imported is the same rubric; what cannot be one is told at its place in the JSON."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.diagnostics import render_all
from cchc_rules.explain.data.rubric import rubric_json
from cchc_rules.files.rubrics import load_rubric, rubric_ids
from cchc_rules.model.rubric import Rubric
from cchc_rules.syntax.json.rubric import read_rubric_json
from cchc_rules.writing.rubric_file import print_rubric
from tests.amend.strategies import rubrics
from tests.support.documents import ROOT

Capture = pytest.CaptureFixture[str]
SCHEMA = json.loads((ROOT / "schemas" / "rubric-1.json").read_text("utf-8"))
FILES = (
    *rubric_ids(),
    *map(str, sorted((ROOT / "examples").rglob("*.cchc"))),
    *map(str, sorted((ROOT / "tests/good").glob("*.cchc"))),
)
SMALL = """\
# ghi chú đầu
BỘ TIÊU CHÍ mau "Mẫu"  # ghi chú sau
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "sở"  theo Điều 1
  điểm sau cộng, trừ: không quá tổng điểm tối đa  theo Điều 3
# ghi chú trên phần
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 1
  từ 50%: "Tốt"
  dưới 50%: "Kém"
SỐ LIỆU
  [hồ sơ]: số đếm
  [hồ sơ đến]: số đếm
LĨNH VỰC 1 "Chung": 10 điểm  theo Điều 2
# ghi chú trên dòng
TIÊU CHÍ 1.1 "Kế ""hoạch"" năm": 10 điểm, ghi chú "khó"
  cách chấm: theo thang [hồ sơ] / [hồ sơ đến]
    từ 90%: 10 điểm
    dưới 90%: 0 điểm
  khi mẫu số bằng 0: 0 điểm
ĐIỂM CỘNG: tối đa 2 điểm  theo Điều 3
  C1 "Sáng kiến": tối đa 2 điểm
# ghi chú cuối
"""


def _same_again(rubric: Rubric) -> None:
    text = rubric_json(rubric)
    jsonschema.validate(json.loads(text), SCHEMA)
    found = read_rubric_json("bo.json", text)
    assert found.value is not None, render_all(found.diagnostics)
    assert print_rubric(found.value) == print_rubric(rubric)


@pytest.mark.parametrize("name", FILES)
def test_every_rubric_comes_back_from_json(name: str) -> None:
    """As it is written, with its comments, and as it is with common provisions, guidance and amendments."""
    ready = Library().rubric(name).rubric
    if ready is not None:
        _same_again(ready)
    loaded = load_rubric(name).rubric
    if loaded is not None:
        _same_again(loaded)


@given(rubrics())
@pytest.mark.long
def test_generated_rubrics_come_back_from_json(rubric: Rubric) -> None:
    _same_again(rubric)


@pytest.fixture
def exported(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mau.cchc").write_text(SMALL, "utf-8")
    assert run(["show", "mau.cchc", "--format", "json"]) == 0, capsys.readouterr().err
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def imported(data: Any, capsys: Capture) -> tuple[int, str, str]:
    """The status, what is printed, and what is told of importing data."""
    Path("bo.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    status = run(["import", "bo.json"])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_comments_and_edits_come_through(exported: dict[str, Any], capsys: Capture) -> None:
    status, text, told = imported(exported, capsys)
    assert (status, told) == (0, "")
    for comment in ("# ghi chú đầu", "# ghi chú sau", "# ghi chú trên phần", "# ghi chú trên dòng", "# ghi chú cuối"):
        assert comment in text
    exported["rows"][1]["title"] = "Kế hoạch 2020"
    status, text, told = imported(exported, capsys)
    assert (status, told) == (0, "") and 'TIÊU CHÍ 1.1 "Kế hoạch 2020": 10 điểm, ghi chú "khó"' in text


def test_sums_left_as_they_were_are_told(exported: dict[str, Any], capsys: Capture) -> None:
    exported["rows"][0]["max"] = "12.5"
    status, text, told = imported(exported, capsys)
    assert status == 0 and 'LĨNH VỰC 1 "Chung": 12,5 điểm' in text
    assert told.count("R062") == 2 and "cảnh báo R062: total ghi" in told and '"max": "12.5"' in told


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda d: d["rows"][1].update(max="mười"), "P429", "rows[1].max"),
        (lambda d: d["rows"][1].update(max=-1), "P429", "rows[1].max"),
        (lambda d: d["rows"][1].update(code="1..1"), "P429", "rows[1].code"),
        (lambda d: d["rows"][1].update(titel="x"), "P429", "titel"),
        (lambda d: d["rows"][1]["sentences"].append("chấm thế nào cũng được"), "C104", "chấm thế nào cũng được"),
        (lambda d: d["provisions"][0]["sentences"].append("tổng điểm: 9 điểm"), "B202", "tổng điểm: 9 điểm"),
        (lambda d: d["rows"][1]["sentences"].append('1.2 "Thêm": 1 điểm'), "R061", '1.2 \\"Thêm\\"'),
        (lambda d: d["rows"][1]["sentences"].append("a\nb"), "C107", "a\\nb"),
        (lambda d: d.update(part="1.1"), "R060", "part"),
        (lambda d: d.update(schema="cchc-rules/rubric/9"), "T004", "schema"),
        (lambda d: d.pop("provisions"), "P429", "provisions"),
        (lambda d: d["buckets"][0].update(kind="thêm"), "P429", "buckets[0].kind"),
        (lambda d: d["buckets"][0]["rows"][0].update(survey=True), "P429", "survey"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    change: Any, code: str, place: str, exported: dict[str, Any], capsys: Capture
) -> None:
    change(exported)
    status, text, told = imported(exported, capsys)
    assert (status, text) == (1, "") and f"lỗi {code}" in told and place in told, told


def test_nothing_is_overwritten_and_only_known_forms_are_taken(exported: dict[str, Any], capsys: Capture) -> None:
    assert imported(exported, capsys)[0] == 0
    assert run(["import", "bo.json", "-o", "moi.cchc"]) == 0 and run(["check", "moi.cchc"]) == 0
    assert run(["import", "bo.json", "-o", "moi.cchc"]) == 2 and "đã có" in capsys.readouterr().err
    assert run(["import", "bo.json", "-o", "moi.txt"]) == 2
    assert run(["import", "mau.cchc"]) == 2 and "chỉ nhập được tệp .json, .docx" in capsys.readouterr().err
    assert run(["import", "khong-co.json"]) == 3
    assert run(["diff", "mau.cchc", "moi.cchc", "--exit-code"]) == 0
