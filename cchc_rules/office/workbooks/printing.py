"""How a page is printed: A4 across, no text smaller than can be read, the part of a stage on a page of its own."""

from cchc_rules.frozen import frozen
from cchc_rules.office.workbooks.layout import Page

_A4_ACROSS = 11.69
MARGIN = 0.4
"""At each side, in inches."""
FONT = 11
"""The size of the text of a page, in points."""
LEAST = 8.0
"""The smallest size in which it may be printed, in points."""


_DOT = 9.4 / 7
"""How much wider columns are where the fonts asked for are not installed and the widest usual one stands in."""

_SURE = 0.98
"""How much of the paper is planned for: programs round the widths of columns."""


@frozen
class Printing:
    """The scale in percent, the columns (from 1) that begin a new page across, and the last one that is printed."""

    scale: int
    breaks: tuple[int, ...]
    last: int


def printing_of(page: Page) -> Printing:
    """As few pages across as can be read; what stays in sight on the left stands on each."""
    room = (_A4_ACROSS - 2 * MARGIN) * _SURE
    breaks: list[int] = []
    start, widest = 1, 0.0
    for first, behind in zip(page.parts, page.parts[1:], strict=False):
        if _width(page, start, behind) * LEAST / FONT > room:
            breaks.append(first)
            start = first
        widest = max(widest, _width(page, start, behind))
    return Printing(min(100, int(room / widest * 100)), tuple(breaks), page.parts[-1] - 1)


def _width(page: Page, first: int, behind: int) -> float:
    """Inches from a column up to another, with those that stand on every page."""
    shown = [*range(1, min(page.left, first - 1) + 1), *range(first, behind)]
    columns = [page.columns[at - 1] for at in shown if not page.columns[at - 1].hidden]
    # A column as wide as so many characters of the usual size takes 7 dots for each and 5 more, of 96 an inch.
    return sum((7 * _DOT * c.width + 5 for c in columns), 0.0) / 96
