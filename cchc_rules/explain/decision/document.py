"""The amending decision as the document that is printed and signed, from the amendment in the language."""

from collections.abc import Iterator, Sequence

from cchc_rules.explain.decision.provisions import Named, below, lead
from cchc_rules.explain.render.document import Account, Document, Group, Item, Items, Line, Section, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.rubric import notes_of
from cchc_rules.model.amendments.amendment import Amendment, Force, FromDay
from cchc_rules.model.amendments.operation import Operation, WithRows
from cchc_rules.model.dates import date
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rules import rule_lines

ORDER = "QUYẾT ĐỊNH:"
_HEADS = ("Mã", "Nội dung", "Điểm tối đa", "Ghi chú")
_BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Theo đề nghị của …………………………………………………………",
)
_WHO_CARRIES_OUT = "………………………………… và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này."
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def decision_document(amendment: Amendment, rubric: Rubric, settled: bool) -> Document:
    """The decision that makes an amendment of a rubric as it stood before.

    Until its date is `settled`, the day it takes effect is left to be filled in.
    """
    named, top = Named(rubric), rubric.level_names[0]
    stated = rubric.provisions.instrument
    instrument = f" ban hành kèm theo {clean(stated.value.cite())}" if stated is not None else ""
    about = f"Sửa đổi, bổ sung một số nội dung của {clean(rubric.title)}{instrument}"
    operations = [w.operation for p in amendment.provisions for w in p.operations]
    sections: list[Section] = [Account("", tuple(map(Line, _bases(rubric))), ())]
    sections.append(Account("", (Line(ORDER, Tone.STRONG),), ()))
    sections.append(Account("", (Line(f"Điều 1. {about} như sau:", Tone.STRONG),), ()))
    for number, operation in enumerate(operations, 1):
        sections += _clause(number, operation, named, top)
    sections += _outcomes(len(operations) + 1, amendment)
    sections.append(Account("", tuple(_ending(amendment, settled)), ()))
    return Document(about, (f"V/v {about[0].lower()}{about[1:]}",), (), (), tuple(sections), "", ())


def _bases(rubric: Rubric) -> Iterator[str]:
    first, last = _BASES
    yield first
    if rubric.provisions.instrument is not None:
        yield f"Căn cứ {clean(rubric.provisions.instrument.value.cite(annex=False))};"
    yield last


def _clause(number: int, operation: Operation, named: Named, top: str) -> Iterator[Section]:
    lines = [Line(f"{number}. {clean(lead(operation, named))}")]
    lines += [Line(clean(text), depth=1) for text in below(operation, named, top)]
    yield Account("", tuple(lines), ())
    if isinstance(operation, WithRows):
        items = tuple(item for row in operation.rows for item in _rows(row))
        yield Items("", Tone.PLAIN, (), (Group("", items),), _HEADS)


def _rows(row: Criterion) -> Iterator[Item]:
    """A new row and all below it, with the sentences that stand on it."""
    rule = rule_lines(row.rule) if row.rule is not None else ()
    lines = (*(Line(clean(words.resting(line)), depth=line.depth) for line in rule), *map(Line, notes_of(row)))
    points = f"trừ tối đa {vietnamese(row.max)}" if row.deducts else vietnamese(row.max)
    tone = Tone.STRONG if row.children else Tone.PLAIN
    yield Item(row.code.text, clean(row.title), points, "ĐTXHH" if row.survey else "", tone, tuple(lines))
    for child in row.children:
        yield from _rows(child)


def _outcomes(number: int, amendment: Amendment) -> Sequence[Section]:
    """What the table comes to afterwards, where the amendment says it."""
    told = [words.outcome(o.value) for o in amendment.after]
    told += [f"{of.target}: {words.outcome(o.value)}" for of in amendment.after_of for o in of.outcomes]
    if not told:
        return ()
    lines = (
        Line(f"{number}. Sau khi sửa đổi, bổ sung:"),
        *(Line(f"{x}) {clean(t)};", depth=1) for x, t in _listed(told)),
    )
    return (Account("", lines, ()),)


def _listed(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(told):
        yield (_LETTERS[place] if place < len(_LETTERS) else str(place + 1)), text


def _ending(amendment: Amendment, settled: bool) -> Iterator[Line]:
    effect = _effect(amendment.force) if settled and amendment.force is not None else "kể từ ngày … tháng … năm …"
    year = f", áp dụng từ kỳ đánh giá năm {amendment.governs}" if settled and amendment.governs is not None else ""
    open_year = "" if settled else ", áp dụng từ kỳ đánh giá năm …"
    yield Line(f"Điều 2. Quyết định này có hiệu lực {effect}{year}{open_year}.", Tone.STRONG)
    yield Line(f"Điều 3. {_WHO_CARRIES_OUT}", Tone.STRONG)


def _effect(force: Force) -> str:
    return f"kể từ ngày {date(force.day)}" if isinstance(force, FromDay) else words.force(force)
