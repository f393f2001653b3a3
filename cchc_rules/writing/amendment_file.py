"""The reader's inverse: an amendment as canonical text."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, FromYear, Outcome, Provision, Written
from cchc_rules.model.amendments.operation import (
    AddSentence,
    ChangeAt,
    ChangeSentence,
    DropSentence,
    InsertRows,
    Operation,
    RubricChange,
    SentenceChange,
    WithRows,
)
from cchc_rules.model.citation import NO_TRIVIA, Stated, Trivia
from cchc_rules.writing import amendments as words
from cchc_rules.writing.layout import as_text, at_heading, comments, lines_with, quote
from cchc_rules.writing.rubric_file import bucket_row_lines, row_lines

_MARKS = {"Đ": ".", "k": ".", "đ": ")"}
"""What stands between the number of a heading, by the first letter of its word, and its title."""


def print_amendment(amendment: Amendment) -> str:
    """Canonical text; reading it gives an equal amendment, and printing that gives the same text."""
    word = "ĐÍNH CHÍNH" if amendment.erratum else "SỬA ĐỔI"
    lines = lines_with(amendment.trivia, f"{word} {amendment.id} {quote(amendment.title)}")
    for name, text in _header(amendment):
        lines += lines_with(amendment.comment(name), f"  {text}")
    lines += _transitions(amendment, Address())
    lines += _provisions(amendment)
    if amendment.after:
        lines += ["", *lines_with(amendment.comment("after"), "Sau sửa đổi")]
        lines += _outcomes(amendment.after)
    for given in amendment.after_of:
        lines += ["", *lines_with(given.trivia, f"Sau sửa đổi của {given.target}"), *_outcomes(given.outcomes)]
    lines += ["", *comments(amendment.ending)] if amendment.ending else []
    return as_text(lines)


def _header(a: Amendment) -> Iterator[tuple[str, str]]:
    yield "governing", f"văn bản: {a.instrument.cite()}"
    if a.erratum:
        yield "corrects", f"đính chính: {', '.join(a.targets)}"
    else:
        yield "amends", f"sửa đổi: {', '.join(a.targets)}"
    if a.force is not None:
        yield "in_force", words.effect(a.force)
    if a.governs is not None:
        yield "governs", words.effect(FromYear(a.governs))
    if a.note is not None:
        yield "remark", f"ghi chú: {quote(a.note)}"


def _provisions(a: Amendment) -> list[str]:
    lines: list[str] = []
    above = Address()
    for provision in a.provisions:
        lines += _headings(provision, above, a)
        above = provision.address
        for written in provision.operations:
            lines += operation_lines(written, a.levels)
    return lines


def _headings(provision: Provision, above: Address, a: Amendment) -> list[str]:
    """The headings that change, each with its comments and the effect of its own; unprinted ones' go to the next."""
    printed = _printed_headings(provision.address, above)
    opens = not printed or printed[0][0].clause is None
    lines = [""] if opens else []
    waiting: tuple[str, ...] = ()
    given, titles = list(provision.headings), dict(provision.titles)
    for address, text in printed:
        trivia = NO_TRIVIA
        while given and address in (a for a, _ in given):
            at, found = given.pop(0)
            trivia = found.after(waiting) if at == address else trivia
            waiting = () if at == address else (*waiting, *found.every())
        title = titles.get(address)
        lines += lines_with(trivia, f"{text}{_MARKS[text[0]]} {title}" if title else text)
        first = next(p for p in a.provisions if address in p.address.up()) is provision
        lines += _own(address, a) if first else []
    return lines


def _own(address: Address, a: Amendment) -> list[str]:
    """What a heading says of itself: which text is amended under it, when, from which year."""
    word = "đính chính" if a.erratum else "sửa đổi"
    lines: list[str] = []
    for to in (o for o in a.own_targets if o.address == address):
        lines += lines_with(to.trivia, f"  {word}: {to.target}")
    for own in (o for o in a.own_effects if o.address == address):
        lines += lines_with(own.trivia, f"  {words.effect(own.effect)}")
    return lines + _transitions(a, address)


def _transitions(a: Amendment, address: Address) -> list[str]:
    """The transitional clauses of the head or of a heading."""
    own = (o for o in a.transitions if o.address == address)
    return [line for o in own for line in lines_with(o.trivia, f"  {words.transition(o.transition)}")]


def _outcomes(outcomes: Sequence[Stated[Outcome]]) -> list[str]:
    return [line for o in outcomes for line in lines_with(o.trivia, f"  {words.outcome(o.value)}")]


def _printed_headings(here: Address, above: Address) -> list[tuple[Address, str]]:
    """The headings that change from one provision to the next, and their words."""
    made: list[tuple[Address, str]] = []
    if here.article != above.article and here.article is not None:
        made.append((Address(here.article), f"Điều {here.article}"))
    if here.clause is not None and (here.article, here.clause) != (above.article, above.clause):
        made.append((Address(here.article, here.clause), f"khoản {here.clause}"))
    if here.point is not None:
        made.append((here, f"điểm {here.point}"))
    if not made and here != above:
        made.append((here, f"Điều {here.article}"))
    return made


def operation_lines(written: Written, levels: tuple[str, ...] = ()) -> list[str]:
    """All lines of an operation, with comments and rows."""
    operation, top = written.operation, levels[0] if levels and levels[0] else "lĩnh vực"
    blocks, said = words.blocks(operation), _said(operation)
    own = written.trivia if blocks else _joined(written.trivia, said.get("", NO_TRIVIA))
    lines = lines_with(own, f"  {words.opening(operation, top)}")
    for name, inner in words.inner_operations(operation):
        lines += _in_part(written, name, inner, levels)
    for name, text in words.parts(operation, top) if isinstance(operation, RubricChange) else ():
        trivia = _joined(at_heading(written.parts, name), said.get(name, NO_TRIVIA))
        lines += lines_with(trivia, f"    {name}: {text}")
    lines += _blocks(written)
    if isinstance(operation, WithRows):
        names = tuple(level or "" for level in levels)
        beside = isinstance(operation, InsertRows) and operation.beside
        for top_row in operation.rows:
            printed = bucket_row_lines(top_row) if beside else row_lines(top_row, names)
            lines += [f"    {line}" for line in printed]
    return lines


def _in_part(written: Written, name: str, inner: Operation, levels: tuple[str, ...]) -> list[str]:
    """An operation behind a keyword, with what stands below it."""
    below = tuple((part.removeprefix(f"{name} "), t) for part, t in written.parts if part.startswith(f"{name} "))
    own = at_heading(written.parts, name)
    lines = operation_lines(Written(inner, parts=below), levels)
    at = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    said = [f"    {line.strip()}" for line in lines[:at]]
    return [*said, *lines_with(own, f"    {name}: {lines[at].strip()}"), *(f"    {line}" for line in lines[at + 1 :])]


def _said(operation: Operation) -> dict[str, Trivia]:
    """The comments on sentences that were written on lines of their own, by the keyword before them."""
    if not isinstance(operation, SentenceChange | ChangeAt):
        return {}
    match operation:
        case ChangeSentence(_, _, old, new) | ChangeAt(_, _, old, new):
            return {"từ": old.trivia, "thành": new.trivia}
        case AddSentence(_, _, given) | DropSentence(_, _, given):
            return {"": given.trivia}
        case _:
            assert_never(operation)


def _joined(outer: Trivia, inner: Trivia) -> Trivia:
    """The comments of two lines that are printed as one."""
    return inner.after(outer.every()) if inner != NO_TRIVIA else outer


def _blocks(written: Written) -> list[str]:
    lines: list[str] = []
    for name, block in words.blocks(written.operation):
        lines += lines_with(at_heading(written.parts, name), f"    {name}") if name else []
        indent = "      " if name else "    "
        for line in block:
            lines += lines_with(line.stated.trivia, f"{indent}{'  ' * line.depth}{words.full(line)}")
    return lines
