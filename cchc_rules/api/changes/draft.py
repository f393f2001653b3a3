"""An amendment drafted from two rubrics: the provisions that turn one into the other."""

import datetime
from collections.abc import Sequence

from attrs import evolve

from cchc_rules.amend import Header, as_amendment
from cchc_rules.explain.words.texts_beside import lines
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.amendment import FromDay
from cchc_rules.model.citation import Instrument, Trivia
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.writing.amendment_file import print_amendment

_TO_FILL_IN = "Số, ngày ký, hiệu lực và kỳ áp dụng dưới đây là tạm: điền lại trước khi trình ký."


@frozen
class Drafted:
    """What an amendment's heading says; what the drafter has not said yet stands in for itself."""

    number: str = "00/QĐ-UBND"
    signed: datetime.date | None = None
    governs: int | None = None


def amendment_text(a: Rubric, b: Rubric, drafted: Drafted, texts: Sequence[TextBeside] = ()) -> str:
    """The amendment that turns `a` into `b`, with comments on what the drafter must still fill in.

    Another names those of the `texts` beside them that were not looked at.
    """
    signed = drafted.signed or _signed(b) or _signed(a) or datetime.date.min
    header = Header(
        f"sua-doi-{a.id}",
        f"Sửa đổi {a.title}",
        Instrument("Quyết định", drafted.number, signed),
        FromDay(signed),
        drafted.governs or signed.year,
    )
    made = as_amendment(a, b, header)
    ignored = lines([t for t in texts if t.use is Use.IGNORED])
    open_heading = (_TO_FILL_IN,) if None in (drafted.signed, drafted.governs) else ()
    return print_amendment(evolve(made, trivia=Trivia((*ignored, *open_heading))))


def _signed(rubric: Rubric) -> datetime.date | None:
    return rubric.provisions.instrument.value.date if rubric.provisions.instrument else None
