"""JSON with a line for each member, and for each element of a list of objects: a row a line in a snapshot."""

import json
from collections.abc import Iterator
from typing import Any


def compact_json(text: str) -> str:
    """The same object, laid out for a diff."""
    members = ",\n".join(",\n".join(_member(k, v)) for k, v in json.loads(text).items())
    laid_out = f"{{\n{members}\n}}\n"
    assert json.loads(laid_out) == json.loads(text)
    return laid_out


def _member(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        elements = ",\n".join(f"  {_line(v)}" for v in value)
        yield f"{_line(key)}: [\n{elements}\n]"
    else:
        yield f"{_line(key)}: {_line(value)}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
