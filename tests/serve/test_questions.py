"""Every question is answered as the command of its name answers it, in the forms of `schemas/`."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from cchc_rules.cli.main import run
from cchc_rules.serve.openapi import address, openapi
from cchc_rules.serve.requests import QUESTIONS
from tests.serve.running import Server
from tests.serve.texts import AMENDMENT, GUIDED, NEW, TEXTS
from tests.support.documents import ROOT

_NAMES = {question.name: question.schema for question in QUESTIONS}
_SHEET = "phieu/so-a.phieu"
_AMENDED = TEXTS | {"bo-tieu-chi/sd.cchc": AMENDMENT}
_CHANGED = TEXTS | {"moi.cchc": NEW}
_SUPPOSED = {"nhiệm vụ CCHC hoàn thành": "5"}
Question = dict[str, Any]
CASES: list[tuple[str, Question, list[str]]] = [
    ("check", {"texts": TEXTS}, ["check", "."]),
    ("check", {"texts": TEXTS, "names": [_SHEET]}, ["check", _SHEET]),
    ("check", {"texts": TEXTS | {"hong.cchc": "BỘ TIÊU CHÍ hong\n"}}, ["check", "."]),
    ("explain", {"texts": TEXTS, "sheet": _SHEET}, ["explain", _SHEET]),
    ("explain", {"texts": TEXTS, "sheet": _SHEET, "stage": "self"}, ["explain", _SHEET, "--stage", "self"]),
    ("explain", {"texts": GUIDED, "sheet": "so-minh-hoa-21.phieu"}, ["explain", "so-minh-hoa-21.phieu"]),
    ("explain", {"texts": _AMENDED, "sheet": "phieu/so-b.phieu"}, ["explain", "phieu/so-b.phieu"]),
    ("explain", {"texts": _AMENDED, "sheet": _SHEET, "year": 2019}, ["explain", _SHEET, "--year", "2019"]),
    ("explain", {"texts": _AMENDED, "sheet": _SHEET, "as_of": "2020-01-31"},
     ["explain", _SHEET, "--as-of", "2020-01-31"]),
    ("explain", {"texts": _AMENDED, "sheet": _SHEET, "ignore": ["bo-tieu-chi/sd.cchc"]},
     ["explain", _SHEET, "--ignore", "bo-tieu-chi/sd.cchc"]),
    ("score", {"texts": TEXTS}, ["score", "."]),
    ("score", {"texts": TEXTS, "sheets": ["phieu"], "closed": True}, ["score", "phieu", "--closed"]),
    ("score", {"texts": TEXTS | {"phieu/c.phieu": "PHIẾU CHẤM ĐIỂM\n"}}, ["score", "."]),
    ("what-if", {"texts": GUIDED, "sheet": "so-minh-hoa-21.phieu", "set": _SUPPOSED},
     ["what-if", "so-minh-hoa-21.phieu", "--set", "[nhiệm vụ CCHC hoàn thành]=5"]),
    ("diff", {"texts": _CHANGED, "old": "bo-tieu-chi/mau", "new": "moi.cchc"},
     ["diff", "bo-tieu-chi/mau", "moi.cchc"]),
    ("diff", {"texts": TEXTS, "old": "2019/bang-1", "new": "2019/bang-2"}, ["diff", "2019/bang-1", "2019/bang-2"]),
    ("impact", {"texts": _CHANGED, "old": "bo-tieu-chi/mau.cchc", "new": "moi.cchc", "sheets": ["phieu"]},
     ["impact", "bo-tieu-chi/mau.cchc", "moi.cchc", "--sheets", "phieu"]),
    ("impact", {"texts": _AMENDED, "old": "bo-tieu-chi/sd.cchc", "sheets": ["phieu/so-b.phieu"], "points": "keep"},
     ["impact", "bo-tieu-chi/sd.cchc", "--sheets", "phieu/so-b.phieu", "--points", "keep"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "question", "words"), CASES, ids=[" ".join(words) for _, _, words in CASES])
def test_the_result_is_what_the_command_prints(
    name: str,
    question: Question,
    words: list[str],
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for file, text in question["texts"].items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    said = server.ask(name, **question)
    assert run([*words, "--format", "json"]) in (0, 1)
    printed = capsys.readouterr()
    assert said.status == 200, said.text
    result = said.data if name == "check" else said.data["result"]
    assert result == json.loads(printed.out)
    _valid(_NAMES[name], result)
    if name != "check":
        _valid("answer-1", said.data)
        assert [d["message"] for d in said.data["diagnostics"] if d["message"] not in printed.err] == []


def _valid(schema: str, data: Any) -> None:
    jsonschema.validate(data, json.loads((ROOT / "schemas" / f"{schema}.json").read_text("utf-8")))


def test_every_question_is_among_the_cases() -> None:
    assert {name for name, _, _ in CASES} == set(_NAMES)


WRONG: list[tuple[str, Question, str]] = [
    ("explain", {"sheet": "phieu/hong.phieu"}, "C104"),
    ("explain", {"sheet": _SHEET, "codes": ["9.9"]}, "P401"),
    ("explain", {"sheet": _SHEET, "stage": "không có"}, "P510"),
    ("score", {"closed": True}, "P470"),
    ("what-if", {"sheet": _SHEET, "set": {"không có": "1"}}, "P424"),
    ("diff", {"old": "khong-co", "new": "2019/bang-1"}, "T005"),
    ("impact", {"old": "khong-co", "new": "2019/bang-1"}, "T005"),
]


@pytest.mark.parametrize(("name", "question", "code"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_where_texts_are_wrong_there_is_no_result_and_it_says_why(
    name: str, question: Question, code: str, server: Server
) -> None:
    said = server.ask(name, texts=TEXTS | {"phieu/hong.phieu": "PHIẾU CHẤM ĐIỂM\nhỏng\n"}, **question)
    assert (said.status, said.data["result"]) == (422, None), said.text
    assert any(d["code"] == code and d["severity"] == "error" for d in said.data["diagnostics"]), said.text
    _valid("answer-1", said.data)


def test_what_it_says_of_itself_is_sound_and_of_the_same_types(server: Server) -> None:
    shown = server.call("GET", "/v1/openapi.json").data
    assert shown == openapi()
    validate(shown)
    assert set(shown["paths"]) == {address(q) for q in QUESTIONS} | {"/v1/health"}
    for question in QUESTIONS:
        content = shown["paths"][address(question)]["post"]["requestBody"]["content"]["application/json"]
        name = content["schema"]["$ref"].rpartition("/")[2]
        fields = {f.alias or key for key, f in question.type.model_fields.items()}
        described = shown["components"]["schemas"][name]
        assert set(described["properties"]) == fields and described["additionalProperties"] is False
    assert server.call("GET", "/v1/health").data["engine"].startswith("cchc-rules ")


@pytest.mark.parametrize(("name", "question", "words"), CASES, ids=[" ".join(words) for _, _, words in CASES])
def test_questions_are_as_they_are_described(name: str, question: Question, words: list[str]) -> None:
    described = openapi()
    schema = described["paths"][f"/v1/{name}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.validate(question, {**schema, "components": described["components"]})
