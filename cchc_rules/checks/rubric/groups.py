"""Groups that say how their rows count: the rows fit the method, and the method settles every case."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.checks.rubric.attainable import rule_may_leave
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, replaced
from cchc_rules.model.citation import Stated
from cchc_rules.model.group_method import Capped, CapWhenRowsLeave, GroupMethod, Pick
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import ClaimPolicy, Criterion, ExcludedWhen, OnlyWhen, Rubric, Suspended
from cchc_rules.source import Span
from cchc_rules.writing.rubric import group_method

_SEVERAL = 2


def groups_count_as_they_say(rubric: Rubric) -> Iterator[Diagnostic]:
    """K332 to K338: what stands under a group that says `cách tính`."""
    claims = rubric.provisions.claims
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
    leaving = next((row for row in c.children if _may_leave(row, claims, conditional)), None) if unsaid else None
    if leaving is not None:
        yield catalog.CAP_UNSAID.at(stated.at, row=leaving.code, fixes=tuple(_endings(stated.at)))


def _maxima(c: Criterion, stated: Stated[GroupMethod]) -> Iterator[Diagnostic]:
    """K332 to K334: no row passes the group, the rows reach its maximum, which their sum would not be anyway."""
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
