"""Find the lines of a JSON sheet's parts without a parser of our own: by their keys, in order."""

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from cchc_rules.source import Span
from cchc_rules.syntax.json_values import line_at

# A key cannot occur inside a string: its quotes would be escaped there.
_LISTED = {key: re.compile(rf'"{key}"\s*:') for key in ("code", "name", "question")}
_HEADER = {key: re.compile(rf'"{key}"\s*:') for key in ("rubric", "unit", "kind", "year", "note")}


@frozen
class Places:
    """Where keys stand: header keys once, `code`, `name` and `question` as often as they occur."""

    start: Span
    header: Mapping[str, Span]
    listed: Mapping[str, Sequence[Span]]

    def of(self, key: str, count: int) -> Sequence[Span]:
        """The places of `count` objects with the key; the start of the file if they do not match."""
        found = self.listed.get(key, ())
        return found if len(found) == count else (self.start,) * count


def find_places(name: str, text: str) -> Places:
    """All places, each key by one pass over the text."""
    listed = {key: _spans(name, text, pattern.finditer(text)) for key, pattern in _LISTED.items()}
    first = {key: pattern.search(text) for key, pattern in _HEADER.items()}
    header = {key: _spans(name, text, [match])[0] for key, match in first.items() if match}
    return Places(Span(name, 1, 1, 2, line_at(text, 0)[1]), header, listed)


def _spans(name: str, text: str, matches: Iterable[re.Match[str]]) -> list[Span]:
    found: list[Span] = []
    line, reached, start, excerpt = 1, 0, -1, ""
    for match in matches:
        position = match.start()
        breaks = text.count("\n", reached, position)
        if breaks or start < 0:
            line += breaks
            start, excerpt = line_at(text, position)
        reached = position
        found.append(Span(name, line, position - start + 1, match.end() - start + 1, excerpt))
    return found
