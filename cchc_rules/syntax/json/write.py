"""Write a score sheet as canonical JSON."""

import datetime
import re
from fractions import Fraction
from typing import Any

from cchc_rules.model.fact import FactValue, NotArisen
from cchc_rules.model.numbers import decimal_string, is_decimal
from cchc_rules.model.sheet import Acceptance, Also, Claim, Entry, FactEntry, NotApplicable, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import Tally
from cchc_rules.syntax.json.values import exact
from cchc_rules.writing.formerly import formerly_data
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.stage_keys import KEYS, stage_key

SCHEMA = "cchc-rules/sheet/1"
ALSO = {"not_applicable": Also.NOT_APPLICABLE, "bonus": Also.BONUS, "penalty": Also.PENALTY}
_ALSO_KEYS = {also: key for key, also in ALSO.items()}
_PERCENT = re.compile(r"(-?[0-9.]+)%")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fact_from_words(text: str) -> FactValue | None:
    """What a JSON string given as the value of a fact means: `90%`, `0.5`, `2019-12-31` or words.

    None for the form of a date with no such day.
    """
    percent = _PERCENT.fullmatch(text)
    ratio = exact(percent.group(1)) if percent else None
    if ratio is not None:
        return ratio / 100
    if _DATE.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return None
    number = exact(text)
    return number if number is not None else text


def sheet_to_json(sheet: Sheet) -> str:
    """The sheet by schemas/sheet-1.json, one line feed at the end: equal sheets give equal texts.

    Comments are left out. Points and numbers must have a finite decimal form, as all that was read has;
    ValueError otherwise.
    """
    h = sheet.header
    top: dict[str, Any] = {"schema": SCHEMA, "rubric": h.rubric, "unit": h.unit, "kind": h.kind}
    top["year"] = h.year
    if h.note is not None:
        top["note"] = h.note
    if h.other_units:
        top["other_units"] = list(h.other_units)
    if h.formerly is not None:
        top["formerly"] = formerly_data(h.formerly)
    if sheet.copy_of is not None:
        top["copy"] = {"stage": stage_key(sheet.copy_of.stage), "mark": sheet.copy_of.mark}
    if sheet.received:
        top["received"] = [{"stage": stage_key(r.stage), "day": r.day.isoformat()} for r in sheet.received]
    top["facts"] = [_fact(f) for f in sheet.facts]
    if sheet.tallies:
        top["surveys"] = [_tally(t) for t in sheet.tallies]
    top["rows"] = [_row(r) for r in sheet.rows]
    if sheet.accepted:
        top["as_self"] = [_accepted(a) for a in sheet.accepted]
    return json_text(top)


def _fact(fact: FactEntry) -> dict[str, Any]:
    value = fact.value
    stage = {} if fact.stage is Stage.SELF else {"stage": stage_key(fact.stage)}
    if fact.as_self:
        return {"name": fact.name, **stage, "as_self": True, **_mark(fact), **_justification(fact)}
    if isinstance(value, NotArisen):
        given: dict[str, Any] = {"not_arisen": True}
    elif isinstance(value, str):
        given = {"value" if fact_from_words(value) == value else "text": value}
    else:
        given = {"value": _fact_value(value, fact.percent)}
    return {"name": fact.name, **stage, **given, **_justification(fact)}


def _fact_value(value: bool | Fraction | datetime.date | None, percent: bool) -> bool | str | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return f"{_number(value * 100)}%" if percent else _number(value)


def _tally(tally: Tally) -> dict[str, Any]:
    made: dict[str, Any] = {"instrument": tally.instrument, "question": tally.question}
    made["answers"] = [{"option": a.option, "count": _number(a.count)} for a in tally.answers]
    return {**made, "evidence": list(tally.evidence)} if tally.evidence else made


def _row(row: Row) -> dict[str, Any]:
    made: dict[str, Any] = {"code": row.code.text}
    if row.title is not None:
        made["title"] = row.title
    for entry in row.entries:
        if entry.stage in KEYS:
            made[KEYS[entry.stage]] = _entry(entry)
    named = [e for e in row.entries if e.stage not in KEYS]
    if named:
        made["stages"] = [{"stage": e.stage.value, **_entry(e)} for e in named]
    if row.claim is not None:
        made["not_applicable"] = _justification(row.claim)
    if row.accepted:
        made["as_self"] = [_accepted(a) for a in row.accepted]
    return made


def _accepted(accepted: Acceptance) -> dict[str, Any]:
    also = {"including": [_ALSO_KEYS[a] for a in accepted.also]} if accepted.also else {}
    return {"stage": stage_key(accepted.stage), **also, **_mark(accepted), **_justification(accepted)}


def _mark(said: Acceptance | FactEntry) -> dict[str, Any]:
    return {"mark": said.mark} if said.mark is not None else {}


def _entry(entry: Entry) -> dict[str, Any]:
    opinion = {"opinion": entry.opinion} if entry.opinion is not None else {}
    return {**_points(entry), **opinion, **_justification(entry)}


def _points(entry: Entry) -> dict[str, Any]:
    if isinstance(entry.value, NotApplicable):
        return {"not_applicable": True}
    return {"points": None if entry.value is None else _number(entry.value)}


def _justification(said: Entry | Claim | FactEntry | Acceptance) -> dict[str, Any]:
    pairs = (("reason", said.reason), ("evidence", list(said.evidence) or None), ("by", said.by))
    return {key: value for key, value in pairs if value is not None}


def _number(value: Fraction) -> str:
    if not is_decimal(value):
        raise ValueError(f"{value} has no finite decimal form")
    return decimal_string(value)
