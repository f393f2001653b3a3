"""The reader's inverse: an amendment as canonical text."""

from collections.abc import Iterator

from cchc_rules.model.address import Address
from cchc_rules.model.amendment import Amendment, Provision, Written
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.model.operation import ChangeSentence, InsertRows, Operation, ReplaceTable
from cchc_rules.writing import amendments as words
from cchc_rules.writing.layout import comments, lines_with, quote
from cchc_rules.writing.rubric_file import bucket_row_lines, row_lines


def print_amendment(amendment: Amendment) -> str:
    """Canonical text; reading it gives an equal amendment, and printing that gives the same text."""
    word = "ĐÍNH CHÍNH" if amendment.erratum else "SỬA ĐỔI"
    lines = lines_with(amendment.trivia, f"{word} {amendment.id} {quote(amendment.title)}")
    for name, text in _header(amendment):
        lines += lines_with(amendment.comment(name), f"  {text}")
    lines += _provisions(amendment)
    if amendment.after:
        lines += ["", *lines_with(amendment.comment("after"), "Sau sửa đổi")]
        for stated in amendment.after:
            lines += lines_with(stated.trivia, f"  {words.outcome(stated.value)}")
    lines += ["", *comments(amendment.ending)] if amendment.ending else []
    return "\n".join(lines) + "\n"


def _header(a: Amendment) -> Iterator[tuple[str, str]]:
    yield "governing", f"văn bản: {a.instrument.cite()}"
    if a.erratum:
        yield "corrects", f"đính chính: {a.amends}"
    else:
        yield "amends", f"sửa đổi: {a.amends}"
    if a.force is not None:
        yield "in_force", f"hiệu lực: {words.force(a.force)}"
    if a.governs is not None:
        yield "governs", f"áp dụng: từ kỳ đánh giá {a.governs}"
    if a.note is not None:
        yield "remark", f"ghi chú: {quote(a.note)}"


def _provisions(a: Amendment) -> list[str]:
    lines: list[str] = []
    above = Address()
    for provision in a.provisions:
        lines += _headings(provision, above)
        above = provision.address
        for written in provision.operations:
            lines += _operation(written, a.levels)
    return lines


def _headings(provision: Provision, above: Address) -> list[str]:
    """The headings that change; comments stand before the first of them."""
    here = provision.address
    lines: list[str] = []
    if here.article != above.article and here.article is not None:
        lines += ["", f"Điều {here.article}"]
    if here.clause is not None and (here.article, here.clause) != (above.article, above.clause):
        lines.append(f"khoản {here.clause}")
    if here.point is not None:
        lines.append(f"điểm {here.point}")
    if not lines and here != above:
        lines = ["", f"Điều {here.article}"]
    elif not lines:
        lines = [""]
    first = next((n for n, line in enumerate(lines) if line), len(lines))
    return [*lines[:first], *comments(provision.trivia.before), *lines[first:]]


def _operation(written: Written, levels: tuple[str, ...]) -> list[str]:
    operation, top = written.operation, levels[0] if levels and levels[0] else "lĩnh vực"
    lines = lines_with(written.trivia, f"  {words.opening(operation, top)}")
    for (name, text), trivia in zip(words.parts(operation, top), _part_trivia(operation), strict=False):
        lines += lines_with(trivia, f"    {name}: {text}")
    lines += _blocks(operation)
    if isinstance(operation, InsertRows | ReplaceTable):
        names = tuple(level or "" for level in levels)
        beside = isinstance(operation, InsertRows) and operation.beside
        for top_row in operation.rows:
            printed = bucket_row_lines(top_row) if beside else row_lines(top_row, names)
            lines += [f"    {line}" for line in printed]
    return lines


def _blocks(operation: Operation) -> list[str]:
    lines: list[str] = []
    for name, block in words.blocks(operation):
        lines += [f"    {name}"] if name else []
        indent = "      " if name else "    "
        for line in block:
            lines += lines_with(line.stated.trivia, f"{indent}{'  ' * line.depth}{words.full(line)}")
    return lines


def _part_trivia(operation: Operation) -> tuple[Trivia, Trivia]:
    if isinstance(operation, ChangeSentence):
        return operation.old.trivia, operation.new.trivia
    return NO_TRIVIA, NO_TRIVIA
