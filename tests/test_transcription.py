"""Each rubric row by row against an independent transcription of its printed table."""

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from cchc_rules.model.discrepancy import PrintedNote, PrintedPoints, PrintedWords
from cchc_rules.model.link import link
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import CommonProvisions, Criterion, Rubric
from cchc_rules.source import Source, data_folder
from cchc_rules.syntax.rubric.reader import read_rubric

TRANSCRIPTIONS = {path.stem: path for path in sorted((Path(__file__).parent / "transcription").glob("*.csv"))}
RUBRICS = data_folder("rubrics") / "2019"
SURVEY = {"bang-1": Fraction(53, 2), "bang-2": Fraction(63, 2)}

each_table = pytest.mark.parametrize("table", TRANSCRIPTIONS)


@frozen
class PrintedRow:
    """A row of the table in print."""

    code: str
    title: str
    max: str
    note: str


@cache
def transcribed(table: str) -> tuple[PrintedRow, ...]:
    with TRANSCRIPTIONS[table].open(encoding="utf-8", newline="") as file:
        return tuple(
            PrintedRow(r["printed_code"], r["title"], r["printed_max"], r["printed_note"]) for r in csv.DictReader(file)
        )


@cache
def document(name: str) -> Rubric | CommonProvisions:
    parsed = read_rubric(Source.of(name, (RUBRICS / f"{name}.cchc").read_text(encoding="utf-8")))
    assert parsed.diagnostics == ()
    assert parsed.value is not None
    return parsed.value


@cache
def linked(table: str) -> Rubric:
    own = document(table)
    assert isinstance(own, Rubric)
    commons = [document(used.value) for used in own.uses]
    return link(own, [c for c in commons if isinstance(c, CommonProvisions)])


def as_printed(rubric: Rubric, row: Criterion) -> PrintedRow:
    """What the rubric says is printed: the value applied unless a discrepancy gives another."""
    printed_max, note = vietnamese(row.max), "ĐTXHH" if row.survey else ""
    for stated in row.discrepancies:
        match stated.value:
            case PrintedPoints(printed):
                printed_max = printed
            case PrintedNote(printed):
                note = printed
    return PrintedRow(rubric.printed_code(row), row.title, printed_max, note)


def test_every_table_of_the_decree_is_transcribed() -> None:
    tables = {p.stem for p in RUBRICS.glob("*.cchc") if isinstance(document(p.stem), Rubric)}
    assert tables == set(TRANSCRIPTIONS)


@pytest.mark.parametrize(
    ("table", "index"), [(table, i) for table in TRANSCRIPTIONS for i in range(len(transcribed(table)))]
)
def test_row_is_as_printed(table: str, index: int) -> None:
    rubric = linked(table)
    assert as_printed(rubric, tuple(rubric.walk())[index]) == transcribed(table)[index]


@each_table
def test_same_number_of_rows(table: str) -> None:
    assert len(tuple(linked(table).walk())) == len(transcribed(table))


@each_table
def test_totals_come_out_of_the_rows_that_take_points(table: str) -> None:
    leaves = tuple(linked(table).leaves())
    assert sum(row.max for row in leaves) == 100
    assert sum(row.max for row in leaves if row.survey) == SURVEY[table]


@each_table
def test_every_group_is_the_sum_of_what_lies_in_it(table: str) -> None:
    groups = (row for row in linked(table).walk() if row.children)
    assert [g.code.text for g in groups if g.max != sum(c.max for c in g.children)] == []


@each_table
def test_misprinted_words_stand_in_the_title_of_their_row(table: str) -> None:
    noted = [(r, s.value) for r in linked(table).walk() for s in r.discrepancies if isinstance(s.value, PrintedWords)]
    assert noted
    assert [(row.code.text, w.printed) for row, w in noted if w.printed not in row.title] == []
