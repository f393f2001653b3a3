"""A Word file set up as Nghị định 30/2020/NĐ-CP has it: A4, margins, fonts, page numbers, styles by name.

An office that brings a template of its own keeps its page and its styles; of these only those missing are made.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from cchc_rules.frozen import frozen
from cchc_rules.office.steady_zip import steady

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

SHORT, LONG = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
"""Millimetres of an A4 page."""
FONT, FALLBACK = "Times New Roman", "Liberation Serif"
_DAY = datetime(2020, 3, 5)
"""Of no day that it is made on: the same content gives the same bytes."""
TEXT, TITLE, ABOUT, HEADING = "CCHC Nội dung", "CCHC Tên văn bản", "CCHC Trích yếu", "CCHC Đề mục"
CELL, SMALL, HEAD, TABLE = "CCHC Ô bảng", "CCHC Chữ nhỏ", "CCHC Đầu văn bản", "CCHC Bảng"
TINY = "CCHC Khoảng cách"
STYLES = (TEXT, TITLE, ABOUT, HEADING, CELL, SMALL, HEAD, TABLE, TINY)
"""By these names an office's own template says how each looks."""


@frozen
class _Look:
    name: str
    size: float
    bold: bool = False
    centred: bool = False
    before: float = 0
    after: float = 3
    level: int = 0
    """In the outline of headings; 0 is none."""


_LOOKS = (
    _Look(TEXT, 13, after=6),
    _Look(TITLE, 14, bold=True, centred=True, before=12, after=0),
    _Look(ABOUT, 13, bold=True, centred=True, after=10),
    _Look(HEADING, 13, bold=True, before=12, after=4, level=1),
    _Look(CELL, 12, after=0),
    _Look(HEAD, 12, after=0),
    _Look(TINY, 2, after=0),
    _Look(SMALL, 9, after=0),
)


def new_paper(template: bytes | None = None) -> "WordFile":
    """An empty file, or the office's own. Raises ImportError where the extra `word` is not installed.

    Raises ValueError, KeyError or zipfile.BadZipFile where the template is no Word file.
    """
    import docx

    paper = docx.Document(BytesIO(template) if template is not None else None)
    if template is None:
        _set_up(paper)
    for look in _LOOKS:
        if look.name not in paper.styles:
            _add_style(paper, look)
    if TABLE not in paper.styles:
        _add_table_style(paper)
    return paper


def bytes_of(paper: "WordFile") -> bytes:
    """The file; the same content gives the same bytes."""
    about = paper.core_properties
    about.created = about.modified = _DAY
    about.last_modified_by = about.author = ""
    about.revision = 1
    out = BytesIO()
    paper.save(out)
    return steady(out.getvalue())


def turn(section: "Section", landscape: bool) -> None:
    """A page upright or on its side, its margins with it."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    wide, high = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def room(landscape: bool) -> float:
    """How wide the text of a page is, in millimetres."""
    return (LONG if landscape else SHORT) - LEFT - RIGHT


def _set_up(paper: "WordFile") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal: ParagraphStyle = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    _name_fallback(paper)
    section = paper.sections[0]
    turn(section, landscape=False)
    # The first page has no number; from the second on it stands at the top, in the middle.
    section.different_first_page_header_footer = True
    _number_pages(section)


def _number_pages(section: "Section") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    line._p.append(parse_xml(field))


def _name_fallback(paper: "WordFile") -> None:
    """Servers have no Times New Roman: a font of the same widths is named for them."""
    from lxml import etree

    part = next(p for p in paper.part.package.iter_parts() if p.partname == "/word/fontTable.xml")
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    table = etree.fromstring(part.blob)
    for font in table.findall(f"{space}font"):
        if font.get(f"{space}name") == FONT:
            other = etree.Element(f"{space}altName")
            other.set(f"{space}val", FALLBACK)
            font.insert(0, other)
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_style(paper: "WordFile", look: _Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    style: ParagraphStyle = paper.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = next((s for s in paper.styles if s.name == "Normal"), None)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.quick_style = True
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.before), Pt(look.after), 1.0
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else None
    if look.level:
        shape.keep_with_next = True
        _outline(style, look.level)


def _outline(style: "ParagraphStyle", level: int) -> None:
    """A heading for whoever reads by headings, such as a screen reader."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(mark)


def _add_table_style(paper: "WordFile") -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    lines = "".join(_borders("single"))
    margins = "".join(f'<w:{side} w:w="85" w:type="dxa"/>' for side in ("left", "right"))
    look = (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="CCHCBang"><w:name w:val="{TABLE}"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
    paper.styles.element.append(parse_xml(look))


def _borders(kind: str) -> Iterator[str]:
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="000000"/>'
