"""Whether what a transitional clause leaves of an amendment can be applied, found without any sheet."""

from collections.abc import Iterator, Sequence

from cchc_rules.amend import apply, broken_by
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.transition import NamedUnits
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header


def broken_for_some(rubric: Rubric, others: Sequence[Amendment], own: Amendment) -> Iterator[Diagnostic]:
    """S651: that what is left of an amendment for a unit under a transitional clause cannot be applied."""
    for clause in own.transitions:
        t = clause.transition
        for name in t.whom.names:
            named = isinstance(t.whom, NamedUnits)
            unit = Header(rubric.id, name if named else "", "" if named else name, t.first)
            applied = apply(rubric, (*others, own), year=t.first, unit=unit)
            wrong = next((d for d in (*applied.diagnostics, *broken_by(applied)) if has_errors((d,))), None)
            if wrong is not None:
                whom = f"{'đơn vị' if named else 'loại đơn vị'} “{name}”"
                place = clause.address.cite() or "phần đầu"
                yield catalog.TRANSITION_BREAKS.at(clause.at, whom=whom, clause=place, why=wrong.message)
