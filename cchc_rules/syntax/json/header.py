"""The header of JSON sheets: rubric, unit, kind, year; which units it is not, and which it was before."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model.citation import NO_TRIVIA, Basis
from cchc_rules.model.sheet import CopyOf, Formerly, FormerName, Header, Received
from cchc_rules.model.stages import Stage, usual_first
from cchc_rules.source import Source, Span
from cchc_rules.syntax import values as v
from cchc_rules.syntax.json.values import Walk, type_word
from cchc_rules.syntax.lines.cut import RawLine
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement, parse_one
from cchc_rules.syntax.sheet.guess import HEADER_WORDS
from cchc_rules.syntax.sheet.lines import FIRST_YEAR, LAST_YEAR
from cchc_rules.writing.stage_keys import stage_of_key

_EXAMPLES = {
    "rubric": '"rubric": "2019/bang-1"',
    "unit": '"unit": "Sở …"',
    "kind": '"kind": "cơ quan chuyên môn thuộc UBND tỉnh"',
    "year": '"year": 2019',
}
HEADER_KEYS = frozenset({*_EXAMPLES, "note", "other_units", "formerly", "received", "copy"})
_FORMERLY_KEYS = frozenset({"units", "since", "basis"})
_RECEIVED_KEYS = frozenset({"stage", "day"})
_COPY_KEYS = frozenset({"stage", "mark"})
_FORMER_KEYS = frozenset({"name", "part"})
_RENAMING = 'tên trước đây: "…", từ ngày 01/01/2000, theo '


def read_header(walk: Walk, o: Mapping[str, Any]) -> tuple[Header, tuple[tuple[str, Span], ...]]:
    """The header and where each item of it stands; what is missing or wrong is reported."""
    top = walk.here
    found: dict[str, Any] = {}
    places: list[tuple[str, Span]] = []
    for key, example in _EXAMPLES.items():
        given = o.get(key)
        walk.here = walk.places.at(key) if key in o else top
        if given is None or (key == "rubric" and isinstance(given, str) and not given.strip()):
            walk.add(catalog.HEADER_MISSING, what=HEADER_WORDS[key], example=example)
            continue
        read = _year(walk, given) if key == "year" else walk.text(given, key)
        if read is not None:
            found[key] = read
            places.append((key, walk.here))
    walk.here = walk.places.at("note")
    note = walk.words(o.get("note"), "note")
    formerly = _formerly(walk, o["formerly"]) if o.get("formerly") is not None else None
    if formerly is not None:
        places.append(("formerly", walk.places.at("formerly")))
    rubric, unit, kind = (found.get(key, "") for key in ("rubric", "unit", "kind"))
    made = Header(rubric, unit, kind, found.get("year", 0), note, _other_units(walk, o.get("other_units")), formerly)
    return made, tuple(places)


def _year(walk: Walk, value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4:
        year = int(value)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
    shown = f"“{value[:20]}”" if isinstance(value, str) else type_word(value)
    written = re.findall(r"\b(?:19|20)\d\d\b", value) if isinstance(value, str) else []
    right = written[0] if len(written) == 1 else None
    reason = f"năm phải là số nguyên có bốn chữ số, từ {FIRST_YEAR}; đang là {shown}"
    walk.wrong("year", reason, right=right)
    return None


def _other_units(walk: Walk, value: object) -> tuple[str, ...]:
    names = (_named(walk, n, f"other_units[{i}]") for i, n in enumerate(walk.array(value, "other_units")))
    return tuple(dict.fromkeys(n for n in names if n is not None))


def _named(walk: Walk, value: object, path: str) -> str | None:
    name = walk.text(value, path)
    if name == "":
        walk.wrong(path, "để trống; ghi tên đơn vị")
    return name or None


def _formerly(walk: Walk, value: object) -> Formerly | None:
    o = walk.mapping(value, "formerly", _FORMERLY_KEYS)
    if o is None:
        return None
    given = walk.array(o.get("units"), "formerly.units")
    names = [_former(walk, n, f"formerly.units[{i}]") for i, n in enumerate(given)]
    if not names:
        walk.wrong("formerly.units", 'thiếu tên cũ; viết như "units": [{"name": "Xã …"}]')
    since, basis = _day(walk, o.get("since"), "formerly.since"), _basis(walk, o.get("basis"))
    sound = tuple(n for n in names if n is not None)
    if since is None or basis is None or not sound or len(sound) < len(names):
        return None
    return Formerly(sound, since, basis)


def _former(walk: Walk, value: object, path: str) -> FormerName | None:
    o = walk.mapping(value, path, _FORMER_KEYS)
    if o is None:
        return None
    part = o.get("part", False)
    if not isinstance(part, bool):
        walk.wrong(f"{path}.part", f"phải là true hoặc false, đang là {type_word(part)}")
        return None
    name = _named(walk, o.get("name"), f"{path}.name")
    return FormerName(name, whole=not part) if name is not None else None


def read_copy_of(walk: Walk, o: Mapping[str, Any]) -> CopyOf | None:
    """For whom the sheet was copied; None where it was not, or what is wrong was reported."""
    if o.get("copy") is None:
        return None
    walk.here = at = walk.places.at("copy")
    given = walk.mapping(o["copy"], "copy", _COPY_KEYS)
    stage = _named(walk, given.get("stage"), "copy.stage") if given is not None else None
    mark = _named(walk, given.get("mark"), "copy.mark") if given is not None else None
    return CopyOf(stage_of_key(stage), mark, at) if stage is not None and mark is not None else None


def read_received(walk: Walk, o: Mapping[str, Any]) -> tuple[Received, ...]:
    """The days on which the sheet came in, each stage once, in the order of writing."""
    found: dict[Stage, Received] = {}
    for i, value in enumerate(walk.array(o.get("received"), "received")):
        path = f"received[{i}]"
        walk.here = walk.places.at(path)
        given = walk.mapping(value, path, _RECEIVED_KEYS)
        name = walk.words(given.get("stage", "self"), f"{path}.stage") if given is not None else None
        day = _day(walk, given.get("day"), f"{path}.day") if given is not None else None
        if name is None or day is None:
            continue
        made = Received(stage_of_key(name), day, walk.here)
        first = found.setdefault(made.stage, made)
        if first is not made:
            related = (Related("lần trước ở đây", first.at),)
            walk.add(catalog.HEADER_TWICE, what=f"ngày nhận {made.stage.value}", related=related)
    return tuple(found[stage] for stage in usual_first(found))


def _day(walk: Walk, value: object, path: str) -> datetime.date | None:
    text = walk.text(value, path)
    try:
        if text is not None and len(text) == len("2025-07-01"):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    if text is not None:
        walk.wrong(path, f"không có ngày “{text[:20]}”; viết như 2025-07-01", right=_day_first(text))
    return None


def _day_first(text: str) -> str | None:
    """The day that was written as in texts: 01/07/2025."""
    try:
        return f'"{datetime.datetime.strptime(text, "%d/%m/%Y").date().isoformat()}"'
    except ValueError:
        return None


def _basis(walk: Walk, value: object) -> Basis | None:
    """Citations as the text form has them behind `theo`."""
    path = "formerly.basis"
    text = walk.text(value, path)
    if text is None:
        return None
    source = Source.of(walk.here.source, _RENAMING + text)
    line = RawLine(1, source.text, source.key, NO_TRIVIA)
    parsed, report = parse_one(source, "sheet", line), Report()
    renaming = parsed.node("renaming") if isinstance(parsed, Node) else None
    if isinstance(parsed, Node) and renaming is not None:
        basis = v.citations(Statement(source, line, parsed), renaming, report)
        if not report.found:
            return basis
    walk.wrong(path, f"không đọc được căn cứ “{text[:40]}”; viết như: Nghị quyết 12/NQ-HĐND ngày 01/07/2025")
    return None
