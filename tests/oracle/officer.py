"""A whole sheet scored by hand: which stage decides a row, totals, index, rating, consequences.

Written from the documents alone: docs/ngon-ngu.md (stages, five situations, facts by stage), docs/decisions/0001,
0002, 0012, and mục II.1.3, II.1.4, II.2.4, II.3 of the decree.
"""

from fractions import Fraction

from attrs import field, frozen

from .by_hand import NA, Facts, Result, Value
from .guidance_1b import GUIDANCE as GUIDANCE_1
from .guidance_2b import GUIDANCE as GUIDANCE_2
from .text import Texts

GUIDANCES = {1: GUIDANCE_1, 2: GUIDANCE_2}
SELF, APPRAISED, REVIEWED, SURVEY = "tự đánh giá", "thẩm định", "phúc tra", "ĐTXHH"
COUNCIL = (REVIEWED, APPRAISED)
HAND_FIRST = frozenset({"1.4.1"})
BANDS = ((90, "Rất tốt"), (70, "Tốt"), (50, "Trung bình"), (40, "Yếu"), (0, "Kém"))


@frozen
class Paper:
    """What a sheet says: facts and hand-entered points by stage, claims of not applicable."""

    table: int
    year: int
    facts: dict[str, dict[str, Value]]
    points: dict[str, dict[str, Result]] = field(factory=dict)
    claims: tuple[str, ...] = ()

    def standing(self, stage: str, bests: dict[str, Fraction] | None = None) -> Facts:
        """The facts at a stage: what it leaves alone stands as before. A survey's facts stand at every stage."""
        order = (SURVEY, SELF, APPRAISED, REVIEWED)
        known: dict[str, Value] = {}
        for s in order[: order.index(stage) + 1]:
            known |= self.facts.get(s, {})
        return Facts(self.year, known, bests)

    def claimed(self, code: str) -> bool:
        return any(code == c or code.startswith(c + ".") for c in self.claims)


@frozen
class Officer:
    """Scores papers of one table. `bests` are the highest facts of the year, None while units are missing.

    `stages` may decide a row, the strongest first: the council's, or the unit's own when its result is asked for.
    """

    texts: Texts
    table: int
    bests: dict[str, Fraction] | None = None
    stages: tuple[str, ...] = COUNCIL

    def ruled(self, code: str) -> bool:
        return code in GUIDANCES[self.table].rows

    def at_stage(self, paper: Paper, code: str, stage: str) -> Result:
        """What a row gives at a stage, whether or not the stage looked at it."""
        entered = paper.points.get(code, {}).get(stage)
        if not self.ruled(code) or entered is NA or (entered is not None and code in HAND_FIRST):
            return entered
        return GUIDANCES[self.table].rows[code].points(paper.standing(stage, self.bests))

    def looked(self, paper: Paper, code: str, stage: str) -> bool:
        """Whether a stage entered points or at least one fact of the row."""
        given = paper.facts.get(stage, {})
        return stage in paper.points.get(code, {}) or any(n in given for n in self.texts.uses.get(code, ()))

    def row(self, paper: Paper, code: str) -> Result:
        """The points of a row that count, NA or None (not known)."""
        if code in self.texts.surveyed:
            return NA if paper.claimed(code) else self.at_stage(paper, code, SURVEY)
        if paper.claimed(code) and SELF in self.stages:
            return NA
        decided = next((s for s in self.stages if self.looked(paper, code, s)), None)
        if decided is not None:
            return self.at_stage(paper, code, decided)
        return NA if paper.claimed(code) else None

    def rows(self, paper: Paper) -> dict[str, Result]:
        return {code: self.row(paper, code) for code in self.texts.leaves}


def index(texts: Texts, rows: dict[str, Result], within: str = "") -> Fraction | None:
    """Achieved over the maximum that counts, of all or of one field; None where nothing counts."""
    counted = {c: p for c, p in rows.items() if isinstance(p, Fraction) and (not within or c.split(".")[0] == within)}
    base = sum((texts.maxima[c] for c in counted), Fraction(0))
    return sum(counted.values(), Fraction(0)) / base if base else None


def band(reached: Fraction) -> str:
    """Mục II.1.4: from a bound, it included."""
    return next(name for percent, name in BANDS if reached * 100 >= percent)


def consequences(texts: Texts, rows: dict[str, Result]) -> tuple[bool, bool]:
    """Mục II.3: under 70% in all or 50% in a field; under 50% in all."""
    reached = index(texts, rows)
    fields = [index(texts, rows, f) for f in texts.fields]
    assert reached is not None
    return reached < Fraction(7, 10) or any(f is not None and f < Fraction(1, 2) for f in fields), reached < Fraction(
        1, 2
    )
