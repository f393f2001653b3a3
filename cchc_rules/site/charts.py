"""Charts as SVG inside the page: bars and a radar. Every figure stands beside them in words; patterns tell parts apart.

Coordinates are for the eye alone: they are rounded, and nothing is decided by them.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from html import escape

from cchc_rules.frozen import frozen
from cchc_rules.model.numbers import decimal_string

_SIZE, _MIDDLE, _RADIUS, _LABEL = 320, 160, 110, 128
_RINGS = (25, 50, 75, 100)
_PATTERNS = (
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#f0e442"/><rect width="2" height="6" fill="#555"/></pattern></defs>'
)


@frozen
class Reading:
    """One field of a chart: its code, its name, its share in words, and the share as bounds; None where it has none."""

    code: str
    name: str
    words: str
    low: Fraction | None
    high: Fraction | None


def bar(reading: Reading, ident: str) -> str:
    """A share of the whole as a bar: what is reached, then hatched what is not known yet; none without a share."""
    if reading.low is None or reading.high is None:
        return ""
    sure, open_ = _percent(reading.low), _percent(reading.high - reading.low)
    label = escape(f"{reading.code}: {reading.words}")
    hatched = f'<rect class="open" x="{sure}" y="0" width="{open_}" height="12" fill="url(#{ident})"/>'
    return (
        f'<svg class="share" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"{_PATTERNS.format(id=ident) if reading.low != reading.high else ''}"
        '<rect class="all" x="0" y="0" width="100" height="12"/>'
        f'<rect class="sure" x="0" y="0" width="{sure}" height="12"/>'
        f"{hatched if reading.low != reading.high else ''}</svg>"
    )


def radar(readings: Sequence[Reading], title: str, ident: str) -> str:
    """Fields around a middle: a solid line for what is reached at the least, a dashed one for the most.

    A field without a share has a mark at its end and no point. Fewer than three make no figure.
    """
    if len(readings) < 3:
        return ""
    count = len(readings)
    told = "; ".join(f"{r.code}: {r.words}" for r in readings)
    parts = [
        f'<svg class="radar" viewBox="0 0 {_SIZE} {_SIZE}" role="img" aria-labelledby="{ident}-t {ident}-d">',
        f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(told)}</desc>',
        *(f'<polygon class="ring" points="{_ring(count, Fraction(r, 100))}"/>' for r in _RINGS),
        *(_axis(place, count, r) for place, r in enumerate(readings)),
        f'<text class="scale" x="{_MIDDLE + 3}" y="{_MIDDLE - _RADIUS // 2 - 2}">50%</text>',
    ]
    if any(r.low != r.high for r in readings):
        parts.append(f'<polygon class="most" points="{_points([r.high for r in readings])}"/>')
    parts.append(f'<polygon class="least" points="{_points([r.low for r in readings])}"/>')
    parts += (_dot(place, count, r.low) for place, r in enumerate(readings) if r.low is not None)
    return "".join((*parts, "</svg>"))


def _axis(place: int, count: int, r: Reading) -> str:
    x, y = _at(place, count, Fraction(1))
    end_x, end_y = _at(place, count, Fraction(_LABEL, _RADIUS))
    kind = "axis" if r.low is not None else "axis none"
    text = escape(r.code if r.low is not None else f"{r.code} (–)")
    line = f'<line class="{kind}" x1="{_MIDDLE}" y1="{_MIDDLE}" x2="{x}" y2="{y}"/>'
    return f'{line}<text class="code" x="{end_x}" y="{end_y}">{text}</text>'


def _ring(count: int, share: Fraction) -> str:
    return " ".join(",".join(_at(place, count, share)) for place in range(count))


def _points(shares: Sequence[Fraction | None]) -> str:
    known = ((place, share) for place, share in enumerate(shares) if share is not None)
    return " ".join(",".join(_at(place, len(shares), share)) for place, share in known)


def _dot(place: int, count: int, share: Fraction) -> str:
    x, y = _at(place, count, share)
    return f'<rect class="dot" x="{x}" y="{y}" width="6" height="6" transform="translate(-3 -3)"/>'


def _at(place: int, count: int, share: Fraction) -> tuple[str, str]:
    """Where a share of a field lies, the first at the top, then as clocks go."""
    angle = 2 * math.pi * place / count
    across, up = Fraction(math.sin(angle)), Fraction(math.cos(angle))
    return decimal_string(_MIDDLE + across * share * _RADIUS, 1), decimal_string(_MIDDLE - up * share * _RADIUS, 1)


def _percent(share: Fraction) -> str:
    return decimal_string(share * 100, 2)
