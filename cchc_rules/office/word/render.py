"""Documents as one Word file: the same sections that every other renderer lays out, on paper."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cchc_rules.explain.render.document import Document
from cchc_rules.frozen import frozen
from cchc_rules.office.word import paper as on
from cchc_rules.office.word.around import bottom, top
from cchc_rules.office.word.dress import BARE, Dress
from cchc_rules.office.word.pieces import Grid, Paragraph, grid_xml, paragraph_xml
from cchc_rules.office.word.sections import Setting, body

if TYPE_CHECKING:
    from docx.document import Document as WordFile

PLACE = "{{NỘI DUNG}}"
"""The paragraph of a template that gives way to the content."""


@frozen
class BadTemplate:
    """Why a file is no template (Vietnamese)."""

    why: str


@frozen
class Paper:
    """A document with what an office puts around it."""

    document: Document
    dress: Dress = BARE


def render_docx(papers: Sequence[Paper]) -> bytes:
    """The papers as one file, each beginning on a page of its own. Raises ImportError without the extra `word`."""
    file = on.new_paper()
    for number, each in enumerate(papers):
        _begin(file, each.dress, number == 0)
        append(file, _blocks(file, each, on.room(each.dress.landscape)))
    file.core_properties.title = papers[0].document.title
    return on.bytes_of(file)


def fill_template(papers: Sequence[Paper], template: bytes) -> bytes | BadTemplate:
    """The papers in the place that a template has for them, in its styles; around them stands what it says itself."""
    try:
        file = on.new_paper(template)
    except ImportError:
        raise
    except Exception:  # the library raises anything on a file that is not what it takes it for
        return BadTemplate("không mở được như một tệp Word .docx")
    place = next((p for p in file.paragraphs if p.text.strip() == PLACE), None)
    if place is None:
        return BadTemplate(f"không có đoạn nào chỉ gồm {PLACE}, chỗ đặt nội dung")
    section = file.sections[0]
    wide = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    before = len(file.element.body)
    for each in papers:
        append(file, _blocks(file, each, max(wide / 36000, 60)))
    end = file.element.body.sectPr
    made = [block for block in list(file.element.body)[before - 1 :] if block is not end]
    for block in made:
        place._p.addprevious(block)
    file.element.body.remove(place._p)
    return on.bytes_of(file)


def _begin(file: "WordFile", dress: Dress, first: bool) -> None:
    """The first page, or a new one, upright or on its side."""
    if first:
        on.turn(file.sections[0], dress.landscape)
        return
    section = file.add_section()
    section.different_first_page_header_footer = False
    on.turn(section, dress.landscape)


def _blocks(file: "WordFile", paper: Paper, room: float) -> Iterator[Paragraph | Grid]:
    setting = Setting({name: file.styles[name].style_id or "" for name in on.STYLES}, room)
    yield from top(paper.document, paper.dress, setting)
    yield from body(paper.document, setting)
    yield from bottom(paper.document, paper.dress, setting)


def append(file: "WordFile", blocks: Iterator[Paragraph | Grid]) -> None:
    """Put pieces behind what a file has, in one go: through the library's own objects it takes ten times as long."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    made = "".join(grid_xml(b) if isinstance(b, Grid) else paragraph_xml(b) for b in blocks)
    whole = parse_xml(f"<w:body {nsdecls('w')}>{made}</w:body>")
    end = file.element.body.sectPr
    for block in list(whole):
        end.addprevious(block)
