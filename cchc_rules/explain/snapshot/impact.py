"""What an amendment moves: a line a unit, a line a row, by how much; what it leaves alone is not told."""

from collections.abc import Iterator

from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.impact import assumed, band_move, consequence_moves, maximum, pair, rank_of, signed
from cchc_rules.explain.words.figures import Figures
from cchc_rules.results.impact import CriterionImpact, Impact, UnitImpact


def impact_snapshot(impact: Impact) -> str:
    """The differences alone, without the points they are differences of; ends with a line end."""
    figures = Figures.of(impact.after.provisions)
    lines = [clean(f"{impact.after.title} · năm {impact.year} · {len(impact.units)} đơn vị")]
    lines += [f"{fact.label}: {fact.value}" for fact in assumed(impact)]
    lines += ["", *_units(impact, figures), "", *(_criterion(c, figures) for c in impact.criteria)]
    lines += [f"không so sánh được: {name}" for name in impact.left_out]
    return "\n".join(lines) + "\n"


def _units(impact: Impact, figures: Figures) -> Iterator[str]:
    moved = [u for u in impact.units if _moved(u)]
    yield from (_unit(u, figures) for u in moved)
    if len(moved) < len(impact.units):
        yield f"{len(impact.units) - len(moved)} đơn vị không đổi"


def _moved(unit: UnitImpact) -> bool:
    return bool(unit.rows or unit.counts_otherwise or unit.crosses_band or unit.rank_before != unit.rank_after)


def _unit(unit: UnitImpact, figures: Figures) -> str:
    rank = pair(rank_of(unit.rank_before), rank_of(unit.rank_after))
    told = (f"hạng {rank}", clean(unit.after.header.unit), f"{signed(unit.gained, figures)} điểm", band_move(unit))
    return " · ".join((*told, *consequence_moves(unit)))


def _criterion(c: CriterionImpact, figures: Figures) -> str:
    most = pair(maximum(c.max_before, figures), maximum(c.max_after, figures))
    gained = signed(c.achieved_after - c.achieved_before, figures)
    return clean(f"{c.code} {c.title}: tối đa {most}; mọi đơn vị cộng lại {gained} điểm; {c.units} đơn vị")
