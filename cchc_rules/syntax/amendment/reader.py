"""Put the lines of an amendment together: header, provisions with their operations, what holds afterwards."""

from typing import Any

from attrs import field

from cchc_rules.diagnostics import Related, bounded, catalog
from cchc_rules.frozen import define
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, FromYear, MaxIs, OwnEffect, Written
from cchc_rules.model.amendments.operation import ReplaceInstrument, SumsFollow
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.model.citation import NO_TRIVIA, Stated, Trivia
from cchc_rules.source import Source, Span
from cchc_rules.syntax import values as v
from cchc_rules.syntax.amendment.draft import Draft, OpenProvision
from cchc_rules.syntax.amendment.header import HEADER, check_days, header_value
from cchc_rules.syntax.amendment.lines import Failed, Line, Lines, as_row, read_lines
from cchc_rules.syntax.amendment.operations import OPERATIONS, WITH_LINES, WITH_PARTS, WITH_ROWS, heading, lower
from cchc_rules.syntax.amendment.targets import TARGETING, Targets, check_targets
from cchc_rules.syntax.amendment.transitions import add_transition, check_transitions
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.remembered import read_fitting
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.rubric import settings

OPENING = 'SỬA ĐỔI ten-ngan "Tên" hoặc ĐÍNH CHÍNH ten-ngan "Tên"'


@define
class _Text:
    """State while reading one file top to bottom."""

    report: Report = field(factory=Report)
    header: dict[str, Any] = field(factory=dict)
    spans: dict[str, Span] = field(factory=dict)
    comments: dict[str, Trivia] = field(factory=dict)
    heading: Address = field(factory=Address)
    heading_line: Statement | None = None
    heading_trivia: list[tuple[Address, Trivia]] = field(factory=list)
    heading_titles: dict[Address, str] = field(factory=dict)
    """Titles of headings under which no provision stands yet."""
    titled: dict[Address, Span] = field(factory=dict)
    heading_used: bool = True
    provisions: list[OpenProvision] = field(factory=list)
    own_effects: list[OwnEffect] = field(factory=list)
    transitions: list[OwnTransition] = field(factory=list)
    targets: Targets = field(factory=Targets)
    open: Draft | None = None
    levels: list[str] = field(factory=list)
    failed: bool = False
    body: bool = False
    closing: bool = False
    unsure: bool = False
    """A line above could not be read: what it opened is unknown, so what follows is not called stray."""


def read_amendment(source: Source, cache: TreeCache | None = None) -> Parsed[Amendment]:
    """An amending instrument or an erratum from a text, with every error of the file."""
    return read_fitting(_read, source, cache)


def _read(source: Source, cache: TreeCache | None) -> Parsed[Amendment]:
    lines = read_lines(source, cache)
    text = _Text()
    head, rest = _opening(source, lines, text.report)
    if head is not None:
        for item in rest:
            _take(text, item)
        _close(text)
        _leave_heading(text)
    value = _finish(text, head, lines.ending) if head is not None else None
    return Parsed(value, bounded((*lines.diagnostics, *text.report.found)))


def _opening(source: Source, lines: Lines, report: Report) -> tuple[Line | None, tuple[Line | Failed, ...]]:
    if not lines.items:
        if not lines.diagnostics:
            report.add(catalog.EMPTY, source.span(1), opening=OPENING)
        return None, ()
    first = lines.items[0]
    if isinstance(first, Line) and first.rule in ("amendment", "erratum"):
        return first, lines.items[1:]
    if isinstance(first, Line):
        report.add(catalog.WRONG_FILE, first.statement.span, wanted="văn bản sửa đổi", opening=OPENING)
    return None, ()


def _take(text: _Text, item: Line | Failed) -> None:
    if isinstance(item, Failed):
        _failed(text, item)
    elif item.of_rubric:
        _of_rubric(text, item.statement)
    elif item.rule == "part":
        _part(text, item)
    elif item.rule == "outcome":
        row = as_row(item) if _takes_rows(text) else None
        _of_rubric(text, row) if row is not None else _outcome(text, item.statement)
    else:
        text.unsure = False
        _close(text)
        _own(text, item)


def _failed(text: _Text, item: Failed) -> None:
    if text.open is not None and (not item.own or item.part):
        text.open.broken = text.open.innermost.broken = True
        return
    _close(text)
    text.unsure = text.heading_used = True
    text.failed = text.failed or not text.body


def _own(text: _Text, line: Line) -> None:
    st = line.statement
    if line.rule in OPERATIONS:
        # How sums follow may be said once, before the first heading or with what holds afterwards.
        once = line.rule == "sums_follow" and (text.closing or not text.body)
        text.body = text.body or not once
        if text.closing and not once:
            text.report.add(catalog.MISPLACED, st.span, what="nội dung sửa đổi", where="phần trên, trước “Sau sửa đổi”")
        text.open = Draft(line, text.report)
    elif line.rule == "heading":
        text.body = True
        _heading(text, st)
    elif line.rule == "after":
        _leave_heading(text)
        text.closing = text.body = True
        _open_outcomes(text, st)
    elif line.rule in HEADER:
        _header(text, st)
    else:
        where = "đầu một tệp khác: mỗi tệp chỉ có một câu mở đầu"
        text.report.add(catalog.MISPLACED, st.span, what=f"“{st.raw.text.strip()[:40]}”", where=where)


# ---- header


def _header(text: _Text, st: Statement) -> None:
    rule = st.node.rule
    if rule in TARGETING and text.heading_line is not None:
        text.targets.under(text.heading, st, _is_settled(text), text.report)
    elif rule in ("in_force", "governs") and text.heading_line is not None:
        _own_effect(text, st)
    elif rule == "transition" and (text.heading_line is not None or not text.body):
        add_transition(text.transitions, text.heading, st, _is_settled(text), text.report)
    elif text.body:
        text.report.add(catalog.MISPLACED, st.span, what=f"“{HEADER[rule][0]}”", where="phần đầu, trước điều thứ nhất")
    elif rule in text.spans:
        related = (Related("câu trước ở đây", text.spans[rule]),)
        text.report.add(catalog.STATED_TWICE, st.span, what=HEADER[rule][0], related=related)
    else:
        text.spans[rule] = st.span
        text.comments[rule] = st.trivia
        text.header[rule] = header_value(st, text.report)


def _own_effect(text: _Text, st: Statement) -> None:
    """When what stands under a heading takes effect, or from which year, where that is not as the head says."""
    what, here = HEADER[st.node.rule][0], text.heading
    if _is_settled(text):
        where = f"ngay dưới dòng {here.cite()}, trước nội dung sửa đổi"
        text.report.add(catalog.MISPLACED, st.span, what=f"“{what}”", where=where)
        return
    value = header_value(st, text.report)
    effect = FromYear(value) if st.node.rule == "governs" and value is not None else value
    others = (o for o in text.own_effects if o.address == here)
    twin = next((o for o in others if isinstance(o.effect, FromYear) == isinstance(effect, FromYear)), None)
    if twin is not None:
        related = (Related("câu trước ở đây", twin.at),)
        text.report.add(catalog.STATED_TWICE, st.span, what=f"{what} của {here.cite()}", related=related)
    elif effect is not None:
        text.own_effects.append(OwnEffect(here, effect, st.span, st.trivia))


def _is_settled(text: _Text) -> bool:
    """Whether something stands already under the heading at work, so that it is too late to say what holds for it."""
    return any(text.heading in p.address.up() for p in text.provisions)


# ---- provisions


def _heading(text: _Text, st: Statement) -> None:
    given, title = heading(st.node)
    if given.article is None and text.heading.article is None:
        text.report.add(catalog.MISPLACED, st.span, what=given.cite(), where="dưới một điều")
    above = text.heading
    if given.clause is not None:
        given = Address(above.article, given.clause)
    elif given.point is not None:
        given = Address(above.article, above.clause, given.point)
    _leave_heading(text, into=given)
    text.heading, text.heading_line, text.heading_used = given, st, False
    text.heading_trivia += [(given, st.trivia)] if st.trivia != NO_TRIVIA else []
    if title:
        if given in text.titled:
            related = (Related("tên trước ở đây", text.titled[given]),)
            text.report.add(catalog.STATED_TWICE, st.span, what=f"tên {given.cite()}", related=related)
        else:
            text.titled[given], text.heading_titles[given] = st.span, title


def _leave_heading(text: _Text, into: Address | None = None) -> None:
    """A heading without operations is an error, unless it opens on a smaller one."""
    line = text.heading_line
    deeper = into is not None and _rank(into) > _rank(text.heading)
    if line is not None and not text.heading_used and not deeper:
        remedy = "viết nội dung sửa đổi bên dưới, hoặc “không dịch được: …”; không liên quan thì đặt “#” trước dòng này"
        text.report.add(catalog.NOTHING_TO_DO, line.span, what=text.heading.cite(), remedy=remedy)
    text.heading_line, text.heading_used = None, True


def _rank(a: Address) -> int:
    return 3 if a.point is not None else 2 if a.clause is not None else 1


def _close(text: _Text) -> None:
    """Finish the operation that is being read."""
    draft, text.open = text.open, None
    if draft is None:
        return
    text.heading_used = True
    operation = lower(draft)
    _learn_levels(text, draft.levels)
    if operation is None:
        return
    if text.closing and isinstance(operation, SumsFollow):
        _before_headings(text, Written(operation, draft.st.span, draft.st.trivia))
        return
    parts = draft.comments()
    headings, text.heading_trivia = tuple(text.heading_trivia), []
    titles, text.heading_titles = tuple(text.heading_titles.items()), {}
    last = text.provisions[-1] if text.provisions else None
    if last is not None and last.address == text.heading:
        # A heading that says again where we are is not printed.
        trivia = draft.st.trivia.after(tuple(c for _, t in headings for c in t.every()))
        written = Written(operation, draft.st.span, trivia, parts)
        last.operations.append(written)
        last.titles += titles
        return
    at = text.heading_line.span if text.heading_line else draft.st.span
    written = Written(operation, draft.st.span, draft.st.trivia, parts)
    text.provisions.append(OpenProvision(text.heading, at, headings, [written], list(titles)))


def _before_headings(text: _Text, written: Written) -> None:
    first = text.provisions[0] if text.provisions else None
    if first is not None and first.address == Address():
        first.operations.insert(0, written)
    else:
        text.provisions.insert(0, OpenProvision(Address(), written.at, (), [written]))


def _learn_levels(text: _Text, words: tuple[str, ...]) -> None:
    while len(text.levels) < len(words):
        text.levels.append("")
    for depth, word in enumerate(words):
        text.levels[depth] = text.levels[depth] or word


def _part(text: _Text, line: Line) -> None:
    name = " ".join(line.statement.node.text("PART").split()).casefold()
    draft = text.open
    if draft is not None and not line.holds_operation:
        draft = draft.innermost
    if draft is None or name not in WITH_PARTS.get(draft.line.rule, ()):
        if not text.unsure:
            text.report.add(catalog.STRAY_LINE, line.statement.span)
        return
    if name in draft.parts:
        text.report.add(catalog.STATED_TWICE, line.statement.span, what=name, fixes=())
        return
    draft.open_part(name, line)


def _takes_rows(text: _Text) -> bool:
    return not text.closing and text.open is not None and text.open.innermost.line.rule in WITH_ROWS


def _takes_lines(draft: Draft) -> bool:
    """Whether lines of a rubric may stand here: in a part, where the operation has parts."""
    return draft.line.rule in WITH_LINES and bool(draft.at) == (draft.line.rule in WITH_PARTS)


def _of_rubric(text: _Text, st: Statement) -> None:
    draft = text.open.innermost if text.open is not None else None
    if text.closing and st.node.rule in ("total", "counts"):
        lowered = settings.SETTINGS[st.node.rule].lower(st, st.node, text.report)
        text.targets.holding.append(settings.state(st, lowered, text.report))
    elif draft is not None and draft.line.rule in WITH_ROWS:
        draft.rows.append(st)
    elif draft is not None and _takes_lines(draft):
        draft.lines.setdefault(draft.at, []).append(st)
    elif not text.unsure and not (text.open is not None and text.open.broken):
        text.report.add(catalog.STRAY_LINE, st.span)


def _open_outcomes(text: _Text, st: Statement) -> None:
    """`Sau sửa đổi`, or what holds in one of several texts."""
    if st.node.leaf("ID", "ANNEX", "STRING") is None:
        text.comments["after"] = st.trivia
    text.targets.open_outcomes(st)


def _outcome(text: _Text, st: Statement) -> None:
    _close(text)
    if not text.closing:
        text.report.add(catalog.STRAY_LINE, st.span, fix="viết dòng này dưới “Sau sửa đổi”")
        return
    code = v.code(st, st.node.leaves("CODE")[0], text.report)
    points = v.number(st, st.node.leaves("NUMBER")[0], text.report)
    if code is not None:
        text.targets.holding.append(Stated(MaxIs(code, points), None, st.span, st.trivia))


# ---- the whole


def _finish(text: _Text, head: Line, ending: tuple[str, ...]) -> Amendment | None:
    erratum = head.rule == "erratum"
    _require(text, head, erratum)
    instrument = text.header.get("governing")
    target = text.header.get("corrects" if erratum else "amends")
    if instrument is None or target is None:
        return None
    st = head.statement
    amendment = Amendment(
        st.node.text("ID"),
        v.string(st.node),
        instrument,
        target[0],
        text.header.get("in_force"),
        text.header.get("governs"),
        tuple(p.closed() for p in text.provisions),
        text.targets.of_the_only_one(),
        tuple(text.own_effects),
        erratum,
        text.header.get("remark"),
        tuple(text.levels) if any(text.levels) else (),
        st.span,
        st.trivia,
        (*_left(text), *ending),
        tuple(text.comments.items()),
        tuple(text.spans.items()),
        also_amends=target[1:],
        own_targets=tuple(text.targets.own),
        after_of=text.targets.of_each(),
        transitions=tuple(text.transitions),
    )
    _check(text, amendment)
    check_targets(amendment, text.report)
    check_transitions(amendment, text.report)
    return amendment


def _left(text: _Text) -> tuple[str, ...]:
    """The comments on headings that are not printed, since nothing stands under them."""
    after = text.comments.get("after", NO_TRIVIA) if not text.targets.of_the_only_one() else NO_TRIVIA
    return (*(c for _, t in text.heading_trivia for c in t.every()), *after.every())


def _require(text: _Text, head: Line, erratum: bool) -> None:
    wanted = ("governing", "corrects") if erratum else ("governing", "amends", "in_force", "governs")
    others = ("amends", "in_force", "governs") if erratum else ("corrects",)
    for rule in wanted:
        if rule not in text.spans and not text.failed:
            what, example = HEADER[rule]
            text.report.add(catalog.AMENDMENT_LACKS, head.statement.span, what=what, example=example)
    where = f"văn bản mở đầu bằng {'SỬA ĐỔI' if erratum else 'ĐÍNH CHÍNH'}"
    for rule in others:
        if rule in text.spans:
            text.report.add(catalog.MISPLACED, text.spans[rule], what=f"“{HEADER[rule][0]}”", where=where)
    if erratum:
        told = [(o.at, "“hiệu lực”, “áp dụng”") for o in text.own_effects]
        for at, what in (*told, *((o.at, "“chuyển tiếp”") for o in text.transitions)):
            text.report.add(catalog.MISPLACED, at, what=what, where=where)


def _check(text: _Text, amendment: Amendment) -> None:
    report = text.report
    if amendment.instrument.date is None:
        report.add(
            catalog.AMENDMENT_LACKS,
            amendment.place("governing"),
            what="ngày ký",
            example="văn bản: Quyết định …/QĐ-UBND ngày 15/08/2020",
        )
    else:
        check_days(amendment, report)
    if not amendment.provisions and not text.body and not text.failed:
        remedy = "viết các điều sửa đổi bên dưới"
        report.add(catalog.NOTHING_TO_DO, amendment.at, what="văn bản này", remedy=remedy)
    written = list(amendment.written())
    if len(written) > 1:
        for _, w in written:
            if isinstance(w.operation, ReplaceInstrument):
                report.add(catalog.ALONE, w.at)
