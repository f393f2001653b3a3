"""What stands above and below the sections of a paper: letterhead, title, headline, notices; footer, signatures."""

from collections.abc import Iterator

from cchc_rules.explain.render.document import Document
from cchc_rules.office.word import paper as on
from cchc_rules.office.word.dress import Dress, Letterhead, Preamble
from cchc_rules.office.word.pieces import Cell, Grid, Paragraph, Run
from cchc_rules.office.word.sections import Setting

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_LEFT_PART = 0.43
"""Of the page, so that the nation's name takes one line."""
_FACTS_PART = 0.27
_SIGNED_LINES = 4
"""Empty lines that a signature and a seal take."""


def top(document: Document, dress: Dress, setting: Setting) -> Iterator[Paragraph | Grid]:
    """All that is read before the sections."""
    if dress.letterhead is not None:
        yield _letterhead(dress.letterhead, setting)
    title, headline = dress.name or document.title, " · ".join(document.headline)
    yield Paragraph.of(title, setting.style(on.TITLE))
    if headline and headline != title:
        yield Paragraph.of(headline, setting.style(on.ABOUT))
    if dress.about:
        yield Paragraph((Run(dress.about, italic=True),), setting.style(on.TEXT), align="center")
    if dress.preamble is not None:
        yield from _preamble(dress.preamble, setting)
    for notice in document.notices:
        yield Paragraph((Run(f"{notice.label}: ", bold=True), Run(notice.value)), setting.style(on.TEXT))
    if document.facts:
        yield _pairs([(f.label, f.value) for f in document.facts], setting, on.CELL, _FACTS_PART)


def bottom(document: Document, dress: Dress, setting: Setting) -> Iterator[Paragraph | Grid]:
    """Who signs, and what the paper was made from in small print."""
    if dress.signers:
        yield Paragraph((), setting.style(on.TEXT), with_next=True)
        yield _signatures(dress, setting)
    if document.footer:
        yield Paragraph.of(document.footer_heading, setting.style(on.HEADING))
        yield _pairs([(f.label, f.value) for f in document.footer], setting, on.SMALL, 0.4)


def _letterhead(head: Letterhead, setting: Setting) -> Grid:
    style, left = setting.style(on.HEAD), setting.room * _LEFT_PART

    def said(text: str, **looks: bool) -> Paragraph:
        return Paragraph((Run(text, **looks),), style, align="center")

    rows = (
        (
            Cell((said(head.above), said(head.office, bold=True), said("—————"))),
            Cell((said(NATION, bold=True), said(MOTTO, bold=True), said("———————————"))),
        ),
        (Cell((said(head.number),)), Cell((said(head.place_and_day, italic=True),))),
    )
    return Grid((left, setting.room - left), rows)


def _preamble(said: Preamble, setting: Setting) -> Iterator[Paragraph]:
    style = setting.style(on.TEXT)
    yield Paragraph((Run(said.authority, bold=True),), style, align="center", with_next=True)
    yield from (Paragraph((Run(ground, italic=True),), style) for ground in said.grounds)
    yield Paragraph((Run(said.order, bold=True),), style, align="center", with_next=True)


def _pairs(pairs: list[tuple[str, str]], setting: Setting, style: str, part: float) -> Grid:
    """Labels beside what belongs to them."""
    said = setting.style(style)
    rows = tuple((Cell((Paragraph.of(a, said),)), Cell((Paragraph.of(b, said),))) for a, b in pairs)
    return Grid((setting.room * part, setting.room * (1 - part)), rows)


def _signatures(dress: Dress, setting: Setting) -> Grid:
    style = setting.style(on.HEAD)
    blocks = [_signature(signer, style) for signer in dress.signers]
    if dress.sent_to:
        to = Paragraph.of("Nơi nhận:", style, bold=True, italic=True)
        blocks.insert(0, Cell((to, *(Paragraph.of(f"- {name}", setting.style(on.SMALL)) for name in dress.sent_to))))
    return Grid((setting.room / len(blocks),) * len(blocks), (tuple(blocks),))


def _signature(signer: str, style: str) -> Cell:
    lines = [Paragraph((Run(line, bold=True),), style, align="center", with_next=True) for line in signer.split("\n")]
    lines.append(Paragraph((Run("(Ký, ghi rõ họ tên)", italic=True),), style, align="center", with_next=True))
    return Cell((*lines, *(Paragraph((), style, with_next=True) for _ in range(_SIGNED_LINES))))
