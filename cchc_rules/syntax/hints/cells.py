"""Lines that were pasted from a table: cut into the cells that they had there."""

import re
from collections.abc import Sequence

from cchc_rules.frozen import frozen
from cchc_rules.language.long_lines import GOES_ON
from cchc_rules.source import Source
from cchc_rules.syntax.lines.cut import RawLine

_MOST_LINES_OF_A_CELL = 8
_RULE = re.compile(r"[\s|:=+-]*")
# Behind a code without quotes: columns set apart by spaces, or a number at the end.
_CODE = r"(?:\d+[a-zđ]?|[ivxlc]+)(?:\.[0-9a-zđ]+)*"
LEVELLED_CODE = rf"(?:[^\W\d_]+(?: [^\W\d_]+){{0,3}} +)?{_CODE}[.)]?"
_SPACED = re.compile(rf"\s*{LEVELLED_CODE}\s+[^\s\"“:].*?\s+\d[\d.,]*(?: *(?:điểm|đ))?\s*$", re.IGNORECASE)
_ENDING = re.compile(
    rf"\s*(?P<code>{LEVELLED_CODE})\s+(?P<title>[^\s\"“:][^\"“:]*?)\s+"
    r"(?P<points>\d+(?:[.,]\d+)?)(?: *(?:điểm|đ\b))?(?:[ ,]+(?P<tag>ĐTXHH))?\s*$",
    re.IGNORECASE,
)


_NUMERIC = re.compile(r"\d+(?:[.,]\d+)?(?: *(?:điểm|đ))?", re.IGNORECASE)


@frozen
class PastedLine:
    """The cells of one row of a table, and the lines of the file that it took; no cells for a line drawn between."""

    cells: tuple[str, ...]
    lines: tuple[RawLine, ...]
    sure: bool = True
    """Whether the cells were set apart there; a number at the end of a line may belong to the words before it."""


def pasted_line(source: Source, lines: Sequence[RawLine]) -> PastedLine | None:
    """The row of a table that begins with the first of some lines; None where it is no row of one."""
    first = lines[0]
    cells = source.cells(first.number)
    if len(cells) > 1:
        return _tabbed(source, lines)
    text = source.lines[first.number - 1]
    if text.count(GOES_ON) > 1 and text.lstrip().startswith(GOES_ON):
        if _RULE.fullmatch(text):
            return PastedLine((), (first,))
        return PastedLine(_plain(text.strip().strip(GOES_ON).split(GOES_ON)), (first,))
    if text.count(";") > 1 and '"' not in text and re.match(rf"\s*{_CODE}\s*;", text, re.IGNORECASE):
        return PastedLine(_plain(text.split(";")), (first,))
    spaced = re.split(r" {2,}", text.strip())
    if len(spaced) > 2 and _SPACED.match(text):
        return PastedLine(_plain(spaced), (first,))
    ending = _ENDING.fullmatch(text)
    return None if ending is None else PastedLine(_plain([g for g in ending.groups() if g]), (first,), sure=False)


def _tabbed(source: Source, lines: Sequence[RawLine]) -> PastedLine:
    """The same by tabs; a cell of several lines stands in quotes, where a quote is written twice, or in none."""
    taken = [lines[0]]
    text = "\t".join(source.cells(lines[0].number))
    if _opens(text):
        for more in lines[1:_MOST_LINES_OF_A_CELL]:
            taken.append(more)
            text += " " + "\t".join(source.cells(more.number))
            if not _opens(text):
                break
        else:
            taken, text = [lines[0]], "\t".join(source.cells(lines[0].number))
    while _broken(source, text, taken, lines):
        taken.append(lines[len(taken)])
        text = text.rstrip() + " " + "\t".join(source.cells(taken[-1].number)).lstrip()
    return PastedLine(_plain(_cells(text)), tuple(taken))


def _broken(source: Source, text: str, taken: Sequence[RawLine], lines: Sequence[RawLine]) -> bool:
    """Whether the last cell of a row goes on in the next line: Word writes a break inside a cell as one of a line.

    The row has a code and words and no number yet, and the line below begins with words, not with a cell of its own.
    """
    if len(taken) >= min(len(lines), _MOST_LINES_OF_A_CELL) or lines[len(taken)].number != taken[-1].number + 1:
        return False
    code, *rest = _plain(text.rstrip().split("\t"))
    more = source.cells(lines[len(taken)].number)
    opens = more[0].strip()
    waits = re.fullmatch(LEVELLED_CODE, code, re.IGNORECASE) and len(rest) == 1 and not _NUMERIC.fullmatch(rest[0])
    goes_on = opens and not re.fullmatch(LEVELLED_CODE, opens, re.IGNORECASE) and '"' not in opens
    return bool(waits and goes_on and len(more) > 1)


def _opens(text: str) -> bool:
    """Whether a cell opens with a quote that is not closed."""
    return any(re.match(r'\s*"', cell) and cell.count('"') % 2 for cell in text.split("\t"))


def _cells(text: str) -> list[str]:
    cells = _stripped(text.split("\t"))
    return [c[1:-1].replace('""', '"') if re.fullmatch(r'"(?:[^"]|"")*"', c) else c for c in cells]


def _stripped(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]


def _plain(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(_stripped(cells))
