"""An amendment drafted from texts side by side: the provisions that turn one into the other."""

import datetime
from collections.abc import Iterator, Sequence

from attrs import evolve

from cchc_rules.amend import Header, apply, canonical
from cchc_rules.amend.compare.drafted import Changed, drafted, misfits, operations
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors
from cchc_rules.explain.decision.document import decision_document
from cchc_rules.explain.render.document import Document
from cchc_rules.explain.words.texts_beside import lines
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.amendment import Amendment, FromDay
from cchc_rules.model.citation import Instrument, Trivia
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.without_places import baseless
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.writing.amendment_file import print_amendment

_NO_NUMBER = "00/QĐ-UBND"
_TO_FILL_IN = "Số, ngày ký, hiệu lực và kỳ áp dụng dưới đây là tạm: điền lại trước khi trình ký."
_OF_SEVERAL = "sua-doi"


@frozen
class Drafted:
    """What an amendment's heading says; what the drafter has not said yet stands in for itself."""

    number: str | None = None
    signed: datetime.date | None = None
    governs: int | None = None

    @property
    def settled(self) -> bool:
        """Whether the day and the first year are said."""
        return self.signed is not None and self.governs is not None


@frozen
class Draft:
    """An amendment, None where what is said does not fit, and why."""

    amendment: Amendment | None
    diagnostics: tuple[Diagnostic, ...] = ()


def draft(texts: Sequence[Changed], heading: Drafted) -> Draft:
    """One amendment of all the texts, tried: applying it gives each of them as it is after.

    Common provisions come before the tables that they are linked into; what these provisions change is no change of
    the tables.
    """
    unfit = tuple(catalog.SAID_UNFIT.at(t.before.at, id=t.before.id, why=why) for t in texts for why in misfits(t))
    changed = [own for text in texts if operations(own := _own_change(text, texts))] if not unfit else []
    if not changed:
        return Draft(None, unfit or (catalog.NOTHING_DIFFERS.at(None),))
    made = drafted(changed, _header(changed, heading))
    wrong = tuple(_not_so(made, texts, [t.before.id for t in changed]))
    return Draft(None if wrong else made, wrong)


def amendment_between(a: Rubric, b: Rubric, heading: Drafted) -> Amendment:
    """The amendment that turns `a` into `b`."""
    texts = (Changed(a, b),)
    return drafted(texts, _header(texts, heading))


def amendment_text(a: Rubric, b: Rubric, heading: Drafted, texts: Sequence[TextBeside] = ()) -> str:
    """The same as text."""
    return printed(amendment_between(a, b, heading), heading, texts)


def printed(made: Amendment, heading: Drafted, beside: Sequence[TextBeside] = ()) -> str:
    """An amendment as text, with comments on what the drafter must still fill in.

    Another names those of the texts `beside` that were not looked at.
    """
    ignored = lines([t for t in beside if t.use is Use.IGNORED])
    open_heading = () if heading.settled else (_TO_FILL_IN,)
    return print_amendment(evolve(made, trivia=Trivia((*ignored, *open_heading))))


def decision_of(made: Amendment, a: Rubric, heading: Drafted) -> Document:
    """An amendment of one text as the decision that is signed, with room for what the drafter has not said."""
    return decision_document(made, a, heading.settled)


def _header(texts: Sequence[Changed], heading: Drafted) -> Header:
    first = texts[0]
    days = (_signed(t.after) or _signed(t.before) or datetime.date.min for t in texts)
    signed = heading.signed or max(days)
    several = len(texts) > 1
    return Header(
        _OF_SEVERAL if several else f"sua-doi-{first.before.id}",
        f"Sửa đổi {', '.join(t.before.title for t in texts)}",
        Instrument("Quyết định", heading.number or _NO_NUMBER, signed),
        FromDay(signed),
        heading.governs or signed.year,
    )


def _signed(rubric: Rubric) -> datetime.date | None:
    return rubric.provisions.instrument.value.date if rubric.provisions.instrument else None


def _own_change(text: Changed, texts: Sequence[Changed]) -> Changed:
    """A table as it is once the common provisions that it is linked with have changed."""
    linked = text.before.linked
    new = text.after.linked.commons if text.after.linked is not None else ()
    if linked is None or not linked.commons or [c.id for c in linked.commons] != [c.id for c in new]:
        return text
    changed = {t.before.id for t in texts}
    commons = tuple(b if b.id in changed else a for a, b in zip(linked.commons, new, strict=True))
    return evolve(text, before=link(evolve(text.before, provisions=linked.own), commons))


def _not_so(made: Amendment, texts: Sequence[Changed], amended: Sequence[str]) -> Iterator[Diagnostic]:
    """That the amendment does not give a text as it is after."""
    for text in texts:
        commons = text.before.linked.commons if text.before.linked is not None else ()
        if not {text.before.id, *(c.id for c in commons)} & {*amended}:
            continue
        applied = apply(text.before, [made])
        errors = [d.message for d in applied.diagnostics if has_errors((d,))]
        if not errors and baseless(canonical(applied.rubric)) != baseless(canonical(text.after)):
            errors = ["còn chỗ khác bên mới"]
        if errors:
            yield catalog.DRAFT_FAILS.at(text.before.at, id=text.before.id, why=errors[0])
