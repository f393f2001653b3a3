"""Put the statements of a `.phieu` file together: header, facts, and the entries under each code."""

from collections.abc import Mapping

from attrs import field

from cchc_rules.diagnostics import Diagnostic, Related, catalog, in_order
from cchc_rules.frozen import define
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.model.sheet import Acceptance, Claim, CopyOf, Entry, FactEntry, Formerly, Header, Received, Row, Sheet
from cchc_rules.model.stages import Stage, usual_first
from cchc_rules.model.survey import Tally
from cchc_rules.source import Source, Span, fold_name
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.cut import RawLine
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.remembered import read_fitting
from cchc_rules.syntax.lines.statements import (
    ERROR_LIMIT,
    Report,
    Statement,
    Statements,
    read_statements,
)
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.sheet import lines as lower
from cchc_rules.syntax.sheet.guess import COPY, HEADER, HEADER_WORDS, OPENING, RECEIVED, Guess, guess, says_title
from cchc_rules.writing.sheet_file import received_line

_SECTIONS = {"số liệu": "facts", "kết quả điều tra": "surveys", "điểm": "rows"}
_HEADINGS = {"facts": "SỐ LIỆU", "surveys": "KẾT QUẢ ĐIỀU TRA", "rows": "ĐIỂM"}


@define
class _RowDraft:
    row: Row
    entries: dict[Stage, Entry] = field(factory=dict)
    accepted: dict[Stage, Acceptance] = field(factory=dict)
    claim: Claim | None = None
    partial: bool = False

    def build(self) -> Row:
        """The finished row, entries in the order of the stages."""
        r = self.row
        entries = tuple(self.entries[s] for s in usual_first(self.entries))
        return Row(r.code, r.title, entries, self.claim, r.at, r.trivia, self.partial, _in_order(self.accepted))


def _in_order(accepted: Mapping[Stage, Acceptance]) -> tuple[Acceptance, ...]:
    return tuple(accepted[s] for s in usual_first(accepted))


@define
class _Draft:
    """State while reading one sheet top to bottom."""

    report: Report = field(factory=Report)
    header: dict[str, str | int] = field(factory=dict)
    other_units: tuple[str, ...] = ()
    formerly: Formerly | None = None
    received: dict[Stage, Received] = field(factory=dict)
    copy_of: CopyOf | None = None
    places: dict[str, Span] = field(factory=dict)
    comments: dict[str, Trivia] = field(factory=dict)
    facts: dict[tuple[str, Stage], FactEntry] = field(factory=dict)
    tallies: dict[tuple[str, str], Tally] = field(factory=dict)
    rows: dict[str, _RowDraft] = field(factory=dict)
    row: _RowDraft | None = None
    accepted: dict[Stage, Acceptance] = field(factory=dict)
    section: str = "header"
    told: set[str] = field(factory=set)
    guessed: set[str] = field(factory=set)
    unsure: bool = False
    """A line above could not be read and may have opened a row or a section: orphans may not be orphans."""


def read_sheet(source: Source, cache: TreeCache | None = None) -> Parsed[Sheet]:
    """A score sheet from a text, with every error of the file.

    The value is None when no rubric is named or the file is no sheet; with other errors it holds what could
    be read, so that it can be held against the rubric in the same pass.
    """
    return read_fitting(_read, source, cache)


def _read(source: Source, cache: TreeCache | None) -> Parsed[Sheet]:
    statements = read_statements(source, "sheet", cache)
    draft = _Draft()
    if not _is_sheet(statements, draft.report):
        return Parsed(None, in_order(_bounded((*_before_lines(statements), *draft.report.found))))
    items: list[Statement | RawLine] = [*statements.good, *statements.failed]
    for item in sorted(items, key=_line_number) if statements.failed else items:
        if isinstance(item, RawLine):
            _skip(draft, item)
        else:
            _take(draft, item)
    if not _cut_short(statements):
        _header_complete(draft, source)
    found = _bounded((*statements.diagnostics, *draft.report.found))
    return Parsed(_finish(draft, statements), found)


def _line_number(item: Statement | RawLine) -> int:
    return item.number if isinstance(item, RawLine) else item.raw.number


def _bounded(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    ordered = in_order(found)
    if len(ordered) <= ERROR_LIMIT or any(d.code == catalog.TOO_MANY.code for d in ordered):
        return ordered
    last = ordered[ERROR_LIMIT - 1].span
    return (*ordered[:ERROR_LIMIT], catalog.TOO_MANY.at(last, limit=ERROR_LIMIT))


def _cut_short(statements: Statements) -> bool:
    return any(d.code in (catalog.TOO_MANY.code, catalog.TOO_LARGE.code) for d in statements.diagnostics)


# ---- is it a sheet at all


def _is_sheet(statements: Statements, report: Report) -> bool:
    """Whether to read on; a file that opens otherwise is reported once."""
    good, failed = statements.good, statements.failed
    if not good and not failed:
        if not _before_lines(statements):
            report.add(catalog.EMPTY, statements.source.span(1), opening=OPENING)
        return False
    openings: list[Statement | RawLine] = [*good[:1], *failed[:1]]
    first = min(openings, key=_line_number)
    if isinstance(first, RawLine) and says_title(first):
        return True
    if isinstance(first, Statement) and first.node.rule == "sheet":
        return True
    span = first.span if isinstance(first, Statement) else statements.source.span(first.number)
    report.add(catalog.WRONG_FILE, span, wanted="phiếu chấm điểm", opening=OPENING)
    return any(st.node.rule in ("sheet", "unit", "kind", "year", "entry", "claim") for st in good)


def _before_lines(statements: Statements) -> tuple[Diagnostic, ...]:
    """What was wrong with the file as a whole; errors of lines mean nothing in a file of another kind."""
    return tuple(d for d in statements.diagnostics if d.code == catalog.TOO_LARGE.code)


# ---- line by line


def _skip(draft: _Draft, line: RawLine) -> None:
    """Account for a line that could not be read, so that nothing else is blamed for it."""
    kind, item = guess(line)
    if kind is Guess.HEADER:
        draft.guessed.add(item)
    elif kind is Guess.ENTRY and not draft.unsure:
        if draft.row is not None:
            draft.row.partial = True
    elif kind is not Guess.FACT:
        if draft.section == "header":
            draft.guessed.update(HEADER if kind is Guess.ITEM else ())
        if draft.row is not None:
            draft.row.partial = True
        draft.row, draft.unsure = None, True


def _take(draft: _Draft, st: Statement) -> None:
    rule = st.node.rule
    if rule == "sheet":
        _title(draft, st)
    elif rule in HEADER_WORDS:
        _header_item(draft, st)
    elif rule in ("received", "copy"):
        (_received if rule == "received" else _copy)(draft, st)
    elif rule == "section":
        _open_section(draft, st)
    elif rule == "fact":
        _fact(draft, st)
    elif rule == "tally":
        _tally(draft, st)
    elif rule == "row":
        _row(draft, st)
    elif rule == "accept":
        _accept(draft, st)
    elif rule == "claim":
        _claim(draft, st)
    else:
        _entry(draft, st)


def _title(draft: _Draft, st: Statement) -> None:
    if draft.section != "header" or draft.header or "title" in draft.told:
        draft.report.add(catalog.MISPLACED, st.span, what="câu mở đầu phiếu", where="đầu một tệp khác")
    draft.told.add("title")


def _copy(draft: _Draft, st: Statement) -> None:
    made = lower.copy_of(st, draft.report)
    _in_header(draft, st, COPY)
    if made is not None and draft.copy_of is not None:
        _twice(draft, st, COPY, draft.copy_of.at)
    elif made is not None:
        draft.copy_of = made


def _received(draft: _Draft, st: Statement) -> None:
    made = lower.received(st, draft.report)
    _in_header(draft, st, RECEIVED)
    if made is None:
        return
    first = draft.received.setdefault(made.stage, made)
    if first is not made:
        _twice(draft, st, received_line(made).partition(":")[0], first.at)


def _in_header(draft: _Draft, st: Statement, words: str) -> None:
    if draft.section != "header" and not draft.unsure:
        where = "phần đầu phiếu, trước SỐ LIỆU và ĐIỂM"
        draft.report.add(catalog.MISPLACED, st.span, what=f"câu “{words}”", where=where)


def _header_item(draft: _Draft, st: Statement) -> None:
    rule = st.node.rule
    if rule in draft.header:
        _twice(draft, st, HEADER_WORDS[rule], draft.places.get(rule))
        return
    _in_header(draft, st, HEADER_WORDS[rule])
    if rule == "unit":
        draft.other_units = lower.other_units(st, draft.report)
    if rule == "formerly":
        draft.formerly = lower.formerly(st, draft.report)
        value: str | int = ""
    else:
        value = lower.header_value(st, draft.report)
    draft.header[rule] = value
    if value != 0:
        draft.places[rule] = st.span
    if st.trivia != NO_TRIVIA:
        draft.comments[rule] = st.trivia


def _twice(draft: _Draft, st: Statement, what: str, before: Span | None) -> None:
    draft.report.add(catalog.HEADER_TWICE, st.span, what=what, related=(Related("dòng trước ở đây", before),))


def _open_section(draft: _Draft, st: Statement) -> None:
    name = _SECTIONS[v.word(st.node, "SECTION")]
    if name in draft.places:
        _twice(draft, st, _HEADINGS[name], draft.places[name])
    else:
        draft.places[name] = st.span
        if st.trivia != NO_TRIVIA:
            draft.comments[name] = st.trivia
    draft.section, draft.row, draft.unsure = name, None, False


def _in_section(draft: _Draft, st: Statement, name: str, what: str) -> None:
    """Say once that lines of a kind stand outside their section."""
    if draft.section == name:
        return
    draft.section = name
    if not draft.unsure and name not in draft.told:
        draft.told.add(name)
        draft.report.add(catalog.MISPLACED, st.span, what=what, where=f"phần {_HEADINGS[name]}")


def _fact(draft: _Draft, st: Statement) -> None:
    _in_section(draft, st, "facts", "số liệu")
    entry = lower.fact(st, draft.report)
    key = (fold_name(entry.name), entry.stage)
    if key in draft.facts:
        related = (Related("dòng trước ở đây", draft.facts[key].at),)
        draft.report.add(catalog.FACT_TWICE, st.span, name=entry.name, related=related)
        return
    draft.facts[key] = entry


def _tally(draft: _Draft, st: Statement) -> None:
    _in_section(draft, st, "surveys", "kết quả phiếu điều tra")
    made = lower.tally(st, draft.report)
    key = (made.instrument, made.question)
    if key in draft.tallies:
        related = (Related("dòng trước ở đây", draft.tallies[key].at),)
        values = {"name": made.instrument, "number": made.question}
        draft.report.add(catalog.TALLY_TWICE, st.span, related=related, **values)
        return
    draft.tallies[key] = made


def _row(draft: _Draft, st: Statement) -> None:
    _in_section(draft, st, "rows", "dòng mã")
    draft.unsure = False
    row = lower.row(st, draft.report)
    if row is None:
        draft.row, draft.unsure = None, True
        return
    draft.row = _RowDraft(row)
    first = draft.rows.setdefault(row.code.text, draft.row)
    if first is not draft.row:
        related = (Related("dòng trước ở đây", first.row.at),)
        draft.report.add(catalog.ROW_TWICE, st.at(st.node.leaf("CODE")), code=row.code, related=related)


def _entry(draft: _Draft, st: Statement) -> None:
    before = len(draft.report.found)
    entry = lower.entry(st, draft.report)
    row = draft.row
    if row is None:
        _orphan(draft, st)
        return
    row.partial = row.partial or len(draft.report.found) > before
    if not _told_twice(draft, st, entry.stage, row):
        row.entries[entry.stage] = entry


def _accept(draft: _Draft, st: Statement) -> None:
    """Under a code for that row or group; above all codes for the whole sheet."""
    accepted, row = lower.acceptance(st, draft.report), draft.row
    if row is None and draft.unsure:
        return
    if not _told_twice(draft, st, accepted.stage, row or draft):
        (row or draft).accepted[accepted.stage] = accepted


def _told_twice(draft: _Draft, st: Statement, stage: Stage, where: _RowDraft | _Draft) -> bool:
    """Whether the stage has spoken there before, which is reported."""
    row = where if isinstance(where, _RowDraft) else None
    before = where.accepted.get(stage) or (row.entries.get(stage) if row is not None else None)
    if before is None:
        return False
    values = {"stage": stage.value, "code": row.row.code if row is not None else "cả phiếu"}
    draft.report.add(catalog.ENTRY_TWICE, st.span, related=(Related("dòng trước ở đây", before.at),), **values)
    return True


def _claim(draft: _Draft, st: Statement) -> None:
    before = len(draft.report.found)
    claim = lower.claim(st, draft.report)
    row = draft.row
    if row is None:
        _orphan(draft, st)
        return
    row.partial = row.partial or len(draft.report.found) > before
    if row.claim is not None:
        related = (Related("dòng trước ở đây", row.claim.at),)
        values = {"stage": "không áp dụng", "code": row.row.code}
        draft.report.add(catalog.ENTRY_TWICE, st.span, related=related, **values)
        return
    row.claim = claim


def _orphan(draft: _Draft, st: Statement) -> None:
    if not draft.unsure:
        draft.report.add(catalog.ORPHAN_ENTRY, st.span)


# ---- the whole


def _header_complete(draft: _Draft, source: Source) -> None:
    for name, example in HEADER.items():
        given = draft.header.get(name)
        if (given is None and name not in draft.guessed) or (name == "rubric" and given == ""):
            place = draft.places.get(name) or source.span(1)
            draft.report.add(catalog.HEADER_MISSING, place, what=HEADER_WORDS[name], example=example)


def _finish(draft: _Draft, statements: Statements) -> Sheet | None:
    if not draft.header.get("rubric"):
        return None
    rubric, unit, kind, note = (str(draft.header.get(n, "")) for n in ("rubric", "unit", "kind", "note"))
    year = int(draft.header.get("year", 0))
    header = Header(rubric, unit, kind, year, note or None, draft.other_units, draft.formerly)
    first = statements.good[0]
    return Sheet(
        header,
        tuple(draft.facts.values()),
        tuple(row.build() for row in draft.rows.values()),
        tuple((name, span) for name, span in draft.places.items() if name in HEADER_WORDS),
        first.trivia if first.node.rule == "sheet" else NO_TRIVIA,
        statements.ending,
        tuple(draft.comments.items()),
        tuple(draft.tallies.values()),
        accepted=_in_order(draft.accepted),
        received=tuple(draft.received[s] for s in usual_first(draft.received)),
        copy_of=draft.copy_of,
    )
