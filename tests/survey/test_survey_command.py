"""`cchc-rules survey`: a skeleton that reads as it is, and the illustration beside it."""

import json
from pathlib import Path

import pytest
from survey_sample import FORM, rubric_of, text_of

from cchc_rules.api.rubrics.survey import skeleton_of, survey_json, survey_md, survey_text
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.cli.main import run
from cchc_rules.files.rubrics import load_rubric
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source, data_folder
from cchc_rules.syntax.rubric.reader import read_rubric

EXAMPLES = Path(__file__).parents[2] / "examples" / "surveys"


@pytest.mark.parametrize(("name", "rows"), [("2019/bang-1", 28), ("2019/bang-2", 27)])
def test_the_skeleton_of_a_table_without_surveys_is_ready_to_paste(name: str, rows: int) -> None:
    loaded = load_rubric(name)
    assert loaded.rubric is not None
    skeleton = survey_text(skeleton_of(loaded.rubric))
    path = data_folder("rubrics") / f"{name}.cchc"
    lines = path.read_text(encoding="utf-8").split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("LĨNH VỰC"))
    pasted = "\n".join([*lines[:first], skeleton, *lines[first:]])
    parsed = read_rubric(Source.of("dan.cchc", pasted))
    assert parsed.ok and isinstance(parsed.value, Rubric), [d.message for d in parsed.diagnostics]
    assert len(parsed.value.provisions.surveys[0].value.questions) == rows
    found = [d.code for d in check_rubric(link(parsed.value, ())) if d.code.startswith("D")]
    assert sorted(found) == ["D714"] * rows + ["D716"]


def test_rows_without_a_question_get_a_blank_one() -> None:
    rubric = rubric_of(FORM.replace("1.3:", "1.2:"))
    skeleton = skeleton_of(rubric)
    assert [c.code.text for c in skeleton.missing] == ["1.3"]
    assert '  câu 3 cho 1.3: "…"  # Điều tra hai\n' in survey_text(skeleton)
    assert "- 1.3 Điều tra hai (2 điểm)" in survey_md(skeleton)
    data = json.loads(survey_json(skeleton))
    assert [m["code"] for m in data["unasked"]] == ["1.3"] and not data["proposed"]
    questions = data["instruments"][0]["fields"][0]["questions"]
    assert [q["text"] for q in questions] == ["Câu một?", "Câu hai?", None]


def test_a_complete_rubric_is_printed_as_it_is() -> None:
    text = survey_text(skeleton_of(rubric_of(FORM)))
    assert "…" not in text and '  câu 2 cho 1.3: "Câu hai?"\n' in text


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "thu.cchc"
    path.write_text(text_of(FORM.replace("1.3:", "1.2:")), encoding="utf-8")
    for form in ("text", "md", "json"):
        assert run(["survey", str(path), "--format", form]) == 0
        out, err = capsys.readouterr()
        assert "Câu một?" in out
        assert "D713" in err and "1 dòng ĐTXHH chưa có câu hỏi: 1.3" in err
    path.write_text(text_of(FORM.replace("1.3:", "1.9:")), encoding="utf-8")
    assert run(["survey", str(path)]) == 1
    assert "D711" in capsys.readouterr().err


def test_a_table_without_survey_rows_has_nothing_to_ask() -> None:
    text = text_of("").replace(", ĐTXHH\n", "\n")
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert isinstance(parsed.value, Rubric)
    skeleton = skeleton_of(parsed.value)
    assert skeleton.forms == () and survey_text(skeleton).count("\n") == 2
    assert json.loads(survey_json(skeleton))["instruments"] == []


def test_the_illustration(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(EXAMPLES)]) == 0
    capsys.readouterr()
    assert run(["explain", str(EXAMPLES / "du-phieu.phieu")]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Số liệu minh họa" in out and "8,1211/10 điểm" in out
    assert "(60% × 63,75% + 40% × 79,2%) × 2 điểm = 1,3986 điểm" in out
    assert run(["explain", str(EXAMPLES / "thieu-phieu.phieu")]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "chờ kết quả ĐTXHH" in out and "câu 1 mới có 12, cần 50 phiếu hợp lệ" in out
    assert run(["fmt", "--check", str(EXAMPLES)]) == 0
