"""The reading copy of a consolidated rubric as a document: provisions, the table, and the numbered notes below it."""

from cchc_rules.explain.render.document import Account, Document, Group, Item, Items, Line, Notes, Tone
from cchc_rules.results.reading_copy import CopyRow, CopySentence, ReadingCopy

_HEADS = ("Mã", "Nội dung", "Điểm tối đa", "Ghi chú")
_REPEALED = "được bãi bỏ"


def reading_copy_document(copy: ReadingCopy) -> Document:
    """What is in force, then the table with what was repealed in its place, then every note by number."""
    return Document(
        f"{copy.title} – bản hợp nhất để tra cứu",
        (copy.title,),
        (),
        (),
        (
            Account("VĂN BẢN", tuple(map(Line, copy.opening)), ()),
            *(Account(part.heading, tuple(map(_sentence, part.sentences)), ()) for part in copy.parts),
            Items("BẢNG TIÊU CHÍ", Tone.STRONG, (), (Group("", tuple(map(_row, copy.rows))),), _HEADS),
            *((Notes("CHÚ THÍCH", copy.notes),) if copy.notes else ()),
        ),
        "",
        (),
    )


def _sentence(sentence: CopySentence) -> Line:
    tone = Tone.REPEALED if sentence.repealed else Tone.PLAIN
    return Line(sentence.text, tone, sentence.notes, sentence.depth)


def _row(row: CopyRow) -> Item:
    tone = Tone.REPEALED if row.repealed else Tone.STRONG if row.depth == 1 else Tone.PLAIN
    outcome = _REPEALED if row.repealed else row.tag
    return Item(
        row.code,
        row.title,
        row.points,
        outcome,
        tone,
        tuple(map(_sentence, row.sentences)),
        row.notes,
        row.title_notes,
        row.points_notes,
        row.tag_notes,
    )
