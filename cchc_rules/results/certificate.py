"""What is proven, or refuted, of every sheet that a rubric allows: a finding for each thing asked."""

from enum import Enum

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Basis
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Span


class Verdict(Enum):
    """What was found of a question; only PROVEN says that it holds of every possible sheet."""

    PROVEN = "đã chứng minh"
    REFUTED = "bị bác bỏ"
    UNDECIDED = "không quyết định được"
    TURNS = "không cùng chiều"
    UNSTATED = "chiều chưa khai"
    TOLD = "cần biết"


class Topic(Enum):
    """What a question is about; the heading of its findings."""

    MAXIMUM = "Điểm tối đa"
    ALIVE = "Dòng chấm, điều kiện, mức, hệ quả đều dùng đến"
    DIRECTION = "Làm tốt hơn không bị ít điểm hơn"
    DENOMINATOR = "Mẫu số bằng 0"
    LEAVING = "Số liệu đưa dòng vào, ra khỏi điểm tối đa"
    CLAIM = "Được lợi nhiều nhất khi đề nghị “không áp dụng” được chấp nhận"
    CAPS = "Điểm cộng, điểm trừ và trần"


@frozen
class Shown:
    """A sheet that shows a finding, scored by the walk before it is told, and what of it to look at."""

    sheet: Sheet
    told: str


@frozen
class Finding:
    """One thing asked of all sheets: what was found, why, on what clause it rests, and sheets that show it."""

    topic: Topic
    code: Code | None
    about: str
    verdict: Verdict
    why: str = ""
    shown: tuple[Shown, ...] = ()
    basis: Basis | None = None
    at: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Certificate:
    """All findings for a rubric in an assessment year, in the order of topics and of the table.

    `apart` says what the findings do not speak of, such as points entered by hand.
    """

    rubric: Rubric
    year: int
    findings: tuple[Finding, ...]
    apart: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many findings have a verdict."""
        return sum(f.verdict is verdict for f in self.findings)
