"""Lower the settings of a rubric: each grammar rule has one function here, found through SETTINGS."""

from collections.abc import Callable
from typing import Any, TypeVar

from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.edits import content, replaced
from cchc_rules.frozen import frozen
from cchc_rules.language.words import said, squeeze
from cchc_rules.model.calendar import LONGEST, DayKind, DaySpan, DueOnDayOff, SpecialDays
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import Condition, UnitKindIs
from cchc_rules.model.discrepancy import (
    Discrepancy,
    PrintedCode,
    PrintedCount,
    PrintedNote,
    PrintedPoints,
    PrintedWords,
    Reading,
)
from cchc_rules.model.expression import Direction
from cchc_rules.model.fact import FactDeclaration, FactType
from cchc_rules.model.group_method import FROM_MAXIMUM, Capped, CapWhenRowsLeave, GroupMethod, Pick
from cchc_rules.model.rating import Measured, Quota, TieBreak, TieKey, Ties
from cchc_rules.model.rubric import (
    Absence,
    Band,
    Ceiling,
    ClaimPolicy,
    Consequence,
    Count,
    Disqualifier,
    ExcludedWhen,
    InPlaceOfBands,
    InPlaceOfConsequence,
    Measure,
    Numbering,
    OnlyWhen,
    Override,
    Rounding,
    Subjects,
    Suspended,
    Total,
)
from cchc_rules.model.rule import Precedence
from cchc_rules.model.stages import (
    Deadline,
    DueForm,
    Publication,
    Step,
)
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.conditions import condition
from cchc_rules.syntax.rubric.facts import with_details
from cchc_rules.syntax.rubric.result_conditions import bound_without_unit, result_condition, trigger
from cchc_rules.syntax.rubric.stages import combination, stage, stage_name
from cchc_rules.syntax.rubric.surveys import lower_share

T = TypeVar("T")
Lower = Callable[[Statement, Node, Report], Any]


@frozen
class Setting:
    """How one statement becomes a value: the attribute of Provisions it fills, and the function."""

    target: str
    lower: Lower
    repeats: bool = False


def state(st: Statement, lowered: T, report: Report) -> Stated[T]:
    """A lowered value with the basis, place, comments of its statement, and the tables it is for."""
    return Stated(lowered, v.basis(st, st.node, report), st.span, st.trivia, tables=v.tables(st.node))


def _levels(_st: Statement, node: Node, _report: Report) -> tuple[str, ...]:
    return tuple(squeeze(leaf.text) for leaf in node.leaves("WORDS"))


def _numbering(_st: Statement, node: Node, _report: Report) -> Numbering:
    return Numbering(v.word(node, "NUMBERING"))


def _instrument(st: Statement, node: Node, report: Report) -> Any:
    return v.instrument(st, node.nodes("instrument")[0], report)


def _in_force(st: Statement, node: Node, report: Report) -> Any:
    return v.date(st, node.leaves("DATE")[0], report)


def _governs(st: Statement, node: Node, report: Report) -> int:
    leaf = node.leaves("INT")[0]
    year = v.whole(st, leaf, report)
    if not 1900 <= year <= 9999:
        values = {"reason": "năm phải có bốn chữ số", "fix": "viết đủ năm, ví dụ 2020"}
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, **values)
    return year


def _uses(_st: Statement, node: Node, _report: Report) -> str:
    return node.text("ID")


def _override(st: Statement, node: Node, report: Report) -> Override:
    if node.leaf("CODE") is not None:
        return InPlaceOfConsequence(node.text("CODE"))
    return InPlaceOfBands(scope_of(st, node, report))


def scope_of(st: Statement, node: Node, report: Report) -> Condition | None:
    """What follows `XẾP LOẠI` in a sentence: `cho "…"`, `khi …`, or nothing."""
    given = node.node("scope_kinds", "scope_when")
    if given is None:
        return None
    if given.rule == "scope_when":
        return condition(st, given.nodes()[0], report)
    return UnitKindIs(tuple(v.unquote(leaf.text) for leaf in given.leaves("STRING")))


def _total(st: Statement, node: Node, report: Report) -> Total:
    points = [v.number(st, leaf, report) for leaf in node.leaves("NUMBER")]
    return Total(points[0], points[1] if len(points) > 1 else None)


def counts(st: Statement, node: Node, report: Report) -> tuple[Count, ...]:
    """`7 lĩnh vực, 44 tiêu chí`."""
    return tuple(_count(st, n, report) for n in node.nodes("count"))


def _count(st: Statement, node: Node, report: Report) -> Count:
    return Count(v.whole(st, node.leaves("INT")[0], report), squeeze(node.text("WORDS")))


def _subjects(_st: Statement, node: Node, _report: Report) -> Subjects:
    kinds: list[str] = []
    excepted: list[str] = []
    for item in node.items:
        if isinstance(item, Leaf):
            (excepted if excepted else kinds).append(v.unquote(item.text))
        elif item.rule == "excepted":
            excepted.append(v.string(item))
    return Subjects(tuple(kinds), tuple(excepted))


def claims(_st: Statement, node: Node, _report: Report) -> ClaimPolicy:
    """`không áp dụng: được đề nghị`."""
    return ClaimPolicy(v.word(node, "CLAIM"))


def _step(st: Statement, node: Node, report: Report) -> Any:
    leaf = node.leaves("NUMBER")[0]
    step = v.number(st, leaf, report)
    if step <= 0:
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, reason="bước điểm phải lớn hơn 0")
        return None
    return step


def _rounding(st: Statement, node: Node, report: Report) -> Rounding:
    points, percent = (min(v.whole(st, leaf, report), 6) for leaf in node.leaves("INT"))
    return Rounding(points, percent, node.leaf("CUT_OFF") is not None)


def _tie_break(st: Statement, node: Node, report: Report) -> TieBreak:
    keys = (_tie_key(st, key, report) for key in node.nodes("tie_points", "tie_ratio"))
    return TieBreak(tuple(key for key in keys if key is not None), Ties(v.word(node, "TIES")))


def _tie_key(st: Statement, node: Node, report: Report) -> TieKey | None:
    code = v.code(st, node.leaves("CODE")[0], report)
    measured = Measured.POINTS if node.rule == "tie_points" else Measured.RATIO
    return TieKey(measured, code) if code is not None else None


def _band(st: Statement, node: Node, report: Report) -> Band:
    within, unit = v.interval(st, node.nodes("interval", "below")[0], report)
    if not unit:
        bound_without_unit(st, node, report, "%", " điểm")
    return Band(v.string(node), within, Measure.POINTS if unit == "điểm" else Measure.PERCENT)


def _consequence(st: Statement, node: Node, report: Report) -> Consequence:
    triggers = tuple(trigger(st, n, report) for n in node.nodes("index_within", "fields_within", "field_within"))
    return Consequence(node.text("CODE"), triggers, v.string(node))


def _disqualifier(st: Statement, node: Node, report: Report) -> Disqualifier:
    inner = next(n for n in node.nodes() if n.rule not in ("basis", "own_choice"))
    return Disqualifier(v.string(node) if node.leaf("STRING") else None, result_condition(st, inner, report))


def _quota(st: Statement, node: Node, report: Report) -> Quota | None:
    leaf = node.leaves("NUMBER")[0]
    percent = v.number(st, leaf, report)
    if not 0 < percent < 100:
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, **_SHARE_OF_UNITS)
        return None
    among, (band, beyond) = node.nodes("quota_among")[0], (v.unquote(s.text) for s in node.leaves("STRING"))
    rounding = Direction(v.word(node, "DIRECTION"))
    return Quota(percent / 100, v.string(among) if among.leaf("STRING") else None, band, rounding, beyond)


_SHARE_OF_UNITS = {"reason": "tỷ lệ đơn vị phải lớn hơn 0% và nhỏ hơn 100%", "fix": "viết tỷ lệ thật, ví dụ 20%"}


def _absence(_st: Statement, node: Node, _report: Report) -> Absence:
    return Absence(v.word(node, "ABSENCE"))


def _ceiling(_st: Statement, node: Node, _report: Report) -> Ceiling:
    return Ceiling(v.word(node, "CEILING"))


def precedence(_st: Statement, node: Node, _report: Report) -> Precedence:
    """`ưu tiên: điểm nhập tay`, for the whole rubric or for one row."""
    return Precedence(v.word(node, "PRECEDENCE"))


def _due_on_day_off(_st: Statement, node: Node, _report: Report) -> DueOnDayOff:
    return DueOnDayOff(v.word(node, "DUE_ON_DAY_OFF"))


def special_days(st: Statement, node: Node, report: Report) -> SpecialDays | None:
    """`ngày nghỉ lễ: 01/01/2020, 23/01/2020 đến 29/01/2020`; None when no span of it is sound."""
    kind = DayKind(v.word(node, "DAY_KIND"))
    spans = tuple(s for n in node.nodes("day_span") if (s := _day_span(st, n, report)) is not None)
    return SpecialDays(kind, spans) if spans else None


def _day_span(st: Statement, node: Node, report: Report) -> DaySpan | None:
    leaves = node.leaves("DATE")
    days = [v.date(st, leaf, report) for leaf in leaves]
    first, last = days[0], days[-1]
    if first is None or last is None:
        return None
    if 0 <= (last - first).days < LONGEST:
        return DaySpan(first, last)
    why = "ngày cuối trước ngày đầu" if last < first else f"dài quá {LONGEST} ngày"
    turned = tuple(replaced(st.at(leaf), other.text) for leaf, other in zip(leaves, reversed(leaves), strict=True))
    fixes = (content("hai ngày viết ngược", *turned),) if last < first else ()
    report.add(catalog.DAYS_MISORDERED, st.at(leaves[-1]), why=why, fixes=fixes)
    return None


def _deadline(st: Statement, node: Node, report: Report) -> Deadline | None:
    step: Step = Publication.PUBLICATION if node.leaf("PUBLICATION") else stage_name(node)
    after = node.leaf("YEAR_AFTER")
    years = None if after is None else 0 if v.word(node, "YEAR_AFTER") == "trong năm" else 1
    due = node.nodes("due_day", "due_quarter")[0]
    first = due.items[0]
    form = DueForm(said(first.kind, first.text) if isinstance(first, Leaf) else "")
    if due.rule == "due_quarter":
        return Deadline(step, form, quarter=_QUARTERS[due.text("QUARTER").casefold()], years_after=years)
    leaf = due.leaves("DAY_MONTH")[0]
    day, month = (int(p) for p in leaf.text.split("/"))
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        report.add(catalog.BAD_DATE, st.at(leaf), text=leaf.text, fix="viết ngày và tháng có thật, ví dụ 15/01")
        return None
    return Deadline(step, form, day, month, years_after=years)


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fact(st: Statement, node: Node, report: Report) -> FactDeclaration:
    """`[số vụ]: số đếm "vụ", từ 0 đến 100, do đơn vị`."""
    name = v.fact_name(node.leaves("FACT")[0])
    kind = node.nodes("fact_type", "choice_type")[0]
    strings = tuple(v.unquote(leaf.text) for leaf in kind.leaves("STRING"))
    if kind.rule == "choice_type":
        return with_details(st, kind, FactDeclaration(name, FactType.CHOICE, choices=strings), report)
    leaf = next(i for i in kind.items if isinstance(i, Leaf))
    made = FactDeclaration(name, _FACT_TYPES[leaf.kind], unit=strings[0] if strings else None)
    return with_details(st, node, made, report)


_FACT_TYPES = {
    "YES_NO": FactType.YES_NO,
    "COUNT_TYPE": FactType.COUNT,
    "AMOUNT_TYPE": FactType.AMOUNT,
    "PERCENT_TYPE": FactType.PERCENT,
    "DATE_TYPE": FactType.DATE,
    "TEXT_TYPE": FactType.TEXT,
}


def excluded_when(st: Statement, node: Node, report: Report) -> ExcludedWhen:
    """`không áp dụng khi: …`."""
    return ExcludedWhen(_condition(st, node, report))


def only_when(st: Statement, node: Node, report: Report) -> OnlyWhen:
    """`chỉ áp dụng khi: …`."""
    return OnlyWhen(_condition(st, node, report))


def suspended(st: Statement, node: Node, report: Report) -> Suspended:
    """`ngưng hiệu lực: từ kỳ đánh giá 2021`."""
    years = [v.whole(st, leaf, report) for leaf in node.leaves("INT")]
    if len(years) > 1 and years[1] < years[0]:
        report.add(catalog.SUSPENSION_ENDS_EARLY, st.span, first=years[0], last=years[1])
    until = node.node("instrument")
    text = v.instrument(st, until, report) if until is not None else None
    return Suspended(years[0], years[1] if len(years) > 1 else None, text)


def group_method(_st: Statement, node: Node, _report: Report) -> GroupMethod:
    """`cách tính: lấy dòng cao nhất`."""
    if node.leaf("PICK_ROW"):
        return Pick(v.word(node, "PICK_ROW"))
    if node.leaf("FROM_MAXIMUM"):
        return FROM_MAXIMUM
    stated = node.leaf("CAP_WHEN_ROWS_LEAVE")
    return Capped(CapWhenRowsLeave(v.word(node, "CAP_WHEN_ROWS_LEAVE")) if stated else None)


def text(_st: Statement, node: Node, _report: Report) -> str:
    """`lời văn: "…"`, `theo dõi: "…"`: what stands in quotes."""
    return v.string(node)


def _condition(st: Statement, node: Node, report: Report) -> Condition:
    inner = next(n for n in node.nodes() if n.rule not in ("basis", "own_choice"))
    return condition(st, inner, report)


_PRINTED: dict[str, Callable[[str, str], Discrepancy]] = {
    "printed_code": PrintedCode,
    "printed_points": PrintedPoints,
    "printed_note": PrintedNote,
    "printed_count": PrintedCount,
}


def discrepancy(_st: Statement, node: Node, _report: Report) -> Discrepancy:
    """`bản in ghi …, vì …`."""
    texts = [v.unquote(leaf.text) for leaf in node.leaves("STRING")]
    if node.rule in ("printed_words", "misprint"):
        return PrintedWords(*texts)
    if node.rule in ("reading", "chosen_reading"):
        return Reading(*texts)
    return _PRINTED[node.rule](texts[0], texts[1])


DISCREPANCY_RULES = frozenset({*_PRINTED, "printed_words", "reading"})
# The same sentences without their opening words, which the heading of their part says.
UNDER_HEADING = {"misprint": "chỗ in sai", "chosen_reading": "cách hiểu"}
NOTE_PARTS = frozenset(UNDER_HEADING.values())

SETTINGS: dict[str, Setting] = {
    "levels": Setting("levels", _levels),
    "numbering": Setting("numbering", _numbering),
    "governing": Setting("instrument", _instrument),
    "replaces": Setting("replaces", _instrument, repeats=True),
    "in_force": Setting("in_force", _in_force),
    "governs": Setting("governs", _governs),
    "uses": Setting("uses", _uses, repeats=True),
    "override": Setting("overrides", _override, repeats=True),
    "total": Setting("total", _total),
    "counts": Setting("counts", counts),
    "subjects": Setting("subjects", _subjects),
    "claims": Setting("claims", claims),
    "step": Setting("step", _step),
    "rounding": Setting("rounding", _rounding),
    "stage": Setting("stages", stage, repeats=True),
    "combination": Setting("combination", combination),
    "tie_break": Setting("tie_break", _tie_break),
    "absence": Setting("absence", _absence),
    "ceiling": Setting("ceiling", _ceiling),
    "unrated_when": Setting("disqualifiers", _disqualifier, repeats=True),
    "rated_when": Setting("disqualifiers", _disqualifier, repeats=True),
    "quota": Setting("quotas", _quota, repeats=True),
    "band": Setting("bands", _band, repeats=True),
    "consequence": Setting("consequences", _consequence, repeats=True),
    "deadline": Setting("timetable", _deadline, repeats=True),
    "fact": Setting("facts", fact, repeats=True),
    "precedence": Setting("precedence", precedence),
    "special_days": Setting("calendar", special_days, repeats=True),
    "due_on_day_off": Setting("due_on_day_off", _due_on_day_off),
    "share": Setting("survey_shares", lower_share, repeats=True),
    **{rule: Setting("discrepancies", discrepancy, repeats=True) for rule in (*DISCREPANCY_RULES, *UNDER_HEADING)},
}
