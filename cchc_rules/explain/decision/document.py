"""The amending decision as the document that is printed and signed, from the amendment in the language."""

from collections.abc import Iterator, Sequence

from cchc_rules.explain.decision.provisions import Named, below, lead
from cchc_rules.explain.decision.sayings import formal, in_words
from cchc_rules.explain.render.document import Account, Document, Group, Item, Items, Line, Section, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.rubric import notes_of
from cchc_rules.model.amendments.amendment import Amendment, Force, FromDay
from cchc_rules.model.amendments.operation import Operation, WithRows
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rules import rule_lines

_HEADS = ("Mã", "Nội dung", "Điểm tối đa", "Ghi chú")
_LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày … tháng … năm …;"
_PROPOSED = "Theo đề nghị của …………………………………………………………."
_WHO_CARRIES_OUT = "………………………………… và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này."
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def decision_document(amendment: Amendment, rubric: Rubric, settled: bool) -> Document:
    """The decision that makes an amendment of a rubric as it stood before.

    Until its date is `settled`, the day it takes effect is left to be filled in.
    """
    named = Named(rubric)
    stated = rubric.provisions.instrument
    annex = stated.value.annex if stated is not None else None
    which = f"{annex} “{rubric.title}”" if annex else rubric.title
    instrument = f" ban hành kèm theo {formal(stated.value)}" if stated is not None else ""
    about = clean(f"sửa đổi, bổ sung một số nội dung của {which}{instrument}")
    operations = [w.operation for p in amendment.provisions for w in p.operations]
    sections: list[Section] = [Account(f"Điều 1. {about[0].upper()}{about[1:]} như sau:", (), ())]
    for number, operation in enumerate(operations, 1):
        sections += _clause(number, operation, named)
    sections += _outcomes(len(operations) + 1, amendment)
    sections += _ending(amendment, settled)
    return Document(f"Quyết định {about}", (f"Về việc {about}",), (), (), tuple(sections), "", ())


def preamble(rubric: Rubric) -> tuple[str, ...]:
    """What a decision is based on, line by line, with dots for what the drafter alone knows."""
    stated = rubric.provisions.instrument
    amended = (f"Căn cứ {clean(formal(stated.value))};",) if stated is not None else ()
    return (_LAW, *amended, _PROPOSED)


def _clause(number: int, operation: Operation, named: Named) -> Iterator[Section]:
    lines = [Line(f"{number}. {clean(lead(operation, named))}")]
    lines += [Line(clean(line.text), depth=line.depth + 1) for line in below(operation, named)]
    yield Account("", tuple(lines), ())
    if isinstance(operation, WithRows):
        items = tuple(item for row in operation.rows for item in _rows(row))
        yield Items("", Tone.PLAIN, (), (Group("", items),), _HEADS)


def _rows(row: Criterion) -> Iterator[Item]:
    """A new row and all below it, with the sentences that stand on it."""
    rule = rule_lines(row.rule) if row.rule is not None else ()
    said = (*((line.text, line.depth) for line in rule), *((note, 0) for note in notes_of(row)))
    lines = tuple(Line(clean(in_words(text)), depth=depth) for text, depth in said)
    points = f"trừ tối đa {vietnamese(row.max)}" if row.deducts else vietnamese(row.max)
    tone = Tone.STRONG if row.children else Tone.PLAIN
    yield Item(row.code.text, clean(row.title), points, "ĐTXHH" if row.survey else "", tone, lines)
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
        *(Line(f"{x}) {clean(in_words(t))};", depth=1) for x, t in _listed(told)),
    )
    return (Account("", lines, ()),)


def _listed(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(told):
        yield (_LETTERS[place] if place < len(_LETTERS) else str(place + 1)), text


def _ending(amendment: Amendment, settled: bool) -> Iterator[Section]:
    effect = _effect(amendment.force) if settled and amendment.force is not None else "kể từ ngày … tháng … năm …"
    year = f", áp dụng từ kỳ đánh giá năm {amendment.governs}" if settled and amendment.governs is not None else ""
    open_year = "" if settled else ", áp dụng từ kỳ đánh giá năm …"
    yield Account("Điều 2. Hiệu lực thi hành", (Line(f"Quyết định này có hiệu lực {effect}{year}{open_year}."),), ())
    yield Account("Điều 3. Tổ chức thực hiện", (Line(_WHO_CARRIES_OUT),), ())


def _effect(force: Force) -> str:
    if isinstance(force, FromDay):
        return f"kể từ ngày {force.day.day:02} tháng {force.day.month:02} năm {force.day.year}"
    return words.force(force)
