"""Transitional clauses: what of an instrument does not change the text for a unit, and kinds of unit there are."""

from attrs import evolve

from cchc_rules.amend.applying.session import Effective, Session
from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.mends import chosen
from cchc_rules.meaning.transitions import spares
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.operation import SumsFollow
from cchc_rules.model.amendments.transition import KindsOfUnit
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header
from cchc_rules.source import fold_name
from cchc_rules.writing.rubric import quote


def spared(part: Effective, unit: Header, year: int) -> tuple[Effective | None, Effective | None]:
    """What of a part changes the text for a unit in a year, and what a transitional clause leaves as it was for it.

    None for nothing. What must hold afterwards is said of the whole, and not asked of what is left.
    """
    a = part.amendment
    by = [(s, [o for o in a.transitions_at(s.address) if spares(o.transition, unit, year)]) for s in part.steps]
    kept = [(s, own) for s, own in by if own and not isinstance(s.written.operation, SumsFollow)]
    if not kept:
        return part, None
    left = tuple(s for s in part.steps if s not in [s for s, _ in kept])
    clauses = tuple(dict.fromkeys(o for _, own in kept for o in own))
    apart = tuple(dict.fromkeys(o.address for o in clauses if o.address != Address()))
    gone = evolve(part, steps=tuple(s for s, _ in kept), apart=apart, clauses=clauses)
    if all(isinstance(s.written.operation, SumsFollow) for s in left):
        return None, gone
    return evolve(part, steps=left, closes=False), gone


def check_kinds(session: Session, result: Rubric) -> None:
    """A kind of unit that the rubric does not have, before or after, is spared in vain."""
    stated = [r.provisions.subjects for r in (session.rubric, result)]
    kinds = tuple(dict.fromkeys(k for s in stated if s is not None for k in s.value.kinds))
    known = {fold_name(k) for k in kinds}
    for own in session.effective.amendment.transitions if kinds else ():
        whom = own.transition.whom
        for kind in whom.names if isinstance(whom, KindsOfUnit) else ():
            if fold_name(kind) not in known:
                there = ", ".join(f"“{k}”" for k in kinds)
                fixes = chosen(own.at, quote(kind), map(quote, kinds))
                session.fail(catalog.TRANSITION_KIND, at=own.at, named=kind, kinds=there, fixes=fixes)
