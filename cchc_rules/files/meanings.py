"""What each word of the language means, from the one table of terms, `grammar/README.md`."""

import re
from collections.abc import Iterator
from functools import cache

from cchc_rules.frozen import frozen
from cchc_rules.source import data_folder
from cchc_rules.source.text import fold_tones

_WORDS = re.compile(r"`([^`]+)`")
_COLUMNS = 5


@frozen
class Meaning:
    """A word as the table writes it, the same as texts are compared, and what it means and where that is laid down."""

    said: str
    word: str
    text: str


@cache
def meanings() -> tuple[Meaning, ...]:
    """All words of the language that the table of terms explains, in its order."""
    return tuple(_read((data_folder("grammar") / "README.md").read_text(encoding="utf-8")))


def _read(page: str) -> Iterator[Meaning]:
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == _COLUMNS:
            for said in _WORDS.findall(cells[0]):
                yield Meaning(said, fold_tones(said).casefold(), cells[-1])
