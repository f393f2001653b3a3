"""What a scorecard's JSON says beyond the table: rated points, bonus and penalty, disqualifying conditions.

Keys stand only where a rubric has such parts, so that scorecards of others stay as they were.
"""

from cchc_rules.explain.data.parts import HOLDS, Json
from cchc_rules.explain.words import citations as phrases
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.numbers import decimal_string
from cchc_rules.model.rubric import BucketKind, Ceiling, Rubric
from cchc_rules.results.final import BucketScore, Decision, Final
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.quotas import Found
from cchc_rules.results.ranking import Standing
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.writing.rubric import result_condition, say

_KINDS = {BucketKind.BONUS: "bonus", BucketKind.PENALTY: "penalty"}
_UNRATED = {True: "unrated", False: "rated", None: "open"}


def rating_data(card: Scorecard) -> Json:
    """The optional keys `final` and `conditions` with `rating`."""
    data: Json = {}
    if card.final is not None:
        data["final"] = _final(card.rubric, card.final)
    if card.rubric.provisions.disqualifiers:
        data["rating"] = _UNRATED[card.unrated]
        data["by_points"] = card.by_points.value.name if card.by_points is not None else None
        data["conditions"] = [_decision(card.rubric, d) for d in card.decisions]
    if card.rubric.provisions.quotas:
        data["before_quotas"] = [b.value.name for b in card.alone]
        data["quota"] = quota_data(card.quota)
    return data


def quota_data(found: Found | None) -> Json | None:
    """What the quotas of a year did to a unit; None where the other units were not looked at, or no quota bears."""
    if found is None or found.quota is None or found.state is None:
        return None
    return {
        "text": say(Slot.QUOTAS, found.quota.value),
        "state": found.state.value,
        "counted": list(found.counted),
        "room": list(found.room),
    }


def rated_data(s: Standing) -> Json:
    """The optional keys `points` and `of` where these are not the table's, and `unrated` where there may be no band."""
    data: Json = {}
    if s.rated is not None:
        data |= {"points": decimal_string(s.rated[0]), "of": decimal_string(s.rated[1])}
    if s.quota is not None:
        data |= {"before_quotas": [b.value.name for b in s.alone], "quota": quota_data(s.quota)}
    return data if s.unrated is False else data | {"unrated": s.unrated}


def _final(rubric: Rubric, final: Final) -> Json:
    r = final.rescaled
    names = ("achieved", "applicable", "max", "points", "survey")
    capped = final.ceiling is None or final.ceiling.value is Ceiling.CAPPED
    return {
        "table": decimal_string(final.table),
        "rescaled": None if r is None else {name: decimal_string(getattr(r, name)) for name in names},
        "buckets": [_bucket(rubric, b) for b in final.buckets],
        "capped": capped,
        "low": decimal_string(final.low),
        "high": decimal_string(final.high),
        "of": decimal_string(final.base),
        # Rescaled points may have no finite decimal form.
        "exact": f"{final.low.numerator}/{final.low.denominator}",
    }


def _bucket(rubric: Rubric, b: BucketScore) -> Json:
    return {
        "kind": _KINDS[b.bucket.value.kind],
        "cap": decimal_string(b.bucket.value.cap),
        "low": decimal_string(b.low),
        "high": decimal_string(b.high),
        "rows": [_row(rubric, n, n.criterion.code in b.silent) for n in b.nodes],
        "cites": _cites(rubric, b.bucket),
    }


def _row(rubric: Rubric, n: NodeScore, silent: bool) -> Json:
    cites = phrases.row_cites(rubric, n.criterion)
    return {
        "code": n.criterion.code.text,
        "title": n.criterion.title,
        "state": n.state.value,
        "max": decimal_string(n.criterion.max),
        "points": None if n.final is None else decimal_string(n.final),
        "in_sheet": not silent,
        "cites": [_cite(c) for c in cites],
    }


def _decision(rubric: Rubric, d: Decision) -> Json:
    top = rubric.level_names[0]
    return {
        "result": d.stated.value.result,
        "condition": result_condition(d.stated.value.condition, top),
        "state": HOLDS[d.holds],
        "because": [{"text": result_condition(a.atom, top), "state": HOLDS[a.holds]} for a in d.atoms],
        "cites": _cites(rubric, d.stated),
    }


def _cites(rubric: Rubric, stated: Stated[object]) -> list[Json]:
    return [_cite(c) for c in phrases.stated_cites(rubric, stated)]


def _cite(c: phrases.Cite) -> Json:
    return {"text": c.text, "file": c.at.source if c.at else None, "line": c.at.line if c.at else None}
