"""What each provision of an amending decision says, as such decisions are worded."""

from collections.abc import Sequence
from typing import assert_never

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
        """` của tiêu chí 4.2 “…”`, ` của phiếu can-bo`, nothing for what is of the whole table."""
        if owner is None:
            return ""
        return f" của phiếu điều tra {owner.name}" if isinstance(owner, OfForm) else f" của {self.row(owner)}"


def lead(operation: Operation, named: Named) -> str:  # noqa: C901 - a case for each kind of operation
    """The sentence of a provision; it ends in a colon where what it speaks of stands below."""
    match operation:
        case ChangeSentence(of, slot):
            return f"Sửa đổi {_noun(slot)}{named.of(of)} như sau:"
        case AddSentence(of, slot):
            return f"Bổ sung {_noun(slot)}{named.of(of)} như sau:"
        case DropSentence(of, slot):
            return f"Bãi bỏ {_noun(slot)}{named.of(of)} sau đây:"
        case DropForm(name, title, questions):
            return f"Bãi bỏ phiếu điều tra {name} {quoted(title)} ({questions} câu hỏi)."
        case ChangeMax(code, old, new, before, behind):
            changed = f"từ {words.maximum(old, before)} thành {words.maximum(new, behind)}"
            return f"Sửa đổi điểm tối đa của {named.row(code)} {changed}."
        case ChangeTitle(code, old, new):
            return f"Sửa đổi tên của {_kind(named, code)} {code} từ {_said(old)} thành {_said(new)}."
        case ChangeTag(code, _, has):
            how = "Chuyển sang chấm bằng" if has else "Thôi chấm bằng"
            return f"{how} điều tra xã hội học (ĐTXHH) đối với {named.row(code)}."
        case ChangeNote(code, old, new):
            return f"Sửa đổi ghi chú của {named.row(code)} từ {_said(old)} thành {_said(new)}."
        case ChangeBasis(code, stood, stands):
            return f"Sửa đổi căn cứ của {named.row(code)} từ {words.basis(stood)} thành {words.basis(stands)}."
        case InsertRows(place):
            return f"Bổ sung {_spot(place, named)} nội dung sau:"
        case RepealRow(code, _, most):
            return f"Bãi bỏ {named.row(code)} ({words.points(most)}) và các nội dung thuộc dòng này."
        case SuspendRow(code, _, most, first, last, until):
            when = suspended_years(Suspended(first, last, until))
            return f"Ngưng hiệu lực {named.row(code)} ({words.points(most)}) {when}."
        case ResumeRow(code, first):
            return f"Khôi phục hiệu lực {named.row(code)} {years(first, None)}."
        case MoveRow(code, place, new):
            return f"Chuyển {named.row(code)} đến {_spot(place, named).removeprefix('vào ')}, đánh số là {new}."
        case RenumberRow(code, new):
            return f"Đánh số lại {named.row(code)} thành {new}."
        case RenameFact(old, new):
            return f"Đổi tên số liệu {quoted(old)} thành {quoted(new)}."
        case ReplaceWords(after, added, behind=True):
            return f"Bổ sung cụm từ {quoted(added)} vào sau cụm từ {quoted(after)} tại {_places(operation, named)}."
        case ReplaceWords(old, ""):
            return f"Bỏ cụm từ {quoted(old)} tại {_places(operation, named)}."
        case ReplaceWords(old, new):
            return f"Thay thế cụm từ {quoted(old)} bằng cụm từ {quoted(new)} tại {_places(operation, named)}."
        case ChangeName(old, new):
            return f"Sửa đổi tên bảng từ {quoted(old)} thành {quoted(new)}."
        case ChangeId(old, new):
            return f"Đổi tên ngắn của bảng từ {quoted(old)} thành {quoted(new)}."
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
            return f"Thay thế {replaced.cite()} bằng {rubric}."
        case ChangeAt(address) | ChangeProvision(address):
            return f"Sửa đổi {address.cite()} như sau:"
        case AddProvision(address):
            return f"Bổ sung {address.cite()} như sau:"
        case RepealProvision(address):
            return f"Bãi bỏ {address.cite()}."
        case _:
            assert_never(operation)


def below(operation: Operation, named: Named, top: str) -> tuple[str, ...]:
    """The old and the new in words, each on lines of its own, where the sentence above does not say them."""
    said = _sentences(operation, top)
    told: list[str] = []
    for name, inner in words.inner_operations(operation):
        told += [f"{_KEYWORDS[name]} {lead(inner, named)}", *below(inner, named, top)]
    return (*said, *told)


_KEYWORDS = {"từ": "Từ:", "thành": "Thành:", "nội dung": "Nội dung:", "": ""}


def _sentences(operation: Operation, top: str) -> tuple[str, ...]:
    if not isinstance(operation, SentenceChange | ChangeAt):
        return ()
    match operation:
        case ChangeSentence(_, slot, old, new) | ChangeAt(_, slot, old, new):
            pairs = (("Từ", old), ("Thành", new))
            return tuple(f"{name}: {quoted(words.sentence(slot, given, top))}" for name, given in pairs)
        case AddSentence(_, slot, given) | DropSentence(_, slot, given):
            return (quoted(words.sentence(slot, given, top)),)
        case _:
            assert_never(operation)


def _said(text: str | None) -> str:
    """A title or note in quotes, or that there is none."""
    return quoted(text) if text else "trống"


def _noun(slot: Slot) -> str:
    noun = words.noun(slot)
    return "quy định" if noun == "câu" else noun


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
    forms = ("mọi quy định" if form is None else f"phiếu điều tra {form.name}" for form in operation.beyond)
    return ", ".join((*rows, *forms))
