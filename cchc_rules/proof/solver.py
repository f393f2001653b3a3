"""The solver, asked in small questions that each end after so many steps, not seconds: every run says the same."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import z3

from cchc_rules.frozen import frozen
from cchc_rules.proof.logic import Truth

STEPS = 2_000_000
"""z3 `rlimit` of one question: about a second."""
MEMORY_MB = 2_048
z3.set_param("memory_max_size", MEMORY_MB)


class Answer(Enum):
    """What the solver says of a question."""

    FOUND = "found"
    NONE = "none"
    UNDECIDED = "undecided"


@frozen
class Solved:
    """The answer, with a model where there is one."""

    answer: Answer
    model: Any = None


def forget_all() -> None:
    """Begin as a new process does: terms made before would change which questions end within their steps.

    Terms of before cannot be used with those made after. z3 has no public name for this.
    """
    z3.z3._main_ctx = None


def solve(parts: Sequence[Truth], steps: int = STEPS) -> Solved:
    """Whether all parts can hold together."""
    if any(p is False for p in parts):
        return Solved(Answer.NONE)
    solver = z3.Solver()
    solver.set("rlimit", steps)
    solver.set("random_seed", 0)
    solver.add(*(p for p in parts if p is not True))
    found = solver.check()
    if found == z3.sat:
        return Solved(Answer.FOUND, solver.model())
    return Solved(Answer.NONE if found == z3.unsat else Answer.UNDECIDED)
