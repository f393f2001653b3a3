"""What may be asked, as types: a request is read by them, answered by them, and described by them to OpenAPI."""

import datetime
from typing import Annotated, Literal

from attrs import evolve
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cchc_rules.api.texts import answers
from cchc_rules.api.texts.answers import Answer, AskedLaw
from cchc_rules.api.texts.given import workspace_of
from cchc_rules.files.memory_cache import MemoryCache
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen

_MOST_TEXTS = 5000
_READ = MemoryCache(64_000_000)
"""What this process has read before, by content: who sends the same rubric again waits less, and sees no difference."""
Line = Annotated[str, StringConstraints(pattern="^[^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]*$", max_length=1000)]
"""One line of a text: nothing in it begins another."""
Names = Annotated[list[str], Field(max_length=_MOST_TEXTS)]
Texts = Annotated[
    dict[str, str],
    Field(
        min_length=1,
        max_length=_MOST_TEXTS,
        description="mọi văn bản của câu hỏi, theo tên: .cchc, .phieu, .json (phiếu), .thu; “/” trong tên là thư mục",
    ),
]
Stage = Annotated[str, Field(description="tính đến bước nào: tên bước, hoặc self, appraised, final")]
Extra = Annotated[Names, Field(alias="with", description="văn bản sửa đổi dùng thêm, theo tên trong texts")]
SheetNames = Annotated[Names, Field(description="phiếu hoặc thư mục trong texts; bỏ trống là mọi phiếu")]
SheetName = Annotated[str, Field(description="tên của phiếu trong texts")]


class Asked(BaseModel):
    """What every question has: its texts, and which amendments count."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    texts: Texts
    ignore: Annotated[Names, Field(description="văn bản nằm cạnh bộ tiêu chí mà bỏ qua")] = []

    def answer(self, workspace: Workspace) -> Answer:
        """What comes of it on a workspace of its texts."""
        raise NotImplementedError

    def reply(self) -> tuple[bool, str]:
        """Whether there is a result, and the JSON to send. Raises RequestError for names that can't be."""
        workspace = workspace_of(self.texts)
        answer = self.answer(workspace)
        return answer.result is not None, answers.answer_json(answer, workspace)

    def asked(self) -> AskedLaw:
        """Which amendments count."""
        return AskedLaw(ignored=tuple(self.ignore), cache=_READ)


class AskedOfLaw(Asked):
    """The same with amendments to add, and the day or the assessment year that decide which count."""

    extra: Extra = []
    as_of: Annotated[datetime.date | None, Field(description="chỉ văn bản có hiệu lực vào ngày này")] = None
    year: Annotated[int | None, Field(ge=1, le=9999, description="chỉ văn bản áp dụng cho kỳ đánh giá này")] = None

    def asked(self) -> AskedLaw:
        """Which amendments count."""
        return evolve(super().asked(), extra=tuple(self.extra), as_of=self.as_of, year=self.year)


class AskedOfSheets(AskedOfLaw):
    """The same with sheets that values of the year before are taken from."""

    last_year: Annotated[
        str | None, Field(description="phiếu hay thư mục trong texts để lấy số liệu các năm trước")
    ] = None

    def asked(self) -> AskedLaw:
        """Which amendments count, and where values of the year before are."""
        return evolve(super().asked(), last_year=self.last_year)


class Check(AskedOfLaw):
    """What is wrong with the texts."""

    names: Annotated[Names, Field(description="văn bản cần kiểm tra; bỏ trống là tất cả")] = []

    def reply(self) -> tuple[bool, str]:
        """What is found is the result."""
        return True, answers.check(workspace_of(self.texts), self.names, self.asked())


class Explain(AskedOfSheets):
    """The scorecard of one sheet."""

    sheet: SheetName
    codes: Annotated[Names, Field(description="các mã phải có trong bộ tiêu chí")] = []
    stage: Stage | None = None
    year_sheets: Annotated[str | None, Field(description="thư mục trong texts có phiếu của mọi đơn vị trong kỳ")] = None

    def answer(self, workspace: Workspace) -> Answer:
        """The scorecard."""
        return answers.explain(workspace, self.sheet, self.codes, self.stage, self.year_sheets, self.asked())


class Score(AskedOfSheets):
    """Many sheets, ranked."""

    sheets: SheetNames = []
    stage: Stage | None = None
    closed: Annotated[bool, Field(description="các phiếu này là đủ mọi đơn vị của kỳ")] = False

    def answer(self, workspace: Workspace) -> Answer:
        """The rankings."""
        return answers.score(workspace, self.sheets, self.stage, self.closed, self.asked())


class WhatIf(AskedOfSheets):
    """One sheet with other facts."""

    sheet: SheetName
    supposed: Annotated[
        dict[Line, Line],
        Field(
            alias="set",
            min_length=1,
            max_length=_MOST_TEXTS,
            description="tên số liệu và giá trị, viết như trong phiếu",
        ),
    ]

    def answer(self, workspace: Workspace) -> Answer:
        """The result as it is and as it would be."""
        return answers.what_if(workspace, self.sheet, self.supposed, self.asked())


class Diff(Asked):
    """Two rubrics, or two common provisions, side by side."""

    old: Annotated[str, Field(description="tên trong texts, hoặc bộ đi kèm phần mềm như 2019/bang-1")]
    new: Annotated[str, Field(description="như old")]

    def answer(self, workspace: Workspace) -> Answer:
        """What differs."""
        return answers.diff(workspace, self.old, self.new, self.asked())


class Impact(Asked):
    """A change, and what it does to units."""

    old: Annotated[str, Field(description="văn bản sửa đổi, hoặc bộ tiêu chí cũ khi có new")]
    new: Annotated[str | None, Field(description="bộ tiêu chí mới")] = None
    sheets: SheetNames = []
    extra: Extra = []
    stage: Stage = "final"
    points: Annotated[
        Literal["scale", "keep"],
        Field(description="dòng đổi điểm tối đa: quy điểm theo tỷ lệ (scale) hay giữ điểm đã chấm (keep)"),
    ] = "scale"

    def asked(self) -> AskedLaw:
        """Which amendments come before the change."""
        return evolve(super().asked(), extra=tuple(self.extra))

    def answer(self, workspace: Workspace) -> Answer:
        """What moves."""
        scale = self.points == "scale"
        return answers.impact(workspace, self.old, self.new, self.sheets, self.stage, scale, self.asked())


@frozen
class Question:
    """Something that may be asked: the last part of its address, what it is (Vietnamese), the schema of the result.

    The result of a check is the answer; that of others stands in one with what was found.
    """

    name: str
    type: type[Asked]
    summary: str
    schema: str


QUESTIONS = (
    Question(
        "check", Check, "Kiểm tra bộ tiêu chí, văn bản sửa đổi, phiếu, tệp thử: mọi lỗi, chỗ, cách sửa.", "check-1"
    ),
    Question(
        "explain", Explain, "Bảng điểm của một phiếu: từng dòng mất bao nhiêu, vì sao, căn cứ nào.", "scorecard-1"
    ),
    Question(
        "score", Score, "Chấm nhiều phiếu, xếp hạng, xếp loại; phiếu không chấm được nêu cùng lý do.", "ranking-2"
    ),
    Question("what-if", WhatIf, "Tính thử một phiếu với số liệu khác.", "what-if-1"),
    Question("diff", Diff, "So hai bộ tiêu chí, hay hai quy định chung, theo nghĩa.", "diff-1"),
    Question("impact", Impact, "Một thay đổi làm đơn vị nào được, mất gì: điểm, hạng, xếp loại, hệ quả.", "impact-1"),
)
