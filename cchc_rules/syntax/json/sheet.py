"""Score sheets as JSON (schemas/sheet-1.json): the same sheet as the text form, to the digit."""

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cchc_rules.diagnostics import Diagnostic, Related, catalog, in_order
from cchc_rules.model.code import Code
from cchc_rules.model.fact import NOT_ARISEN, FactValue
from cchc_rules.model.sheet import NOT_APPLICABLE, Acceptance, Also, Claim, Entry, FactEntry, Row, Sheet
from cchc_rules.model.stages import Stage, usual_first
from cchc_rules.source import Span, fold_name
from cchc_rules.syntax.json.header import HEADER_KEYS, read_copy_of, read_header, read_received
from cchc_rules.syntax.json.places import NoPlaces, find_places, line_at
from cchc_rules.syntax.json.sound_rows import SAID_LIMIT, sound_row
from cchc_rules.syntax.json.tallies import read_tallies
from cchc_rules.syntax.json.values import Number, Walk, load, type_word
from cchc_rules.syntax.json.write import ALSO, SCHEMA, fact_from_words, sheet_to_json
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.statements import ERROR_LIMIT
from cchc_rules.writing.stage_keys import STAGES, stage_of_key

__all__ = ["SCHEMA", "read_sheet_json", "sheet_to_json"]

_SHEET_KEYS = frozenset({"schema", *HEADER_KEYS, "facts", "surveys", "rows", "as_self"})
_FACT_KEYS = frozenset({"name", "stage", "value", "text", "not_arisen", "as_self", "mark", "reason", "evidence", "by"})
_ROW_KEYS = frozenset({"code", "title", *STAGES, "not_applicable", "as_self", "stages"})
_SAID_KEYS = frozenset({"reason", "evidence", "by"})
_ENTRY_KEYS = frozenset({"points", "not_applicable", "opinion", *_SAID_KEYS})
_NAMED_KEYS = _ENTRY_KEYS | {"stage"}
_ACCEPTED_KEYS = frozenset({"stage", "including", "mark", *_SAID_KEYS})
_NOT_IN_NAMES = re.compile(r'[\[\]#"“”]')
_SERIES = SCHEMA.rpartition("/")[0] + "/"
_MISSING = object()


def read_sheet_json(name: str, text: str, placed: bool = True) -> Parsed[Sheet]:
    """A score sheet from a JSON text, with everything wrong in it; `name` is what messages call the file.

    As with read_sheet, the value is None only when no rubric is named or the file is no sheet. Unless `placed`,
    everything is said to stand at the start of the file: for a reader who asks again when there is something to say.
    """
    text = text.removeprefix("\ufeff")
    start = Span(name, 1, 1, 2, line_at(text, 0)[1])
    if not text.strip():
        return _failed(catalog.EMPTY.at(start, opening=f'{{"schema": "{SCHEMA}", …'))
    value = load(name, text)
    if isinstance(value, Diagnostic):
        return _failed(value)
    walk = Walk(start, find_places(name, text) if placed else NoPlaces.of(start))
    if not _is_sheet(value, walk):
        return Parsed(None, tuple(walk.found))
    sheet = _sheet(walk, value)
    stopped = (catalog.TOO_MANY.at(walk.here, limit=ERROR_LIMIT),) if walk.full else ()
    return Parsed(sheet, (*in_order(walk.found), *stopped))


def _failed(diagnostic: Diagnostic) -> Parsed[Sheet]:
    return Parsed(None, (diagnostic,))


def _is_sheet(value: object, walk: Walk) -> bool:
    """Whether to read on; a file of another kind is reported once."""
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema == SCHEMA:
        return True
    if isinstance(schema, str) and schema.startswith(_SERIES):
        reason = f'phiếu theo lược đồ “{schema[:40]}”, phần mềm này đọc "{SCHEMA}"'
        walk.wrong("schema", reason, fix=f'cập nhật phần mềm, hoặc xuất lại phiếu theo "{SCHEMA}"')
        return False
    fix = f'khóa “schema” phải là "{SCHEMA}"'
    walk.add(catalog.WRONG_FILE, fix=fix, wanted="phiếu chấm điểm JSON", opening="")
    return schema is None and isinstance(value, dict) and "rubric" in value and "rows" in value


def _sheet(walk: Walk, value: object) -> Sheet | None:
    top = walk.here
    o = walk.mapping(value, "$", _SHEET_KEYS)
    if o is None:
        return None
    header, places = read_header(walk, o)
    walk.here = top
    facts = _facts(walk, walk.array(o.get("facts"), "facts"))
    walk.here = top
    tallies = read_tallies(walk, walk.array(o.get("surveys"), "surveys"))
    walk.here = top
    rows = _rows(walk, walk.array(o.get("rows"), "rows"))
    walk.here = top
    accepted = _accepted(walk, o, "")
    walk.here = top
    received = read_received(walk, o)
    copy_of = read_copy_of(walk, o)
    if not header.rubric:
        return None
    return Sheet(header, facts, rows, places, tallies=tallies, accepted=accepted, received=received, copy_of=copy_of)


# ---- facts


def _facts(walk: Walk, values: list[Any]) -> tuple[FactEntry, ...]:
    found: dict[tuple[str, Stage], FactEntry] = {}
    for i, value in enumerate(values):
        if walk.full:
            break
        walk.here = walk.places.at(f"facts[{i}].name")
        entry = _fact(walk, value, f"facts[{i}]")
        if entry is None:
            continue
        first = found.setdefault((fold_name(entry.name), entry.stage), entry)
        if first is not entry:
            walk.add(catalog.FACT_TWICE, name=entry.name, related=(Related("lần trước ở đây", first.at),))
    return tuple(found.values())


def _fact(walk: Walk, value: object, path: str) -> FactEntry | None:
    o = walk.mapping(value, path, _FACT_KEYS)
    if o is None:
        return None
    name = walk.text(o.get("name", ""), f"{path}.name")
    if name is None:
        return None
    if not name or _NOT_IN_NAMES.search(name):
        walk.wrong(f"{path}.name", "tên số liệu không được trống và không có ký tự [ ] # hay ngoặc kép")
        return None
    as_self = _takes_over(walk, o, path)
    found = None if as_self else _reported(walk, o, path)
    stage = _fact_stage(walk, o, path)
    if found is _MISSING or stage is None:
        return None
    percent = isinstance(found, Fraction) and str(o.get("value")).strip().endswith("%")
    reason, evidence, by = _justification(walk, o, path)
    clean = " ".join(name.split())
    key = next((k for k in ("value", "text", "not_arisen") if k in o), "value")
    return FactEntry(
        clean,
        found,
        walk.here,
        percent=percent,
        stage=stage,
        reason=reason,
        evidence=evidence,
        by=by,
        value_at=walk.places.at(f"{path}.{key}"),
        as_self=as_self,
        mark=walk.words(o["mark"], f"{path}.mark") if as_self and "mark" in o else None,
    )


def _takes_over(walk: Walk, o: Mapping[str, Any], path: str) -> bool:
    """Whether a fact is said to be as the unit reported it; with a finding where a value is given too."""
    as_self = o.get("as_self") is True
    if "as_self" in o and not as_self:
        walk.wrong(f"{path}.as_self", "phải là true; không công nhận thì bỏ khóa này")
    if as_self and not {"value", "text", "not_arisen"}.isdisjoint(o):
        walk.wrong(path, "vừa “as_self” vừa có giá trị; giữ một trong hai")
    if "mark" in o and not as_self:
        walk.wrong(f"{path}.mark", "mã đối chiếu chỉ đi cùng “as_self”")
    return as_self


def _fact_stage(walk: Walk, o: Mapping[str, Any], path: str) -> Stage | None:
    name = walk.words(o["stage"], f"{path}.stage") if "stage" in o else "self"
    return stage_of_key(name) if name is not None else None


def _reported(walk: Walk, o: Mapping[str, Any], path: str) -> Any:
    """The value of a fact; _MISSING with a finding when it is not given exactly once."""
    not_arisen = o.get("not_arisen") is True
    if [not_arisen, "value" in o, "text" in o].count(True) != 1:
        keys = "ghi một trong hai khóa “value” hoặc “text” (null nếu chưa biết)"
        walk.wrong(path, f"{keys}, không phát sinh thì “not_arisen”")
        return _MISSING
    if not_arisen:
        return NOT_ARISEN
    return walk.words(o["text"], f"{path}.text") if "text" in o else _fact_value(walk, o["value"], f"{path}.value")


def _fact_value(walk: Walk, value: object, path: str) -> FactValue | None:
    if value is None or isinstance(value, bool):
        return value
    if type(value) is not str:
        return walk.number(value, path)
    text = walk.words(value, path)
    if text is None:
        return None
    read = fact_from_words(text)
    if read is None:
        walk.wrong(path, f"không có ngày “{text}”")
    return read


# ---- rows


def _rows(walk: Walk, values: list[Any]) -> tuple[Row, ...]:
    found: dict[str, Row] = {}
    unplaced = isinstance(walk.places, NoPlaces)
    walk.here = walk.places.at("rows")
    for i, value in enumerate(values):
        if walk.full:
            break
        row = sound_row(value, walk.here) if unplaced else None
        if row is None:
            walk.here = walk.places.at(f"rows[{i}].code")
            row = _row(walk, value, f"rows[{i}]")
        first = row and found.setdefault(row.code.text, row)
        if row is not None and first is not None and first is not row:
            walk.add(catalog.ROW_TWICE, code=row.code, related=(Related("lần trước ở đây", first.at),))
    return tuple(found.values())


def _row(walk: Walk, value: object, path: str) -> Row | None:
    before = len(walk.found)
    o = walk.mapping(value, path, _ROW_KEYS)
    if o is None:
        return None
    code = _code(walk, o.get("code", _MISSING), f"{path}.code")
    title = walk.words(o.get("title"), f"{path}.title")
    given = [(key, stage) for key, stage in STAGES.items() if o.get(key) is not None]
    entries = [_entry(walk, o[key], f"{path}.{key}", stage) for key, stage in given]
    entries += _named(walk, o, path)
    claim = _claim(walk, o.get("not_applicable"), f"{path}.not_applicable")
    accepted = _accepted(walk, o, f"{path}.")
    if code is None:
        return None
    made = tuple(e for e in entries if e is not None)
    for stage in [s for s, times in Counter(e.stage for e in made).items() if times > 1]:
        walk.add(catalog.ENTRY_TWICE, stage=stage.value, code=code)
    both = next((a for a in accepted for e in made if a.stage is e.stage), None)
    if both is not None:
        walk.add(catalog.ENTRY_TWICE, stage=both.stage.value, code=code)
    return Row(code, title, made, claim, walk.here, partial=len(walk.found) > before, accepted=accepted)


def _named(walk: Walk, o: Mapping[str, Any], path: str) -> list[Entry | None]:
    """`stages`: what stages entered that the rubric names itself."""
    found: list[Entry | None] = []
    for i, value in enumerate(walk.array(o.get("stages"), f"{path}.stages")):
        own = f"{path}.stages[{i}]"
        given = walk.mapping(value, own, _NAMED_KEYS)
        name = walk.words(given.get("stage"), f"{own}.stage") if given is not None else None
        if given is not None and name is None:
            walk.wrong(own, "thiếu tên bước ở khóa “stage”")
        elif given is not None and name is not None:
            found.append(_entry(walk, given, own, stage_of_key(name), _NAMED_KEYS))
    return found


def _accepted(walk: Walk, o: Mapping[str, Any], path: str) -> tuple[Acceptance, ...]:
    """`as_self` of a row, or of the whole sheet: each stage once."""
    found: dict[Stage, Acceptance] = {}
    for i, value in enumerate(walk.array(o.get("as_self"), f"{path}as_self")):
        own = f"{path}as_self[{i}]"
        given = walk.mapping(value, own, _ACCEPTED_KEYS)
        stage = _fact_stage(walk, given, own) if given is not None else None
        if given is None or stage is None:
            continue
        also = _also(walk, given, own)
        mark = walk.words(given["mark"], f"{own}.mark") if "mark" in given else None
        made = Acceptance(stage, also, mark, *_justification(walk, given, own), walk.places.at(f"{own}.stage"))
        if found.setdefault(stage, made) is not made:
            walk.wrong(f"{own}.stage", "bước này đã ghi ở trên")
    return tuple(found[s] for s in usual_first(found))


def _also(walk: Walk, o: Mapping[str, Any], path: str) -> tuple[Also, ...]:
    named = [ALSO.get(str(key)) for key in walk.array(o.get("including"), f"{path}.including")]
    if None in named:
        walk.wrong(f"{path}.including", f"mỗi mục phải là một trong: {', '.join(ALSO)}")
    return tuple(a for a in Also if a in named)


def _code(walk: Walk, value: object, path: str) -> Code | None:
    if isinstance(value, Number):
        right = f'"{value}"' if Code.parse(value) else None
        walk.wrong(path, f'mã phải là chuỗi, như "{value[:20]}": viết thành số thì 1.10 thành 1.1', right=right)
        return None
    if value is _MISSING:
        walk.wrong(path, "thiếu mã của dòng")
        return None
    text = walk.text(value, path)
    if text is None:
        return None
    given = str(value)
    parsed = Code.parse(text) if given == given.strip() else None
    if parsed is None:
        meant = Code.meant(given.strip())
        right = f'"{meant}"' if meant is not None else None
        reason = f"mã “{given[:40]}” không đúng dạng; viết mã như 1.1.2, 3.a, 3.đ, 24a hoặc II"
        walk.wrong(path, reason, right=right)
    return parsed


def _entry(walk: Walk, value: object, path: str, stage: Stage, keys: frozenset[str] = _ENTRY_KEYS) -> Entry | None:
    o = walk.mapping(value, path, keys)
    if o is None:
        return None
    refused = o.get("not_applicable", False)
    if not isinstance(refused, bool):
        walk.wrong(f"{path}.not_applicable", f"phải là true hoặc false, đang là {type_word(refused)}")
    elif refused and "points" in o:
        walk.wrong(path, "vừa có “points” vừa “not_applicable”; giữ một trong hai")
    elif not refused and "points" not in o and "opinion" not in o:
        walk.wrong(path, "thiếu “points”; ghi null nếu chưa biết")
    points = o.get("points")
    at = walk.places.at(f"{path}.not_applicable" if refused is True else f"{path}.points")
    number = walk.number(points, f"{path}.points") if points is not None else None
    reason, evidence, by = _justification(walk, o, path)
    opinion = walk.words(o["opinion"], f"{path}.opinion") if "opinion" in o else None
    return Entry(stage, NOT_APPLICABLE if refused is True else number, reason, evidence, by, at, opinion=opinion)


def _claim(walk: Walk, value: object, path: str) -> Claim | None:
    if value is None:
        return None
    if value is True:
        walk.wrong(path, 'phải là đối tượng nêu lý do: {"reason": "…"}')
        return None
    o = walk.mapping(value, path, _SAID_KEYS)
    if o is None:
        return None
    reason, evidence, by = _justification(walk, o, path)
    return Claim(reason, evidence, by, walk.places.at(path))


def _justification(walk: Walk, o: Mapping[str, Any], path: str) -> tuple[str | None, tuple[str, ...], str | None]:
    reason = walk.words(o["reason"], f"{path}.reason") if "reason" in o else None
    by = walk.words(o["by"], f"{path}.by") if "by" in o else None
    if "evidence" not in o:
        return reason, (), by
    evidence: list[str] = []
    for i, document in enumerate(walk.array(o["evidence"], f"{path}.evidence")):
        text = walk.words(document, f"{path}.evidence[{i}]")
        if document is None:
            walk.wrong(f"{path}.evidence[{i}]", "phải là chuỗi, đang là null")
        if text is not None:
            evidence.append(text)
    if len(evidence) > 1 and _printed_length((reason or "", by or "", *evidence)) > SAID_LIMIT:
        walk.wrong(path, "lý do và tài liệu kiểm chứng dài quá, không ghi được trên một dòng của phiếu")
    return reason, tuple(evidence), by


def _printed_length(texts: tuple[str, ...]) -> int:
    return sum(len(t) + t.count('"') + 9 for t in texts)
