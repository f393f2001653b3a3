"""The notes of a consolidated text: what was done to a line, by which provision, from when."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeGuard

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.applying.order import Why
from cchc_rules.amend.applying.session import Effective
from cchc_rules.model.amendments.operation import (
    ChangeMax,
    DropForm,
    DropSentence,
    MoveRow,
    NotCarried,
    Operation,
    RenameFact,
    RenumberRow,
    ReplaceRows,
    ReplaceWords,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Amended, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import BucketKind, Criterion, Repealed, Rubric
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

    def on_row(self, row: Criterion, above: Criterion | None = None) -> tuple[str, ...]:
        """What was done to a row and its values, oldest first; what came with the row above is said there."""
        said = {id(a) for a in above.amended} if above is not None else set()
        return tuple(self._of_row(row, a) for a in row.amended if id(a) not in said and not _inside(row, a))

    def on_sentence(self, slot: Slot, stated: Stated[object]) -> tuple[str, ...]:
        """What was done to a sentence, if anything; what came with its row is said at the row."""
        amended = stated.amended
        if amended is None or (slot is Slot.RULE and amended.part in (Part.ROW, Part.TABLE)):
            return ()
        operation = self._operations.get(id(amended))
        if isinstance(operation, ReplaceWords):
            return (f"{_of_words(operation)} {under(amended)}",)
        if amended.part is Part.CODE:
            return (f"Mã dòng nêu ở {words.noun(slot)} này được {amended.action.value} {under(amended)}",)
        return (f"{_begun(words.noun(slot))} này được {amended.action.value} {under(amended)}",)

    def dropped(self, slot: Slot) -> tuple[tuple[DropSentence, str], ...]:
        """The sentences of the rubric itself that are gone from a slot, each with its note."""
        pairs = ((self._operations.get(id(a)), a) for a in self._rubric.amended)
        return tuple((o, f"{self._gone(o)} được bãi bỏ {under(a)}") for o, a in pairs if _stood_in(o, slot))

    def on_rubric(self, told: Collection[Slot]) -> Iterator[str]:
        """What was done to the names of the table, and sentences that are gone, but for those of slots told."""
        for amended in self._rubric.amended:
            operation = self._operations.get(id(amended))
            if any(_stood_in(operation, slot) for slot in told):
                continue
            gone = self._gone(operation)
            if isinstance(operation, NotCarried):
                yield f"Chưa đưa vào bản này: {quote(operation.text)}, vì {quote(operation.why)}, {under(amended)}"
            elif (named := _renamed(operation)) is not None:
                yield f"{named} {under(amended)}"
            elif gone is not None:
                yield f"{gone} được bãi bỏ {under(amended)}"
            elif amended.part in (Part.TITLE, Part.NAME, Part.TABLE):
                yield f"{_begun(amended.part.value)} của bộ tiêu chí được {amended.action.value} {under(amended)}"

    def _gone(self, operation: Operation | None) -> str | None:
        """What an operation took out of the rubric whole, a sentence or a survey instrument; None for the rest."""
        if isinstance(operation, DropForm):
            return f"{_begun(words.noun(Slot.SURVEYS))} {operation.name} {quote(operation.title)}"
        if isinstance(operation, DropSentence):
            return f"{self._dropped(operation)}{words.owner(operation.owner)}"
        return None

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
        before = f" (trước đó: {words.points(operation.old)})" if isinstance(operation, ChangeMax) else ""
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


def _stood_in(operation: Operation | None, slot: Slot) -> TypeGuard[DropSentence]:
    """Whether an operation took a sentence of the rubric itself out of a slot."""
    return isinstance(operation, DropSentence) and operation.owner is None and operation.slot is slot


def _of_words(operation: ReplaceWords) -> str:
    if operation.behind:
        return f"Cụm từ {quote(operation.new)} được bổ sung vào sau cụm từ {quote(operation.old)}"
    if operation.new:
        return f"Cụm từ {quote(operation.old)} được thay thế bằng cụm từ {quote(operation.new)}"
    return f"Cụm từ {quote(operation.old)} được bãi bỏ"


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
