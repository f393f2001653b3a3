"""What a sentence being amended stands on: a row, the rating of some units, or the rubric itself."""

from attrs import frozen

from cchc_rules.model.code import Code
from cchc_rules.model.condition import Condition
from cchc_rules.syntax import values as v
from cchc_rules.syntax.rubric_reader import scope_of
from cchc_rules.syntax.statements import Report, Statement


@frozen
class Owner:
    """The row a sentence stands on (None: the rubric itself), or the units whose rating it is of.

    `readable` is False when what is written could not be read, which has been reported.
    """

    code: Code | None = None
    scope: Condition | None = None
    readable: bool = True


def owner_of(st: Statement, report: Report) -> Owner:
    """`của 4.2`, `của XẾP LOẠI cho "xã"`, or nothing."""
    node = st.node.node("owner")
    if node is None:
        return Owner()
    scoped = node.node("scope_kinds", "scope_when")
    if scoped is not None:
        return Owner(scope=scope_of(st, scoped, report))
    code = v.code(st, node.leaves("CODE")[0], report)
    return Owner(code, readable=code is not None)
