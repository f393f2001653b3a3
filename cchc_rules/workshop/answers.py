"""The one door of the page: a question as JSON in, its answer as JSON out."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from cchc_rules import __version__
from cchc_rules.frozen import frozen
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Position
from cchc_rules.workshop import amending, checking, forms, pages, sheets
from cchc_rules.workshop.plain import Json
from cchc_rules.workshop.session import Question, Session

_GONE = "Không còn tệp này."


@frozen
class _Asked:
    """A question about one file, with all that there is to answer it."""

    session: Session
    document: Document
    question: Question


_ANSWERS: Mapping[str, Callable[[_Asked], Json]] = {
    "check": lambda a: checking.checked(a.session.desk, a.document),
    "colours": lambda a: checking.colours(a.document),
    "complete": lambda a: checking.completed(a.session.desk, a.document, a.question.at),
    "hover": lambda a: checking.hovered(a.session.desk, a.document, a.question.at),
    "format": lambda a: checking.formatted(a.session.desk, a.document),
    "table": lambda a: pages.table(a.session.desk, a.document),
    "explain": lambda a: pages.explanation(a.session.desk, a.document),
    "form": lambda a: forms.form(a.session.desk, a.document),
    "fill": lambda a: forms.filled(a.session.desk, a.document, a.question),
    "suppose": lambda a: sheets.supposed(a.session.desk, a.document, a.question),
    "kinds": lambda a: sheets.kinds(a.session.desk, a.document),
    "new sheet": lambda a: sheets.new_sheet(a.session.desk, a.document, a.question),
    "amendment": lambda a: amending.amendment(a.session, a.document),
    "rows to change": lambda a: amending.rows_to_change(a.session.desk, a.document),
    "new maximum": lambda a: amending.new_maximum(a.session.desk, a.document, a.question),
    "new amendment": lambda a: amending.new_amendment(a.session.desk, a.document, a.question),
}


def answer(session: Session, asked: str) -> str:
    """The answer to a question; files that it brings along (`put`, null for one that is gone) are taken first.

    A question that the page never asks is ValueError or KeyError.
    """
    given = json.loads(asked)
    for name, text in given.get("put", {}).items():
        session.put(name, text)
    return json.dumps(_answer(session, _question(given)), ensure_ascii=False)


def _question(given: Mapping[str, Any]) -> Question:
    at = given.get("at", {"line": 0, "character": 0})
    words = tuple((str(name), str(value)) for name, value in given.get("given", {}).items())
    return Question(given["ask"], given.get("file", ""), Position(at["line"], at["character"]), words)


def _answer(session: Session, question: Question) -> Json:
    if question.ask == "engine":
        return {"version": __version__}
    document = session.document(question.file)
    if document is None:
        return pages.told(_GONE)
    return _ANSWERS[question.ask](_Asked(session, document, question))
