"""An amendment drafted from two rubrics: the provisions that turn one into the other."""

import datetime
from collections.abc import Sequence

from attrs import evolve

from cchc_rules.amend import Header, as_amendment
from cchc_rules.explain.decision.document import decision_document
from cchc_rules.explain.render.document import Document
from cchc_rules.explain.words.texts_beside import lines
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.amendment import Amendment, FromDay
from cchc_rules.model.citation import Instrument, Trivia
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.writing.amendment_file import print_amendment

_NO_NUMBER = "00/QĐ-UBND"
_TO_FILL_IN = "Số, ngày ký, hiệu lực và kỳ áp dụng dưới đây là tạm: điền lại trước khi trình ký."


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


def amendment_text(a: Rubric, b: Rubric, drafted: Drafted, texts: Sequence[TextBeside] = ()) -> str:
    """The amendment that turns `a` into `b`, with comments on what the drafter must still fill in.

    Another names those of the `texts` beside them that were not looked at.
    """
    made = amendment_between(a, b, drafted)
    ignored = lines([t for t in texts if t.use is Use.IGNORED])
    open_heading = () if drafted.settled else (_TO_FILL_IN,)
    return print_amendment(evolve(made, trivia=Trivia((*ignored, *open_heading))))


def decision_between(a: Rubric, b: Rubric, drafted: Drafted) -> Document:
    """The same as the decision that is signed, with room for what the drafter has not said."""
    return decision_document(amendment_between(a, b, drafted), a, drafted.settled)


def amendment_between(a: Rubric, b: Rubric, drafted: Drafted) -> Amendment:
    """The amendment that turns `a` into `b`."""
    signed = drafted.signed or _signed(b) or _signed(a) or datetime.date.min
    header = Header(
        f"sua-doi-{a.id}",
        f"Sửa đổi {a.title}",
        Instrument("Quyết định", drafted.number or _NO_NUMBER, signed),
        FromDay(signed),
        drafted.governs or signed.year,
    )
    return as_amendment(a, b, header)


def _signed(rubric: Rubric) -> datetime.date | None:
    return rubric.provisions.instrument.value.date if rubric.provisions.instrument else None
