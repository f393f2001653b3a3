"""How an amendment says things: headers, addresses, the first line of each operation."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, assert_never

from cchc_rules.model.amendments.amendment import AfterSigning, Force, FromDay, FromYear, MaxIs, OnSigning, Outcome
from cchc_rules.model.amendments.operation import (
    AddProvision,
    AddSentence,
    After,
    AtEnd,
    Before,
    ChangeAt,
    ChangeBasis,
    ChangeId,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeProvision,
    ChangeSentence,
    ChangeTag,
    ChangeTitle,
    DropForm,
    DropSentence,
    InBucket,
    InsertRows,
    MoveRow,
    NotCarried,
    OfForm,
    Operation,
    Owner,
    RenameFact,
    RenumberRow,
    RepealProvision,
    RepealRow,
    ReplaceInstrument,
    ReplaceRows,
    ReplaceTable,
    ReplaceWords,
    ResumeRow,
    RubricChange,
    SentenceChange,
    Spot,
    SumsFollow,
    SuspendRow,
    WithRows,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.amendments.transition import NamedUnits, OwnTransition, Transition
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Suspended
from cchc_rules.model.dates import date
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Total
from cchc_rules.writing import surveys
from cchc_rules.writing.rubric import (
    counts,
    instrument,
    quote,
    say,
    scope,
    stated,
    suspended_years,
    total,
    with_basis,
    years,
)
from cchc_rules.writing.rules import Line, rule_lines

SUMS_FOLLOW = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con"


def effect(given: Force | FromYear) -> str:
    """`hiệu lực: từ 20/08/2020`, `áp dụng: từ kỳ đánh giá 2021`."""
    return f"áp dụng: từ kỳ đánh giá {given.year}" if isinstance(given, FromYear) else f"hiệu lực: {force(given)}"


def transition(t: Transition) -> str:
    """`chuyển tiếp: đơn vị "Xã A" theo quy định trước khi sửa đổi, trong kỳ đánh giá 2020`."""
    return f"chuyển tiếp: {spared(t)}"


def spared(t: Transition) -> str:
    """The same without its keyword, as it is cited."""
    kind = "đơn vị" if isinstance(t.whom, NamedUnits) else "loại đơn vị"
    years = f"trong {_period(t.first)}" if t.first == t.last else f"từ {_period(t.first)} đến hết {_period(t.last)}"
    return f"{kind} {', '.join(map(quote, t.whom.names))} theo quy định trước khi sửa đổi, {years}"


def clause(own: OwnTransition) -> str:
    """`khoản 2 Điều 1: đơn vị "Xã A" theo quy định …`: a transitional clause by its place."""
    return f"{own.address.cite() or 'phần đầu'}: {spared(own.transition)}"


def _period(year: int) -> str:
    return f"kỳ đánh giá {year}"


def force(f: Force) -> str:
    """`từ 20/08/2020`, `kể từ ngày ký`, `sau 10 ngày kể từ ngày ký`."""
    match f:
        case FromDay(day):
            return f"từ {date(day)}"
        case OnSigning():
            return "kể từ ngày ký"
        case AfterSigning(days):
            return f"sau {days} ngày kể từ ngày ký"
        case _:
            assert_never(f)


def outcome(o: Outcome) -> str:
    """`tổng điểm: …`, `số lượng: …` or `3.3: 5 điểm`."""
    match o:
        case Total():
            return total(o)
        case MaxIs(code, max_points):
            return f"{code}: {points(max_points)}"
        case tuple():
            return counts(o)
        case _:
            assert_never(o)


def row_title(text: str) -> str:
    """The title of a row in quotes, or that it has none."""
    return note(text or None)


def maximum(value: Fraction, deducts: bool | None) -> str:
    """`2 điểm`, `trừ tối đa 2 điểm`: the maximum of a row."""
    return f"trừ tối đa {points(value)}" if deducts else points(value)


def points(value: Fraction) -> str:
    """`1,5 điểm`."""
    return f"{vietnamese(value)} điểm"


def note(text: str | None) -> str:
    """A note in quotes, or that there is none."""
    return "trống" if text is None else quote(text)


def tag(survey: bool) -> str:
    """`ĐTXHH` or `trống`."""
    return "ĐTXHH" if survey else "trống"


def basis(b: Basis | None) -> str:
    """`theo mục II.1`, `tự đặt, vì "…"` or `trống`."""
    return with_basis("", b).strip() or "trống"


def lines_of(slot: Slot, stated: Stated[Any], top: str = "lĩnh vực") -> tuple[Line, ...]:
    """The lines that say a sentence: several for a scoring rule, a survey instrument, a question with its answers."""
    if slot is Slot.RULE:
        return tuple(rule_lines(stated))
    if slot is Slot.SURVEYS:
        return tuple(surveys.form_lines(stated))
    if slot is Slot.QUESTIONS:
        return tuple(Line(line.text, line.stated, line.depth - 1) for line in surveys.question_lines(stated))
    in_words = _OF_SURVEYS.get(slot)
    return (Line(in_words(stated.value) if in_words is not None else say(slot, stated.value, top), stated),)


_OF_SURVEYS: dict[Slot, Callable[[Any], str]] = {
    Slot.RESPONDENTS: surveys.respondents,
    Slot.MINIMUM: surveys.minimum,
    Slot.SCALES: surveys.scale,
    Slot.SURVEY_SHARES: surveys.share,
}


def full(line: Line) -> str:
    """A line with its basis."""
    return stated(line.text, line.stated)


def resting(line: Line) -> str:
    """A line in force, with what it rests on."""
    return with_basis(line.text, line.stated.rests_on)


def sentence(slot: Slot, stated: Stated[object], top: str = "lĩnh vực") -> str:
    """A sentence of a rubric with its basis, on one line."""
    return "; ".join(map(full, lines_of(slot, stated, top)))


_NOUNS = {
    Slot.RULE: "cách chấm",
    Slot.SURVEYS: "phiếu điều tra",
    Slot.SURVEY_SHARES: "tỷ trọng phiếu điều tra",
    Slot.QUESTIONS: "câu hỏi",
}


def noun(slot: Slot) -> str:
    """What a sentence of the slot is called: `câu`, `cách chấm`."""
    return _NOUNS.get(slot, "câu")


def whole(slot: Slot, stated: Stated[object], top: str = "lĩnh vực") -> str:
    """A sentence with the heading it stands under, where that tells which units it is for."""
    return heading(stated) + sentence(slot, stated, top)


def heading(stated: Stated[object]) -> str:
    """`XẾP LOẠI cho "xã": ` before what holds for those units alone; nothing before the rest."""
    given = getattr(stated.value, "scope", None)
    return "" if given is None else f"XẾP LOẠI{scope(given)}: "


def spot(s: Spot) -> str:
    """`SAU 3.3.3`, `TRƯỚC 3.3.1`, `VÀO CUỐI 3.3`, `VÀO CUỐI BẢNG`."""
    match s:
        case After(code):
            return f"SAU {code}"
        case Before(code):
            return f"TRƯỚC {code}"
        case AtEnd(code):
            return f"VÀO CUỐI {code if code is not None else 'BẢNG'}"
        case InBucket(kind):
            return f"VÀO CUỐI {kind.value.upper()}"
        case _:
            assert_never(s)


def _in_sentence(s: Spot) -> str:
    """The same inside a sentence: `sau 3.3.3`; a code keeps its letters."""
    code = s.code if isinstance(s, After | Before | AtEnd) else None
    where = spot(s)
    return where.lower() if code is None else f"{where.removesuffix(code.text).lower()}{code}"


def owner(of: Owner, value: object = None) -> str:
    """` của 4.2`, ` của phiếu can-bo`, ` của XẾP LOẠI cho "xã"` of a rating for some units, nothing for the rubric."""
    if of is not None:
        return f" của phiếu {of.name}" if isinstance(of, OfForm) else f" của {of}"
    given = getattr(value, "scope", None)
    return "" if given is None else f" của XẾP LOẠI{scope(given)}"


def opening(operation: Operation, top: str = "lĩnh vực") -> str:  # noqa: C901 - a case for each kind of operation
    """The first line of an operation as the language writes it; the whole of it unless parts or rows follow."""
    match operation:
        case ChangeSentence(of, slot, given):
            return f"SỬA {'CÁCH CHẤM' if slot is Slot.RULE else 'CÂU'}{owner(of, given.value)}"
        case AddSentence(None, Slot.SURVEYS, given):
            return f"THÊM {full(lines_of(Slot.SURVEYS, given)[0])}"
        case AddSentence(of, slot, given):
            return _of_one("THÊM", of, slot, given, top)
        case DropSentence(of, slot, given):
            return _of_one("BỎ", of, slot, given, top)
        case DropForm(name, title, questions):
            return f"BỎ PHIẾU ĐIỀU TRA {name} đang là {quote(title)}: {questions} câu hỏi"
        case ChangeMax(code, old, new, before, behind):
            return f"SỬA {code} điểm tối đa: từ {maximum(old, before)} thành {maximum(new, behind)}"
        case ChangeTitle(code, before, behind):
            return f"SỬA {code} tên: từ {row_title(before)} thành {row_title(behind)}"
        case ChangeTag(code, had, has):
            return f"SỬA {code} nhãn: từ {tag(had)} thành {tag(has)}"
        case ChangeNote(code, said, says):
            return f"SỬA {code} ghi chú: từ {note(said)} thành {note(says)}"
        case ChangeBasis(code, stood, stands):
            return f"SỬA {code} căn cứ: từ {basis(stood)} thành {basis(stands)}"
        case InsertRows(place):
            return f"BỔ SUNG {spot(place)}"
        case RepealRow(code, title, most):
            return f"BÃI BỎ {code} đang là {quote(title)}: {points(most)}"
        case SuspendRow(code, title, most, first, last, until):
            when = suspended_years(Suspended(first, last, until))
            return f"NGƯNG HIỆU LỰC {code} đang là {quote(title)}: {points(most)}, {when}"
        case ResumeRow(code, first):
            return f"KHÔI PHỤC HIỆU LỰC {code} {years(first, None)}"
        case MoveRow(code, place, new):
            return f"CHUYỂN {code} đến {_in_sentence(place)} thành {new}"
        case RenumberRow(code, new):
            return f"ĐÁNH SỐ LẠI {code} thành {new}"
        case RenameFact(before, behind):
            return f"ĐỔI TÊN SỐ LIỆU [{before}] thành [{behind}]"
        case ReplaceWords(after, added, behind=True):
            return f"BỔ SUNG CỤM TỪ {quote(added)} vào sau {quote(after)} tại {_places(operation)}"
        case ReplaceWords(given_words, ""):
            return f"BỎ CỤM TỪ {quote(given_words)} tại {_places(operation)}"
        case ReplaceWords(given_words, new_words):
            return f"THAY CỤM TỪ {quote(given_words)} bằng {quote(new_words)} tại {_places(operation)}"
        case ChangeName(before, behind):
            return f"SỬA TÊN BẢNG: từ {quote(before)} thành {quote(behind)}"
        case ChangeId(before, behind):
            return f"SỬA TÊN NGẮN: từ {before} thành {behind}"
        case NotCarried(content, reason):
            return f"không dịch được: {quote(content)}, vì {quote(reason)}"
        case SumsFollow():
            return SUMS_FOLLOW
        case ReplaceRows(codes, most):
            return f"{'GỘP' if operation.merges else 'TÁCH'} {_listed(codes)} đang là {points(most)}"
        case ReplaceTable(most):
            return f"THAY BẢNG đang là {points(most)}"
        case ReplaceInstrument(replaced, rubric):
            return f"THAY VĂN BẢN {instrument(replaced)} bằng bộ tiêu chí {rubric}"
        case ChangeAt(address) | ChangeProvision(address):
            return f"SỬA {address.cite()}"
        case AddProvision(address):
            return f"BỔ SUNG {address.cite()}"
        case RepealProvision(address):
            return f"BÃI BỎ {address.cite()}"
        case _:
            assert_never(operation)


def _of_one(verb: str, of: Owner, slot: Slot, given: Stated[Any], top: str) -> str:
    if slot is Slot.RULE:
        return f"{verb} CÁCH CHẤM{owner(of)}"
    long = len(lines_of(slot, given, top)) > 1
    return f"{verb} CÂU{owner(of, given.value)}" + ("" if long else f": {sentence(slot, given, top)}")


def _listed(places: Sequence[Code]) -> str:
    return ", ".join(c.text for c in places)


def _places(operation: ReplaceWords) -> str:
    rows = [_listed(operation.places) or "mọi dòng"] if operation.in_rows else []
    return ", ".join([*rows, *("mọi câu" if form is None else f"phiếu {form.name}" for form in operation.beyond)])


def parts(operation: Operation, top: str = "lĩnh vực") -> Sequence[tuple[str, str]]:
    """The lines under the first that say the old and the new, by their keyword."""
    if isinstance(operation, RubricChange):
        if not isinstance(operation, ChangeSentence | ChangeAt):
            return ()
        if _is_long(operation.slot, operation.old, operation.new):
            return ()
        old, new = (sentence(operation.slot, stated, top) for stated in (operation.old, operation.new))
        return (("từ", old), ("thành", new))
    return tuple((name, opening(inner, top)) for name, inner in inner_operations(operation))


def inner_operations(operation: Operation) -> tuple[tuple[str, Operation], ...]:
    """The operations that one speaks of which amends an amendment, by their keyword."""
    if isinstance(operation, RubricChange):
        return ()
    match operation:
        case ChangeProvision(_, before, behind):
            return (("từ", before), ("thành", behind))
        case AddProvision(_, added):
            return (("nội dung", added),)
        case RepealProvision(_, given):
            return (("nội dung", given),) if given is not None else ()
        case _:
            assert_never(operation)


def _is_long(slot: Slot, *sentences: Stated[Any]) -> bool:
    """Whether a sentence takes lines of its own below the operation."""
    return slot is Slot.RULE or any(len(lines_of(slot, stated)) > 1 for stated in sentences)


def blocks(operation: Operation) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Whole sentences that stand below the first line, by their keyword: `từ`, `thành`, or none."""
    if not isinstance(operation, SentenceChange | ChangeAt):
        return ()
    match operation:
        case ChangeSentence(_, slot, old, new) | ChangeAt(_, slot, old, new):
            return (("từ", lines_of(slot, old)), ("thành", lines_of(slot, new))) if _is_long(slot, old, new) else ()
        case AddSentence(None, Slot.SURVEYS, given):
            # The head stands in the first line.
            return (("", tuple(Line(x.text, x.stated, x.depth - 1) for x in lines_of(Slot.SURVEYS, given)[1:])),)
        case AddSentence(_, slot, given) | DropSentence(_, slot, given):
            return (("", lines_of(slot, given)),) if _is_long(slot, given) else ()
        case _:
            assert_never(operation)


def has_lines_below(operation: Operation) -> bool:
    """Whether an operation takes more than its first line: old and new sentences, rows."""
    return isinstance(operation, WithRows) or bool(parts(operation) or blocks(operation))


def every_line(operation: Operation, top: str = "lĩnh vực") -> Iterator[str]:
    """All lines of an operation on sentences or values, without rows: as a history or a review shows them."""
    yield opening(operation, top)
    for name, text in parts(operation, top) if isinstance(operation, RubricChange) else ():
        yield f"{name}: {text}"
    for name, inner in inner_operations(operation):
        first, *rest = every_line(inner, top)
        yield from (f"{name}: {first}", *(f"  {line}" for line in rest))
    for name, lines in blocks(operation):
        if name:
            yield f"{name}:"
        yield from ("  " * (line.depth + 1) + full(line) for line in lines)
