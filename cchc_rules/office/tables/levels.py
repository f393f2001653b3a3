"""The names of the levels of a table: as its head lists them, or as its rows say before their codes."""

import re
from collections.abc import Sequence

from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import DEFAULT_LEVELS
from cchc_rules.office.tables.codes import Placed
from cchc_rules.office.tables.columns import Column
from cchc_rules.office.tables.whole import Part

# Words that open the next part of a sentence are no part of a name.
_NAME = re.compile(r"[^\W\d_]+(?: (?!(?:cho|theo|tự|từ|dưới|trong|và|hoặc)\b)[^\W\d_]+)*")


@frozen
class Levels:
    """The names from the top, and whether the table prints them."""

    names: tuple[str, ...]
    printed: bool


def levels_of(part: Part, rows: Sequence[Placed]) -> Levels:
    """The names of the levels of some rows."""
    depth = max((p.code.depth for p in rows), default=1)
    listed = _listed(part)
    said = {p.code.depth: p.row.code.level.casefold() for p in rows if p.row.code is not None and p.row.code.level}
    if len(listed) > 1 or (listed and depth == 1):
        return Levels(listed, True)
    if said:
        names = [said.get(n, DEFAULT_LEVELS[min(n, len(DEFAULT_LEVELS)) - 1]) for n in range(1, depth + 1)]
        return Levels(tuple(dict.fromkeys(names)), len(said) == depth)
    return Levels(DEFAULT_LEVELS, False)


def _listed(part: Part) -> tuple[str, ...]:
    """`Lĩnh vực/Tiêu chí/Tiêu chí thành phần` over the column of titles."""
    place = part.heads.at(Column.TITLE)
    rows = [part.table.rows[at] for at in part.heads.rows]
    text = next((r.cells[place].text for r in rows if place is not None and place < len(r.cells)), "")
    names = [_plain(name) for name in text.split("/")]
    return tuple(names) if all(map(_NAME.fullmatch, names)) and len(set(names)) == len(names) else ()


def _plain(name: str) -> str:
    words = name.strip(" .:*")
    # A name in capitals, or with some inside, is said so; only the first letter, or all in capitals, is of the print.
    return words.casefold() if words == words.upper() or words[1:] == words[1:].casefold() else _lowered(words)


def _lowered(words: str) -> str:
    first, _, rest = words.partition(" ")
    return " ".join(w.casefold() if w[1:] == w[1:].casefold() else w for w in (first, *rest.split()))
