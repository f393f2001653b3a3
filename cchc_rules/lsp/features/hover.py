"""What is known of the word at a place: its meaning, who declared it, who set it, what a rule gives."""

from collections.abc import Iterator
from functools import cache

from cchc_rules.amend.reading_copy.change_log import log_text
from cchc_rules.api.changes.amend import amended, log_of
from cchc_rules.checks.rules.bench import best_and_worst, ruled_rows
from cchc_rules.diagnostics import has_errors
from cchc_rules.evaluate.rule_points import applied
from cchc_rules.explain.rules.words import outcome
from cchc_rules.explain.words.numbers import points, span_of
from cchc_rules.files.meanings import Meaning, meanings
from cchc_rules.frozen import frozen
from cchc_rules.lsp.features.navigation import everywhere
from cchc_rules.lsp.features.rubrics import row_of, rubric_of
from cchc_rules.lsp.index.family import tables_of
from cchc_rules.lsp.index.names import NameKind, Occurrence
from cchc_rules.lsp.index.occurrences import at
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position, Range
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.source import fold_name
from cchc_rules.source.text import fold_tones
from cchc_rules.writing.rubric import fact, quote
from cchc_rules.writing.rules import rule_lines

_MOST_USES = 8


@frozen
class Hover:
    """What is told of a range, in Markdown."""

    range: Range
    text: str


def hover(desk: Desk, document: Document, position: Position) -> Hover | None:
    """What is known at a position."""
    line, column = document.place(position)
    occurrence = at(document, line, column)
    if occurrence is None:
        return _word(document, line, column)
    if occurrence.name.kind is NameKind.FACT:
        told = _fact(desk, document, occurrence)
    elif occurrence.name.kind is NameKind.ROW:
        told = _row(desk, document, occurrence)
    else:
        return None
    text = "\n\n".join(told)
    return Hover(document.range(occurrence.whole), text) if text else None


# ---- facts


def _fact(desk: Desk, document: Document, occurrence: Occurrence) -> Iterator[str]:
    rubric, key = rubric_of(desk, document), occurrence.name.key
    found = next((f for f in rubric.facts if fold_name(f.value.name) == key), None) if rubric is not None else None
    if found is None:
        yield f"[{key}]: không có câu nào khai số liệu này."
    else:
        where = f" ({found.at.cite()})" if found.at is not None else ""
        yield f"`{fact(found.value).strip()}`{where}"
    uses = [f for f in everywhere(desk, document, occurrence.name) if not f.occurrence.declares]
    if uses:
        told = [f.occurrence.span.cite() for f in uses[:_MOST_USES]] + (["…"] if len(uses) > _MOST_USES else [])
        yield f"Dùng ở {len(uses)} chỗ: {', '.join(told)}"
    yield from _given(desk, document, key)


def _given(desk: Desk, document: Document, key: str) -> Iterator[str]:
    """The points that each rule which reads the fact gives at the facts of a sheet."""
    for rule in _points(desk, document):
        if key in rule.facts:
            yield f"{rule.row.code} {quote(rule.row.title)}: {rule.told}"


@frozen
class _Given:
    """A row that a rule scores, the facts which that reads, and what it gives, in words."""

    row: Criterion
    facts: frozenset[str]
    told: str


def _points(desk: Desk, document: Document) -> Iterator[_Given]:
    """Each row of a sheet that a rule scores, at the facts that are stated."""
    if document.kind not in (TextKind.SHEET, TextKind.JSON_SHEET):
        return
    ready = desk.library.sheet(document.path)
    if ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
        return
    tree, header = ready.rubric.tree, ready.sheet.header
    known = facts_at(ready.sheet)
    for node in tree.nodes:
        if node.rule is None:
            continue
        declared, days = tree.rules.declared, tree.rules.work_days
        s = Situation(known, declared, header.unit, header.kind, header.year, node.criterion.max, days)
        yield _Given(node.criterion, node.rule.facts, outcome(applied(node.rule, s)))


# ---- rows


def _row(desk: Desk, document: Document, occurrence: Occurrence) -> Iterator[str]:
    rubric = rubric_of(desk, document)
    row = row_of(rubric, occurrence.name.key)
    if rubric is None or row is None:
        return
    survey = ", ĐTXHH" if row.survey else ""
    most = f"trừ tối đa {points(row.max)}" if row.deducts else points(row.max)
    yield f"**{row.code} {row.title}**: {most}{survey}"
    yield from _rule(rubric, row)
    for given in _points(desk, document):
        if given.row.code == row.code:
            yield f"Với số liệu của phiếu này, {given.told}."
    yield from _history(desk, document, row.code)


def _rule(rubric: Rubric, row: Criterion) -> Iterator[str]:
    if row.rule is None:
        return
    lines = "\n".join("  " * line.depth + line.text.strip() for line in rule_lines(row.rule))
    yield f"```\n{lines}\n```"
    bench = next((r.bench for r in ruled_rows(rubric) if r.row.code == row.code), None)
    bounds = best_and_worst(bench) if bench is not None else None
    if bounds is not None:
        yield f"Cách chấm cho {span_of(bounds)}."


def _history(desk: Desk, document: Document, code: Code) -> Iterator[str]:
    for table in tables_of(desk, document)[:1]:
        made = amended(str(table), desk.library)
        if made.applied is not None and not has_errors(made.diagnostics):
            yield f"```\n{log_text(log_of(made.applied, code)).strip()}\n```"


# ---- words


def _word(document: Document, line: int, column: int) -> Hover | None:
    """The meaning of the longest word of the language that the cursor touches."""
    text = fold_tones(document.line(line)).casefold()
    found: tuple[int, int, Meaning] | None = None
    for meaning in _longest_first():
        start = text.find(meaning.word, max(column - 1 - len(meaning.word), 0), column - 1 + len(meaning.word))
        whole = start >= 0 and _alone(text, start, start + len(meaning.word))
        if whole and start <= column - 1 <= start + len(meaning.word):
            found = (start, start + len(meaning.word), meaning)
            break
    if found is None:
        return None
    start, end, meaning = found
    span = document.source.span(line, start + 1, end + 1)
    return Hover(document.range(span), f"**{meaning.said}**: {meaning.text}")


def _alone(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


@cache
def _longest_first() -> tuple[Meaning, ...]:
    return tuple(sorted(meanings(), key=lambda meaning: -len(meaning.word)))
