"""Tallies of surveys in JSON sheets."""

import re
from collections.abc import Sequence
from typing import Any

from cchc_rules.diagnostics import catalog
from cchc_rules.model.code import Code
from cchc_rules.model.survey import Answer, Tally
from cchc_rules.syntax.json.values import Walk

_TALLY_KEYS = frozenset({"instrument", "question", "answers", "evidence"})
_ANSWER_KEYS = frozenset({"option", "count"})
_NAME = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")


def read_tallies(walk: Walk, values: Sequence[Any]) -> tuple[Tally, ...]:
    """The tallies of a sheet, each question of an instrument once."""
    found: dict[tuple[str, str], Tally] = {}
    for i, value in enumerate(values):
        if walk.full:
            break
        walk.here = walk.places.at(f"surveys[{i}].question")
        tally = _tally(walk, value, f"surveys[{i}]")
        if tally is not None and found.setdefault((tally.instrument, tally.question), tally) is not tally:
            walk.add(catalog.TALLY_TWICE, name=tally.instrument, number=tally.question)
    return tuple(found.values())


def _tally(walk: Walk, value: object, path: str) -> Tally | None:
    o = walk.mapping(value, path, _TALLY_KEYS)
    if o is None:
        return None
    name = walk.text(o.get("instrument", ""), f"{path}.instrument")
    number = walk.text(o.get("question", ""), f"{path}.question")
    given = walk.array(o.get("answers"), f"{path}.answers")
    answers = [_answer(walk, a, f"{path}.answers[{n}]") for n, a in enumerate(given)]
    listed = walk.array(o.get("evidence"), f"{path}.evidence")
    evidence = [walk.words(e, f"{path}.evidence[{n}]") for n, e in enumerate(listed)]
    if name is None or number is None or None in answers:
        return None
    if not _NAME.fullmatch(name.casefold()):
        walk.wrong(f"{path}.instrument", "phải là tên ngắn không dấu của phiếu điều tra")
        return None
    if Code.parse(number) is None:
        walk.wrong(f"{path}.question", f"số câu “{number[:40]}” không đúng dạng; viết như 1, 2a")
        return None
    sound = tuple(a for a in answers if a is not None)
    return Tally(name.casefold(), number, sound, tuple(e for e in evidence if e), walk.here)


def _answer(walk: Walk, value: object, path: str) -> Answer | None:
    o = walk.mapping(value, path, _ANSWER_KEYS)
    if o is None:
        return None
    option = walk.words(o.get("option"), f"{path}.option")
    if option is None:
        walk.wrong(f"{path}.option", "thiếu phương án trả lời")
    count = walk.number(o.get("count"), f"{path}.count")
    return Answer(option, count) if option is not None and count is not None else None
