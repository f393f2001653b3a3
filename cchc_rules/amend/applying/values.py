"""Apply the operations on values of rows, on words, and on the names of the table."""

from collections.abc import Callable, Iterator
from typing import Any, assert_never

from attrs import evolve

from cchc_rules.amend.applying.session import Session, last_set
from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model.amendments.operation import (
    ChangeBasis,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeTag,
    ChangeTitle,
    NameChange,
    ReplaceInstrument,
    ReplaceWords,
    ValueChange,
)
from cchc_rules.model.citation import Action, Part
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.source.text import fold_tones
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote


def change_value(s: Session, op: ValueChange) -> None:
    """Set one value of a row that holds what the operation says it holds."""
    match op:
        case ChangeMax():
            _set_max(s, op)
        case ChangeTitle():
            _set(s, op.code, Part.TITLE, "title", op.old, op.new, words.row_title)
        case ChangeTag():
            _set(s, op.code, Part.TAG, "survey", op.old, op.new, words.tag)
        case ChangeNote():
            _set(s, op.code, Part.NOTE, "note", op.old, op.new, words.note)
        case ChangeBasis():
            _set(s, op.code, Part.BASIS, "basis", op.old, op.new, words.basis)
        case _:
            assert_never(op)


def _set_max(s: Session, op: ChangeMax) -> None:
    """The maximum, and where the text says so, whether the row takes it away from its group."""
    node = s.find(op.code) if op.deducted is not None else None
    if node is None:
        if op.deducted is None:
            _set(s, op.code, Part.MAX, "max", op.old, op.new, words.points)
        return
    what = f"{Part.MAX.value} của {op.code}"
    if node.bucket is not None:
        s.fail(catalog.NO_SUCH_TARGET, what=f"“trừ tối đa” ở dòng {node.bucket.value} {op.code}")
        return
    if node.row.deducts is not op.deducted:
        actual, asserted = words.maximum(node.row.max, node.row.deducts), words.maximum(op.old, op.deducted)
        s.fail(catalog.OLD_DIFFERS, last_set(node, Part.MAX), what=what, actual=actual, asserted=asserted)
        return
    _set(s, op.code, Part.MAX, "max", op.old, op.new, words.points)
    node.row = evolve(node.row, deducts=bool(op.deducts))


def _set(s: Session, code: Code, part: Part, name: str, old: Any, new: Any, told: Callable[[Any], str]) -> None:
    node = s.find(code)
    what = f"{part.value} của {code}"
    if node is None or not s.claim(code, part, what):
        return
    if node.bucket is not None and part in (Part.TAG, Part.NOTE):
        s.fail(catalog.NO_SUCH_TARGET, what=f"{part.value} của dòng {node.bucket.value} {code}")
        return
    actual = getattr(node.row, name)
    if not same(actual, old):
        s.fail(catalog.OLD_DIFFERS, last_set(node, part), what=what, actual=told(actual), asserted=told(old))
        return
    if part is Part.MAX and new <= 0:
        s.fail(catalog.NOT_POSITIVE, code=code, points=vietnamese(new))
        return
    node.row = evolve(node.row, **{name: new})
    amended = s.amended(part)
    node.mark(amended)
    s.done(amended, code)


def same(actual: Any, asserted: Any) -> bool:
    """Whether a value is the asserted one; words may place their tone marks differently (`hoá`, `hóa`)."""
    if isinstance(actual, str) and isinstance(asserted, str):
        return " ".join(fold_tones(actual).split()) == " ".join(fold_tones(asserted).split())
    return bool(actual == asserted)


# ---- words


def replace_words(s: Session, op: ReplaceWords) -> None:
    """Put words in place of, or behind, others in the title and note of each listed row, or of every one with them."""
    if not op.in_rows:
        return
    places = op.places or tuple(_with_words(s, op))
    if not places:
        s.fail(catalog.WORDS_ABSENT, words=op.old, code="dòng nào")
    for code in dict.fromkeys(places):
        node = s.find(code)
        if node is None:
            continue
        if not _free(s, code):
            continue
        title, note = replaced(node.row.title, op), replaced(node.row.note, op)
        if title is None and note is None:
            s.fail(catalog.WORDS_ABSENT, last_set(node, Part.TITLE), words=op.old, code=code)
            continue
        parts = [part for part, text in ((Part.TITLE, title), (Part.NOTE, note)) if text is not None]
        for part in parts:
            s.claims.setdefault((code, part), s.current)
        row = node.row
        node.row = evolve(row, title=row.title if title is None else title, note=row.note if note is None else note)
        amended = s.amended(parts[0], Action.WORDS)
        node.mark(amended)
        s.done(amended, code)


def _with_words(s: Session, op: ReplaceWords) -> Iterator[Code]:
    """The rows that were there before the instrument, stay, and have the words."""
    for node in (*s.table.walk(), *s.table.standing()):
        if node.old is not None and any(
            replaced(text, op) is not None for text in (node.before.title, node.before.note)
        ):
            yield node.old


def _free(s: Session, code: Code) -> bool:
    """Several replacements of words may meet in one text; one of words and one of the whole may not."""
    for part in (Part.TITLE, Part.NOTE):
        other = s.claims.get((code, part))
        if other is not None and not isinstance(other.written.operation, ReplaceWords):
            s.twice(f"{part.value} của {code}", other.written)
            return False
    return True


def replaced(text: str | None, op: ReplaceWords) -> str | None:
    """The text with the words replaced wherever they stand; None when they do not."""
    if text is None:
        return None
    key, wanted = fold_tones(text), fold_tones(op.old)
    parts: list[str] = []
    start, found = 0, key.find(wanted)
    while found >= 0:
        end = found + len(wanted)
        if _stands_alone(key, found, end):
            parts += [text[start:end], " ", op.new] if op.behind else [text[start:found], op.new]
            start = end
        found = key.find(wanted, end)
    if not parts:
        return None
    made = "".join([*parts, text[start:]])
    return made if op.new else " ".join(made.split())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands there is whole words: `an` is not in `ban`."""
    edges = ((start - 1, start), (end - 1, end))
    return not any(a >= 0 and b < len(text) and text[a].isalnum() and text[b].isalnum() for a, b in edges)


# ---- the names of the table, the whole instrument


def change_name(s: Session, op: NameChange) -> None:
    """Set the title or the short name of the rubric."""
    part = Part.TITLE if isinstance(op, ChangeName) else Part.NAME
    actual = s.title if isinstance(op, ChangeName) else s.id
    what = f"{part.value} của bộ tiêu chí"
    if not s.claim(None, part, what):
        return
    if not same(actual, op.old):
        related = _set_by(s, part)
        s.fail(catalog.OLD_DIFFERS, related, what=what, actual=quote(actual), asserted=quote(op.old))
        return
    if isinstance(op, ChangeName):
        s.title = op.new
    else:
        s.id = op.new
    s.done(s.amended(part))


def _set_by(s: Session, part: Part) -> tuple[Related, ...]:
    for amended in reversed(s.rubric.amended):
        if amended.part is part:
            return (Related(f"giá trị này do {amended.cite()} đặt", amended.at),)
    return (Related("giá trị này có từ văn bản gốc", s.rubric.at),)


def replace_instrument(s: Session, op: ReplaceInstrument) -> None:
    """End the rubric: another one takes its place."""
    stated = s.rubric.provisions.instrument
    if stated is None:
        s.fail(catalog.NO_SUCH_TARGET, what="câu “văn bản”")
        return
    actual, old = stated.value, op.instrument
    dates = old.date is None or actual.date == old.date
    annexes = old.annex is None or actual.annex == old.annex
    if (actual.kind, actual.number) != (old.kind, old.number) or not (dates and annexes):
        related = (Related("văn bản của bộ tiêu chí ghi ở đây", stated.at),)
        s.fail(catalog.OLD_DIFFERS, related, what="văn bản", actual=actual.cite(), asserted=old.cite())
        return
    s.replaced_by = op.rubric
    s.done(s.amended(Part.TABLE, Action.REPLACED))
