"""What each provision of an amending decision says, as such decisions are worded."""

from collections.abc import Sequence
from typing import Any, assert_never

from cchc_rules.explain.decision.sayings import Spoken, cited, form_name, grounds, noun, spoken
from cchc_rules.explain.words.citations import quoted
from cchc_rules.frozen import frozen
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
    SentenceChange,
    Spot,
    SumsFollow,
    SuspendRow,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Suspended
from cchc_rules.model.rubric import Rubric
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import suspended_years, years


@frozen
class Named:
    """The rows of the table before the amendment, called by level, code and title as a decision calls them."""

    rubric: Rubric

    def row(self, code: Code) -> str:
        """`tiêu chí thành phần 1.1.2 “Mức độ hoàn thành kế hoạch”`; of a row that is not there yet, its code."""
        found = next((c for c in (*self.rubric.walk(), *self.rubric.bucket_rows()) if c.code == code), None)
        if found is None:
            return f"dòng {code}"
        title = f" {quoted(found.title)}" if found.title else ""
        return f"{self.rubric.level_of(found).lower()} {code}{title}"

    def of(self, owner: Owner) -> str:
        """` của tiêu chí 4.2 “…”`, ` của phiếu “Phiếu hỏi cán bộ”`, nothing for what is of the whole table."""
        if owner is None:
            return ""
        return f" của {form_name(owner.name, self.forms)}" if isinstance(owner, OfForm) else f" của {self.row(owner)}"

    @property
    def top(self) -> str:
        """What the highest level is called."""
        return self.rubric.level_names[0]

    @property
    def forms(self) -> dict[str, str]:
        """The titles of its survey forms by their short names."""
        return {s.value.name: s.value.title for s in self.rubric.provisions.surveys}


def lead(operation: Operation, named: Named) -> str:  # noqa: C901 - a case for each kind of operation
    """The sentence of a provision; it ends in a colon where what it speaks of stands below."""
    match operation:
        case ChangeSentence(of, slot, old, new):
            return _changed(slot, old, new, named.of(of), named)
        case AddSentence(of, slot, given):
            return f"Bổ sung {noun(slot, given)}{named.of(of)} như sau:"
        case DropSentence(of, slot, given):
            return f"Bãi bỏ {noun(slot, given)}{named.of(of)} sau đây:"
        case DropForm(_, title, questions):
            return f"Bãi bỏ phiếu điều tra {quoted(title)} ({questions} câu hỏi)."
        case ChangeMax(code, most, now, before, behind):
            changed = f"từ {words.maximum(most, before)} thành {words.maximum(now, behind)}"
            return f"Sửa đổi điểm tối đa của {named.row(code)} {changed}."
        case ChangeTitle(code, title, renamed):
            return f"Sửa đổi tên của {_kind(named, code)} {code} từ {_said(title)} thành {_said(renamed)}."
        case ChangeTag(code, _, has):
            how = "Chuyển sang chấm bằng" if has else "Thôi chấm bằng"
            return f"{how} điều tra xã hội học (ĐTXHH) đối với {named.row(code)}."
        case ChangeNote(code, note, noted):
            return f"Sửa đổi ghi chú của {named.row(code)} từ {_said(note)} thành {_said(noted)}."
        case ChangeBasis(code, stood, stands):
            return f"Sửa đổi căn cứ của {named.row(code)} từ {grounds(stood)} thành {grounds(stands)}."
        case InsertRows(place):
            return f"Bổ sung {_spot(place, named)} nội dung sau:"
        case RepealRow(code, _, most):
            return f"Bãi bỏ {named.row(code)} ({words.points(most)}) và các nội dung thuộc dòng này."
        case SuspendRow(code, _, most, first, last, until):
            when = suspended_years(Suspended(first, last, until))
            return f"Ngưng hiệu lực {named.row(code)} ({words.points(most)}) {when}."
        case ResumeRow(code, first):
            return f"Khôi phục hiệu lực {named.row(code)} {years(first, None)}."
        case MoveRow(code, place, number):
            return f"Chuyển {named.row(code)} đến {_spot(place, named).removeprefix('vào ')}, đánh số là {number}."
        case RenumberRow(code, number):
            return f"Đánh số lại {named.row(code)} thành {number}."
        case RenameFact(fact, called):
            return f"Đổi tên số liệu {quoted(fact)} thành {quoted(called)}."
        case ReplaceWords(after, added, behind=True):
            return f"Bổ sung cụm từ {quoted(added)} vào sau cụm từ {quoted(after)} tại {_places(operation, named)}."
        case ReplaceWords(phrase, ""):
            return f"Bỏ cụm từ {quoted(phrase)} tại {_places(operation, named)}."
        case ReplaceWords(phrase, instead):
            return f"Thay thế cụm từ {quoted(phrase)} bằng cụm từ {quoted(instead)} tại {_places(operation, named)}."
        case ChangeName(title, renamed):
            return f"Sửa đổi tên bảng từ {quoted(title)} thành {quoted(renamed)}."
        case ChangeId(short, called):
            return f"Đổi tên ngắn của bảng từ {quoted(short)} thành {quoted(called)}."
        case NotCarried(text):
            return text
        case SumsFollow():
            return "Điểm của các dòng cha, tổng điểm và điểm điều tra xã hội học tính lại theo các dòng con."
        case ReplaceRows(codes, most):
            verb = "Gộp" if operation.merges else "Tách"
            return f"{verb} {_rows(codes, named)} ({words.points(most)}) thành:"
        case ReplaceTable(most):
            return f"Thay thế toàn bộ bảng ({words.points(most)}) bằng bảng sau:"
        case ReplaceInstrument(replaced, rubric):
            return f"Thay thế {cited(replaced)} bằng bộ tiêu chí {quoted(rubric)}."
        case ChangeAt(address, slot, old, new):
            return _changed(slot, old, new, f" tại {address.cite()}", named)
        case ChangeProvision(address):
            return f"Sửa đổi {address.cite()} như sau:"
        case AddProvision(address):
            return f"Bổ sung {address.cite()} như sau:"
        case RepealProvision(address):
            return f"Bãi bỏ {address.cite()}."
        case _:
            assert_never(operation)


def below(operation: Operation, named: Named) -> tuple[Spoken, ...]:
    """The old and the new in words, each on lines of its own, where the sentence above does not say them."""
    told = list(_sentences(operation, named))
    for name, inner in words.inner_operations(operation):
        told.append(Spoken(f"{_KEYWORDS[name]} {lead(inner, named)}"))
        told += (Spoken(line.text, line.depth + 1) for line in below(inner, named))
    return tuple(told)


_KEYWORDS = {"từ": "Trước khi sửa đổi:", "thành": "Sau khi sửa đổi:", "nội dung": "Nội dung:"}


def _changed(slot: Slot, old: Stated[Any], new: Stated[Any], of: str, named: Named) -> str:
    """A changed sentence; a short one with its words, any other announces them."""
    stood, stands = (spoken(slot, given, named.top, named.forms) for given in (old, new))
    if stood == stands:
        return f"Sửa đổi căn cứ của {noun(slot, new)}{of} từ {grounds(old.basis)} thành {grounds(new.basis)}."
    if _in_line(stood) and _in_line(stands):
        return f"Sửa đổi {noun(slot, old, new)}{of} từ {quoted(stood[0].text)} thành {quoted(stands[0].text)}."
    return f"Sửa đổi {noun(slot, old, new)}{of} như sau:"


def _in_line(said: tuple[Spoken, ...]) -> bool:
    """Whether words can stand in quotes within a sentence: one line, with no quotes of its own."""
    return len(said) == 1 and "“" not in said[0].text


def _sentences(operation: Operation, named: Named) -> tuple[Spoken, ...]:
    if not isinstance(operation, SentenceChange | ChangeAt):
        return ()
    match operation:
        case ChangeSentence(_, slot, old, new) | ChangeAt(_, slot, old, new):
            stood, stands = (spoken(slot, given, named.top, named.forms) for given in (old, new))
            if stood == stands or (_in_line(stood) and _in_line(stands)):
                return ()
            return (*_under(_KEYWORDS["từ"], stood), *_under(_KEYWORDS["thành"], stands))
        case AddSentence(_, slot, given) | DropSentence(_, slot, given):
            return spoken(slot, given, named.top, named.forms)
        case _:
            assert_never(operation)


def _under(heading: str, said: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    return (Spoken(heading), *(Spoken(line.text, line.depth + 1) for line in said))


def _said(text: str | None) -> str:
    """A title or note in quotes, or that there is none."""
    return quoted(text) if text else "trống"


def _kind(named: Named, code: Code) -> str:
    return named.row(code).split(f" {code}")[0]


def _spot(place: Spot, named: Named) -> str:
    match place:
        case After(code):
            return f"vào sau {named.row(code)}"
        case Before(code):
            return f"vào trước {named.row(code)}"
        case AtEnd(code):
            return f"vào cuối {named.row(code) if code is not None else 'bảng'}"
        case InBucket(kind):
            return f"vào cuối phần {kind.value}"
        case _:
            assert_never(place)


def _rows(codes: Sequence[Code], named: Named) -> str:
    return ", ".join(map(named.row, codes))


def _places(operation: ReplaceWords, named: Named) -> str:
    rows = [_rows(operation.places, named) or "mọi dòng của bảng"] if operation.in_rows else []
    forms = ("mọi quy định" if form is None else form_name(form.name, named.forms) for form in operation.beyond)
    return ", ".join((*rows, *forms))
