"""The description of the interface in OpenAPI, made from the types that requests are read by."""

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from cchc_rules import __version__
from cchc_rules.serve.requests import QUESTIONS, Question
from cchc_rules.serve.work import Status
from cchc_rules.source import data_folder

_COMPONENTS = "#/components/schemas/"
_REFUSALS = {
    Status.REFUSED: "câu hỏi sai: không phải JSON, sai kiểu, mục lạ, mục hai lần, tên không dùng được",
    Status.SLOW: "gửi nội dung quá chậm",
    Status.TOO_LARGE: "nội dung quá lớn, hoặc cần quá nhiều bộ nhớ",
    Status.NO_JSON: "Content-Type không phải application/json",
    Status.BROKEN: "phần mềm có lỗi",
    Status.BUSY: "máy chủ đang bận",
    Status.TOO_LONG: "tính quá lâu nên bị dừng",
}
_ANSWERED = {
    Status.OK: "có kết quả; diagnostics là mọi điều được nêu",
    Status.NO_RESULT: "result là null: văn bản có lỗi, diagnostics nói lỗi nào",
}


def address(question: Question) -> str:
    """Where a question is asked."""
    return f"/v1/{question.name}"


def openapi() -> dict[str, Any]:
    """The whole description, as OpenAPI 3.1."""
    inputs = [(question.type, "validation") for question in QUESTIONS]
    _, asked = models_json_schema(inputs, ref_template=_COMPONENTS + "{model}")  # type: ignore[arg-type]
    published = {name: _published(name) for name in ("answer-1", "error-1", *(q.schema for q in QUESTIONS))}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cchc-rules",
            "version": __version__,
            "description": "Kiểm tra, chấm, giải thích, tính thử, so bộ tiêu chí Chỉ số cải cách hành chính trên các"
            " văn bản gửi trong câu hỏi. Không giữ lại gì, không đọc tệp nào.",
        },
        "paths": {address(q): {"post": _operation(q)} for q in QUESTIONS} | {"/v1/health": {"get": _health()}},
        "components": {"schemas": asked["$defs"] | published},
    }


def _operation(question: Question) -> dict[str, Any]:
    refused = {str(s.value): _response(told, _ref("error-1")) for s, told in _REFUSALS.items()}
    return {
        "operationId": question.name,
        "summary": question.summary,
        "requestBody": {"required": True, "content": _json(_ref(question.type.__name__))},
        "responses": _answers(question) | refused,
    }


def _answers(question: Question) -> dict[str, Any]:
    if question.schema == "check-1":
        return {"200": _response("mọi điều được nêu", _ref(question.schema))}
    result = {"anyOf": [_ref(question.schema), {"type": "null"}]}
    answer = {"allOf": [_ref("answer-1"), {"properties": {"result": result}}]}
    return {str(s.value): _response(told, answer) for s, told in _ANSWERED.items()}


def _health() -> dict[str, Any]:
    shown = {"type": "object", "properties": {"engine": {"type": "string"}}, "required": ["engine"]}
    return {
        "operationId": "health",
        "summary": "Máy chủ đang chạy, phiên bản nào.",
        "responses": {"200": _response("đang chạy", shown)},
    }


def _response(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": _json(schema)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _COMPONENTS + name}


def _published(name: str) -> dict[str, Any]:
    """A schema of `schemas/`, its own references led to where it stands in the description."""
    text = (data_folder("schemas") / f"{name}.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text.replace('"#/$defs/', f'"{_COMPONENTS}{name}/$defs/'))
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id")}
