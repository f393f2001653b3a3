"""Check what a case expects, and what it states beside its sheet, against the rubric."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from cchc_rules.checks.rules.types import Dimension, Sort, dimension, is_whole
from cchc_rules.checks.words_and_places import narrow, near
from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest
from cchc_rules.diagnostics.edits import Fix
from cchc_rules.diagnostics.mends import Swap, chosen, mended, renamed
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.case import Case, ExpectBand, Expected, StatedBest, code_of
from cchc_rules.model.expression import Expression, Number, NumberUnit, YearBest
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import fold_name
from cchc_rules.writing.cases import same_best
from cchc_rules.writing.expressions import expression

_EXAMPLES = {Sort.POINTS: "1,5 điểm", Sort.RATIO: "95%", Sort.PLAIN: "20", Sort.COUNT: "20"}


def check_case(case: Case, rubric: Rubric, bests: Sequence[YearBest]) -> Iterator[Diagnostic]:
    """P401 and P435 on what is expected; P427 and P432 to P434 on the bests stated. `bests` are all that rules use."""
    codes = tuple(c.code.text for c in rubric.rows())
    ratings = tuple(dict.fromkeys(b.value.name for b in rubric.provisions.bands))
    for e in case.expected:
        yield from _code(e, codes)
        if isinstance(e.value, ExpectBand):
            yield from _rating(e, e.value.name, ratings)
    declared = {fold_name(f.value.name): f.value for f in rubric.facts}
    for place, stated in enumerate(case.bests):
        yield from _twice(stated, case.bests[:place])
        yield from _best(stated, bests, declared)


def _code(e: Expected, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    code = code_of(e.value)
    if code is not None and code.text not in known:
        meant = nearest(code.text, known)
        yield catalog.UNKNOWN_CODE.at(
            e.at, code=code, fix=f"ý bạn là {meant}?" if meant else None, fixes=renamed(e.at, code.text, meant, "mã")
        )


def _rating(e: Expected, name: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if fold_name(name) in map(fold_name, known):
        return
    names = ", ".join(f"“{k}”" for k in known)
    meant = near(name, known)
    fix = f"ý bạn là “{meant}”? Bộ tiêu chí có: {names}" if meant else None
    if not known:
        fix = "xóa câu này, hoặc thêm phần XẾP LOẠI vào bộ tiêu chí"
    at = narrow(e.at, name)
    fixes = chosen(at, name, [meant] if meant else known)
    yield catalog.RATING_UNKNOWN.at(at, name=name, names=names, fix=fix, fixes=fixes)


def _twice(stated: StatedBest, before: tuple[StatedBest, ...]) -> Iterator[Diagnostic]:
    first = next((b for b in before if same_best(b.best, stated.best)), None)
    if first is not None:
        related = (Related("câu trước ở đây", first.at),)
        yield catalog.HEADER_TWICE.at(stated.at, what=expression(stated.best), related=related)


def _best(
    stated: StatedBest, bests: Sequence[YearBest], declared: Mapping[str, FactDeclaration]
) -> Iterator[Diagnostic]:
    said = expression(stated.best)
    meant = next((b for b in bests if same_best(b, stated.best)), None)
    if meant is None:
        yield catalog.BEST_UNKNOWN.at(stated.at, best=said, fix=_meant(stated.best, bests))
        return
    found = dimension(meant.inner, declared, None)
    value = work(stated.value, Situation({}, {})).amount
    assert value is not None and value.exact is not None  # a number or a quotient that the reader let through
    if isinstance(found, Dimension) and not _fits(found, stated.value):
        said_type, example = found.words(), _EXAMPLES[found.sort]
        yield catalog.BEST_TYPE.at(stated.at, best=said, type=said_type, example=example, fixes=_as(found.sort, stated))
    elif is_whole(meant.inner, declared) and value.exact.denominator != 1:
        yield catalog.BEST_TYPE.at(stated.at, best=said, type="số nguyên", example="20")
    else:
        yield from _possible(stated, meant, value.exact, declared)


def _meant(best: YearBest, known: Sequence[YearBest]) -> str:
    if not known:
        return "xóa câu này: bộ tiêu chí không có cách chấm nào so với đơn vị khác trong kỳ"
    # The words around the arithmetic are alike in all of them and tell nothing.
    by_inner = {expression(b.inner): expression(b) for b in known}
    close = near(expression(best.inner), tuple(by_inner))
    if close is not None:
        return f"ý bạn là “{by_inner[close]}”? Viết biểu thức đúng như trong cách chấm"
    return f"xóa câu này, hoặc viết một trong: {', '.join(f'“{said}”' for said in by_inner.values())}"


def _fits(wanted: Dimension, value: Expression) -> bool:
    """A share may be written as a percentage or as the two numbers it comes from; a number alone is no percentage."""
    if not isinstance(value, Number):
        return wanted.sort is not Sort.POINTS
    units = {Sort.POINTS: NumberUnit.POINTS, Sort.RATIO: NumberUnit.PERCENT}
    return value.unit is units.get(wanted.sort, NumberUnit.PLAIN)


def _as(wanted: Sort, stated: StatedBest) -> tuple[Fix, ...]:
    """The same figure with the unit that is wanted."""
    if not isinstance(stated.value, Number):
        return ()
    old = expression(stated.value)
    figure = old.removesuffix("%").removesuffix(" điểm")
    right = figure + {Sort.POINTS: " điểm", Sort.RATIO: "%"}.get(wanted, "")
    says = "“{best}” là {right}"
    values = {"old": old, "right": right, "best": expression(stated.best)}
    return mended(Swap("{old}", "{right}", says), stated.at, values)


def _possible(
    stated: StatedBest, meant: YearBest, value: Fraction, declared: Mapping[str, FactDeclaration]
) -> Iterator[Diagnostic]:
    """What no unit can have by the declarations alone."""
    limits = work(meant.inner, Situation({}, declared)).range
    over = limits.high is not None and value > limits.high
    if over or (limits.low is not None and value < limits.low):
        why = f"số liệu khai trong bộ tiêu chí không cho giá trị {'lớn' if over else 'nhỏ'} như vậy"
        shown = expression(stated.value)
        yield catalog.BEST_BEYOND.at(stated.at, best=expression(stated.best), value=shown, why=why)
