"""A blank sheet for a unit."""

from cchc_rules.checks.sheet import check_sheet
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.syntax.sheet_json import sheet_to_json
from cchc_rules.syntax.sheet_printer import print_sheet


def blank_sheet(rubric: Rubric, named: str, unit: str, kind: str, year: int) -> Sheet:
    """Every row that takes points, with the stages of the rubric left open; nothing entered is not yet known."""
    every = (*rubric.leaves(), *rubric.bucket_rows())
    rows = tuple(Row(c.code, c.title, _open_entries(rubric, c.survey)) for c in every)
    facts = tuple(FactEntry(f.value.name, None) for f in rubric.provisions.facts)
    return Sheet(Header(named, unit, kind, year), facts, rows)


def _open_entries(rubric: Rubric, survey: bool) -> tuple[Entry, ...]:
    if survey:
        return (Entry(Stage.SURVEY, None),)
    first = next((s.value.stage for s in rubric.provisions.stages if s.value.stage is not Stage.SURVEY), Stage.SELF)
    return (Entry(first, None),)


def why_not(rubric: Rubric, sheet: Sheet) -> tuple[Diagnostic, ...]:
    """What is wrong with making this sheet at all: the unit, its kind or the year."""
    return tuple(d for d in check_sheet(rubric, sheet) if has_errors((d,)))


def blank_text(sheet: Sheet, form: str) -> str:
    """The sheet as `phieu` or `json`."""
    return sheet_to_json(sheet) if form == "json" else print_sheet(sheet)
