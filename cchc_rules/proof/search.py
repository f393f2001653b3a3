"""Look for a sheet on which something is so: found and scored by the walk, surely none, or not decided.

A sheet is looked for with the denominators fixed, which leaves a linear question; that there is none is shown with
every quotient loosened to what bounds it, which is linear too, and only then of the formulas as they are.
"""

from collections.abc import Callable, Sequence
from typing import Any

import z3

from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import with_inputs
from cchc_rules.model.fact import FactType, this_year
from cchc_rules.model.sheet import Sheet
from cchc_rules.proof.ask import Question
from cchc_rules.proof.facts import Facts
from cchc_rules.proof.logic import Term, Truth, any_of, term_equal
from cchc_rules.proof.situation import Ratios
from cchc_rules.proof.solver import STEPS, Answer, solve
from cchc_rules.proof.untranslated import Untranslated
from cchc_rules.proof.witness import Entered, scored, sheet_of
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import fold_name

DENOMINATORS = ((100, 200), (10, 11), (1, 2), (0, 1), (1, 0), (7, 1000), (0, 0))
"""What denominators are fixed to, one after another, while a sheet is looked for: on it, and on a second one."""


@frozen
class Asking:
    """A question put into formulas: all `parts` shall hold. `facts` are those of each sheet in it.

    `rows` gives what a model enters by hand.
    """

    parts: Sequence[Truth]
    facts: tuple[Facts, ...] = ()
    rows: Callable[[Any], Sequence[Entered]] = lambda model: ()
    written: Sequence[Truth] = ()
    """What makes points entered by hand such as can be written down."""


@frozen
class Sought:
    """What was found: sheets with their scorecards, or `none`; neither is undecided, because of `why`."""

    sheets: tuple[tuple[Sheet, Scorecard], ...] = ()
    none: bool = False
    why: str = ""


Ask = Callable[[Question], Asking]
Holds = Callable[[Sequence[Scorecard]], bool]
_LIMIT = "vượt giới hạn số bước của phép chứng minh"
_APART = "phép chứng minh dựng được phiếu nhưng máy chấm không cho kết quả ấy"


def seek(tree: RuleTree, year: int, ask: Ask, holds: Holds, likely: bool = True, steps: int = STEPS) -> Sought:
    """A sheet, or sheets, for which the formulas hold and the scorecards do; `likely` tells what to try first."""
    try:
        return _seek(tree, year, ask, holds, likely, steps)
    except Untranslated as gap:
        return Sought(why=f"chưa dịch được {gap.what}")


def _seek(tree: RuleTree, year: int, ask: Ask, holds: Holds, likely: bool, steps: int) -> Sought:
    exact = Question(tree, year)
    asking = ask(exact)
    parts = [*asking.parts, *exact.given(*asking.facts)]
    linear = not exact.made.denominators and not exact.made.switches
    if not likely and _none(tree, year, ask, steps):
        return Sought(none=True)
    found = _found(exact, asking, parts, linear, holds, steps)
    if found is not None and found.sheets:
        return found
    if likely and _none(tree, year, ask, steps):
        return Sought(none=True)
    if not linear and solve(parts, steps).answer is Answer.NONE:
        return Sought(none=True)
    return found if found is not None else Sought(why=_LIMIT)


def _none(tree: RuleTree, year: int, ask: Ask, steps: int) -> bool:
    """Whether there is none even with quotients loosened."""
    loose = Question(tree, year, Ratios.LOOSE)
    asking = ask(loose)
    return solve([*asking.parts, *loose.given(*asking.facts)], steps).answer is Answer.NONE


def _found(
    q: Question, asking: Asking, parts: Sequence[Truth], linear: bool, holds: Holds, steps: int
) -> Sought | None:
    """The first model that can be written down and that the walk confirms; what it did not confirm is told."""
    facts = (q.facts, *asking.facts)
    written = [*asking.written, *(w for f in facts for w in f.written(q.year))]
    arisen = [w for f in facts for w in f.all_arisen()]
    apart: Sought | None = None
    tried = DENOMINATORS if q.made.denominators else DENOMINATORS[:1]
    off = [(switch, z3.BoolVal(False)) for switch in q.made.switches]
    none: _Pairs = []
    ways = [[*_pairs(q, fixed), *more] for more in ((off, none) if off else (none,)) for fixed in tried]
    for pairs in [none] if linear else ways:
        narrowed = _fixed([*parts, *written, *_own_bests(q)], pairs)
        for more in (arisen, []):
            found = solve([*narrowed, *more], steps)
            if found.answer is not Answer.FOUND:
                continue
            model = _WithFixed(found.model, pairs)
            rows = asking.rows(model)
            sheets = [sheet_of(q, model, f, rows) for f in (asking.facts or (q.facts,))]
            cards = tuple((sheet, scored(q, model, sheet)) for sheet in sheets)
            if holds([card for _, card in cards]):
                return Sought(cards)
            apart = Sought(why=_APART)
    return apart


def _own_bests(q: Question) -> list[Truth]:
    """That the unit is itself the best of the year, so that its sheet alone shows what is found."""
    return [
        any_of(*(any_of(gap, term_equal(Term(number), own)) for of, gap, own in q.made.owns if of == best))
        for best, number in q.made.bests.items()
    ]


_Pairs = list[tuple[Any, Any]]


def _pairs(q: Question, values: tuple[int, int]) -> _Pairs:
    """Every denominator, and every best of the year, with the number that it is fixed to."""
    names = with_inputs({fold_name(this_year(n)) for n in q.made.denominators}, q.tree.rules.declared)
    found: _Pairs = []
    for one in q.every_fact():
        if fold_name(this_year(one.name)) in names and one.declared.type is FactType.COUNT:
            found.append((one.value, z3.IntVal(values[1 if one.second else 0])))
    for best, number in q.made.bests.items():
        highest = q.asked().range_of(best.inner).high
        found.append((number, z3.RealVal(str(highest if highest is not None else max(values)))))
    return found


def _fixed(parts: Sequence[Truth], pairs: _Pairs) -> list[Truth]:
    return (
        [p if isinstance(p, bool) else z3.simplify(z3.substitute(p, *pairs)) for p in parts] if pairs else list(parts)
    )


class _WithFixed:
    """A model in which some unknowns were fixed before it was asked for."""

    def __init__(self, model: Any, pairs: Sequence[tuple[Any, Any]]) -> None:
        self.model, self.pairs = model, pairs

    def eval(self, value: Any, model_completion: bool = False) -> Any:
        """As that of the model itself."""
        return self.model.eval(
            z3.substitute(value, *self.pairs) if self.pairs else value, model_completion=model_completion
        )
