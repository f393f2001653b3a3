"""What is published of a year: every form of it is made from this one value, so none can say another figure."""

from cchc_rules.explain.scorecard.provenance import Provenance
from cchc_rules.frozen import frozen
from cchc_rules.model.sheet import Header
from cchc_rules.model.stages import Stage
from cchc_rules.results.ranking import NotScored, Ranked, Ranking
from cchc_rules.results.scorecard import Scorecard


@frozen
class AtStage:
    """A unit's scorecard as it stood when a stage had acted."""

    stage: Stage
    card: Scorecard


@frozen
class PublishedUnit:
    """A unit with its rank, its scorecard rated as the ranking has it, and what it was after each stage that acted."""

    ranked: Ranked
    card: Scorecard
    made_from: Provenance
    stages: tuple[AtStage, ...]

    @property
    def header(self) -> Header:
        """Who is assessed."""
        return self.card.header


@frozen
class PublishedRanking:
    """The units of one rubric and year, in the order of the ranking."""

    ranking: Ranking
    units: tuple[PublishedUnit, ...]


@frozen
class Published:
    """A year: its rankings, the sheets that could not be scored, and rankings of an earlier year to compare with.

    `closed`: these are all the units of the year.
    """

    rankings: tuple[PublishedRanking, ...]
    not_scored: tuple[NotScored, ...]
    before: tuple[Ranking, ...] = ()
    closed: bool = False
    missing: tuple[str, ...] = ()
    """Sentences on units of the period that have no sheet."""
    files: frozenset[str] = frozenset()
    """Names of files that no form may show."""
