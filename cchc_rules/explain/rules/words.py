"""What a rule came to, in words: its points, points by hand beside it, what it waits for, corrections, advice."""

import datetime
from collections.abc import Iterable
from fractions import Fraction

from cchc_rules.explain.rules.rule_context import NOT_ARISEN_UNSAID, RuleContext, fact_value, measured
from cchc_rules.explain.words.citations import quoted
from cchc_rules.explain.words.figures import Figures
from cchc_rules.explain.words.numbers import exact_points, percent, points, span_of
from cchc_rules.explain.words.scorecard import BAND_OPEN, NO_BAND
from cchc_rules.meaning.expressions import is_fact
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.dates import date
from cchc_rules.model.fact import FactType
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rule import Precedence
from cchc_rules.results.advice import Advice, Beyond
from cchc_rules.results.reasons import Computed, Corrected, Correction, Differs, PointsOpen
from cchc_rules.results.scorecard import Scorecard

_KEPT = {Precedence.RULE: "lấy theo cách chấm", Precedence.ENTERED: "lấy phần nhập tay"}


# ---- a rule that was applied


def computed(because: Computed, context: RuleContext) -> tuple[str, ...]:
    """The lines that tell how a rule came to its points at a stage."""
    return _told(because.result, context)


def _told(result: RuleResult, context: RuleContext) -> tuple[str, ...]:
    from cchc_rules.explain.rules.working import working  # of no use without rules, and slow to import

    return (*working(result, context), outcome(result))


def outcome(result: RuleResult) -> str:
    """`cách chấm cho 1,5 điểm`, or that it takes the row out of the maximum."""
    if result.excluded is True:
        return "cách chấm: không áp dụng"
    provisional = ", tạm tính đến khi đủ số liệu của mọi đơn vị" if result.provisional else ""
    return f"cách chấm cho {_given(result)}{provisional}"


def _given(result: RuleResult) -> str:
    leaves = " hoặc không áp dụng" if result.excluded is None else ""
    return span_of(result.points) + leaves


def differs(because: Differs) -> str:
    """`tự đánh giá nhập tay 2 điểm, cách chấm cho 1,7 điểm; lấy theo cách chấm`."""
    entered = because.entered.value
    by_hand = points(entered) if isinstance(entered, Fraction) else quoted("không áp dụng")
    given = "không áp dụng" if because.result.excluded else _given(because.result)
    word = "cách chấm cho" if because.result.excluded is not True else "cách chấm:"
    return f"{because.stage.value} nhập tay {by_hand}, {word} {given}; {_KEPT[because.kept]}"


def waiting(because: PointsOpen | Computed) -> str:
    """Which facts the points wait for, or that the rule does not say, and between what they lie."""
    missing = because.result.missing
    return f"{unknown(missing) if missing else NOT_ARISEN_UNSAID}; điểm {_given(because.result)}"


def unknown(names: Iterable[str]) -> str:
    """`chưa biết [hồ sơ trễ hẹn], số liệu của mọi đơn vị trong kỳ`."""
    return f"chưa biết {', '.join(f'[{name}]' if is_fact(name) else name for name in names)}"


# ---- what a stage corrected


def corrections(because: Corrected, context: RuleContext) -> str:
    """`thẩm định sửa [nhiệm vụ hoàn thành] từ 20 nhiệm vụ thành 17 nhiệm vụ`."""
    changed = "; ".join(_correction(c, context) for c in because.changes)
    return f"{because.stage.value} sửa {changed}"


def _correction(c: Correction, context: RuleContext) -> str:
    declared = context.declaration(c.after.name)
    values = [measured(v, declared) for v in (c.before.value, c.after.value) if v is not None]
    return f"[{c.after.name}] từ " + " thành ".join(values)


def correction_effect(because: Corrected) -> str:
    """`giảm 0,3 điểm`, `điểm không đổi`: the rule with the corrections against the rule without."""
    before, after = because.before, because.after
    if before.exact is not None and after.exact is not None:
        change = after.exact - before.exact
        if not change:
            return "điểm theo cách chấm không đổi"
        return f"{'tăng' if change > 0 else 'giảm'} {exact_points(abs(change))}"
    return f"cách chấm trước khi sửa: {_result(before)}, sau khi sửa: {_result(after)}"


def uncorrected(because: Corrected, context: RuleContext) -> str:
    """The arithmetic as it would have been without the corrections."""
    lines = _told(because.before, context.undone(because.changes))
    return f"nếu {because.stage.value} không sửa: {'; '.join(lines)}"


def _result(result: RuleResult) -> str:
    return "không áp dụng" if result.excluded is True else _given(result)


# ---- what more points would have needed


def advice(a: "Advice") -> str:
    """`thêm 3 nhiệm vụ [nhiệm vụ hoàn thành] để được 2 điểm`."""
    name, kind = f"[{a.fact.name}]", a.fact.type
    change = a.change
    if change is not None and kind is not FactType.PERCENT:
        unit = f" {a.fact.unit}" if a.fact.unit else ""
        need = f"{'thêm' if change > 0 else 'bớt'} {vietnamese(abs(change))}{unit} ở {name}"
        if a.beyond is not None and isinstance(a.after, Fraction):
            need = f"{name} {_way(a)} {vietnamese(a.after)}{unit}"
    elif isinstance(a.after, datetime.date) and not isinstance(a.after, bool):
        need = f"{name} chậm nhất ngày {date(a.after)}"
    elif isinstance(a.before, Fraction) and isinstance(a.after, Fraction):
        need = f"{name} từ {vietnamese(a.before * 100)}% {_way(a)} {vietnamese(a.after * 100)}%"
    else:
        need = f"{name} là {fact_value(a.after, kind)}"
    return f"{need} {_aim(a)}"


def _way(a: Advice) -> str:
    """`lên`, `xuống`, `lên trên`, `xuống dưới`."""
    if a.beyond is not None:
        return f"{'lên' if a.beyond is Beyond.ABOVE else 'xuống'} {a.beyond.value}"
    return "lên" if (a.change or 0) > 0 else "xuống"


def _aim(a: Advice) -> str:
    """`để được 2 điểm`; what it does to the rated points, where that is not the same, and to the rating."""
    aim = f"để được {exact_points(a.points)}"
    if a.less:
        aim = f"để chỉ bị trừ {exact_points(a.points)}" if a.points else "để không bị trừ điểm"
    if a.rated is not None and a.rated != a.gain:
        aim += f"; điểm xếp loại tăng {points(a.rated)}" if a.rated > 0 else "; điểm xếp loại không tăng"
    rating = f"; xếp loại “{a.band}”" if a.band is not None else ""
    return f"{aim}{rating}{_wait(a)}"


def _wait(a: Advice) -> str:
    """Who must still act: on points that the unit alone has claimed, or on a fact that is not the unit's to give."""
    if a.waits_for is None:
        return ""
    if a.fact.supplier is not None and a.fact.supplier.at_appraisal:
        return f"; số liệu do {a.fact.supplier.value} nêu"
    return f"; chờ {a.waits_for.value}"


def result(card: Scorecard) -> str:
    """`7,5/10 điểm, 75%, Chưa tốt`; the index as a range while it is not settled."""
    figures = Figures.of(card.rubric.provisions)
    achieved, most = figures.points_of(*card.points)
    index = ""
    if card.index is not None:
        index = f", {percent(card.index.low, figures.percent_marks) if card.index.exact else figures.index(card.index)}"
    return f"{achieved}/{most} điểm{index}{_rating(card)}"


def _rating(card: Scorecard) -> str:
    if card.unrated:
        return f", {NO_BAND}"
    if card.unrated is None:
        return f", {BAND_OPEN}"
    return f", {card.band.value.name}" if card.band is not None else ""
