"""A diff as lines for people: each row before and after, and how subtotals moved."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, assert_never

from attrs import evolve

from cchc_rules.amend.compare.differences import Edit, moved_with_groups
from cchc_rules.amend.compare.reach import band_named, reach_of
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import (
    AddSentence,
    AtEnd,
    ChangeBasis,
    ChangeId,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeSentence,
    ChangeTag,
    ChangeTitle,
    DropForm,
    DropSentence,
    InsertRows,
    MoveRow,
    RepealRow,
    SentenceChange,
    ValueChange,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import BucketKind, Criterion, Rubric
from cchc_rules.results.rubric_diff import DiffGroup, DiffLine, DiffReport, Subtotal
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote


def report(a: Rubric, b: Rubric, edits: Sequence[Edit]) -> DiffReport:
    """The edits of `diff(a, b)` grouped by top row, with the subtotals that moved."""
    groups = {c.code for c in (*a.walk(), *b.walk()) if c.children}
    moved = _Moved(dict(moved_with_groups(a, b, edits)))
    every = (*edits, *moved.edits)
    lines = [_cited(line, a, b) for e in every if not _is_subtotal(e, groups) for line in _reaching(e, a, b, moved)]
    heads: dict[Code | BucketKind | None, list[DiffLine]] = {}
    for line in lines:
        heads.setdefault(_top(line, a, b), []).append(line)
    made = tuple(_group(top, heads[top], a, b) for top in sorted(heads, key=_order))
    return DiffReport(a, b, made, tuple(_subtotals(a, b)))


@frozen
class _Moved:
    """Rows that are told as moved, old code to new, though they are repealed and inserted with their groups."""

    codes: Mapping[Code, Code]

    @property
    def edits(self) -> Iterator[Edit]:
        """The moves as such."""
        return (MoveRow(old, AtEnd(new.parent), new) for old, new in self.codes.items())

    def tells(self, line: DiffLine) -> bool:
        """Whether a line says that a row is gone, or new, that moved."""
        where = self.codes.keys() if line.new is None else self.codes.values()
        return line.code is not None and any(above in where for above in line.code.up())


def _reaching(edit: Edit, a: Rubric, b: Rubric, moved: _Moved) -> Iterator[DiffLine]:
    """The lines of an edit, with what results it can change."""
    reach, band = reach_of(edit), band_named(edit)
    lines = _lines(edit, a, b)
    if isinstance(edit, InsertRows | RepealRow):
        lines = (line for line in lines if not moved.tells(line))
    return (evolve(line, reach=reach, band=band) for line in lines)


def _cited(line: DiffLine, a: Rubric, b: Rubric) -> DiffLine:
    """The line with the printed path of its row, where numbering restarts in each group."""
    rubric = a if line.new is None else b
    if line.code is None or not rubric.numbers_restart:
        return line
    return evolve(line, printed=rubric.cited_at(line.code))


def _top(line: DiffLine, a: Rubric, b: Rubric) -> Code | BucketKind | None:
    """The top row, or the bucket, that a difference is in."""
    if line.code is None:
        return None
    # A difference without a new side may be in a bucket that is gone.
    kind = (a if line.new is None else b).bucket_of(line.code)
    return kind or Code(line.code.segments[0])


def _order(top: Code | BucketKind | None) -> tuple[int, Code, int]:
    if isinstance(top, BucketKind):
        return (2, Code("1"), tuple(BucketKind).index(top))
    return (int(top is not None), top or Code("1"), 0)


def _group(top: Code | BucketKind | None, lines: list[DiffLine], a: Rubric, b: Rubric) -> DiffGroup:
    if isinstance(top, BucketKind):
        return DiffGroup(None, top.value.upper(), tuple(lines))
    return DiffGroup(top, _heading(top, a, b), tuple(lines))


def _is_subtotal(edit: Edit, groups: set[Code]) -> bool:
    return isinstance(edit, ChangeMax) and edit.code in groups


def _heading(code: Code | None, a: Rubric, b: Rubric) -> str:
    if code is None:
        return "QUY ĐỊNH CỦA BỘ TIÊU CHÍ" if a.fields or b.fields else "QUY ĐỊNH CHUNG"
    row = next((c for r in (b, a) for c in r.fields if c.code == code), None)
    return f"{b.level_names[0].upper()} {code}" + (f" {row.title}" if row else "")


def _lines(edit: Edit, a: Rubric, b: Rubric) -> Iterator[DiffLine]:
    match edit:
        case ChangeName(before, behind):
            yield DiffLine(None, "tên bảng", quote(before), quote(behind))
        case ChangeId(before, behind):
            yield DiffLine(None, "tên ngắn", before, behind)
        case InsertRows(_, rows):
            yield from (_row_line(c, b, new=True) for top in rows for c in top.walk())
        case RepealRow(code):
            row = next((c for c in a.rows() if c.code == code), None)
            yield from (_row_line(c, a, new=False) for c in (row.walk() if row else ()))
        case MoveRow(code, _, new_code):
            what = "đánh số lại" if _in_place(code, new_code, a, b) else "chuyển chỗ"
            yield DiffLine(new_code, what, str(code), str(new_code))
        case DropForm(name):
            form = next(f for f in a.provisions.surveys if f.value.name == name)
            yield DiffLine(None, words.noun(Slot.SURVEYS), _in_words(Slot.SURVEYS, form, ""), None)
        case ChangeSentence() | AddSentence() | DropSentence():
            yield _sentence_line(edit, a.level_names[0])
            if isinstance(edit, DropSentence) and edit.slot is Slot.BUCKETS:
                gone = (r for s in a.buckets if s.value.kind is edit.old.value.kind for r in s.value.rows)
                yield from (_row_line(c, a, new=False) for c in gone)
        case ChangeMax() | ChangeTitle() | ChangeTag() | ChangeNote() | ChangeBasis():
            yield _value_line(edit)
        case _:
            assert_never(edit)


def _in_place(old: Code, new: Code, a: Rubric, b: Rubric) -> bool:
    """Whether a row has another code and still stands where it did among the rows beside it."""
    before = [new if code == old else code for code in _beside(a, old)]
    behind = _beside(b, new)
    kept = [code for code in before if code in behind]
    return old.parent == new.parent and kept == [code for code in behind if code in before]


def _beside(rubric: Rubric, code: Code) -> list[Code]:
    parent = code.parent
    rows = rubric.fields if parent is None else next((c.children for c in rubric.walk() if c.code == parent), ())
    return sorted(c.code for c in rows)


def _value_line(edit: ValueChange) -> DiffLine:
    match edit:
        case ChangeMax(code, old, new, had, has):
            return DiffLine(code, "điểm tối đa", words.maximum(old, had), words.maximum(new, has))
        case ChangeTitle(code, before, behind):
            return DiffLine(code, "tên", words.row_title(before), words.row_title(behind))
        case ChangeTag(code, had, has):
            return DiffLine(code, "nhãn", words.tag(had), words.tag(has))
        case ChangeNote(code, said, says):
            return DiffLine(code, "ghi chú", words.note(said), words.note(says))
        case ChangeBasis(code, stood, stands):
            return DiffLine(code, "căn cứ", words.basis(stood), words.basis(stands))
        case _:
            assert_never(edit)


def _sentence_line(edit: SentenceChange, top: str) -> DiffLine:
    code = edit.owner if isinstance(edit.owner, Code) else None
    what = words.noun(edit.slot) + (words.owner(edit.owner) if code is None else "")
    match edit:
        case ChangeSentence(_, slot, old, new):
            return DiffLine(code, what, _in_words(slot, old, top), _in_words(slot, new, top))
        case AddSentence(_, slot, new):
            return DiffLine(code, what, None, _in_words(slot, new, top))
        case DropSentence(_, slot, old):
            return DiffLine(code, what, _in_words(slot, old, top), None)
        case _:
            assert_never(edit)


def _in_words(slot: Slot, stated: Stated[Any], top: str) -> str:
    lines = ("  " * line.depth + words.full(line) for line in words.lines_of(slot, stated, top))
    return words.heading(stated) + "\n".join(lines)


def _row_line(row: Criterion, rubric: Rubric, new: bool) -> DiffLine:
    tag = ", ĐTXHH" if row.survey else ""
    text = f"{quote(row.title)}: {'trừ tối đa ' if row.deducts else ''}{words.points(row.max)}{tag}"
    return DiffLine(row.code, rubric.level_of(row), None if new else text, text if new else None)


def _subtotals(a: Rubric, b: Rubric) -> Iterator[Subtotal]:
    old = {c.code: c for c in a.walk()}
    new = {c.code: c for c in b.walk()}
    for code in sorted({*old, *new}):
        before, behind = old.get(code), new.get(code)
        row = behind or before
        grouped = (before is not None and before.children) or (behind is not None and behind.children)
        if row is not None and grouped and _max(before) != _max(behind):
            yield Subtotal(code, row.title, _max(before), _max(behind))
    zero = Fraction(0)
    was, now = (sum((c.max for c in r.fields), zero) for r in (a, b))
    if was != now:
        yield Subtotal(None, "tổng điểm", was, now)
    was, now = a.survey_max, b.survey_max
    if was != now:
        yield Subtotal(None, "trong đó ĐTXHH", was, now)


def _max(row: Criterion | None) -> Fraction | None:
    return row.max if row is not None else None
