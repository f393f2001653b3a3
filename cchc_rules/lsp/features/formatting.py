"""A text in canonical form."""

from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.lsp.features.diagnostics import is_ours
from cchc_rules.lsp.features.fixes import whole
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Change


def formatting(desk: Desk, document: Document) -> tuple[Change, ...]:
    """What makes a document canonical; nothing where it is so, or has errors."""
    if not is_ours(document):
        return ()
    formatted = format_file(document.path, desk.workspace)
    if formatted.text is None or formatted.text == document.text:
        return ()
    return (whole(document, formatted.text),)
