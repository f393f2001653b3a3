"""A sheet against its rubric as the rows of a workbook: facts, tallies, rows of the table, each with its identity."""

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import NO_TRIVIA
from cchc_rules.model.fact import FactDeclaration, FactType, in_year_before
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.sheet import FactEntry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import Tally, named_scales, options_of
from cchc_rules.office.workbooks.said import Said, said_of
from cchc_rules.source import fold_name
from cchc_rules.writing.sheet_file import accepted_lines, fact_line, header_lines, row_lines
from cchc_rules.writing.survey_lines import tally_lines


class Kind(Enum):
    """What a row of a workbook is about, as its identity begins."""

    HEADER = "header"
    FACT = "fact"
    WORDS = "words"
    TALLY = "tally"
    ALL = "all"
    ROW = "row"


@frozen
class Record:
    """A row: its identity, what the sheet said of it when the workbook was made, and what each stage says."""

    kind: Kind
    key: str
    base: str
    said: tuple[tuple[Stage, Said], ...] = ()
    criterion: Criterion | None = None
    fact: FactDeclaration | None = None
    shown: str = ""

    @property
    def identity(self) -> str:
        """`row:5.10.1`."""
        return f"{self.kind.value}:{self.key}"

    def of(self, stage: Stage) -> Said:
        """What a stage says of it."""
        return next((said for s, said in self.said if s == stage), Said())


def base_of(place: int, lines: Sequence[str]) -> str:
    """Lines of the sheet as a hidden cell keeps them: the first with its place in the sheet."""
    return "\n".join((f"{place} {lines[0]}", *lines[1:])) if lines else ""


def records_of(rubric: Rubric, sheet: Sheet) -> tuple[Record, ...]:
    """Every row of the workbook of a sheet without comments, section by section."""
    return (*_header(sheet), *_facts(rubric, sheet), *_tallies(rubric, sheet), *_rows(rubric, sheet))


def _header(sheet: Sheet) -> Iterator[Record]:
    for line in header_lines(sheet):
        words, _, value = line.strip().partition(": ")
        yield Record(Kind.HEADER, words, line, shown=value)


def _facts(rubric: Rubric, sheet: Sheet) -> Iterator[Record]:
    """Every fact that is asked for, in the order of the rubric, and those of the sheet beside."""
    given: dict[str, list[tuple[int, FactEntry]]] = {}
    for place, entry in enumerate(sheet.facts):
        given.setdefault(fold_name(entry.name), []).append((place, entry))
    for name, fact in _asked(rubric):
        yield _fact(name, fact, given.pop(fold_name(name), []))
    for entries in given.values():
        yield _fact(entries[0][1].name, None, entries)


def _asked(rubric: Rubric) -> Iterator[tuple[str, FactDeclaration]]:
    for stated in rubric.facts:
        fact = stated.value
        if fact.formula is None:
            yield fact.name, fact
            yield from ((in_year_before(fact.name, back), fact) for back in range(1, fact.years_before + 1))


def _fact(name: str, fact: FactDeclaration | None, entries: Sequence[tuple[int, FactEntry]]) -> Record:
    words = fact is not None and fact.type in (FactType.TEXT, FactType.CHOICE)
    base = "\n".join(f"{place} {fact_line(e)}" for place, e in entries)
    said = tuple((e.stage, said_of(e)) for _, e in entries)
    own = entries[0][1].name if entries else name
    return Record(Kind.WORDS if words else Kind.FACT, own, base, said, fact=fact, shown=f"[{own}]")


def _tallies(rubric: Rubric, sheet: Sheet) -> Iterator[Record]:
    """Every question of the rubric's questionnaires, an option a row; the sheet's own options first."""
    given = {(t.instrument, t.question): (place, t) for place, t in enumerate(sheet.tallies)}
    surveys = rubric.provisions.surveys
    scales = named_scales(surveys)
    for form in (s.value for s in surveys):
        for q in (stated.value for stated in form.questions):
            place, tally = given.pop((form.name, q.number), (-1, Tally(form.name, q.number)))
            yield from _options(place, tally, [o.text for o in options_of(q, form, scales)])
    for place, tally in given.values():
        yield from _options(place, tally, [])


def _options(place: int, tally: Tally, asked: Sequence[str]) -> Iterator[Record]:
    counts: dict[str, Fraction | None] = {a.option: a.count for a in tally.answers}
    counts |= {text: None for text in asked if text not in counts}
    base = base_of(place, list(tally_lines([tally]))) if place >= 0 else ""
    for number, (option, count) in enumerate(counts.items()):
        first = number == 0
        said = Said(count, evidence=tally.evidence if first else ())
        key = f"{tally.instrument}/{tally.question}/{number}"
        yield Record(Kind.TALLY, key, base if first else "", ((Stage.SURVEY, said),), shown=option)


def _rows(rubric: Rubric, sheet: Sheet) -> Iterator[Record]:
    """What is said of the whole sheet, then every row and group of the table, of bonus and of penalty."""
    said = tuple((a.stage, said_of(a)) for a in sheet.accepted)
    yield Record(Kind.ALL, "", base_of(0, list(accepted_lines(sheet))), said, shown="Cả phiếu")
    given = {row.code.text: (place, row) for place, row in enumerate(sheet.rows)}
    for criterion in rubric.rows():
        yield _row(criterion, *given.get(criterion.code.text, (-1, None)))


def _row(c: Criterion, place: int, row: Row | None) -> Record:
    if row is None:
        return Record(Kind.ROW, c.code.text, "", criterion=c, shown=c.title)
    said = {e.stage: said_of(e) for e in row.entries} | {a.stage: said_of(a) for a in row.accepted}
    if row.claim is not None:
        said[Stage.SELF] = said_of(row.claim)
    base = base_of(place, list(row_lines(row)))
    return Record(Kind.ROW, c.code.text, base, tuple(said.items()), criterion=c, shown=row.title or c.title)


def without_comments(sheet: Sheet) -> tuple[Sheet, int]:
    """The sheet without its comments, which a workbook has no place for, and how many there were."""
    facts = tuple(attrs.evolve(f, trivia=NO_TRIVIA) for f in sheet.facts)
    tallies = tuple(attrs.evolve(t, trivia=NO_TRIVIA) for t in sheet.tallies)
    accepted = tuple(attrs.evolve(a, trivia=NO_TRIVIA) for a in sheet.accepted)
    bare = attrs.evolve(
        sheet,
        facts=facts,
        tallies=tallies,
        rows=tuple(map(_without_comments, sheet.rows)),
        accepted=accepted,
        trivia=NO_TRIVIA,
        ending=(),
        comments=(),
        received=tuple(attrs.evolve(r, trivia=NO_TRIVIA) for r in sheet.received),
        copy_of=attrs.evolve(sheet.copy_of, trivia=NO_TRIVIA) if sheet.copy_of is not None else None,
    )
    return bare, len(_comments(sheet))


def _without_comments(row: Row) -> Row:
    claim = attrs.evolve(row.claim, trivia=NO_TRIVIA) if row.claim is not None else None
    entries = tuple(attrs.evolve(e, trivia=NO_TRIVIA) for e in row.entries)
    accepted = tuple(attrs.evolve(a, trivia=NO_TRIVIA) for a in row.accepted)
    return attrs.evolve(row, trivia=NO_TRIVIA, claim=claim, entries=entries, accepted=accepted)


def _comments(sheet: Sheet) -> list[str]:
    held = [sheet.trivia, *(trivia for _, trivia in sheet.comments)]
    held += [r.trivia for r in sheet.received] + ([sheet.copy_of.trivia] if sheet.copy_of is not None else [])
    held += [f.trivia for f in sheet.facts] + [t.trivia for t in sheet.tallies] + [a.trivia for a in sheet.accepted]
    for row in sheet.rows:
        held += [row.trivia, *(e.trivia for e in row.entries), *(a.trivia for a in row.accepted)]
        held += [row.claim.trivia] if row.claim is not None else []
    return [*(comment for trivia in held for comment in trivia.every()), *sheet.ending]
