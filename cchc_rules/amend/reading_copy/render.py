"""A consolidated rubric as Markdown and as a page: the table with numbered notes below it."""

from collections.abc import Iterator
from html import escape

from attrs import define, evolve, field

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.reading_copy.notes import Notes, repealed_before, repealed_beside
from cchc_rules.amend.sentence_identity import stated_in
from cchc_rules.frozen import frozen
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Repealed
from cchc_rules.model.slot import OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.survey import Question
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import with_basis
from cchc_rules.writing.rules import Line

_SPACE = "&emsp;"
"""Before lines that lie below another of the same sentence."""


@frozen
class CopySentence:
    """A sentence of the rubric or of a row, or a line of a long one, with the numbers of its notes."""

    text: str
    marks: tuple[int, ...]
    depth: int = 0


@frozen
class CopyRow:
    """A row, in force or repealed, with its sentences."""

    code: str
    title: str
    points: str
    tag: str
    depth: int
    marks: tuple[int, ...]
    sentences: tuple[CopySentence, ...] = ()
    repealed: bool = False


@frozen
class ReadingCopy:
    """All that a renderer needs of a consolidated rubric."""

    title: str
    opening: tuple[str, ...]
    sentences: tuple[CopySentence, ...]
    rows: tuple[CopyRow, ...]
    notes: tuple[str, ...]


@define
class _Numbering:
    notes: list[str] = field(factory=list)

    def marks(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Number the notes; one that was given before keeps its number."""
        self.notes += [t for t in dict.fromkeys(texts) if t not in self.notes]
        return tuple(self.notes.index(t) + 1 for t in texts)


def reading_copy(applied: Applied) -> ReadingCopy:
    """The consolidated rubric as data."""
    notes, numbering, r = Notes(applied), _Numbering(), applied.rubric
    opening = (*notes.opening(), *notes.on_rubric())
    sentences = tuple(_sentences(applied, r.provisions, notes, numbering))
    every = list(r.walk())
    placed = repealed_before(r, [c.code for c in every])
    above = {child.code: row for row in every for child in row.children}
    rows: list[CopyRow] = []
    for at, row in enumerate((*every, None)):
        for _, stub in (p for p in placed if p[0] == at):
            marks = numbering.marks((notes.on_repealed(stub),))
            rows.append(_row(stub.row, marks, (), repealed=True))
        if row is not None:
            marks = numbering.marks(notes.on_row(row, above.get(row.code)))
            rows.append(_row(row, marks, tuple(_sentences(applied, row, notes, numbering))))
    rows += _beside(applied, notes, numbering)
    return ReadingCopy(r.title, opening, sentences, tuple(rows), tuple(numbering.notes))


def _beside(applied: Applied, notes: Notes, numbering: _Numbering) -> Iterator[CopyRow]:
    """Bonus and penalty below the table: the heading as a row without a code, then its rows, those gone last."""
    r = applied.rubric
    for stated in r.buckets:
        marks = numbering.marks(notes.on_sentence(Slot.BUCKETS, stated))
        heading = with_basis(stated.value.kind.value.upper(), stated.basis)
        yield CopyRow("", heading, vietnamese(stated.value.cap), "", 1, marks)
        for row in stated.value.rows:
            own = numbering.marks(notes.on_row(row, None))
            made = _row(row, own, tuple(_sentences(applied, row, notes, numbering)))
            yield evolve(made, depth=2)
        yield from (_gone(stub, notes, numbering) for stub in repealed_beside(r, stated.value.kind))
    yield from (_gone(stub, notes, numbering) for stub in repealed_beside(r, None))


def _gone(stub: Repealed, notes: Notes, numbering: _Numbering) -> CopyRow:
    return _row(stub.row, numbering.marks((notes.on_repealed(stub),)), (), repealed=True)


def _sentences(applied: Applied, holder: object, notes: Notes, numbering: _Numbering) -> Iterator[CopySentence]:
    on_row = isinstance(holder, Criterion)
    top = applied.rubric.level_names[0]
    # Where the print errs is for those who keep the rubric, not for those who read what is in force.
    for slot in (s for s in (OF_ROW if on_row else OF_RUBRIC) if s is not Slot.DISCREPANCIES):
        for stated in stated_in(holder, slot):  # type: ignore[arg-type]
            for line in words.lines_of(slot, stated, top):
                marks = numbering.marks(notes.on_sentence(_slot_of(line, slot), line.stated))
                share = f"{words.noun(slot)} " if slot is Slot.SURVEY_SHARES else ""
                yield CopySentence(words.heading(line.stated) + share + words.full(line), marks, line.depth)


def _slot_of(line: Line, slot: Slot) -> Slot:
    return Slot.QUESTIONS if isinstance(line.stated.value, Question) else Slot.COUNTS if line.depth else slot


def _row(
    row: Criterion, marks: tuple[int, ...], sentences: tuple[CopySentence, ...], repealed: bool = False
) -> CopyRow:
    tag = ", ".join(t for t in ("ĐTXHH" if row.survey else "", row.note or "") if t)
    return CopyRow(row.code.text, row.title, vietnamese(row.max), tag, row.code.depth, marks, sentences, repealed)


# ---- Markdown


def consolidated_md(applied: Applied) -> str:
    """The reading copy as Markdown, notes numbered below the table."""
    copy = reading_copy(applied)
    lines = [f"# {_md(copy.title)}", "", *(f"> {_md(line)}  " for line in copy.opening), ""]
    lines += [f"{'  ' * s.depth}- {_md(s.text)}{_md_marks(s.marks)}" for s in copy.sentences]
    lines += ["", "| Mã | Nội dung | Điểm tối đa | Ghi chú |", "|---|---|---:|---|"]
    for row in copy.rows:
        lines.append(_md_row(row))
        lines += [f"| | {_SPACE * s.depth}*{_md(s.text)}*{_md_marks(s.marks)} | | |" for s in row.sentences]
    if copy.notes:
        lines += ["", *(f"[{n}] {_md(text)}  " for n, text in enumerate(copy.notes, 1))]
    return "\n".join(lines) + "\n"


def _md_row(row: CopyRow) -> str:
    title, marks = _md(row.title), _md_marks(row.marks)
    if row.repealed:
        return f"| {row.code}{marks} | ~~{title}~~ | ~~{row.points}~~ | được bãi bỏ |"
    bold = "**" if row.depth == 1 else ""
    return f"| {row.code}{marks} | {bold}{title}{bold} | {row.points} | {_md(row.tag)} |"


def _md_marks(marks: tuple[int, ...]) -> str:
    return "".join(f" [{n}]" for n in marks)


def _md(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")


# ---- HTML

_STYLE = (
    "body{font-family:serif;max-width:60em;margin:2em auto;line-height:1.4}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;vertical-align:top}"
    "td.n{text-align:right}tr.f{font-weight:bold}tr.r{text-decoration:line-through;color:#666}"
    "aside{border:1px solid #999;padding:.5em 1em}sup{font-weight:normal}"
)


def consolidated_html(applied: Applied) -> str:
    """The reading copy as one self-contained page: no script, nothing loaded from elsewhere."""
    copy = reading_copy(applied)
    title = escape(copy.title)
    lines = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">',
        f"<title>{title} – bản hợp nhất để tra cứu</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{title}</h1>\n<aside>",
        *(f"<p>{escape(line)}</p>" for line in copy.opening),
        "</aside>\n<ul>",
        *(f"<li>{_SPACE * s.depth}{escape(s.text)}{_html_marks(s.marks)}</li>" for s in copy.sentences),
        "</ul>\n<table>\n<thead><tr><th>Mã</th><th>Nội dung</th><th>Điểm tối đa</th><th>Ghi chú</th></tr></thead>",
        "<tbody>",
        *(_html_row(row) for row in copy.rows),
        "</tbody>\n</table>\n<ol>",
        *(f'<li id="n{n}">{escape(text)}</li>' for n, text in enumerate(copy.notes, 1)),
        "</ol>\n</body>\n</html>",
    ]
    return "\n".join(lines) + "\n"


def _html_row(row: CopyRow) -> str:
    kind = ' class="r"' if row.repealed else ' class="f"' if row.depth == 1 else ""
    inner = "".join(f"<br>{_SPACE * s.depth}<em>{escape(s.text)}</em>{_html_marks(s.marks)}" for s in row.sentences)
    tag = "được bãi bỏ" if row.repealed else escape(row.tag)
    return (
        f"<tr{kind}><td>{escape(row.code)}{_html_marks(row.marks)}</td><td>{escape(row.title)}{inner}</td>"
        f'<td class="n">{row.points}</td><td>{tag}</td></tr>'
    )


def _html_marks(marks: tuple[int, ...]) -> str:
    return "".join(f'<sup><a href="#n{n}">[{n}]</a></sup>' for n in marks)
