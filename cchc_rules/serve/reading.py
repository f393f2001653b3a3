"""The body of a request read strictly: JSON that says each thing once, and nothing that was not asked for."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from cchc_rules.api.texts.given import RequestError
from cchc_rules.serve.requests import Asked
from cchc_rules.source import visible

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_MOST_TOLD = 10
_LONGEST_KEY = 100
_NOT_JSON = "nội dung gửi lên không phải JSON (UTF-8)"
_WHY = {
    "missing": "thiếu",
    "extra_forbidden": "không có mục nào tên như vậy",
    "string_type": "phải là chuỗi",
    "int_type": "phải là số nguyên",
    "bool_type": "phải là true hoặc false",
    "dict_type": "phải là một đối tượng {…}",
    "model_type": "phải là một đối tượng {…}",
    "list_type": "phải là một danh sách […]",
    "date_type": "phải là ngày, viết như 2020-08-15",
    "date_parsing": "phải là ngày, viết như 2020-08-15",
    "date_from_datetime_parsing": "phải là ngày, viết như 2020-08-15",
    "date_from_datetime_inexact": "phải là ngày, viết như 2020-08-15",
    "too_short": "không được để trống",
    "too_long": "quá nhiều",
    "string_too_long": "quá dài",
    "string_pattern_mismatch": "phải là một dòng chữ in được",
    "literal_error": "không phải một giá trị được dùng",
    "greater_than_equal": "quá nhỏ",
    "less_than_equal": "quá lớn",
}


def read(question: type[Asked], body: bytes) -> Asked:
    """The question that a body asks. Raises RequestError with everything that is wrong with it (Vietnamese)."""
    text = _text(body)
    try:
        json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise RequestError(_NOT_JSON) from None
    try:
        return question.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise RequestError("; ".join(_told(error.errors(include_url=False, include_input=False)))) from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(_NOT_JSON) from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises RequestError for a key that stands twice: which of the two counts would be anybody's guess."""
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise RequestError(f"mục “{_key(twice)}” có hai lần")
    return found


def _no_number(name: str) -> NoReturn:
    raise RequestError(f"{name} không phải số của JSON")


def _told(errors: Iterable["ErrorDetails"]) -> Iterator[str]:
    every = list(errors)
    for error in every[:_MOST_TOLD]:
        why = _WHY.get(error["type"], _NOT_JSON if error["type"] == "json_invalid" else "giá trị không dùng được")
        where = ".".join(_key(str(part)) for part in error["loc"] if part != "[key]")
        yield f"{where}: {why}" if where else why
    if len(every) > _MOST_TOLD:
        yield f"và {len(every) - _MOST_TOLD} chỗ nữa"


def _key(text: str) -> str:
    return visible(text if len(text) <= _LONGEST_KEY else f"{text[:_LONGEST_KEY]}…")
