"""What a sentence being amended stands on: a row, a survey instrument, the rating of some units, or the rubric."""

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import OfForm, Owner
from cchc_rules.model.condition import Condition
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.settings import scope_of
from cchc_rules.syntax.rubric.surveys import form_name


@frozen
class Standing:
    """What the sentence stands on (None: the rubric itself), and the units whose rating it is of.

    `readable` is False when what is written could not be read, which has been reported.
    """

    owner: Owner = None
    scope: Condition | None = None
    readable: bool = True


def owner_of(st: Statement, report: Report) -> Standing:
    """`của 4.2`, `của phiếu can-bo`, `của XẾP LOẠI cho "xã"`, or nothing."""
    node = st.node.node("owner", "row_owner")
    if node is None:
        return Standing()
    if node.leaf("ID"):
        return Standing(OfForm(form_name(node)))
    scope = scope_of(st, node, report)
    if scope is not None:
        return Standing(scope=scope)
    code = v.code(st, node.leaves("CODE")[0], report)
    return Standing(code, readable=code is not None)
