"""What a Word file says, in its order, as a person who reads it would: paragraphs, then cells row by row."""

from io import BytesIO

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph


def texts_of(data: bytes) -> list[str]:
    """Every paragraph of the file, of tables too."""
    found: list[str] = []
    for block in Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [p.text for row in block.rows for cell in row.cells for p in cell.paragraphs]
    return found


def said_in(data: bytes) -> str:
    """All of it as one text, spaces as single ones."""
    return "\n".join(" ".join(t.split()) for t in texts_of(data))
