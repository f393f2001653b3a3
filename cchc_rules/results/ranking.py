"""Units of one rubric and year in order of their exact index."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, groupby

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.rating import SHARED_RANKS, Measured, TieBreak, TieKey, Ties
from cchc_rules.model.result_condition import ResultCondition
from cchc_rules.model.rubric import Band, Rubric
from cchc_rules.model.sheet import Entry, Header
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.node_score import NodeScore, year_open
from cchc_rules.results.quotas import Bands, Contender, Found, Limit, within_quotas
from cchc_rules.results.reasons import Excluded
from cchc_rules.results.scorecard import Index, Scorecard, View
from cchc_rules.results.texts_beside import TextBeside


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
    seen_by: tuple[Stage, ...]
    """Stages that gave any row points or took it out."""
    unrated: bool | None = False
    rated: tuple[Fraction, Fraction] | None = None
    """The points that are rated and the maximum for them, where these are not the table's."""
    year_open: bool = False
    """Whether a best of the year that may still change went into the points."""
    unrated_by: ResultCondition | None = None
    """The condition that leaves the unit without a rating."""
    unseen_claims: int = 0
    """Rows that the unit took out of the maximum and nobody has looked at."""
    tie_keys: tuple[tuple[Fraction, Fraction], ...] = ()
    """The least and the most of what is looked at when indexes are equal, in turn."""
    alone: tuple[Stated[Band], ...] = ()
    limited: tuple[Limit, ...] = ()
    quota: Found | None = None
    """The bands that the unit may have by itself, the quotas on it, and what these did among the units ranked."""
    awaiting: tuple[Stage, ...] = ()
    """Stages that the unit was drawn or chosen for in its period, and that have entered nothing yet."""

    @property
    def points(self) -> tuple[Fraction, Fraction]:
        """The points that are rated, at the least, and the maximum that counts for them."""
        return self.rated or (self.total.achieved, self.total.applicable)


@frozen
class Ranked:
    """A standing with its rank; None while the index is not exact, so that nothing is ranked by a guess.

    `among` are the first and the last rank of units that nothing tells apart and for which somebody must decide.
    """

    rank: int | None
    standing: Standing
    among: tuple[int, int] | None = None


@frozen
class NotScored:
    """A sheet that could not be scored: its file, its unit where that much could be read, and what is wrong."""

    sheet: str
    unit: str | None
    reasons: tuple[Diagnostic, ...]


@frozen
class StageShare:
    """How many units a stage has looked at, and the least share of them in percent; None where the rubric sets none."""

    stage: Stage
    units: int
    minimum: Fraction | None


@frozen
class Ranking:
    """All units of one rubric and year, those with a rank first; `texts` are those found beside the rubric.

    `apart` are units of the year that a transitional clause has scored by another text, so that they are ranked apart.
    `missing` are units that the register of the period has for the rubric, without a sheet that could be scored.
    """

    rubric: Rubric
    year: int
    units: tuple[Ranked, ...]
    texts: tuple[TextBeside, ...] = ()
    apart: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def awaits(self) -> bool:
        """Whether by its period a sheet or a stage of some unit is still to come: then every rank is provisional."""
        return bool(self.missing) or any(u.standing.awaiting for u in self.units)

    @property
    def shares(self) -> tuple[StageShare, ...]:
        """The re-check, and every other stage that has a least share of units (mục II.1.3.b), in their order."""
        p = self.rubric.provisions
        least = {s.value.stage: s.value.minimum_share for s in p.stages if s.value.minimum_share is not None}
        sampled = (s for s in p.lineup.order if s in least or s is Stage.REVIEW)
        return tuple(StageShare(s, sum(s in u.standing.seen_by for u in self.units), least.get(s)) for s in sampled)


def standing(card: Scorecard, source: str) -> Standing:
    """What a ranking needs of a scorecard."""
    return Standing(
        source,
        card.header,
        card.view,
        card.provisional if card.quota is not None else card.provisional_alone,
        card.total,
        card.index,
        card.band.value.name if card.band else None,
        tuple(c.consequence.value.number for c in card.consequences if c.holds),
        tuple(c.consequence.value.number for c in card.consequences if c.holds is None),
        tuple(s for s in card.rubric.provisions.lineup.order if any(n.value_at(s) is not None for n in card.nodes)),
        card.unrated,
        card.points if card.final is not None else None,
        year_open(card.every),
        next((d.stated.value.condition for d in card.decisions if d.holds and d.stated.value.result is None), None)
        if card.unrated
        else None,
        sum(_is_unseen_claim(n) for n in card.nodes if n.because) if _is_looked_at(card.rubric) else 0,
        tuple(_tie_key(card, key) for key in tie_break_of(card.rubric).keys),
        card.alone,
        card.limited,
    )


def _tie_key(card: Scorecard, key: TieKey) -> tuple[Fraction, Fraction]:
    """The least and the most of it; a row that does not apply to the unit counts as nothing."""
    node = card.node(key.code)
    if node is None:
        return Fraction(0), Fraction(0)
    ledger = node.ledger
    low, high = ledger.achieved, ledger.achieved + ledger.pending
    if key.measured is Measured.POINTS:
        return low, high
    if ledger.pending:
        # What is not known may also leave the maximum.
        return Fraction(0), Fraction(1)
    share = low / ledger.applicable if ledger.applicable else Fraction(0)
    return share, share


def _is_looked_at(rubric: Rubric) -> bool:
    """Whether somebody else than the unit decides its points."""
    combined = rubric.provisions.combination
    return combined is None or Stage.SELF not in combined.value.order


def _is_unseen_claim(node: NodeScore) -> bool:
    """Whether a row left the maximum by the unit's word alone."""
    said = (b.entry for b in node.because if isinstance(b, Excluded))
    return any(not isinstance(entry, Entry) or entry.stage is Stage.SELF for entry in said)


def ranking_of(
    rubric: Rubric,
    year: int,
    standings: Sequence[Standing],
    texts: tuple[TextBeside, ...] = (),
    closed: bool = False,
    apart: tuple[str, ...] = (),
) -> Ranking:
    """The units of a rubric and year in order, rated within its quotas; those `apart` are ranked by another text.

    Until the year is `closed`, units may come that change what a quota leaves, so such ratings are provisional.
    """
    return Ranking(rubric, year, rank(rated(rubric, standings, closed), tie_break_of(rubric)), texts, apart)


def tie_break_of(rubric: Rubric) -> TieBreak:
    """What the rubric says of units with an equal index; shared ranks where it says nothing."""
    stated = rubric.provisions.tie_break
    return stated.value if stated is not None else SHARED_RANKS


def rank(standings: Sequence[Standing], tie_break: TieBreak = SHARED_RANKS) -> tuple[Ranked, ...]:
    """Standard competition ranking (1, 2, 2, 4) by exact index, then by what breaks ties; without a rank after these.

    No rank has a unit whose index is open, one that a condition leaves without a rating, and one whose sheet has not
    come as far as others: points that a council has looked at are not compared with those that it has not. Units
    that nothing tells apart have one rank, or none where somebody is to decide.
    """
    furthest = _furthest(standings)
    exact: list[Standing] = []
    rest: list[Standing] = []
    for s in sorted(standings, key=_order):
        (exact if _is_ranked(s, furthest) else rest).append(s)
    groups = [tuple(group) for _, group in groupby(exact, key=_measured)]
    firsts = accumulate((len(group) for group in groups), initial=1)
    ranked = [r for first, group in zip(firsts, groups, strict=False) for r in _placed(first, group, tie_break.then)]
    return (*ranked, *(Ranked(None, s) for s in rest))


def _placed(first: int, group: Sequence[Standing], then: Ties) -> Iterator[Ranked]:
    last = first + len(group) - 1
    if last == first or then is Ties.SHARED:
        yield from (Ranked(first, s) for s in group)
    else:
        yield from (Ranked(None, s, (first, last)) for s in group)


def _furthest(standings: Sequence[Standing]) -> int:
    return max(map(_reach, standings), default=0)


def _reach(s: Standing) -> int:
    """How far a sheet was read. Units are read up to one stage, or each as far as it goes: the unit's own, or all."""
    return 2 if s.view == View.FINAL else 0 if s.view == View.SELF else 1


def _is_ranked(s: Standing, furthest: int) -> bool:
    known = s.index is not None and s.index.exact and all(low == high for low, high in s.tie_keys)
    return known and not s.unrated and _reach(s) == furthest


def _measured(s: Standing) -> tuple[Fraction, ...]:
    """What a unit is ordered by, the higher the better."""
    return (s.index.low if s.index else Fraction(-1), *(low for low, _ in s.tie_keys))


def _order(s: Standing) -> tuple[tuple[Fraction, ...], str]:
    return tuple(-value for value in _measured(s)), s.header.unit


# ---- quotas


def rated(rubric: Rubric, standings: Sequence[Standing], closed: bool) -> tuple[Standing, ...]:
    """The units with the ratings that the quotas of the rubric leave them."""
    quotas = rubric.provisions.quotas
    if not quotas:
        return tuple(standings)
    furthest = _furthest(standings)
    scale = rubric.provisions.bands
    contenders = [_contender(s, furthest, scale) for s in standings]
    found = within_quotas(scale, quotas, contenders)
    return tuple(_within(s, f, closed) for s, f in zip(standings, found, strict=True))


def _contender(s: Standing, furthest: int, scale: Bands) -> Contender:
    """A sheet that has not come as far as others may still end anywhere."""
    if _reach(s) != furthest:
        nothing, everything = Fraction(0), Fraction(10**9)
        keys = len(s.tie_keys) + 1
        return Contender(scale, None, (nothing,) * keys, (everything,) * keys, s.limited)
    ends = (s.index.low, s.index.high) if s.index is not None else (Fraction(0), Fraction(0))
    least, most = zip(ends, *s.tie_keys, strict=True)
    return Contender(s.alone, s.unrated, least, most, s.limited)


def _within(s: Standing, found: Found, closed: bool) -> Standing:
    if found.state is None:
        return s
    bands = found.bands if found.bands else s.alone
    names = dict.fromkeys(b.value.name for b in bands)
    band = next(iter(names)) if len(names) == 1 and s.unrated is False else None
    return evolve(s, band=band, quota=found, provisional=s.provisional or not closed)


def beside_others(card: Scorecard, others: Sequence[Standing]) -> Scorecard:
    """The scorecard with the rating that the quotas leave its unit among the others of the year; provisional."""
    return as_ranked(card, rated(card.rubric, [standing(card, ""), *others], closed=False)[0])


def as_ranked(card: Scorecard, own: Standing) -> Scorecard:
    """The scorecard with the rating that its standing has among the units of the year."""
    if own.quota is None:
        return card
    bands = own.quota.bands or card.possible_bands
    band = next((b for b in bands if b.value.name == own.band), None)
    return evolve(card, band=band, possible_bands=bands, quota=own.quota, provisional=own.provisional)
