"""Truth and numbers as formulas, with what is constant worked out at once.

A truth is a `bool` or a z3 Boolean, a number a `Fraction` or a z3 real. A `Term` is a quotient whose denominator is
kept apart, so that comparing a ratio with a constant stays linear, which a solver decides surely and fast.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import z3

from cchc_rules.frozen import frozen

Truth = Any
"""`bool` or `z3.BoolRef`; the library has no types."""
Num = Any
"""`Fraction` or `z3.ArithRef` of sort real."""
_ZERO, _ONE = Fraction(0), Fraction(1)


# ---- truths


def all_of(*parts: Truth) -> Truth:
    """Whether all hold."""
    left = [p for p in parts if p is not True]
    if any(p is False for p in left):
        return False
    return True if not left else left[0] if len(left) == 1 else z3.And(*left)


def any_of(*parts: Truth) -> Truth:
    """Whether one holds."""
    left = [p for p in parts if p is not False]
    if any(p is True for p in left):
        return True
    return False if not left else left[0] if len(left) == 1 else z3.Or(*left)


def negated(part: Truth) -> Truth:
    """Whether it fails."""
    return not part if isinstance(part, bool) else z3.Not(part)


def implies(first: Truth, second: Truth) -> Truth:
    """Whether the second holds where the first does."""
    return any_of(negated(first), second)


# ---- numbers


def real(value: Num) -> Any:
    """The number as the solver takes it."""
    return z3.Q(value.numerator, value.denominator) if isinstance(value, Fraction) else value


def plus(a: Num, b: Num) -> Num:
    """a + b."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    return b if _is(a, _ZERO) else a if _is(b, _ZERO) else real(a) + real(b)


def minus(a: Num, b: Num) -> Num:
    """a - b."""
    return plus(a, times(Fraction(-1), b))


def times(a: Num, b: Num) -> Num:
    """a × b."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    if _is(a, _ZERO) or _is(b, _ZERO):
        return _ZERO
    return b if _is(a, _ONE) else a if _is(b, _ONE) else real(a) * real(b)


def total(parts: Sequence[Num]) -> Num:
    """The sum; 0 of nothing."""
    return reduce(plus, parts, _ZERO)


def number_if(when: Truth, yes: Num, no: Num) -> Num:
    """The first number where it holds, else the second."""
    if isinstance(when, bool):
        return yes if when else no
    return yes if yes is no or (isinstance(yes, Fraction) and _is(no, yes)) else z3.If(when, real(yes), real(no))


def below(a: Num, b: Num) -> Truth:
    """a < b."""
    return a < b if isinstance(a, Fraction) and isinstance(b, Fraction) else real(a) < real(b)


def at_most(a: Num, b: Num) -> Truth:
    """a ≤ b."""
    return a <= b if isinstance(a, Fraction) and isinstance(b, Fraction) else real(a) <= real(b)


def equal(a: Num, b: Num) -> Truth:
    """a = b."""
    return a == b if isinstance(a, Fraction) and isinstance(b, Fraction) else real(a) == real(b)


def _is(a: Num, value: Fraction) -> bool:
    return isinstance(a, Fraction) and a == value


# ---- quotients


@frozen
class Term:
    """num / den; the denominator is above 0 wherever the value is used."""

    num: Num
    den: Num = _ONE

    @property
    def whole(self) -> bool:
        """Whether there is no denominator."""
        return _is(self.den, _ONE)


NOTHING = Term(_ZERO)


def term(value: Fraction) -> Term:
    """A constant."""
    return Term(value)


def add(a: Term, b: Term) -> Term:
    """a + b."""
    left, right, den = _aligned(a, b)
    return Term(plus(left, right), den)


def subtract(a: Term, b: Term) -> Term:
    """a - b."""
    left, right, den = _aligned(a, b)
    return Term(minus(left, right), den)


def multiply(a: Term, b: Term) -> Term:
    """a × b."""
    return Term(times(a.num, b.num), times(a.den, b.den))


def divide(a: Term, b: Term) -> Term:
    """a / b, where b is not 0."""
    if isinstance(b.num, Fraction):
        return Term(times(a.num, times(b.den, 1 / b.num)), a.den) if b.num else NOTHING
    turned = below(b.num, _ZERO)
    above, under = times(a.num, b.den), times(a.den, b.num)
    return Term(number_if(turned, minus(_ZERO, above), above), number_if(turned, minus(_ZERO, under), under))


def term_if(when: Truth, yes: Term, no: Term) -> Term:
    """The first where it holds, else the second."""
    return Term(number_if(when, yes.num, no.num), number_if(when, yes.den, no.den))


def least(a: Term, b: Term) -> Term:
    """The smaller."""
    return term_if(term_at_most(a, b), a, b)


def greatest(a: Term, b: Term) -> Term:
    """The larger."""
    return term_if(term_at_most(a, b), b, a)


def term_below(a: Term, b: Term) -> Truth:
    """a < b."""
    left, right, _ = _aligned(a, b)
    return below(left, right)


def term_at_most(a: Term, b: Term) -> Truth:
    """a ≤ b."""
    left, right, _ = _aligned(a, b)
    return at_most(left, right)


def term_equal(a: Term, b: Term) -> Truth:
    """a = b."""
    left, right, _ = _aligned(a, b)
    return equal(left, right)


def _aligned(a: Term, b: Term) -> tuple[Num, Num, Num]:
    """Both numerators over one denominator."""
    if _same(a.den, b.den):
        return a.num, b.num, a.den
    return times(a.num, b.den), times(b.num, a.den), times(a.den, b.den)


def _same(a: Num, b: Num) -> bool:
    if isinstance(a, Fraction) or isinstance(b, Fraction):
        return isinstance(a, Fraction) and isinstance(b, Fraction) and a == b
    return bool(a.eq(b))
