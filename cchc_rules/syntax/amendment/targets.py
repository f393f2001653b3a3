"""Which texts an amendment amends, where there are several: under which heading which, and what holds in each."""

from attrs import field

from cchc_rules.diagnostics import Related, catalog
from cchc_rules.frozen import define
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, Outcome, OutcomesOf, OwnTarget
from cchc_rules.model.amendments.operation import SumsFollow
from cchc_rules.model.citation import NO_TRIVIA, Stated, Trivia
from cchc_rules.source import Span
from cchc_rules.syntax.amendment.header import named_texts
from cchc_rules.syntax.lines.statements import Report, Statement

TARGETING = frozenset({"amends", "corrects"})


@define
class _Outcomes:
    """One part `Sau sửa đổi`; of the only text amended when `target` is None."""

    target: str | None
    at: Span | None = None
    trivia: Trivia = NO_TRIVIA
    held: list[Stated[Outcome]] = field(factory=list)


@define
class Targets:
    """What has been read of it so far."""

    own: list[OwnTarget] = field(factory=list)
    after: list[_Outcomes] = field(factory=list)

    def under(self, here: Address, st: Statement, settled: bool, report: Report) -> None:
        """`sửa đổi: bang-2` under a heading; too late when something stands under the heading already."""
        names, twin = named_texts(st), next((o for o in self.own if o.address == here), None)
        if settled:
            where = f"ngay dưới dòng {here.cite()}, trước nội dung sửa đổi"
            report.add(catalog.MISPLACED, st.span, what="“sửa đổi”", where=where)
        elif twin is not None:
            related = (Related("câu trước ở đây", twin.at),)
            report.add(catalog.STATED_TWICE, st.span, what=f"sửa đổi của {here.cite()}", related=related)
        else:
            if len(names) > 1:
                report.add(catalog.ONE_TARGET_HERE, st.span, place=here.cite())
            self.own.append(OwnTarget(here, names[0], st.span, st.trivia))

    def open_outcomes(self, st: Statement) -> None:
        """`Sau sửa đổi`, `Sau sửa đổi của bang-2`."""
        self.after.append(_Outcomes(next(iter(named_texts(st)), None), st.span, st.trivia))

    @property
    def holding(self) -> list[Stated[Outcome]]:
        """Where what holds afterwards is kept while it is read."""
        return self.after[-1].held

    def of_the_only_one(self) -> tuple[Stated[Outcome], ...]:
        """What holds afterwards in the only text amended."""
        return tuple(o for given in self.after if given.target is None for o in given.held)

    def of_each(self) -> tuple[OutcomesOf, ...]:
        """The same for each of several."""
        return tuple(OutcomesOf(a.target, tuple(a.held), a.trivia) for a in self.after if a.target is not None)


def check_targets(amendment: Amendment, report: Report) -> None:
    """Of several texts each has something that amends it, and everything says which of them it amends."""
    names = amendment.targets
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            report.add(catalog.STATED_TWICE, _head(amendment), what=f"“{name}”")
    told = [(o.target, o.at) for o in amendment.own_targets]
    told += [(g.target, g.outcomes[0].at if g.outcomes else amendment.at) for g in amendment.after_of]
    for name, at in told:
        if name not in names:
            report.add(catalog.TARGET_NOT_IN_HEAD, at, target=name, names=", ".join(names))
    if len(names) > 1:
        _check_each(amendment, report)


def _check_each(amendment: Amendment, report: Report) -> None:
    placed = {o.address for o in amendment.own_targets}
    names, unsaid = ", ".join(amendment.targets), False
    for address, written in amendment.written():
        if not placed & set(address.up()) and not isinstance(written.operation, SumsFollow):
            report.add(catalog.TARGET_UNSAID, written.at, names=names)
            unsaid = True
    if amendment.after:
        report.add(catalog.TARGET_UNSAID, amendment.after[0].at, names=names)
    used = {amendment.target_of(address) for address, _ in amendment.written() if placed & set(address.up())}
    for name in dict.fromkeys(amendment.targets):
        # What does not say whom it amends may amend this one.
        if name not in used and not unsaid:
            report.add(catalog.TARGET_UNUSED, _head(amendment), target=name)


def _head(amendment: Amendment) -> Span | None:
    return amendment.place("corrects" if amendment.erratum else "amends")
