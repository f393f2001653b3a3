"""JSON read strictly: numbers as written, no key twice, no NaN, everything wrong reported with its path."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Any

from attrs import field

from cchc_rules.diagnostics import Diagnostic, Kind, catalog, nearest
from cchc_rules.diagnostics.mends import overwritten
from cchc_rules.frozen import define
from cchc_rules.language.words import spelled
from cchc_rules.model.numbers import DIGIT_LIMIT, Misreadable, decimal_string, misreadable, read_decimal
from cchc_rules.source import SIZE_LIMIT, Span, visible
from cchc_rules.source.plain import is_plain
from cchc_rules.source.text import CONTROLS, normalise
from cchc_rules.syntax.json.places import KEY_LIMIT, Places, line_at
from cchc_rules.syntax.lines.statements import ERROR_LIMIT

TEXT_LIMIT = 1_200
"""Characters in one text; a longer one would not fit a line of the text form."""

_NO_SYNTAX = "không đúng cú pháp JSON"
_TOO_DEEP = "ngoặc lồng nhau quá nhiều tầng"
_UNUSABLE = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_REASONS = {
    "Expecting value": "cần một giá trị",
    "Expecting ',' delimiter": "thiếu dấu phẩy",
    "Expecting ':' delimiter": "thiếu dấu hai chấm",
    "Expecting property name enclosed in double quotes": "cần tên khóa trong ngoặc kép thẳng",
    "Illegal trailing comma before end of object": "thừa dấu phẩy ở cuối đối tượng",
    "Illegal trailing comma before end of array": "thừa dấu phẩy ở cuối danh sách",
    "Unterminated string starting at": "chuỗi mở ngoặc kép mà không đóng",
    "Invalid control character at": "chuỗi có ký tự điều khiển hoặc xuống dòng",
    "Invalid \\escape": "dấu \\ dùng sai trong chuỗi",
    "Invalid \\uXXXX escape": "mã \\uXXXX sai trong chuỗi",
    "Extra data": "thừa phần sau đối tượng chính",
}


_POINTS = re.compile(rf"\s*{spelled('POINTS')[0]}$", re.IGNORECASE)
_NEARLY = re.compile(r"-?\d{1,15}([.,]\d{1,15})?([eE][+-]?\d)?")


class Number(str):
    """A number literal, as written."""

    __slots__ = ()


class NotNumber(str):
    """NaN, Infinity or -Infinity, which Python reads though JSON has none."""

    __slots__ = ()


class Doubled(dict[str, Any]):
    """An object in which keys are given twice."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    doubled = Doubled(made)
    counts = Counter(key for key, _ in pairs)
    doubled.twice = tuple(key for key in made if counts[key] > 1)
    return doubled


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=Number, parse_int=Number, parse_constant=NotNumber)


def load(name: str, text: str) -> object | Diagnostic:
    """The value of a JSON text, numbers as Number; a diagnostic when it cannot be read."""
    if len(text) > SIZE_LIMIT:
        return catalog.TOO_LARGE.at(Span(name, 1, 1, 2), size=len(text), limit=SIZE_LIMIT, unit="ký tự")
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = Span(name, error.lineno, error.colno, error.colno + 1, line_at(text, error.pos)[1])
        reason = _reason(text, error)
        return catalog.NOT_JSON.at(where, line=error.lineno, column=error.colno, reason=reason)
    except RecursionError:
        return catalog.NOT_JSON.at(Span(name, 1, 1, 2), line=1, column=1, reason=_TOO_DEEP)
    return value


def _reason(text: str, error: json.JSONDecodeError) -> str:
    here = text[error.pos : error.pos + 1]
    if here and here in "“”„‘’":
        return f'ngoặc cong {here}; JSON chỉ nhận ngoặc kép thẳng (")'
    if here and here in "]}" and text[: error.pos].rstrip().endswith(","):
        return f"thừa dấu phẩy trước {here}"
    if not text[error.pos :].strip():
        return "tệp kết thúc sớm, thiếu ngoặc đóng"
    return next((r for start, r in _REASONS.items() if error.msg.startswith(start)), _NO_SYNTAX)


@lru_cache(maxsize=4096)
def exact(text: str) -> Fraction | None:
    """`0.5`; None for exponents, other marks and too many digits."""
    return read_decimal(text)


@lru_cache(maxsize=8192)
def clean(text: str) -> str | None:
    """A text as a quoted one of the text form would be read; None when it has unusable characters."""
    if is_plain(text):
        return text.replace("\n", " ").strip()
    if _UNUSABLE.search(text):
        return None
    return normalise(text).replace("\n", " ").strip()


def type_word(value: object) -> str:
    """What a JSON value is, in Vietnamese."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Number):
        return f"số {value[:20]}"
    if isinstance(value, NotNumber):
        return value
    if isinstance(value, str):
        return "chuỗi"
    return "danh sách" if isinstance(value, list) else "đối tượng"


@define
class Walk:
    """A walk over a JSON value: what was found wrong, at most ERROR_LIMIT, and the place now being read.

    `schema` is the file of `schemas/`, without its ending, that remedies name.
    """

    here: Span
    places: Places
    found: list[Diagnostic] = field(factory=list)
    schema: str = "sheet-1"

    @property
    def full(self) -> bool:
        """Whether enough is wrong to stop."""
        return len(self.found) >= ERROR_LIMIT

    def add(self, kind: Kind, **values: Any) -> None:
        """Record a finding at the present place."""
        if not self.full:
            self.found.append(kind.at(self.here, **values))

    def wrong(
        self, path: str, reason: str, *, key: str | None = None, fix: str | None = None, right: str | None = None
    ) -> None:
        """Record a value, or a key, that does not fit the schema; `right` is what may stand there."""
        if not self.full:
            shown = visible(reason)
            place = self.places.at(path) if key is None else self.places.key(_below(path, key[:KEY_LIMIT]))
            fixes = overwritten(place, right, f"{path}: {right}") if right is not None else ()
            self.found.append(
                catalog.BAD_JSON_VALUE.at(place, fix=fix, path=path, reason=shown, fixes=fixes, schema=self.schema)
            )

    def mapping(self, value: object, path: str, keys: frozenset[str]) -> Mapping[str, Any] | None:
        """The value as an object with no key but `keys`; None when it is no object."""
        if not isinstance(value, dict):
            self.wrong(path, f"phải là đối tượng {{…}}, đang là {type_word(value)}")
            return None
        if isinstance(value, Doubled):
            for key in value.twice:
                self.wrong(path, f"khóa “{key[:KEY_LIMIT]}” ghi hai lần", key=key)
        if not value.keys() <= keys:
            for key in islice((k for k in value if k not in keys), ERROR_LIMIT):
                self._unknown(path, key, keys)
        return value

    def _unknown(self, path: str, key: str, keys: Iterable[str]) -> None:
        near = nearest(key[:KEY_LIMIT], sorted(keys))
        hint = f"; ý bạn có phải là “{near}”?" if near else ""
        right = json.dumps(near, ensure_ascii=False) if near else None
        self.wrong(path, f"không có khóa “{key[:KEY_LIMIT]}”{hint}", key=key, right=right)

    def array(self, value: object, path: str) -> list[Any]:
        """The value as a list; empty when it is missing (None) or no list."""
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.wrong(path, f"phải là danh sách […], đang là {type_word(value)}")
        return []

    def text(self, value: object, path: str, limit: int = TEXT_LIMIT) -> str | None:
        """A text, perhaps empty, of at most so many characters; None with a finding when it is none or unusable."""
        if type(value) is not str:
            self.wrong(path, f"phải là chuỗi, đang là {type_word(value)}")
            return None
        if len(value) > limit:
            self.wrong(path, f"chuỗi dài {len(value)} ký tự, giới hạn {limit}")
            return None
        cleaned = clean(value)
        if cleaned is None:
            self.wrong(path, "chuỗi có ký tự điều khiển")
        return cleaned

    def words(self, value: object, path: str) -> str | None:
        """A text that says something; None stays None."""
        if value is None:
            return None
        text = self.text(value, path)
        if text == "":
            self.wrong(path, "để trống; ghi nội dung, hoặc bỏ khóa này")
        return text or None

    def number(self, value: object, path: str) -> Fraction | None:
        """A number, as a literal or as a decimal string."""
        if isinstance(value, str):
            found = exact(value)
            if found is not None:
                return found
        self.wrong(path, _no_number(value), right=_meant_number(value))
        return None


def _below(path: str, key: str) -> str:
    return key if path == "$" else f"{path}.{key}"


def _either(unclear: Misreadable) -> str:
    decimal = (unclear.decimal or "").replace(",", ".")
    return f"hàng nghìn thì viết {unclear.whole}, số thập phân thì viết {decimal}"


def _meant_number(value: object) -> str | None:
    """The number, in quotes, of a value with a decimal comma, an exponent or the word for points; else None."""
    shown = _POINTS.sub("", value) if isinstance(value, str) else ""
    if not _NEARLY.fullmatch(shown) or misreadable(shown) is not None:
        return None
    right = decimal_string(Fraction(shown.replace(",", ".")))
    return f'"{right}"' if exact(right) is not None else None


def _no_number(value: object) -> str:
    if not isinstance(value, str) or isinstance(value, NotNumber):
        return f"phải là số, đang là {type_word(value)}"
    shown = value[:20]
    unclear = misreadable(value) if re.fullmatch(r"-?[0-9]{1,15}[.,][0-9]{1,15}|-?[0-9]{1,15}", value) else None
    if unclear is not None:
        return f"số “{shown}” {unclear.why}" + (f"; {_either(unclear)}" if unclear.whole else "")
    if re.fullmatch(r"-?\d+,\d+", shown):
        return f"trong JSON số thập phân viết dấu chấm: “{shown.replace(',', '.')}”"
    if re.fullmatch(r"-?\d+(\.\d+)?[eE][+-]?\d+", shown):
        return f"không viết số dạng mũ “{shown}”; viết đủ các chữ số"
    if re.fullmatch(r"-?[\d.]+", shown) and len(value) > DIGIT_LIMIT:
        return f"số quá {DIGIT_LIMIT} chữ số"
    return f"“{shown}” không phải số"
