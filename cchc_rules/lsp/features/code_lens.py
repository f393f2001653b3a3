"""How many units another band awaits: the text as typed against the text on disk, over the sheets of a folder."""

from fractions import Fraction
from functools import lru_cache

from cchc_rules.api.sheets.score import Scored, score_files, sheet_files
from cchc_rules.frozen import frozen
from cchc_rules.lsp.index.family import tables_of
from cchc_rules.lsp.index.outline import outline
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position, Range
from cchc_rules.results.ranking import Standing

_OF_SHEETS = (TextKind.SHEET, TextKind.JSON_SHEET, TextKind.CASE)
_TOP = Range(Position(0, 0), Position(0, 0))


@frozen
class Lens:
    """A line told above a range."""

    range: Range
    title: str


@frozen
class Moved:
    """Of how many sheets the band, or that there is none, is another; how many are scored no longer, or only now."""

    sheets: int
    other_band: int
    other_points: int
    lost: int
    gained: int


def code_lens(desk: Desk, document: Document) -> tuple[Lens, ...]:
    """One above the opening of a text that decides about points; none without a folder of sheets that it scores."""
    if document.kind in _OF_SHEETS or not desk.sheets:
        return ()
    moved = measured(desk, document)
    if moved is None:
        return ()
    top = next(iter(outline(document)), None)
    return (Lens(document.range(top.at) if top is not None else _TOP, told(moved)),)


def told(moved: Moved) -> str:
    """`2 trong 19 phiếu đổi xếp loại so với bản trên đĩa; 5 phiếu đổi điểm`."""
    parts = [f"{moved.other_band} trong {moved.sheets} phiếu đổi xếp loại so với bản trên đĩa"]
    parts += [f"{moved.other_points} phiếu đổi điểm"] if moved.other_points else []
    parts += [f"{moved.lost} phiếu không chấm được nữa"] if moved.lost else []
    parts += [f"{moved.gained} phiếu trước không chấm được"] if moved.gained else []
    return "; ".join(parts)


@lru_cache(maxsize=8)
def measured(desk: Desk, document: Document) -> Moved | None:
    """The sheets of the tables that a document speaks of, scored by both texts; None where there are none."""
    tables = frozenset(tables_of(desk, document))
    files = sheet_files(desk.sheets, desk.workspace)
    others = ((f, desk.document(desk.workspace.resolve(f))) for f in files)
    own = [f for f, sheet in others if sheet is not None and tables.intersection(tables_of(desk, sheet))]
    if not own:
        return None
    before, after = (_standings(score_files(own, library.afresh())) for library in (desk.on_disk, desk.library))
    both = [(before[name], after[name]) for name in before if name in after]
    return Moved(
        len(own),
        sum(_rated(a) != _rated(b) for a, b in both),
        sum(_points(a) != _points(b) for a, b in both),
        len(before.keys() - after.keys()),
        len(after.keys() - before.keys()),
    )


def _standings(scored: Scored) -> dict[str, Standing]:
    return {u.standing.source: u.standing for ranking in scored.rankings for u in ranking.units}


def _rated(standing: Standing) -> tuple[object, object]:
    return standing.band, standing.unrated


def _points(standing: Standing) -> tuple[Fraction, ...]:
    return standing.points
