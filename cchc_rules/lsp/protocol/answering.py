"""The document that a question is about, handed to the feature that answers it."""

from collections.abc import Callable
from typing import TypeVar

from cchc_rules.lsp.protocol.addresses import path_of
from cchc_rules.lsp.protocol.session import Session
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document

T = TypeVar("T")


def of(session: Session, uri: str, answer: Callable[[Desk, Document], T]) -> T | None:
    """What a feature says of the document at an address; None where there is no such text."""
    document = session.document(path_of(uri))
    return answer(session.desk, document) if document is not None else None
