"""Units of one rubric and year in order of their exact index."""

from collections.abc import Sequence
from fractions import Fraction

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.frozen import frozen
from cchc_rules.model.result_condition import ResultCondition
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Entry, Header
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.node_score import NodeScore, year_open
from cchc_rules.results.reasons import Excluded
from cchc_rules.results.scorecard import Index, Scorecard, View
from cchc_rules.results.texts_beside import TextBeside

TIE_POLICY = "xếp theo chỉ số chưa làm tròn; bằng nhau thì cùng thứ hạng, thứ hạng kế tiếp bỏ qua số đơn vị bằng nhau"


@frozen
class Standing:
    """What a ranking keeps of a unit's scorecard; `source` names its sheet."""

    source: str
    header: Header
    view: View
    provisional: bool
    total: Ledger
    index: Index | None
    band: str | None
    consequences: tuple[str, ...]
    open_consequences: tuple[str, ...]
    reviewed: bool
    unrated: bool | None = False
    rated: tuple[Fraction, Fraction] | None = None
    """The points that are rated and the maximum for them, where these are not the table's."""
    year_open: bool = False
    """Whether a best of the year that may still change went into the points."""
    unrated_by: ResultCondition | None = None
    """The condition that leaves the unit without a rating."""
    unseen_claims: int = 0
    """Rows that the unit took out of the maximum and nobody has looked at."""

    @property
    def points(self) -> tuple[Fraction, Fraction]:
        """The points that are rated, at the least, and the maximum that counts for them."""
        return self.rated or (self.total.achieved, self.total.applicable)


@frozen
class Ranked:
    """A standing with its rank; None while the index is not exact, so that nothing is ranked by a guess."""

    rank: int | None
    standing: Standing


@frozen
class NotScored:
    """A sheet that could not be scored: its file, its unit where that much could be read, and what is wrong."""

    sheet: str
    unit: str | None
    reasons: tuple[Diagnostic, ...]


@frozen
class Ranking:
    """All units of one rubric and year, those with a rank first; `texts` are those found beside the rubric."""

    rubric: Rubric
    year: int
    units: tuple[Ranked, ...]
    texts: tuple[TextBeside, ...] = ()

    @property
    def reviewed(self) -> int:
        """How many units have re-checked rows."""
        return sum(u.standing.reviewed for u in self.units)

    @property
    def minimum_review(self) -> Fraction | None:
        """The least share of units to re-check, in percent (mục II.1.3.b); None where the rubric sets none."""
        rules = (s.value for s in self.rubric.provisions.stages)
        return next((r.minimum_share for r in rules if r.stage is Stage.REVIEW), None)


_VIEWS = (View.SELF, View.APPRAISED, View.FINAL)


def standing(card: Scorecard, source: str) -> Standing:
    """What a ranking needs of a scorecard."""
    return Standing(
        source,
        card.header,
        card.view,
        card.provisional,
        card.total,
        card.index,
        card.band.value.name if card.band else None,
        tuple(c.consequence.value.number for c in card.consequences if c.holds),
        tuple(c.consequence.value.number for c in card.consequences if c.holds is None),
        any(n.reviewed is not None for n in card.nodes),
        card.unrated,
        card.points if card.final is not None else None,
        year_open(card.every),
        next((d.stated.value.condition for d in card.decisions if d.holds and d.stated.value.result is None), None)
        if card.unrated
        else None,
        sum(_is_unseen_claim(n) for n in card.nodes) if _is_looked_at(card.rubric) else 0,
    )


def _is_looked_at(rubric: Rubric) -> bool:
    """Whether somebody else than the unit decides its points."""
    combined = rubric.provisions.combination
    return combined is None or Stage.SELF not in combined.value.order


def _is_unseen_claim(node: NodeScore) -> bool:
    """Whether a row left the maximum by the unit's word alone."""
    said = (b.entry for b in node.because if isinstance(b, Excluded))
    return any(not isinstance(entry, Entry) or entry.stage is Stage.SELF for entry in said)


def rank(standings: Sequence[Standing]) -> tuple[Ranked, ...]:
    """Standard competition ranking (1, 2, 2, 4) by exact index; without a rank after these, by their lower bound.

    No rank has a unit whose index is open, one that a condition leaves without a rating, and one whose sheet has not
    come as far as others: points that a council has looked at are not compared with those that it has not.
    """
    furthest = max((_VIEWS.index(s.view) for s in standings), default=0)
    exact: list[Standing] = []
    rest: list[Standing] = []
    for s in sorted(standings, key=_order):
        ranks = s.index is not None and s.index.exact and not s.unrated and _VIEWS.index(s.view) == furthest
        (exact if ranks else rest).append(s)
    ranked: list[Ranked] = []
    for position, s in enumerate(exact, start=1):
        same = ranked and ranked[-1].standing.index and s.index and ranked[-1].standing.index.low == s.index.low
        ranked.append(Ranked(ranked[-1].rank if same else position, s))
    return (*ranked, *(Ranked(None, s) for s in rest))


def _order(s: Standing) -> tuple[Fraction, str]:
    return (-s.index.low if s.index else Fraction(1), s.header.unit)
