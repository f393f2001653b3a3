"""The figures of a scorecard as a record of what a plan gives back: how a walked unit is written, and the oracle."""

from fractions import Fraction

from cchc_rules.columns.contract import stage_key
from cchc_rules.columns.ratings import band_low
from cchc_rules.columns.sheets import Cell
from cchc_rules.model.citation import Stated
from cchc_rules.model.rating import Band
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.scorecard import Index, Scorecard
from cchc_rules.source import fold_name

Figures = dict[str, Cell]


def figures_of(card: Scorecard, scale: int, rows: bool = False) -> Figures:
    """What a plan of this rubric gives back for the unit, in the same columns; ratios may be in other terms."""
    found: Figures = {}
    whole = _sum([n for n in card.nodes if n.criterion.code.depth == 1])
    found |= _amounts("total", whole, card, scale, True)
    if card.final is not None:
        for i, b in enumerate(card.final.buckets):
            found |= {f"bucket_{i + 1}_low": _units(b.low, scale), f"bucket_{i + 1}_high": _units(b.high, scale)}
        low, high = card.final.low, card.final.high
        of = low.denominator * high.denominator
        found |= {"rated_low_num": int(low * of), "rated_high_num": int(high * of), "rated_den": of}
        found["rated_max"] = _units(card.final.base, scale)
    found |= _index("index", card.index, scale)
    found |= _bands(card)
    found["unrated"] = card.unrated
    told = {d.stated: d.holds for d in card.decisions}
    gates = card.rubric.provisions.disqualifiers
    found |= {f"gate_{i + 1}": told.get(d, False) for i, d in enumerate(gates)}
    found |= {f"consequence_{c.consequence.value.number}": c.holds for c in card.consequences}
    found["provisional"] = card.provisional
    for node, index in zip(card.fields, card.field_indexes, strict=True):
        found |= _amounts(f"field_{node.criterion.code}", node.units, card, scale, False, node.scale)
        found |= _index(f"field_{node.criterion.code}_index", index, scale)
    for node in card.nodes if rows else ():
        found |= _amounts(f"row_{node.criterion.code}", node.units, card, scale, True, node.scale)
    return found


def _sum(fields: list[NodeScore]) -> tuple[Fraction, ...]:
    width = max(len(n.units) for n in fields)
    padded = [(*n.units, *(0 for _ in range(width - len(n.units)))) for n in fields]
    return tuple(Fraction(sum(column), fields[0].scale) for column in zip(*padded, strict=True))


def _amounts(
    name: str, units: tuple[int, ...] | tuple[Fraction, ...], card: Scorecard, scale: int, by_stage: bool, of: int = 1
) -> Figures:
    achieved, lost, excluded, pending, by_limit, over, *taken = (_units(Fraction(u) / of, scale) for u in units)
    found: Figures = {f"{name}_achieved": achieved, f"{name}_lost": lost}
    found |= {f"{name}_excluded": excluded, f"{name}_pending": pending}
    if by_stage:
        stages = card.rubric.provisions.lineup.columns
        taken += [0] * (len(stages) - len(taken))
        found[f"{name}_over"] = over
        found |= {f"{name}_lost_{stage_key(s)}": t for s, t in zip(stages, taken, strict=True)}
        found[f"{name}_lost_limit"] = by_limit
    return found


def _units(points: Fraction, scale: int) -> int:
    units = points * scale
    assert units.denominator == 1, units
    return int(units)


def _index(name: str, index: Index | None, scale: int) -> Figures:
    """The bounds of an index, over the maximum that counts where that makes whole numbers."""
    if index is None:
        return dict.fromkeys((f"{name}_num", f"{name}_den", f"{name}_high_num", f"{name}_high_den"))
    low, high = (_over(ratio, index.denominator * scale) for ratio in (index.low, index.high))
    return {f"{name}_num": low[0], f"{name}_den": low[1], f"{name}_high_num": high[0], f"{name}_high_den": high[1]}


def _over(ratio: Fraction, base: Fraction) -> tuple[int, int]:
    above = ratio * base
    whole = above.denominator == base.denominator == 1
    return (int(above), int(base)) if whole else ratio.as_integer_ratio()


def _bands(card: Scorecard) -> Figures:
    spelled = {fold_name(b.value.name): b.value.name for b in reversed(card.rubric.provisions.bands)}

    def told(band: Stated[Band] | None) -> str | None:
        return spelled[fold_name(band.value.name)] if band is not None else None

    rising = sorted(card.possible_bands, key=band_low)
    return {
        "band": told(card.band),
        "band_low": told(rising[0] if rising else None),
        "band_high": told(rising[-1] if rising else None),
    }
