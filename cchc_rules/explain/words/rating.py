"""The Vietnamese of ratings decided by conditions, of bonus and penalty, and of rescaling."""

from cchc_rules.explain.words.citations import quoted
from cchc_rules.explain.words.scorecard import BAND_OPEN, NO_BAND
from cchc_rules.model.rubric import BucketKind, Disqualifier, Measure
from cchc_rules.results.final import Decision
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import fold_name
from cchc_rules.writing.rubric import result_condition

SILENT = "phiếu không ghi"
NO_MORE = "không cộng"
NO_LESS = "không trừ"
_SIGNS = {BucketKind.BONUS: "+", BucketKind.PENALTY: "−"}


def decided_by(card: Scorecard) -> Decision | None:
    """The condition that settled the rating: the points alone would not have."""
    held = [d for d in card.decisions if d.holds]
    if card.unrated:
        return next((d for d in held if d.stated.value.result is None), None)
    if card.band is None or card.index is None or card.unrated is None:
        return None
    by_points = card.band.value.measure is Measure.POINTS
    low, high = (
        (card.final.low, card.final.high)
        if by_points and card.final is not None
        else (card.total.achieved, card.total.achieved + card.total.pending)
        if by_points
        else (card.index.low, card.index.high)
    )
    within = card.band.value.interval
    if within.holds(low) and within.holds(high):
        return None
    name = fold_name(card.band.value.name)
    return next((d for d in held if fold_name(d.stated.value.result or "") == name), None)


def outcome(d: Decision, card: Scorecard, top: str) -> str:
    """`“Không đạt” vì: 1.2 dưới 5 điểm; theo điểm thì “Đạt”`."""
    name = quoted(card.band.value.name) if card.band is not None else NO_BAND
    by_points = f"; nếu chỉ theo điểm thì {quoted(card.by_points.value.name)}" if card.by_points is not None else ""
    return f"{name} vì: {result_condition(d.reason or d.stated.value.condition, top)}{by_points}"


def blocking(card: Scorecard) -> str | None:
    """That more points alone change no rating, where a condition settled it."""
    decided = decided_by(card)
    return blocked(decided, card, card.rubric.level_names[0]) if decided is not None else None


def blocked(d: Decision, card: Scorecard, top: str) -> str:
    """That more points alone change no rating."""
    now = f"bị xếp {quoted(card.band.value.name)}" if card.band is not None else "không được xếp loại"
    why = result_condition(d.reason or d.stated.value.condition, top)
    return f"Đơn vị đang {now} vì: {why}. Thêm điểm mà điều kiện này còn đúng thì xếp loại không đổi."


def result(d: Disqualifier) -> str:
    """What a condition leads to."""
    return NO_BAND if d.result is None else f"xếp {quoted(d.result)}"


def maybe_unrated(bands: list[str]) -> str:
    """A rating that a condition may still take away."""
    named = "".join(f"{quoted(b)} hoặc " for b in bands)
    return f"{BAND_OPEN}, có thể là {named}{NO_BAND}, tùy các dòng, số liệu chưa biết"


def still_open(card: Scorecard) -> list[str]:
    """What beside the rows of the table is not known."""
    told = []
    if card.final is not None:
        rows = sum(bool(n.ledger.pending) for b in card.final.buckets for n in b.nodes)
        told += [f"còn {rows} dòng điểm cộng, điểm trừ chưa biết"] if rows else []
    if any(d.holds is None for d in card.decisions):
        told.append("chưa rõ có điều kiện xếp loại nào đúng hay không")
    if card.quota is None and len(card.possible_bands) > len(card.alone):
        told.append("xếp loại còn xét hạn mức của cả kỳ")
    return told


def heading(kind: BucketKind, counted: str, cap: str) -> str:
    """`ĐIỂM CỘNG: 5 điểm (tối đa 5)`."""
    return f"{kind.value.upper()}: {counted} điểm (tối đa {cap})"


def signed(kind: BucketKind, points: str) -> str:
    """`+2`, `−1,5`."""
    return f"{_SIGNS[kind]}{points}" if points != "0" else NO_MORE if kind is BucketKind.BONUS else NO_LESS


def capped(kind: BucketKind, sure: str, cap: str) -> str:
    """Why not all of it counts."""
    return f"các dòng cộng lại {sure} điểm; {kind.value} tối đa {cap} điểm"


def rescaled(achieved: str, applicable: str, maximum: str, points: str) -> str:
    """`points` begins with its `=`: `phần thẩm định: 51/60 điểm áp dụng, quy về đủ thang 80: 51 × 80 / 60 = 68`."""
    steps = f"{achieved} × {maximum} / {applicable} {points}"
    return f"phần thẩm định: {achieved}/{applicable} điểm áp dụng, quy về đủ thang {maximum}: {steps}"


def with_survey(points: str, survey: str, total: str) -> str:
    """The survey's points added to the rescaled part; `total` begins with its `=`."""
    return f"cộng điểm ĐTXHH: {points} + {survey} {total}"


def summed(table: str, parts: list[tuple[BucketKind, str]], total: str, least: bool) -> str:
    """`total` begins with its `=`: `85 điểm của bảng + 5 điểm cộng − 1,5 điểm trừ = 88,5`; `least` of what may be."""
    tail = "".join(f" {_SIGNS[kind]} {points} {kind.value}" for kind, points in parts)
    return ("mức thấp nhất: " if least else "") + f"{table} điểm của bảng{tail} {total}"


def held(raw: str, kept: str, above: bool) -> str:
    """What was done to a sum beyond the bounds."""
    return f"{raw} {'vượt tổng điểm tối đa' if above else 'thấp hơn 0'}, tính {kept}"


def over(points: str, base: str, index: str) -> str:
    """The ratio, at last."""
    return f"chỉ số: {points}/{base} = {index}"


def threshold(band: str, needed: str, pending: str) -> str:
    """What a band needs of the points that are rated."""
    return f"Để đạt {quoted(band)} cần thêm {needed} trong {pending} điểm xếp loại chưa chắc, nếu các dòng đều áp dụng."


def taken_less(points: str) -> str:
    """How much less a penalty could be."""
    return f"bớt trừ được {points}"


def between(low: str, high: str) -> str:
    """What is not yet known."""
    return f"từ {low} đến {high}"
