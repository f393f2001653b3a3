"""What a rubric means: every sentence in force on its own line, whatever file or amendment it comes from."""

from collections.abc import Iterable, Iterator

from cchc_rules.explain.render.document import Items
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.rubric import notes_of, readings_of
from cchc_rules.explain.tables.settings import setting_facts, setting_sections
from cchc_rules.explain.words import scorecard as words
from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import Bucket, Criterion, Rubric
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.writing import rubric as wording
from cchc_rules.writing.rules import Line as Written
from cchc_rules.writing.rules import rule_lines
from cchc_rules.writing.surveys import form_lines


def rubric_snapshot(rubric: Rubric) -> str:
    """Settings, then rows with their rules, then bonus, penalty, questionnaires and readings; ends with a line end.

    Nothing is aligned, wrapped or numbered, and no sum is told twice: one changed sentence changes one line.
    """
    lines = [clean(f"{rubric.id}: {rubric.title}")]
    lines += [f"{fact.label}: {fact.value}" for fact in setting_facts(rubric)]
    for section in setting_sections(rubric):
        lines += ["", *_section(section)]
    lines += ["", words.RUBRIC_ROWS, *(line for c in rubric.walk() for line in _row(rubric, c))]
    for bucket in rubric.buckets:
        lines += ["", *_bucket(rubric, bucket)]
    for form in rubric.provisions.surveys:
        lines += ["", *_form(form)]
    readings = readings_of(rubric)
    lines += ["", words.READINGS, *(item.title for item in readings)] if readings else []
    return "\n".join(lines) + "\n"


def _section(section: Items) -> Iterator[str]:
    yield section.heading
    yield from (line.text for line in section.lead)
    yield from (f"{item.code}  {item.title}" for group in section.groups for item in group.items)


def _row(rubric: Rubric, c: Criterion) -> Iterator[str]:
    printed = rubric.printed_code(c)
    reprinted = f" (bản in ghi {printed})" if printed != c.code.text else ""
    survey = f", {words.SURVEY}" if c.survey else ""
    yield clean(
        f"{c.code}{reprinted} {c.called}: {'trừ tối đa ' if c.deducts else ''}{wording.measure(c.max, 'điểm')}{survey}"
    )
    yield from _under(c)


def _under(c: Criterion) -> Iterator[str]:
    yield from (f"  {note}" for note in notes_of(c))
    yield from _written(rule_lines(c.rule) if c.rule is not None else (), depth=1)


def _written(lines: Iterable[Written], depth: int) -> Iterator[str]:
    for line in lines:
        yield "  " * (depth + line.depth) + clean(wording.with_basis(line.text, line.stated.basis))


def _bucket(rubric: Rubric, stated: Stated[Bucket]) -> Iterator[str]:
    yield clean(wording.with_basis(wording.bucket(stated.value), stated.basis))
    for c in stated.value.rows:
        yield from _row(rubric, c)


def _form(stated: Stated[SurveyInstrument]) -> Iterator[str]:
    yield from _written(form_lines(stated), depth=0)
