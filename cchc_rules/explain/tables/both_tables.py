"""Two versions of a table in one: every row with its maximum before and after, and what else of it changed."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from cchc_rules.explain.render.document import Document, Group, Item, Items, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.changed_sentences import on_one_line
from cchc_rules.explain.tables.impact import pair
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Part
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.results.rubric_diff import DiffLine
from cchc_rules.results.translation import Codes

_HEADS = ("Mã", "Nội dung", "Điểm tối đa, trước → sau", "Thay đổi")
_NEW, _GONE, _CHANGED = "mới", "bỏ", "sửa"


@frozen
class _Pair:
    """A row on both sides; a side is None where it is not there."""

    before: Criterion | None
    after: Criterion | None


def both_tables(before: Rubric, after: Rubric, codes: Codes, changes: Sequence[DiffLine]) -> Document:
    """The table after, row by row beside what it was; rows that are gone stand where they were.

    `codes` are where the rows of `before` are in `after`; `changes` the sentences that differ. Those in no row of
    either table stand above.
    """
    by_row: dict[Code | None, list[DiffLine]] = {}
    for line in changes:
        by_row.setdefault(line.code, []).append(line)
    items = tuple(_item(p, by_row) for p in _pairs(before, after, codes))
    shown = {c.code for rubric in (before, after) for c in rubric.rows()}
    lead = [Line(on_one_line(line)) for line in changes if line.code not in shown]
    changed = sum(item.tone is not Tone.PLAIN for item in items)
    return Document(
        title=f"Trước và sau: {clean(after.title)}",
        headline=(clean(after.title), f"{changed} dòng thay đổi"),
        notices=(),
        facts=(),
        sections=(Items("Bảng trước và sau", Tone.STRONG, tuple(lead), (Group("", items),), _HEADS),),
        footer_heading="",
        footer=(),
    )


def _pairs(before: Rubric, after: Rubric, codes: Codes) -> Iterator[_Pair]:
    """The rows after in their order, each row that is gone behind the one that stood before it."""
    now = {c.code: c for c in after.rows()}
    olds: dict[Code, Criterion] = {}
    gone: dict[Code | None, list[Criterion]] = {}
    last: Code | None = None
    for row in before.rows():
        code = codes.get(row.code, row.code)
        if code is not None and code in now and code not in olds:
            olds[code], last = row, code
        else:
            gone.setdefault(last, []).append(row)
    yield from (_Pair(row, None) for row in gone.get(None, ()))
    for row in after.rows():
        yield _Pair(olds.get(row.code), row)
        yield from (_Pair(lost, None) for lost in gone.get(row.code, ()))


def _item(p: _Pair, changes: Mapping[Code | None, Sequence[DiffLine]]) -> Item:
    row = p.after if p.after is not None else p.before
    assert row is not None
    # A row that has another code now is told of by its new one; its maxima have a column of their own.
    told = [on_one_line(line) for line in changes.get(row.code, ()) if line.what != Part.MAX.value]
    code = pair(p.before.code.text if p.before else row.code.text, row.code.text)
    points = pair(_most(p.before), _most(p.after))
    what, tone = _what(p, bool(told))
    return Item(code, clean(row.called), points, what, tone, tuple(map(Line, told)))


def _what(p: _Pair, told: bool) -> tuple[str, Tone]:
    if p.before is None:
        return _NEW, Tone.GAIN
    if p.after is None:
        return _GONE, Tone.REPEALED
    if _points(p.before) != _points(p.after):
        return _CHANGED, Tone.GAIN if _points(p.after) > _points(p.before) else Tone.LOSS
    return (_CHANGED, Tone.STRONG) if told or p.before.code != p.after.code else ("", Tone.PLAIN)


def _points(row: Criterion) -> Fraction:
    return -row.max if row.deducts else row.max


def _most(row: Criterion | None) -> str:
    """A maximum as it stands in the table, or a dash where there is no such row."""
    if row is None:
        return "–"
    return f"−{vietnamese(row.max)}" if row.deducts else vietnamese(row.max)
