"""Groups that say how their rows count: the rows fit the method, and the method settles every case."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.checks.rubric.attainable import rule_may_leave
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, replaced
from cchc_rules.model.citation import Stated
from cchc_rules.model.group_method import Capped, CapWhenRowsLeave, FromMaximum, GroupMethod, Pick
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import ClaimPolicy, Criterion, ExcludedWhen, OnlyWhen, Rubric, Suspended
from cchc_rules.source import Span
from cchc_rules.writing.rubric import group_method

_SEVERAL = 2


def groups_count_as_they_say(rubric: Rubric) -> Iterator[Diagnostic]:
    """K332 to K338, K410, K411: what stands under a group that says `cách tính`, and rows that deduct."""
    claims = rubric.provisions.claims
    yield from deductions_fit(rubric)
    allowed = claims is not None and claims.value is ClaimPolicy.ALLOWED
    for top in rubric.fields:
        yield from _below(top, allowed, False)


def _below(c: Criterion, claims: bool, conditional: bool) -> Iterator[Diagnostic]:
    claims, conditional = _leave(c, claims, conditional)
    if c.group is not None:
        yield from _group(c, c.group, claims, conditional)
    for child in c.children:
        yield from _below(child, claims, conditional)


def _group(c: Criterion, stated: Stated[GroupMethod], claims: bool, conditional: bool) -> Iterator[Diagnostic]:
    if not c.children:
        yield catalog.GROUP_WITHOUT_ROWS.at(stated.at, code=c.code)
        return
    yield from _maxima(c, stated)
    if not c.all_survey and any(row.survey for row in c.walk()):
        yield catalog.GROUP_HALF_SURVEYED.at(stated.at, code=c.code)
    elif stated.value is Pick.CHOSEN:
        yield from _by_hand(c)
    unsaid = isinstance(stated.value, Capped) and stated.value.when_rows_leave is None
    leaving = (
        next((row for row in c.children if not row.deducts and _may_leave(row, claims, conditional)), None)
        if unsaid
        else None
    )
    if leaving is not None:
        yield catalog.CAP_UNSAID.at(stated.at, row=leaving.code, fixes=tuple(_endings(stated.at)))


def deductions_fit(rubric: Rubric) -> Iterator[Diagnostic]:
    """K410, K411: rows deduct from a group that says what they are taken from, and in one order only."""
    for row in rubric.fields:
        if row.deducts:
            yield catalog.DEDUCTS_FROM_NOTHING.at(row.at, code=row.code, why="mà không nằm trong nhóm nào")
    for row in rubric.walk():
        yield from _deductions(row)
        if row.deducts and row.survey:
            yield catalog.DEDUCTS_FROM_NOTHING.at(row.at, code=row.code, why="mà lại là dòng ĐTXHH")


def _deductions(c: Criterion) -> Iterator[Diagnostic]:
    deducting, adding = [r for r in c.children if r.deducts], [r for r in c.children if not r.deducts]
    if (c.deducts or (c.group is not None and isinstance(c.group.value, FromMaximum))) and adding:
        yield catalog.DEDUCTION_MIXED.at(adding[0].at, code=adding[0].code, group=c.code)
    elif deducting and not c.deducts:
        why = _unfit(c, bool(adding))
        if why is not None:
            yield catalog.DEDUCTS_FROM_NOTHING.at(deducting[0].at, code=deducting[0].code, why=f"mà {why}")


def _unfit(c: Criterion, adding: bool) -> str | None:
    """Why nothing tells what rows that deduct are taken from in their group; None where it is told."""
    method = c.group.value if c.group is not None else None
    if method is None:
        return f"nhóm {c.code} không có câu “cách tính”"
    if isinstance(method, Pick):
        return f"nhóm {c.code} chỉ lấy một dòng"
    if isinstance(method, Capped) and not adding:
        return f"nhóm {c.code} không có dòng nào cộng điểm"
    if adding and c.rows_add_up_to != c.max:
        added = f"các dòng cộng điểm của {c.code} cộng lại {vietnamese(c.rows_add_up_to)} điểm, không phải"
        return f"{added} {vietnamese(c.max)}: không rõ tính trần trước hay trừ trước"
    return None


def _maxima(c: Criterion, stated: Stated[GroupMethod]) -> Iterator[Diagnostic]:
    """K332 to K334: no row passes the group, the rows reach its maximum, which their sum would not be anyway."""
    if not c.deducts and any(row.deducts for row in c.children):
        return
    maxima = [row.max for row in c.children]
    most = max(maxima) if isinstance(stated.value, Pick) else sum(maxima, Fraction(0))
    declared = f"{vietnamese(c.max)} điểm"
    over = [row for row in c.children if row.max > c.max]
    for row in over:
        span = narrow(row.at, f"{vietnamese(row.max)} điểm")
        yield catalog.ROW_OVER_GROUP.at(span, code=row.code, points=vietnamese(row.max), group=c.code, most=declared)
    if most < c.max:
        how = "dòng cao nhất" if isinstance(stated.value, Pick) else "các dòng cộng lại"
        yield catalog.GROUP_UNREACHED.at(
            narrow(c.at, declared), code=c.code, how=how, declared=vietnamese(c.max), actual=vietnamese(most)
        )
    elif not over and (len(maxima) < _SEVERAL or sum(maxima) == c.max):
        yield catalog.GROUP_METHOD_IDLE.at(stated.at, code=c.code)


def _by_hand(c: Criterion) -> Iterator[Diagnostic]:
    """K338: which row the unit chose is seen by the points it enters, so no row is scored otherwise."""
    for row in c.walk():
        if row.is_leaf and (row.rule is not None or row.survey):
            how = "có cách chấm" if row.rule is not None else "lấy điểm ĐTXHH"
            yield catalog.CHOICE_NOT_BY_HAND.at(row.at, row=row.code, how=how, code=c.code)


def _may_leave(c: Criterion, claims: bool, conditional: bool) -> bool:
    """Whether a row, or one in it, may turn out not to apply."""
    claims, conditional = _leave(c, claims, conditional)
    suspended = any(isinstance(s.value, Suspended) for s in c.applicability)
    by_rule = c.rule is not None and rule_may_leave(c.rule.value)
    return claims or conditional or suspended or by_rule or any(_may_leave(r, claims, conditional) for r in c.children)


def _leave(c: Criterion, claims: bool, conditional: bool) -> tuple[bool, bool]:
    """Whether claims are allowed on a row, and whether a condition on it or above tells if it applies."""
    for stated in c.applicability:
        if isinstance(stated.value, ClaimPolicy):
            claims = stated.value is ClaimPolicy.ALLOWED
        conditional = conditional or isinstance(stated.value, ExcludedWhen | OnlyWhen)
    return claims, conditional


def _endings(at: Span | None) -> Iterator[Fix]:
    """The sentence with each of the things it may say of its cap."""
    said = group_method(Capped())
    place = narrow(at, said)
    if at is None or place is None or place.excerpt[place.column - 1 : place.end - 1] != said:
        return
    for leave in CapWhenRowsLeave:
        text = group_method(Capped(leave))
        yield content(f"có dòng không áp dụng thì {leave.value}", replaced(place, text))
