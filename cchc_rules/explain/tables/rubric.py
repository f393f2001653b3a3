"""A rubric as a table with totals for each field: text, Markdown, CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.explain.render.document import Column, Document, Fact, Group, Item, Items, Line, Section, Table, Tone
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import DEFAULT_WIDTH, render_text
from cchc_rules.explain.render.style import PLAIN, Style
from cchc_rules.explain.render.text_width import clean, csv_cell
from cchc_rules.explain.tables.settings import setting_facts, setting_sections
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words import texts_beside
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import decimal_string, vietnamese
from cchc_rules.model.rubric import Bucket, Criterion, Rubric
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.writing import rubric as wording
from cchc_rules.writing.rules import rule_lines

_CSV = ("code", "printed_code", "level", "title", "max", "survey", "texts")


def rubric_text(
    rubric: Rubric,
    code: Code | None = None,
    texts: Sequence[TextBeside] = (),
    style: Style = PLAIN,
    columns: int = DEFAULT_WIDTH,
) -> str:
    """The rubric aligned by display width; with `code` only that row and the rows below it, no settings."""
    return render_text(rubric_document(rubric, code, texts), style, columns)


def rubric_md(rubric: Rubric, code: Code | None = None, texts: Sequence[TextBeside] = ()) -> str:
    """The rubric as Markdown."""
    return render_markdown(rubric_document(rubric, code, texts))


def rubric_csv(rubric: Rubric, code: Code | None = None, texts: Sequence[TextBeside] = ()) -> str:
    """One line a row; points with a decimal point, survey as true or false, lines ending in a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV)
    told = csv_cell(texts_beside.in_one_line(texts))
    for c in (*rows_of(rubric, code), *_beside(rubric, code)):
        survey = "true" if c.survey else "false"
        codes = (c.code.text, rubric.printed_code(c), rubric.level_of(c))
        writer.writerow((*map(csv_cell, (*codes, c.title)), decimal_string(c.max), survey, told))
    return out.getvalue()


# ---- the table as a document


def rubric_document(rubric: Rubric, code: Code | None = None, texts: Sequence[TextBeside] = ()) -> Document:
    """What a person reads: headline, settings, rows with numbered notes, totals by field.

    `texts` are those found beside the rubric, applied or not.
    """
    tops, noted = tops_of(rubric, code), _noted(rows_of(rubric, code))
    sections: list[Section] = [*([] if code else setting_sections(rubric))]
    if noted:
        sections.append(_row_table(rubric, noted))
    footnotes = {n: Item(f"({n})", text, "", "", Tone.FAINT) for row in noted for n, text in row.notes}
    if footnotes:
        sections.append(Items(words.FOOTNOTES, Tone.STRONG, (), (Group("", tuple(footnotes.values())),)))
    if code is None or (code.depth == 1 and noted):
        sections.append(_total_table(rubric, tops))
    sections += [s for b in rubric.buckets if (s := _bucket(rubric, b, code)).groups[0].items]
    readings = () if code else readings_of(rubric)
    if readings:
        sections.append(Items(words.READINGS, Tone.STRONG, (), (Group("", readings),)))
    return Document(
        title=clean(rubric.title),
        headline=_headline(rubric),
        notices=texts_beside.on_top(texts),
        facts=(
            Fact(words.RUBRIC, rubric.id),
            *texts_beside.uses(texts),
            *setting_facts(rubric, brief=code is not None),
        ),
        sections=tuple(sections),
        footer_heading="",
        footer=(),
    )


def _bucket(rubric: Rubric, stated: Stated[Bucket], code: Code | None) -> Items:
    """Bonus or penalty, which is in no total; with `code` that row alone."""
    rows = tuple(
        Item(
            c.code.text,
            clean(c.called),
            f"tối đa {vietnamese(c.max)}",
            "",
            Tone.PLAIN,
            tuple(map(Line, _beside_notes(c))),
        )
        for c in stated.value.rows
        if code in (None, c.code)
    )
    cites = "; ".join(clean(c.text) for c in phrases.stated_cites(rubric, stated))
    lead = (Line(words.basis(cites), Tone.FAINT),)
    return Items(wording.bucket(stated.value), Tone.STRONG, lead, (Group("", rows),))


def _beside_notes(c: Criterion) -> Iterator[str]:
    """How a row of bonus or penalty is scored, and its other sentences."""
    lines = rule_lines(c.rule) if c.rule is not None else ()
    yield from (clean(wording.with_basis(line.text, line.stated.basis)) for line in lines)
    yield from notes_of(c)


def _beside(rubric: Rubric, code: Code | None) -> list[Criterion]:
    return [c for c in rubric.bucket_rows() if code in (None, c.code)]


def _headline(rubric: Rubric) -> tuple[str, ...]:
    survey = wording.measure(survey_points(rubric.fields), "điểm")
    return clean(rubric.title), wording.measure(points_of(rubric.fields), "điểm"), f"{words.SURVEY} {survey}"


def readings_of(rubric: Rubric) -> tuple[Item, ...]:
    """What is printed otherwise than it is applied, numbered."""
    told = enumerate(rubric.provisions.discrepancies, start=1)
    return tuple(Item(f"{n}.", clean(wording.discrepancy(d.value)), "", "", Tone.FAINT) for n, d in told)


@frozen
class _Noted:
    row: Criterion
    notes: tuple[tuple[int, str], ...]


def _noted(rows: Sequence[Criterion]) -> list[_Noted]:
    """Rows with their notes numbered; the same words keep one number."""
    numbers: dict[str, int] = {}
    found = []
    for c in rows:
        texts = list(notes_of(c))
        fresh = [t for t in texts if t not in numbers]
        for text in fresh:
            numbers[text] = len(numbers) + 1
        found.append(_Noted(c, tuple((numbers[t], t) for t in texts)))
    return found


def facts_of(c: Criterion) -> Iterator[str]:
    """The facts declared under a row."""
    for stated in c.facts:
        yield clean(wording.stated(wording.fact(stated.value), stated))


def notes_of(c: Criterion) -> Iterator[str]:
    """The sentences of a row other than its maximum and its scoring rule."""
    if c.note:
        yield words.row_note(clean(c.note))
    if c.followed_by:
        yield clean(wording.followed_by(c.followed_by.value))
    if c.counts:
        yield clean(wording.counts(c.counts.value))
    yield from facts_of(c)
    if c.group:
        yield clean(wording.group_method(c.group.value))
    for rule in c.applicability:
        yield clean(wording.applicability(rule.value))
    for d in c.discrepancies:
        yield clean(wording.discrepancy(d.value))
    for said in c.wording:
        yield clean(wording.printed_wording(said.value))
    for amended in c.amended:
        yield words.amended(clean(amended.cite()))
    for amended in phrases.rule_amended(c):
        yield words.rule_amended(clean(amended.cite()))


def _row_table(rubric: Rubric, noted: Sequence[_Noted]) -> Table:
    reprinted = any(rubric.printed_code(n.row) != n.row.code.text for n in noted)
    columns = [
        Column(words.CODE),
        *([Column(words.PRINTED_CODE)] if reprinted else []),
        Column(words.TITLE, wraps=True),
        Column(words.MAXIMUM, right=True),
        Column(words.REMARK),
    ]
    rows = tuple(_row_cells(rubric, n, reprinted) for n in noted)
    return Table(words.RUBRIC_ROWS, tuple(columns), rows)


def _row_cells(rubric: Rubric, noted: _Noted, reprinted: bool) -> tuple[str, ...]:
    c = noted.row
    marks = [*([words.SURVEY] if c.survey else []), *(f"({n})" for n, _ in noted.notes)]
    printed = rubric.printed_code(c)
    differing = (printed if printed != c.code.text else "",) if reprinted else ()
    return (
        c.code.text,
        *differing,
        clean(c.called),
        f"{words.MINUS if c.deducts else ''}{vietnamese(c.max)}",
        " ".join(marks),
    )


def _total_table(rubric: Rubric, tops: Sequence[Criterion]) -> Table:
    top = rubric.level_names[0]
    columns = (
        Column(words.CODE),
        Column(top.capitalize(), wraps=True),
        Column(words.ROWS, right=True),
        Column(words.MAXIMUM, right=True),
        Column(words.SURVEY, right=True),
    )
    rows = tuple((f.code.text, clean(f.called), *_total_cells([f])) for f in tops)
    total = ("", words.TOTAL, *_total_cells(tops)) if len(tops) > 1 else None
    return Table(words.by_level(top), columns, rows, total)


def _total_cells(tops: Sequence[Criterion]) -> tuple[str, str, str]:
    return str(leaf_count(tops)), vietnamese(points_of(tops)), vietnamese(survey_points(tops))


# ---- what the rows add up to


def rows_of(rubric: Rubric, code: Code | None) -> list[Criterion]:
    """The rows of the table; with `code` that row and those below it."""
    return [c for c in rubric.walk() if code is None or c.code.lies_in(code)]


def tops_of(rubric: Rubric, code: Code | None) -> list[Criterion]:
    """The fields; with `code` the row it names."""
    return list(rubric.fields) if code is None else [c for c in rubric.walk() if c.code == code]


def _leaves(tops: Sequence[Criterion]) -> Iterator[Criterion]:
    return (c for top in tops for c in top.walk() if c.is_leaf)


def leaf_count(tops: Sequence[Criterion]) -> int:
    """How many rows take points."""
    return sum(1 for _ in _leaves(tops))


def points_of(tops: Sequence[Criterion]) -> Fraction:
    """Their maxima together, in points."""
    return sum((t.max for t in tops), Fraction(0))


def survey_points(tops: Sequence[Criterion]) -> Fraction:
    """How much of that is scored by survey."""
    return sum((c.survey_max for c in tops), Fraction(0))
