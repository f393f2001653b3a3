"""Points: what is declared is what the rows add up to."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve

from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.mends import chosen, lines_below
from cchc_rules.model.group_method import Capped, Pick
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.writing.rubric import group_method

_ZERO = Fraction(0)


def total_is_the_sum(rubric: Rubric) -> Iterator[Diagnostic]:
    """K301: the declared total is the sum of the top rows."""
    total = rubric.provisions.total
    actual = _points(rubric.fields)
    if total is not None and rubric.fields and total.value.points != actual:
        declared = vietnamese(total.value.points)
        span = narrow(total.at, f"{declared} điểm")
        yield catalog.TOTAL_WRONG.at(span, declared=declared, actual=vietnamese(actual))


def groups_are_sums(rubric: Rubric) -> Iterator[Diagnostic]:
    """K302: a row with rows below it has their sum as its maximum, unless it says how else they count."""
    for row in rubric.walk():
        actual = _points(row.children)
        if row.children and row.group is None and row.max != actual and not row.has_deductions:
            yield _sum_wrong(row, actual)


def _sum_wrong(row: Criterion, actual: Fraction) -> Diagnostic:
    declared, added = vietnamese(row.max), vietnamese(actual)
    span = narrow(row.at, f"{declared} điểm")
    plain = catalog.SUM_WRONG.at(span, code=row.code, declared=declared, actual=added)
    if actual < row.max:
        return plain
    ways = _other_ways(row, declared)
    words = " hoặc ".join(f"“{way}”" for way, _ in ways)
    fix = f"{plain.fix}; các dòng không cộng hết thì thêm dưới {row.code} câu {words}"
    return evolve(plain, fix=fix, fixes=(*plain.fixes, *lines_below(row.at, *ways)))


def _other_ways(row: Criterion, declared: str) -> tuple[tuple[str, str], ...]:
    """How rows that come to more than their group may count if not added up: the sentence, and what it asserts."""
    capped = (group_method(Capped()), f"các dòng của {row.code} chỉ được tính đến {declared} điểm")
    if max(child.max for child in row.children) < row.max:
        return (capped,)
    return capped, (group_method(Pick.HIGHEST), f"chỉ một dòng của {row.code} được tính, dòng cao nhất")


def survey_split(rubric: Rubric) -> Iterator[Diagnostic]:
    """K304, K325: the declared survey points are the sum of the survey rows and no more than the total."""
    total = rubric.provisions.total
    if total is None or total.value.survey is None:
        return
    declared = vietnamese(total.value.survey)
    actual = rubric.survey_max
    span = narrow(total.at, f"ĐTXHH {declared} điểm")
    if total.value.survey > total.value.points:
        points = vietnamese(total.value.points)
        yield catalog.SURVEY_OVER_TOTAL.at(span, declared=declared, total=points)
    elif rubric.fields and total.value.survey != actual:
        yield catalog.SURVEY_WRONG.at(span, declared=declared, actual=vietnamese(actual))


def maxima_are_positive(rubric: Rubric) -> Iterator[Diagnostic]:
    """K321: every row is worth something."""
    for row in (*rubric.walk(), *rubric.bucket_rows()):
        if row.max <= 0:
            points = vietnamese(row.max)
            span = narrow(row.at, f"{points} điểm")
            yield catalog.NOT_POSITIVE.at(span, code=row.code, points=points)


def maxima_fit_the_step(rubric: Rubric) -> Iterator[Diagnostic]:
    """K320: rows that take points have a multiple of the declared step as their maximum."""
    step = rubric.provisions.step
    if step is None or step.value <= 0:
        return
    for row in (*rubric.leaves(), *rubric.bucket_rows()):
        if row.max % step.value:
            points = vietnamese(row.max)
            span = narrow(row.at, f"{points} điểm")
            below = row.max - row.max % step.value
            steps = [f"{vietnamese(p)} điểm" for p in (below, below + step.value) if p > 0]
            fixes = chosen(span, f"{points} điểm", steps, "số điểm")
            yield catalog.OFF_STEP.at(span, points=points, code=row.code, step=vietnamese(step.value), fixes=fixes)


def _points(rows: Iterable[Criterion]) -> Fraction:
    return sum((row.max for row in rows), _ZERO)
