"""What a period still awaits before its ranking is final, in words and as data."""

from typing import Any

from cchc_rules.explain.render.text_width import clean
from cchc_rules.results.ranking import Ranking
from cchc_rules.writing.stage_keys import stage_key

MAY_CHANGE = "thứ hạng và kết quả còn có thể thay đổi"


def awaited(ranking: Ranking) -> str | None:
    """Who has no sheet yet and who still waits for which stage; None where nothing is awaited."""
    if not ranking.awaits:
        return None
    told = [f"danh sách của kỳ còn thiếu phiếu của {_units(ranking.missing)}"] if ranking.missing else []
    order = ranking.rubric.provisions.lineup.order
    for stage in order:
        waiting = [u.standing.header.unit for u in ranking.units if stage in u.standing.awaiting]
        told += [f"đang chờ {stage.value} {_units(waiting)}"] if waiting else []
    return "; ".join((*told, MAY_CHANGE))


def _units(names: "tuple[str, ...] | list[str]") -> str:
    return f"{len(names)} đơn vị ({', '.join(f'“{clean(n)}”' for n in names)})"


def data(ranking: Ranking) -> dict[str, Any]:
    """For JSON: `sheets` are units without a sheet, `stages` what units with one wait for."""
    waiting = [
        {"unit": u.standing.header.unit, "stage": stage_key(stage)}
        for u in ranking.units
        for stage in u.standing.awaiting
    ]
    return {"sheets": list(ranking.missing), "stages": waiting}
