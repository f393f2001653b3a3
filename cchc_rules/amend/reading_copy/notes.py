"""The notes of a consolidated text: what was done to a line, by which provision, from when."""

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile
from typing import Any, TypeGuard

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.applying.order import Why
from cchc_rules.amend.applying.session import Effective
from cchc_rules.amend.sentence_identity import Holder
from cchc_rules.model.amendments.operation import (
    ChangeMax,
    ChangeSentence,
    DropForm,
    DropSentence,
    MoveRow,
    NotCarried,
    OfForm,
    Operation,
    RenameFact,
    RenumberRow,
    ReplaceRows,
    ReplaceWords,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Action, Amended, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import BucketKind, Criterion, Provisions, Repealed, Rubric
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote

READING_COPY = (
    "Bản hợp nhất để tra cứu, do chương trình lập từ văn bản gốc và các văn bản sửa đổi; "
    "không phải văn bản hợp nhất được ký xác thực, không có số văn bản hợp nhất."
)


def since(amended: Amended) -> str:
    """`có hiệu lực kể từ ngày 20/08/2020, áp dụng từ kỳ đánh giá 2020`."""
    parts = []
    if amended.in_force is not None:
        parts.append(f"có hiệu lực kể từ ngày {date(amended.in_force)}")
    if amended.governs is not None:
        parts.append(f"áp dụng từ kỳ đánh giá {amended.governs}")
    return ", ".join(parts)


def under(amended: Amended) -> str:
    """`theo quy định tại khoản 1 Điều 1 Quyết định …, có hiệu lực kể từ ngày …`."""
    where = f"{amended.provision} {amended.instrument.cite()}".strip()
    tail = since(amended)
    return f"theo quy định tại {where}" + (f", {tail}" if tail else "")


class Notes:
    """Writes the notes on one amended rubric."""

    def __init__(self, applied: Applied) -> None:
        self._rubric = applied.rubric
        self._applied = applied
        self._operations = {id(c.amended): c.operation for c in applied.changes}
        self.top = applied.rubric.level_names[0]

    def on_row(
        self, row: Criterion, above: Criterion | None = None, told: Collection[Slot] = ()
    ) -> tuple[tuple[Part, str], ...]:
        """What was done to which part of a row, oldest first, but for sentences taken out of the slots told.

        What came with the row above is said there.
        """
        said = {id(a) for a in above.amended} if above is not None else set()
        return tuple(
            (amended.part, self._of_row(row, amended))
            for amended in row.amended
            if id(amended) not in said and not _inside(row, amended) and self._slot_of(amended) not in told
        )

    def _slot_of(self, amended: Amended) -> Slot | None:
        operation = self._operations.get(id(amended))
        return operation.slot if isinstance(operation, DropSentence) else None

    def on_sentence(self, slot: Slot, stated: Stated[object]) -> tuple[str, ...]:
        """What was done to a sentence, if anything; what came with its row is said at the row."""
        amended = stated.amended
        if amended is None or (slot is Slot.RULE and amended.part in (Part.ROW, Part.TABLE)):
            return ()
        operation = self._operations.get(id(amended))
        if isinstance(operation, ReplaceWords):
            return (f"{_of_words(operation)} {under(amended)}",)
        if amended.part is Part.CODE:
            return (self.on_part(f"mã dòng nêu ở {words.noun(slot)} này", amended.action, amended),)
        return (self.on_part(f"{words.noun(slot)} này", amended.action, amended),)

    def on_part(self, what: str, action: Action, amended: Amended) -> str:
        """That something was done to a part of the text: `Dòng này của cách chấm được sửa đổi theo …`."""
        return f"{_begun(what)} được {action.value} {under(amended)}"

    def change_of(self, slot: Slot, stated: Stated[object]) -> ChangeSentence | None:
        """How a sentence of several lines was changed last; None where it was not, or has one line only."""
        operation = self._operations.get(id(stated.amended))
        return operation if slot in (Slot.RULE, Slot.QUESTIONS) and isinstance(operation, ChangeSentence) else None

    def earlier(self, change: ChangeSentence) -> tuple[ChangeSentence, Amended] | None:
        """The change before that made the sentence what `change` found; None where there is none."""
        found, after = None, (change.owner, change.slot, change.old.value)
        for done in takewhile(lambda done: done.operation is not change, self._applied.changes):
            op = done.operation
            if isinstance(op, ChangeSentence) and (op.owner, op.slot, op.new.value) == after:
                found = op, done.amended
        return found

    def gone(self, holder: Holder, slot: Slot) -> tuple[tuple[Stated[Any], str], ...]:
        """The sentences that were taken out of a slot, survey instruments too, each with its note."""
        row = holder if isinstance(holder, Criterion) else None
        pairs = ((self._operations.get(id(a)), a) for a in (row.amended if row else self._rubric.amended))
        found = ((op, a) for op, a in pairs if _stood_in(op, holder, slot))
        return tuple((_taken(op), self._of_row(row, a) if row else f"{self._gone(op)} {under(a)}") for op, a in found)

    def on_rubric(self, told: Collection[Slot]) -> Iterator[str]:
        """What was done to the names of the table and its facts, what was not carried, and sentences that are gone.

        Those gone from the slots told, and from survey instruments that stand, are told where they stood.
        """
        for amended in self._rubric.amended:
            operation = self._operations.get(id(amended))
            if isinstance(operation, NotCarried):
                yield f"Chưa đưa vào bản này: {quote(operation.text)}, vì {quote(operation.why)}, {under(amended)}"
            elif (named := _renamed(operation)) is not None:
                yield f"{named} {under(amended)}"
            elif self._has_no_place(operation, told):
                yield f"{self._gone(operation)} {under(amended)}"
            elif amended.part in (Part.TITLE, Part.NAME, Part.TABLE):
                yield self.on_part(f"{amended.part.value} của bộ tiêu chí", amended.action, amended)

    def _has_no_place(self, operation: Operation | None, told: Collection[Slot]) -> TypeGuard[DropSentence]:
        """Whether a sentence that is gone stood in no slot that is told, or in a survey instrument that is gone too."""
        if not isinstance(operation, DropSentence):
            return False
        of = operation.owner
        if isinstance(of, OfForm):
            return all(of.name != form.value.name for form in self._rubric.provisions.surveys)
        return operation.slot not in told

    def _gone(self, operation: DropSentence | DropForm) -> str:
        """What an operation took out whole: `Câu “…” của phiếu can-bo được bãi bỏ`."""
        if isinstance(operation, DropForm):
            return f"{_begun(words.noun(Slot.SURVEYS))} {operation.name} {quote(operation.title)} được bãi bỏ"
        return f"{self._dropped(operation)}{words.owner(operation.owner)} được bãi bỏ"

    def on_repealed(self, stub: Repealed) -> str:
        """A row that is gone: `7.2.4 "…": 0,5 điểm được bãi bỏ theo quy định tại …`."""
        row = stub.row
        if stub.bucket is not None:
            named = f"dòng {stub.bucket.value} {row.code}"
        elif self._rubric.numbers_restart:
            named = self._rubric.cited(row)
        else:
            named = f"{self._rubric.level_of(row)} {row.code}"
        operation = self._operations.get(id(stub.amended))
        done = "bãi bỏ"
        if isinstance(operation, ReplaceRows):
            done = f"{_verb(operation)} thành {_codes(r.code for r in operation.rows)}"
        return f"{_begun(named)} {quote(row.title)}: {words.points(row.max)} được {done} {under(stub.amended)}"

    def _of_row(self, row: Criterion, amended: Amended) -> str:
        operation = self._operations.get(id(amended))
        if isinstance(operation, ReplaceWords):
            return f"{_of_words(operation)} {under(amended)}"
        this = f"{self._rubric.level_of(row)} này"
        if isinstance(operation, ReplaceRows):
            return f"{_begun(this)} được {_verb(operation)} từ {_codes(operation.codes)} {under(amended)}"
        if amended.part is Part.ROW or amended.part is Part.TABLE:
            return f"{_begun(this)} được {amended.action.value} {under(amended)}"
        if amended.part is Part.CODE:
            return f"{_begun(this)} {self._recoded(operation, amended)} {under(amended)}"
        if amended.part is Part.STATEMENT:
            return f"{self._dropped(operation)} của {this} được bãi bỏ {under(amended)}"
        before = (
            f" (trước đó: {words.maximum(operation.old, operation.deducted)})"
            if isinstance(operation, ChangeMax)
            else ""
        )
        return f"{_begun(amended.part.value)} của {this} được {amended.action.value} {under(amended)}{before}"

    def _recoded(self, operation: Operation | None, amended: Amended) -> str:
        if isinstance(operation, MoveRow):
            return f"được chuyển từ {self._before(operation.code)}"
        if isinstance(operation, RenumberRow):
            return f"được đánh số lại từ {self._before(operation.code)}"
        return f"được {amended.action.value}"

    def _before(self, code: Code) -> str:
        """How a row is called by an address that it has left."""
        return self._rubric.cited_at(code) if self._rubric.numbers_restart else code.text

    def _dropped(self, operation: Operation | None) -> str:
        if not isinstance(operation, DropSentence):
            return "Một câu"
        if operation.slot is Slot.RULE:
            return _begun(words.noun(operation.slot))
        told = words.whole(operation.slot, operation.old, self._rubric.level_names[0])
        return f"{_begun(words.noun(operation.slot))} “{told}”"

    def opening(self) -> tuple[str, ...]:
        """That this is a reading copy, of what, as of when, amended by which instruments."""
        applied = self._applied
        lines = [*applied.remarks, READING_COPY, *_as_of(applied)]
        base = _origin(self._rubric)
        if not applied.applied:
            return (*lines, f"{base} chưa được sửa đổi, bổ sung.")
        lines.append(f"{base} được sửa đổi, bổ sung bởi:")
        listed = [*instrument_lines(applied), *self._on_amendments()]
        lines += [f"{n}. {line}" for n, line in enumerate(listed, 1)]
        return tuple(lines)

    def _on_amendments(self) -> Iterator[str]:
        """The instruments that amended one of those applied, and are in it."""
        cited = {e.amendment.id: e.amendment.instrument.cite() for e in self._applied.applied}
        for skipped in self._applied.skipped:
            a = skipped.amendment
            if (
                skipped.why is Why.ON_AMENDMENT
                and (amended := [t for t in a.targets if t in cited])
                and a.id not in cited
            ):
                cited[a.id] = a.instrument.cite()
                since = f", có hiệu lực kể từ ngày {date(day)}" if (day := a.force_day()) else ""
                governs = f", áp dụng từ kỳ đánh giá {a.governs}" if a.governs is not None else ""
                yield f"{a.instrument.cite()} {quote(a.title)}, sửa đổi {cited[amended[0]]}{since}{governs}"


def _renamed(operation: Operation | None) -> str | None:
    if not isinstance(operation, RenameFact):
        return None
    return f"Số liệu [{operation.old}] được đổi tên thành [{operation.new}]"


def _verb(operation: ReplaceRows) -> str:
    return "gộp" if operation.merges else "tách"


def _codes(codes: Iterable[Code]) -> str:
    return ", ".join(code.text for code in codes)


def instrument_lines(applied: Applied) -> Iterator[str]:
    """Each instrument of the opening list: number, day, title, effect, and the provisions with one of their own."""
    for id in dict.fromkeys(e.amendment.id for e in applied.applied):
        own = [e for e in applied.applied if e.amendment.id == id]
        waiting = [s.part for s in applied.skipped if s.amendment.id == id and s.part is not None]
        whole, apart = [e for e in own if not e.apart], [e for e in own if e.apart]
        a = own[0].amendment
        told = [f"{'đính chính, ' if a.erratum else ''}{_effect(e)}" for e in whole]
        told += [f"{'mới tính' if waiting and not whole else 'riêng'} {e.named} {_effect(e)}" for e in apart]
        told += [f"chưa tính {e.named or 'phần còn lại'}, {_effect(e)}" for e in waiting]
        yield f"{a.instrument.cite()} {quote(a.title)}, {'; '.join(told)}"


def _effect(e: Effective) -> str:
    governs = f", áp dụng từ kỳ đánh giá {e.governs}" if e.governs is not None else ""
    return f"có hiệu lực kể từ ngày {date(e.force)}{governs}"


def repealed_before(rubric: Rubric, codes: list[Code]) -> list[tuple[int, Repealed]]:
    """Each stub with the position among `codes` (in table order) that it stands before."""
    placed = []
    for stub in (r for r in rubric.repealed if r.bucket is None):
        at = next((n for n, code in enumerate(codes) if code > stub.row.code), len(codes))
        placed.append((at, stub))
    return sorted(placed, key=lambda pair: (pair[0], pair[1].row.code))


def repealed_beside(rubric: Rubric, kind: BucketKind | None) -> tuple[Repealed, ...]:
    """Rows that are gone from bonus or penalty; with None, those of a bucket that is gone itself."""
    standing = {b.value.kind for b in rubric.buckets}
    stubs = (r for r in rubric.repealed if r.bucket is not None)
    found = [r for r in stubs if r.bucket is kind or (kind is None and r.bucket not in standing)]
    return tuple(sorted(found, key=lambda r: r.row.code))


def _origin(rubric: Rubric) -> str:
    p = rubric.provisions
    parts = [quote(rubric.title)]
    if p.instrument is not None:
        parts.append(f"ban hành kèm theo {p.instrument.value.cite()}")
    if p.in_force is not None:
        parts.append(f"có hiệu lực kể từ ngày {date(p.in_force.value)}")
    return ", ".join(parts) + ","


def _as_of(applied: Applied) -> Iterator[str]:
    asked = []
    if applied.as_of is not None:
        asked.append(f"văn bản có hiệu lực ngày {date(applied.as_of)}")
    if applied.year is not None:
        asked.append(f"áp dụng cho kỳ đánh giá {applied.year}")
    if asked:
        yield f"Nội dung: {', '.join(asked)}."
    else:
        yield "Nội dung: sau mọi văn bản sửa đổi được đưa vào, không phân biệt ngày có hiệu lực."


def _inside(row: Criterion, amended: Amended) -> bool:
    """A new table is said once for each top row."""
    return amended.part is Part.TABLE and row.code.depth > 1


def _stood_in(operation: Operation | None, holder: Holder, slot: Slot) -> TypeGuard[DropSentence | DropForm]:
    """Whether an operation took a sentence out of a slot of a row, of a survey instrument or of the rubric itself."""
    if isinstance(operation, DropForm):
        return slot is Slot.SURVEYS and isinstance(holder, Provisions)
    if not isinstance(operation, DropSentence) or operation.slot is not slot:
        return False
    if isinstance(holder, SurveyInstrument):
        return operation.owner == OfForm(holder.name)
    return isinstance(holder, Criterion) or operation.owner is None


def _taken(operation: DropSentence | DropForm) -> Stated[Any]:
    if isinstance(operation, DropForm):
        return Stated(SurveyInstrument(operation.name, operation.title))
    return operation.old


def _of_words(operation: ReplaceWords) -> str:
    if operation.behind:
        return f"Cụm từ {quote(operation.new)} được bổ sung vào sau cụm từ {quote(operation.old)}"
    if operation.new:
        return f"Cụm từ {quote(operation.old)} được thay thế bằng cụm từ {quote(operation.new)}"
    return f"Cụm từ {quote(operation.old)} được bãi bỏ"


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
