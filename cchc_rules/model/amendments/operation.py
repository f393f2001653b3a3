"""What an amending provision may do: a closed union. An old value is stated beside the new one and must be right."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.address import Address, AnyPlace
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.amendments.spot import After as After
from cchc_rules.model.amendments.spot import AtEnd as AtEnd
from cchc_rules.model.amendments.spot import Before as Before
from cchc_rules.model.amendments.spot import InBucket as InBucket
from cchc_rules.model.amendments.spot import Spot as Spot
from cchc_rules.model.citation import Basis, Instrument, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion

# ---- values of a row


@frozen
class ChangeMax:
    """`SỬA 3.3.1 điểm tối đa: từ 2 điểm thành 1,5 điểm`, `từ 5 điểm thành trừ tối đa 5 điểm`.

    `deducted` and `deducts`: whether the row takes points away before and behind; None: nothing is said of it.
    """

    code: Code
    old: Fraction
    new: Fraction
    deducted: bool | None = None
    deducts: bool | None = None


@frozen
class ChangeTitle:
    """`SỬA 3.3.1 tên: từ "…" thành "…"`."""

    code: Code
    old: str
    new: str


@frozen
class ChangeTag:
    """`SỬA 3.3.1 nhãn: từ trống thành ĐTXHH`."""

    code: Code
    old: bool
    new: bool


@frozen
class ChangeNote:
    """`SỬA 3.3.1 ghi chú: từ trống thành "…"`."""

    code: Code
    old: str | None
    new: str | None


@frozen
class ChangeBasis:
    """`SỬA 3.3.1 căn cứ: từ trống thành theo mục II.2`."""

    code: Code
    old: Basis | None
    new: Basis | None


# ---- sentences: any setting, band, stage, consequence, deadline, fact, count, condition, discrepancy;
# the scoring rule of a row; the head of a survey instrument, its lines and questions, shares of instruments


@frozen
class OfForm:
    """`của phiếu can-bo`: a survey instrument by its short name."""

    name: str


Owner = Code | OfForm | None
"""What a sentence stands on; None is the rubric itself."""


@frozen
class ChangeSentence:
    """`SỬA CÂU [của 4.2]`, `SỬA CÁCH CHẤM của 4.2` with the old and the new sentence."""

    owner: Owner
    slot: Slot
    old: Stated[Any]
    new: Stated[Any]


@frozen
class AddSentence:
    """`THÊM CÂU [của 4.2]: …`, `THÊM CÁCH CHẤM của 4.2`, `THÊM PHIẾU ĐIỀU TRA` with the whole of it."""

    owner: Owner
    slot: Slot
    new: Stated[Any]


@frozen
class DropSentence:
    """`BỎ CÂU [của 4.2]: …`, `BỎ CÁCH CHẤM của 4.2` with the old rule."""

    owner: Owner
    slot: Slot
    old: Stated[Any]


@frozen
class ChangeAt:
    """`SỬA mục II.1.4` with the old and the new sentence: one that rests on this place, whatever it stands on."""

    address: AnyPlace
    slot: Slot
    old: Stated[Any]
    new: Stated[Any]


@frozen
class DropForm:
    """`BỎ PHIẾU ĐIỀU TRA can-bo đang là "…": 12 câu hỏi`."""

    name: str
    title: str
    questions: int


@frozen
class RenameFact:
    """`ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ đã giải quyết]`: the fact, and all that uses it."""

    old: str
    new: str


# ---- rows


@frozen
class InsertRows:
    """`BỔ SUNG SAU 3.3.3` with the new rows, children inside them.

    `beside` tells that the rows are written as those of bonus or penalty are: `C3 "…": tối đa 2 điểm`.
    """

    spot: Spot
    rows: tuple[Criterion, ...]
    beside: bool = False


@frozen
class RepealRow:
    """`BÃI BỎ 7.2.4 đang là "…": 0,5 điểm`, with all rows in it."""

    code: Code
    title: str
    max: Fraction


@frozen
class SuspendRow:
    """`NGƯNG HIỆU LỰC 7.2.3 đang là "…": 1 điểm, từ kỳ đánh giá 2021 [đến hết kỳ đánh giá 2022]`.

    `until` is `đến khi Quyết định … có hiệu lực`.
    """

    code: Code
    title: str
    max: Fraction
    first: int
    last: int | None
    until: Instrument | None = None


@frozen
class ResumeRow:
    """`KHÔI PHỤC HIỆU LỰC 7.2.3 từ kỳ đánh giá 2023`."""

    code: Code
    first: int


@frozen
class MoveRow:
    """`CHUYỂN 6.3 đến sau 5.9 thành 5.9a`."""

    code: Code
    spot: Spot
    new: Code


@frozen
class RenumberRow:
    """`ĐÁNH SỐ LẠI 3.3.5 thành 3.3.4`."""

    code: Code
    new: Code


@frozen
class ReplaceWords:
    """`THAY CỤM TỪ "A" bằng "B" tại 1.1, 1.2`; an empty `new` is `BỎ CỤM TỪ "A" tại …`.

    No places are `tại mọi dòng`: every row that has the words; none at all unless `in_rows`. `beyond` are survey
    instruments, and None every sentence (`mọi câu`): of the rubric, its surveys, printed wordings. `behind` is
    `BỔ SUNG CỤM TỪ "B" vào sau "A" tại …`: the words `new` come behind those of `old`.
    """

    old: str
    new: str
    places: tuple[Code, ...]
    behind: bool = False
    in_rows: bool = True
    beyond: tuple[OfForm | None, ...] = ()


# ---- sums


@frozen
class SumsFollow:
    """`điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con`: sums that held follow what the instrument changes."""


# ---- what the language cannot say


@frozen
class NotCarried:
    """`không dịch được: "…", vì "…"`: content of the amending text that changes nothing here and is told everywhere."""

    text: str
    why: str


# ---- rows in place of rows, the whole table, the whole instrument


@frozen
class ReplaceRows:
    """`GỘP 3.3.1, 3.3.2 đang là 3,5 điểm`, `TÁCH 3.3.1 đang là 2 điểm`, with what stands in their place.

    `points` is what the old rows add up to. Rows that are merged have one after them, a row that is split several.
    """

    codes: tuple[Code, ...]
    points: Fraction
    rows: tuple[Criterion, ...]

    @property
    def merges(self) -> bool:
        """Whether several rows become one."""
        return len(self.codes) > 1


@frozen
class ReplaceTable:
    """`THAY BẢNG đang là 100 điểm` with all new rows; `points` is what the old rows add up to."""

    points: Fraction
    rows: tuple[Criterion, ...]


@frozen
class ReplaceInstrument:
    """`THAY VĂN BẢN Quyết định … bằng bộ tiêu chí bang-2-2022`."""

    instrument: Instrument
    rubric: str


@frozen
class ChangeName:
    """`SỬA TÊN BẢNG: từ "…" thành "…"`."""

    old: str
    new: str


@frozen
class ChangeId:
    """`SỬA TÊN NGẮN: từ bang-2 thành bang-2-moi`."""

    old: str
    new: str


# ---- an amendment of an amendment


@frozen
class ChangeProvision:
    """`SỬA khoản 1 Điều 1` with the old and the new operation."""

    address: AnyPlace
    old: Operation
    new: Operation


@frozen
class AddProvision:
    """`BỔ SUNG khoản 3 Điều 1` with the operation."""

    address: Address
    new: Operation


@frozen
class RepealProvision:
    """`BÃI BỎ khoản 2 Điều 1`; `old` names the operation where the provision has several.

    Of a rubric: `BÃI BỎ mục II.1.3.b`, all that rests on this place of the printed text.
    """

    address: AnyPlace
    old: Operation | None


ValueChange = ChangeMax | ChangeTitle | ChangeTag | ChangeNote | ChangeBasis
"""One value of a row."""
SentenceChange = ChangeSentence | AddSentence | DropSentence
"""One sentence of a row, of a survey instrument or of the rubric."""
RowChange = InsertRows | RepealRow | SuspendRow | ResumeRow | MoveRow | RenumberRow | ReplaceRows | ReplaceTable
"""Which rows there are, where, and under which codes."""
WithRows = InsertRows | ReplaceRows | ReplaceTable
"""What new rows are written under."""
NameChange = ChangeName | ChangeId
ProvisionChange = ChangeProvision | AddProvision | RepealProvision
"""What amends another amendment; a repeal may be of a place in the printed text of a rubric."""
RubricChange = (
    ValueChange
    | SentenceChange
    | ChangeAt
    | DropForm
    | RenameFact
    | RowChange
    | ReplaceWords
    | SumsFollow
    | NotCarried
    | ReplaceInstrument
    | NameChange
)
"""What amends a rubric."""
Operation = RubricChange | ProvisionChange


def codes_of(operation: Operation) -> tuple[Code, ...]:  # noqa: C901 - a case for each kind of operation
    """The rows an operation speaks of, new ones included."""
    match operation:
        case ChangeSentence(owner) | AddSentence(owner) | DropSentence(owner):
            return (owner,) if isinstance(owner, Code) else ()
        case InsertRows(spot, rows):
            return (*_of_spot(spot), *(r.code for r in rows))
        case MoveRow(code, spot, new):
            return (code, *_of_spot(spot), new)
        case RenumberRow(code, new):
            return (code, new)
        case ReplaceWords(_, _, places, _):
            return places
        case ReplaceRows(codes, _, rows):
            return (*codes, *(r.code for r in rows))
        case ReplaceTable(_, rows):
            return tuple(r.code for r in rows)
        case ReplaceInstrument() | ChangeName() | ChangeId() | DropForm() | RenameFact() | SumsFollow() | NotCarried():
            return ()
        case ChangeAt() | ChangeProvision() | AddProvision() | RepealProvision():
            return ()
        case ChangeMax(code) | ChangeTitle(code) | ChangeTag(code) | ChangeNote(code) | ChangeBasis(code):
            return (code,)
        case RepealRow(code) | SuspendRow(code) | ResumeRow(code):
            return (code,)
        case _:
            assert_never(operation)


def _of_spot(spot: Spot) -> tuple[Code, ...]:
    if isinstance(spot, InBucket) or spot.code is None:
        return ()
    return (spot.code,)
