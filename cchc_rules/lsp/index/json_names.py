"""The names in a sheet that is JSON, where they are strings."""

import re
from collections.abc import Iterator

from cchc_rules.lsp.index.names import Name, NameKind, Occurrence, Refers
from cchc_rules.lsp.text.document import Document
from cchc_rules.model.fact import this_year
from cchc_rules.source import Source, fold_name

_KEYS = {
    "code": (NameKind.ROW, Refers.NAMES),
    "name": (NameKind.FACT, Refers.NAMES),
    "rubric": (NameKind.TEXT, Refers.SCORED_BY),
}
_VALUE = re.compile(rf'"({"|".join(_KEYS)})"\s*:\s*"([^"\\\n]*)"')


def json_occurrences(document: Document) -> tuple[Occurrence, ...]:
    """The codes of rows, the names of facts and the rubric of a sheet, in order."""
    return tuple(_found(document.source))


def _found(source: Source) -> Iterator[Occurrence]:
    for match in _VALUE.finditer(source.text):
        kind, refers = _KEYS[match[1]]
        line = source.text.count("\n", 0, match.start(2)) + 1
        start = source.text.rfind("\n", 0, match.start(2)) + 1
        value = this_year(match[2]) if kind is NameKind.FACT else match[2]
        column = match.start(2) - start + 1
        span = source.span(line, column, column + len(value))
        key = fold_name(value) if kind is NameKind.FACT else value
        yield Occurrence(Name(kind, key), span, span, refers)
