"""A document in the form that was asked for, and the option that brings an office's own Word template."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.law_options import must_be_there

if TYPE_CHECKING:
    from cchc_rules.explain.render.document import Document
    from cchc_rules.office.word.dress import Dress

NO_WORD = "dạng docx cần cài thêm: pip install 'cchc-rules[word]'"

template_option = click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="MẪU.docx",
    callback=must_be_there,
    help="Mẫu Word của cơ quan cho --format docx: có một đoạn chỉ gồm {{NỘI DUNG}}, chỗ đặt kết quả.",
)


def laid_out(document: "Document", form: str) -> str:
    """A document as text for the terminal, `md` or `html`."""
    if form == "html":
        from cchc_rules.explain.render.html import render_html

        return render_html(document)
    if form == "md":
        from cchc_rules.explain.render.markdown import render_markdown

        return render_markdown(document)
    from cchc_rules.cli.colours import terminal_columns, terminal_style
    from cchc_rules.explain.render.plain_text import render_text

    return render_text(document, terminal_style(), terminal_columns())


def in_word(document: "Document", dress: "Dress", template: Path | None = None) -> bytes:
    """A document as a Word file, in the office's own template where it has one."""
    return papers_in_word([(document, dress)], template)


def papers_in_word(papers: "list[tuple[Document, Dress]]", template: Path | None = None) -> bytes:
    """Several documents as one Word file. Stops as at a wrong call where the extra or the template will not do."""
    from cchc_rules.office.word.render import BadTemplate, Paper, fill_template, render_docx

    made = [Paper(document, dress) for document, dress in papers]
    try:
        file = render_docx(made) if template is None else fill_template(made, read_template(template))
    except ImportError:
        raise click.UsageError(NO_WORD) from None
    if isinstance(file, BadTemplate):
        raise click.UsageError(f"--template {template}: {file.why}")
    return file


def read_template(path: Path) -> bytes:
    """The bytes of a template. Raises OSError when the disk does."""
    return path.read_bytes()
