"""Transitional clauses: what one says, and whether there is anything that it leaves as it was."""

from collections.abc import Iterator

from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, FromYear
from cchc_rules.model.amendments.operation import SumsFollow
from cchc_rules.model.amendments.transition import KindsOfUnit, NamedUnits, OwnTransition, Transition
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.statements import Report, Statement


def add_transition(known: list[OwnTransition], here: Address, st: Statement, settled: bool, report: Report) -> None:
    """A clause of the head or of a heading, which may have several, no two that say the same.

    Too late when something stands under the heading already.
    """
    given = _transition(st, report)
    twin = next((o for o in known if o.address == here and o.transition == given), None)
    if settled:
        where = f"ngay dưới dòng {here.cite()}, trước nội dung sửa đổi"
        report.add(catalog.MISPLACED, st.span, what="“chuyển tiếp”", where=where)
    elif twin is not None:
        related = (Related("câu trước ở đây", twin.at),)
        report.add(catalog.STATED_TWICE, st.span, what="câu chuyển tiếp này", related=related)
    else:
        known.append(OwnTransition(here, given, st.span, st.trivia))


def _transition(st: Statement, report: Report) -> Transition:
    """What it says; its years may still be none that it can be about."""
    whom, period = st.node.node("named_units", "kinds_of_unit"), st.node.node("period")
    assert whom is not None and period is not None  # the grammar has both
    names = tuple(v.unquote(leaf.text) for leaf in whom.leaves("STRING"))
    years = [v.whole(st, leaf, report) for leaf in period.leaves("INT")]
    return Transition(NamedUnits(names) if whom.rule == "named_units" else KindsOfUnit(names), years[0], years[-1])


def check_transitions(amendment: Amendment, report: Report) -> None:
    """Every clause leaves something as it was, in years that the amendment governs."""
    for own in amendment.transitions:
        t = own.transition
        first = min(_governed(amendment, own), default=None)
        if t.first > t.last:
            report.add(catalog.TRANSITION_YEARS, own.at, years=_years(t), why="năm đầu sau năm cuối")
        elif first is not None and t.first < first:
            why = f"bắt đầu trước kỳ áp dụng {first}, khi chưa có gì được sửa đổi"
            report.add(catalog.TRANSITION_YEARS, own.at, years=_years(t), why=why)


def _governed(amendment: Amendment, own: OwnTransition) -> Iterator[int]:
    """From which years on what the clause stands over governs."""
    for address, written in amendment.written():
        if own in amendment.transitions_at(address) and not isinstance(written.operation, SumsFollow):
            governs = _first_year(amendment, address)
            if governs is not None:
                yield governs


def _first_year(amendment: Amendment, address: Address) -> int | None:
    own = {o.address: o.effect.year for o in amendment.own_effects if isinstance(o.effect, FromYear)}
    return next((own[a] for a in address.up() if a in own), amendment.governs)


def _years(t: Transition) -> str:
    return str(t.first) if t.first == t.last else f"{t.first}–{t.last}"
