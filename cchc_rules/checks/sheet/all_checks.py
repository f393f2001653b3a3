"""Check a score sheet against its rubric: header and facts here, rows in `rows`."""

import datetime
import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import assert_never

import attrs

from cchc_rules.checks.deadlines import deadlines_of_facts
from cchc_rules.checks.sheet.facts import check_sheet_facts, rows_prove_their_facts
from cchc_rules.checks.sheet.nodes_by_code import Frame, frame_of
from cchc_rules.checks.sheet.rows import check_rows, one_row_is_chosen
from cchc_rules.checks.sheet.unit import check_unit, near_names, renamed_in_time
from cchc_rules.diagnostics import Diagnostic, catalog, in_order, nearest
from cchc_rules.diagnostics.edits import Fix
from cchc_rules.diagnostics.mends import Swap, mended, overwritten, renamed
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.meaning.facts_of_sheet import situation_of
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.fact import FactDeclaration, FactType, NotArisen, this_year, years_back
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.rubric import quote

LIMIT = 100
"""Findings after which checking stops; the reader of a file has the same."""

_TYPES = {
    FactType.YES_NO: "“có” hoặc “không”",
    FactType.COUNT: "số nguyên không âm",
    FactType.AMOUNT: "số không âm",
    FactType.PERCENT: "tỷ lệ phần trăm không âm (như 90%)",
    FactType.DATE: "ngày (như 31/12/2019)",
    FactType.TEXT: "phần chữ trong ngoặc kép",
}

_EXAMPLES = {
    FactType.YES_NO: "có",
    FactType.CHOICE: "“…”",
    FactType.COUNT: "3",
    FactType.AMOUNT: "12,5",
    FactType.PERCENT: "90%",
    FactType.DATE: "31/12/2019",
    FactType.TEXT: "“…”",
}

# What a JSON sheet calls differently.
_JSON_TYPES = {
    FactType.YES_NO: "true hoặc false",
    FactType.DATE: "ngày (như 2019-12-31)",
    FactType.TEXT: "phần chữ, ở khóa “text”",
}

_IN_JSON = {
    FactType.YES_NO: '"value": true',
    FactType.COUNT: '"value": "3"',
    FactType.AMOUNT: '"value": "12.5"',
    FactType.PERCENT: '"value": "90%"',
    FactType.DATE: '"value": "2019-12-31"',
    FactType.TEXT: '"text": "…"',
}


def check_sheet(rubric: Rubric, sheet: Sheet) -> tuple[Diagnostic, ...]:
    """Everything that keeps a sheet from being scored by a linked rubric, and what merely looks odd.

    At most LIMIT findings and a word that there may be more. What the reader has already reported about the
    sheet is not said again, nor is anything concluded from lines that it could not read.
    """
    found = list(islice(_findings(frame_of(rubric), sheet), LIMIT + 1))
    if len(found) <= LIMIT:
        return in_order(found)
    kept = in_order(found[:LIMIT])
    return (*kept, catalog.TOO_MANY.at(kept[-1].span, limit=LIMIT))


def _findings(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    about_unit = list(check_unit(frame, sheet))
    yield from about_unit or near_names(frame, sheet)
    yield from renamed_in_time(sheet)
    yield from _year(frame, sheet)
    if not sheet.lacks("year"):
        yield from frame.told_of_year(sheet.header.year, sheet.place("year"))
    if sheet.takes_over:
        from cchc_rules.checks.sheet.acceptances import check_acceptances  # most sheets say everything themselves

        yield from check_acceptances(frame, sheet)
    sheet = written_out(frame.rubric, sheet)
    fit: list[FactEntry] = []
    for entry in sheet.facts:
        wrong = _fact(frame, entry)
        if wrong is not None:
            yield from () if entry.copied else (wrong,)
        else:
            fit.append(entry)
    yield from check_sheet_facts(frame, sheet)
    yield from rows_prove_their_facts(frame, sheet)
    if sheet.tallies:
        from cchc_rules.checks.sheet.surveys import check_tallies  # most sheets have none

        yield from check_tallies(frame, sheet)
    # Of a unit that the rubric is not for, no condition says anything worth telling.
    judged = not about_unit and not sheet.lacks("kind")
    seen = _facts(frame, sheet, fit)
    yield from deadlines_of_facts(frame.counted_in_days, seen, fit)
    yield from check_rows(frame, sheet, seen, judged)
    yield from one_row_is_chosen(frame, sheet)


def _facts(frame: Frame, sheet: Sheet, fit: list[FactEntry]) -> Situation:
    """The facts of the right type as the evaluation sees them, the later stage's before the earlier's."""
    h = sheet.header
    around = Situation({}, frame.facts, h.unit, h.kind, h.year, work_days=frame.work_days)
    return situation_of(attrs.evolve(sheet, facts=tuple(fit)), around)


# ---- header


def _year(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    governs = frame.rubric.provisions.governs
    year = sheet.header.year
    if governs is not None and year < governs.value and not sheet.lacks("year"):
        yield catalog.YEAR_TOO_EARLY.at(sheet.place("year"), year=year, first=governs.value)


# ---- facts


def _fact(frame: Frame, entry: FactEntry) -> Diagnostic | None:
    declared = frame.facts.get(fold_name(this_year(entry.name)))
    if declared is None or years_back(entry.name) > declared.years_before:
        return _unknown_fact(frame, entry)
    if entry.value is None or isinstance(entry.value, NotArisen) or fits(declared, entry):
        return None
    example = f"“{declared.choices[0]}”" if declared.choices else _EXAMPLES[declared.type]
    wanted, fix = _type_words(declared), None
    if entry.value_at is not None:
        wanted = _JSON_TYPES.get(declared.type, wanted)
        fix = f"viết như: {_json_example(declared)}"
    if isinstance(entry.value, Fraction) and declared.type is FactType.COUNT and not entry.percent:
        fix = _thousands(entry.value) or fix
    return catalog.FACT_TYPE.at(
        entry.place, fix=fix, name=entry.name, type=wanted, example=example, fixes=_written_right(declared, entry)
    )


def _written_right(declared: FactDeclaration, entry: FactEntry) -> tuple[Fix, ...]:
    """The same value in the form of its type, where the sheet is a text and one form is near."""
    value, right = entry.value, None
    if entry.value_at is not None:
        return _written_right_in_json(declared, entry, entry.value_at)
    old = quote(value) if isinstance(value, str) else ""
    if isinstance(value, Fraction):
        old = f"{vietnamese(value * 100)}%" if entry.percent else vietnamese(value)
        right = _number_as(declared.type, value, entry.percent)
    elif isinstance(value, str) and declared.type is FactType.YES_NO:
        right = fold_name(value) if fold_name(value) in ("có", "không") else None
    elif isinstance(value, str) and declared.type is FactType.CHOICE:
        near = nearest(value, declared.choices)
        right = quote(near) if near is not None else None
    if right is None:
        return ()
    return mended(
        Swap("{old}", "{right}", "[{name}] là {right}"), entry.at, {"old": old, "right": right, "name": entry.name}
    )


def _written_right_in_json(declared: FactDeclaration, entry: FactEntry, at: Span) -> tuple[Fix, ...]:
    value, right = entry.value, None
    if isinstance(value, Fraction):
        number = _number_as(declared.type, value, entry.percent)
        right = f'"{number.replace(",", ".")}"' if number is not None else None
    elif isinstance(value, str) and declared.type is FactType.YES_NO:
        right = {"có": "true", "true": "true", "không": "false", "false": "false"}.get(fold_name(value))
    elif isinstance(value, str) and declared.type is FactType.CHOICE:
        near = nearest(value, declared.choices)
        right = json.dumps(near, ensure_ascii=False) if near is not None else None
    return overwritten(at, right, f"[{entry.name}] là {right}") if right is not None else ()


def _number_as(wanted: FactType, value: Fraction, percent: bool) -> str | None:
    if wanted is FactType.PERCENT and not percent:
        return f"{vietnamese(value)}%"
    whole = value * 100 if percent else value * 1000
    if wanted is FactType.COUNT and (percent or _thousands(value)) and whole.denominator == 1:
        return vietnamese(whole)
    return vietnamese(whole) if wanted is FactType.AMOUNT and percent else None


def _thousands(value: Fraction) -> str | None:
    """A count with three decimals was meant as thousands, set apart by the decimal sign."""
    if 1 <= value < 1000 and (value * 100).denominator > 1 and (value * 1000).denominator == 1:
        return f"nếu là hàng nghìn, viết liền: {int(value * 1000)}"
    return None


def _json_example(declared: FactDeclaration) -> str:
    return f'"value": "{declared.choices[0]}"' if declared.choices else _IN_JSON[declared.type]


def _unknown_fact(frame: Frame, entry: FactEntry) -> Diagnostic:
    near = nearest(entry.name, (d.name for d in frame.facts.values()))
    fix = f"ý bạn có phải là [{near}]?" if near else None
    return catalog.FACT_UNKNOWN.at(entry.at, fix=fix, fixes=renamed(entry.at, entry.name, near), name=entry.name)


def fits(declared: FactDeclaration, entry: FactEntry) -> bool:
    """Whether a value is of the type that the fact is declared with."""
    value = entry.value
    match declared.type:
        case FactType.YES_NO:
            return isinstance(value, bool)
        case FactType.CHOICE:
            return isinstance(value, str) and fold_name(value) in map(fold_name, declared.choices)
        case FactType.COUNT:
            return _is_amount(entry) and isinstance(value, Fraction) and value.denominator == 1
        case FactType.AMOUNT:
            return _is_amount(entry)
        case FactType.PERCENT:
            return isinstance(value, Fraction) and value >= 0 and entry.percent
        case FactType.DATE:
            return isinstance(value, datetime.date)
        case FactType.TEXT:
            return isinstance(value, str)
        case _:
            assert_never(declared.type)


def _is_amount(entry: FactEntry) -> bool:
    return isinstance(entry.value, Fraction) and entry.value >= 0 and not entry.percent


def _type_words(declared: FactDeclaration) -> str:
    if declared.type is FactType.CHOICE:
        return "một trong: " + ", ".join(f"“{c}”" for c in declared.choices)
    return _TYPES[declared.type]
