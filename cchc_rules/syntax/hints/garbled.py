"""A line of a good file with words in an old font, or spoilt by another program: told with the line as it was meant."""

import re

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import content, replaced
from cchc_rules.source import Source
from cchc_rules.source.old_fonts import SOFT_HYPHEN, OldText, in_old_font, misread
from cchc_rules.syntax.lines.cut import RawLine, place

_STRETCH = re.compile(r"[\"“”\t]")


def garbled(source: Source, line: RawLine) -> Diagnostic | None:
    """C120 on a line with such words, whether or not it is a sentence: what is quoted would be shown as it stands."""
    written = _as_written(source, line)
    found = misread(written) or _in_part(written)
    if found is None:
        return None
    right = found.text.replace(SOFT_HYPHEN, "").strip()
    fixes = (content(f"chữ ở dòng này là {found.code}", replaced(place(source, line), right)),)
    shown = " ".join(right.split())
    return catalog.OLD_FONT.at(place(source, line), fix=f"viết: {shown}", fixes=fixes, word=found.word, what=found.code)


def _in_part(written: str) -> OldText | None:
    """The line with each of its stretches that is in an old font as it was meant."""
    first: OldText | None = None
    right, at = "", 0
    for cut in (*(m.start() for m in _STRETCH.finditer(written)), len(written)):
        old = in_old_font(written[at:cut])
        first = first or old
        right += (old.text if old is not None else written[at:cut]) + written[cut : cut + 1]
        at = cut + 1
    return None if first is None else evolve(first, text=right)


def _as_written(source: Source, line: RawLine) -> str:
    """The text of a line with its tabs, and with the soft hyphens that it was written with: letters in TCVN3.

    A sentence inside another has spaces in the place of what stands before it.
    """
    if line.pieces:
        return line.text
    whole = "\t".join(source.cells(line.number))
    signs = ["\t" if other == "\t" else own for own, other in zip(line.text, whole, strict=False)]
    indent = len(line.text) - len(line.text.lstrip())
    for column in reversed(source.soft_hyphens(line.number)):
        if indent < column <= len(signs):
            signs.insert(column, SOFT_HYPHEN)
    return "".join(signs)
