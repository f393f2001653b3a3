"""Methods of scoring as steps of a program."""

from collections.abc import Callable
from functools import reduce
from typing import assert_never

from cchc_rules.compile import ratio
from cchc_rules.compile.ratio import ZERO, Ratio
from cchc_rules.compile.steps import (
    Frame,
    Holds,
    NoStepError,
    Setting,
    Step,
    UnsettledError,
    no_number,
    number_step,
    truth_step,
)
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.interval import gaps_and_overlaps
from cchc_rules.model.rule import (
    AllOrNothing,
    ByCouncil,
    BySurvey,
    Cases,
    Combine,
    Formula,
    Levels,
    Limits,
    Method,
    Part,
    Parts,
    Scale,
)
from cchc_rules.source import fold_name


@frozen
class _Part:
    name: str
    when: Holds | None
    points: Step


_Worth = tuple[bool, Ratio]
"""Whether a part holds, and its points."""


def method_step(method: Method, at: Setting) -> Step:
    """The step that works out a method, before rounding. Raises NoStepError."""
    match method:
        case Scale():
            return _scale(method, at)
        case Levels():
            return _levels(method, at)
        case Cases():
            return _cases(method, at)
        case AllOrNothing():
            return _cases(method.as_cases, at)
        case Formula():
            return _formula(method, at)
        case Parts():
            return _combined(method, at)
        case ByCouncil() | BySurvey():
            raise NoStepError
        case _:
            assert_never(method)


# ---- lines


def _scale(method: Scale, at: Setting) -> Step:
    intervals = [r.value.interval for r in method.rows]
    if gaps_and_overlaps(intervals)[1]:
        raise NoStepError
    value = number_step(method.value, at)
    lines = [(ratio.ends_of(r.value.interval), number_step(r.value.points, at)) for r in method.rows]

    def made(f: Frame) -> Ratio:
        measured = value(f)
        for ends, points in lines:
            if ratio.within(measured, ends):
                return points(Frame(f.s, measured, f.parts))
        raise UnsettledError

    return made


def _levels(method: Levels, at: Setting) -> Step:
    lines = {fold_name(r.value.choice): number_step(r.value.points, at) for r in method.rows}
    if len(lines) < len(method.rows):
        raise NoStepError
    key = fold_name(method.fact)

    def made(f: Frame) -> Ratio:
        chosen = f.s.known.get(key)
        points = lines.get(fold_name(chosen)) if isinstance(chosen, str) else None
        if points is None:
            raise no_number(chosen)
        return points(f)

    return made


def _cases(method: Cases, at: Setting) -> Step:
    lines = [
        (truth_step(r.value.when, at) if r.value.when else _always, number_step(r.value.points, at))
        for r in method.rows
    ]

    def made(f: Frame) -> Ratio:
        for when, points in lines:
            if when(f):
                return points(f)
        raise UnsettledError

    return made


def _always(f: Frame) -> bool:
    return True


# ---- formulas and parts


def _formula(method: Formula, at: Setting) -> Step:
    measure = number_step(method.ratio, at) if method.ratio is not None else None
    body, parts, limited = number_step(method.body, at), _parts(method.parts, at), _limits(method.limits, at)
    if measure is None and not parts:
        return lambda f: limited(f, body(f))

    def made(f: Frame) -> Ratio:
        f = _with_parts(parts, f)[0]
        f = Frame(f.s, measure(f), f.parts) if measure is not None else f
        return limited(f, body(f))

    return made


def _combined(method: Parts, at: Setting) -> Step:
    parts, limited, joined = _parts(method.parts, at), _limits(method.limits, at), _JOINED[method.how]

    def made(f: Frame) -> Ratio:
        f, worths = _with_parts(parts, f)
        return limited(f, joined([points for holds, points in worths if holds]))

    return made


def _sum(points: list[Ratio]) -> Ratio:
    return reduce(ratio.add, points, ZERO)


def _best(points: list[Ratio]) -> Ratio:
    return reduce(ratio.greatest, points) if points else ZERO


def _worst(points: list[Ratio]) -> Ratio:
    return reduce(ratio.least, points) if points else ZERO


def _first(points: list[Ratio]) -> Ratio:
    return points[0] if points else ZERO


_JOINED: dict[Combine, Callable[[list[Ratio]], Ratio]] = {
    Combine.SUM: _sum,
    Combine.BEST: _best,
    Combine.WORST: _worst,
    Combine.FIRST: _first,
}


def _parts(stated: tuple[Stated[Part], ...], at: Setting) -> tuple[_Part, ...]:
    return tuple(_part(p.value, at) for p in stated)


def _part(part: Part, at: Setting) -> _Part:
    return _Part(part.name, truth_step(part.when, at) if part.when is not None else None, method_step(part.method, at))


def _with_parts(parts: tuple[_Part, ...], f: Frame) -> tuple[Frame, list[_Worth]]:
    """Every part in turn, each seeing those before it; where a part has no number the full working decides."""
    worths: list[_Worth] = []
    try:
        for part in parts:
            holds = part.when is None or part.when(f)
            points = part.points(f)
            worths.append((holds, points))
            f = Frame(f.s, f.ratio, {**f.parts, part.name: points if holds else ZERO})
    except UnsettledError:
        raise UnsettledError from None
    return f, worths


def _limits(limits: Limits, at: Setting) -> Callable[[Frame, Ratio], Ratio]:
    low = number_step(limits.low, at) if limits.low is not None else None
    high = number_step(limits.high, at) if limits.high is not None else None

    def limited(f: Frame, points: Ratio) -> Ratio:
        try:
            points = ratio.least(points, high(f)) if high is not None else points
            return ratio.greatest(points, low(f)) if low is not None else points
        except UnsettledError:
            raise UnsettledError from None

    return limited if low is not None or high is not None else _unlimited


def _unlimited(f: Frame, points: Ratio) -> Ratio:
    return points
