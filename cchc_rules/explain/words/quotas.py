"""The Vietnamese of quotas and of units that are equal."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from cchc_rules.explain.words.citations import quoted
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rating import Quota, TieBreak, Ties
from cchc_rules.results.quotas import Bands, Found, Limit, QuotaState, limits
from cchc_rules.results.ranking import Ranking
from cchc_rules.writing.rubric import say, scope

RANK_WAITS = "bằng nhau, chờ quyết định thứ hạng"
_WAITS = "chờ quyết định"


def order(rule: TieBreak) -> str:
    """How units are ranked: `xếp theo chỉ số chưa làm tròn; bằng nhau thì cùng thứ hạng, …`."""
    looked = "".join(f"xét {key.measured.value} {key.code}, " for key in rule.keys)
    match rule.then:
        case Ties.SHARED:
            then = "cùng thứ hạng, thứ hạng kế tiếp bỏ qua số đơn vị bằng nhau"
        case Ties.DECIDED_LATER:
            then = "chờ quyết định"
        case _:
            assert_never(rule.then)
    return f"xếp theo chỉ số chưa làm tròn; bằng nhau thì {looked}{'vẫn bằng thì ' if looked else ''}{then}"


def waiting(found: Found | None) -> str | None:
    """What stands for a rating that somebody has to decide."""
    return _WAITS if found is not None and found.state is QuotaState.TIED else None


def remarks(alone: Bands, found: Found | None) -> list[str]:
    """What a quota did to a unit, or may do: `vượt hạn mức xếp “Rất tốt” (20% của 9 đơn vị là 1)`."""
    if found is None or found.quota is None or found.state is None or found.state is QuotaState.KEPT:
        return []
    room = _room(found, found.quota.value)
    match found.state:
        case QuotaState.LOWERED:
            told = f"vượt {room}"
        case QuotaState.TIED:
            told = f"bằng nhau ở chỗ cắt của {room}"
        case QuotaState.OPEN:
            told = f"chưa rõ có vượt {room} không"
        case _:
            assert_never(found.state)
    others = [b for b in alone if not limits(b, found.quota.value)]
    return [told, f"theo điểm {_names(alone)}"] if others else [told]


def _names(bands: Bands) -> str:
    return " hoặc ".join(quoted(name) for name in dict.fromkeys(b.value.name for b in bands))


def _room(found: Found, quota: Quota) -> str:
    share = f"{vietnamese(quota.share * 100)}%"
    if found.counted[0] != found.counted[1]:
        return f"hạn mức {share} xếp {quoted(quota.band)}"
    return f"hạn mức xếp {quoted(quota.band)} ({share} của {found.counted[0]} đơn vị là {found.room[0]})"


def decisions_awaited(ranking: Ranking) -> Iterator[str]:
    """For each cut that falls among equal units, all of them by name; then for each shared place in the ranking."""
    cuts: dict[Quota, list[str]] = {}
    places: dict[tuple[int, int], list[str]] = {}
    for unit in ranking.units:
        found, name = unit.standing.quota, quoted(unit.standing.header.unit)
        if found is not None and found.quota is not None and found.state is QuotaState.TIED:
            cuts.setdefault(found.quota.value, []).append(name)
        if unit.among is not None:
            places.setdefault(unit.among, []).append(name)
    for quota, names in cuts.items():
        yield f"Chờ quyết định ai được xếp {quoted(quota.band)}: {', '.join(names)} bằng nhau ở chỗ cắt của hạn mức."
    for (first, last), names in places.items():
        yield f"Chờ quyết định thứ hạng {first} đến {last}: {', '.join(names)} bằng nhau."


def before_quotas(alone: Bands, limited: Sequence[Limit]) -> str | None:
    """Of a unit by itself: `“Rất tốt” theo điểm; còn xét hạn mức của cả kỳ: không quá …`; None where none bears."""
    bearing = [limit for limit in limited if any(limits(b, limit.stated.value) for b in alone)]
    if not bearing:
        return None
    said = "; ".join(say(Slot.QUOTAS, b.stated.value) + scope(b.stated.value.scope) for b in bearing)
    return f"theo điểm {_names(alone)}; còn xét hạn mức của cả kỳ: {said}"
