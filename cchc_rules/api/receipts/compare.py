"""Where what was sealed and what comes of it now differ, told by the figure."""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from cchc_rules.results.receipt import Difference, Receipt

_STATUS = "mã thoát"
_LABELS = ("unit", "code", "number", "sheet", "rubric", "name", "file", "band")
"""Keys whose value tells an element of a list from the others."""
_NOTHING = object()


def differences(sealed: Receipt, now: Receipt) -> tuple[Difference, ...]:
    """Every difference of status, figures and printed words. That the engine calls itself by its version is none."""
    statuses = [] if sealed.status == now.status else [Difference(_STATUS, "", str(sealed.status), str(now.status))]
    old_name, new_name = (f"cchc-rules {r.engine.version}" for r in (sealed, now))
    before = {t.member: t.content.replace(old_name, new_name) for t in sealed.texts}
    after = {t.member: t.content for t in now.texts}
    names = sorted({*before, *after}, key=lambda name: (not name.endswith(".json"), name))
    return (*statuses, *(d for name in names for d in _of_member(name, before.get(name), after.get(name))))


def _of_member(name: str, before: str | None, after: str | None) -> Iterator[Difference]:
    if before == after:
        return
    if before is None or after is None:
        yield Difference(name, "", "có" if before is not None else None, "có" if after is not None else None)
        return
    old, new = (_data(text) for text in (before, after)) if name.endswith(".json") else (_NOTHING, _NOTHING)
    found = [] if old is _NOTHING or new is _NOTHING else list(_of_data(name, "", old, new))
    # Data may be equal and its letters not; then the lines tell where.
    yield from found or _of_lines(name, before.splitlines(), after.splitlines())


def _data(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return _NOTHING


def _of_lines(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    if sorted(before) == sorted(after) and before != after:
        yield Difference(name, "thứ tự các dòng", None, None, order_only=True)
        return
    pairs = enumerate(zip_longest(before, after), 1)
    found = [Difference(name, f"dòng {number}", a, b) for number, (a, b) in pairs if a != b]
    yield from found or [Difference(name, "chỗ xuống dòng", None, None)]


def _of_data(name: str, where: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            further = f"{where}.{key}" if where else key
            yield from _of_data(name, further, old.get(key, _NOTHING), new.get(key, _NOTHING))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(name, where, old, new)
    elif old is _NOTHING or new is _NOTHING or type(old) is not type(new) or old != new:
        yield Difference(name, where, _said(old), _said(new))


def _of_lists(name: str, where: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    before, after = _labelled(old), _labelled(new)
    if before.keys() == after.keys() and list(before) != list(after):
        yield Difference(name, where, ", ".join(before), ", ".join(after), order_only=True)
    for label in {**before, **after}:
        yield from _of_data(name, f"{where}[{label}]", before.get(label, _NOTHING), after.get(label, _NOTHING))


def _labelled(elements: list[Any]) -> dict[str, Any]:
    """The elements by what tells them apart; by their number where nothing does."""
    for key in _LABELS:
        labels = [e.get(key) if isinstance(e, dict) else None for e in elements]
        if elements and all(isinstance(n, str) for n in labels) and len(set(labels)) == len(labels):
            return dict(zip(map(str, labels), elements, strict=True))
    return {str(number): element for number, element in enumerate(elements, 1)}


def _said(value: Any) -> str | None:
    return None if value is _NOTHING else json.dumps(value, ensure_ascii=False)
