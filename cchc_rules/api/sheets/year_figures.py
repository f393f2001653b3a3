"""What a sheet alone is told of the year: nothing, unless the sheets of all units are given (`year_sheets`)."""

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import NO_PEERS, Peers
from cchc_rules.results.ranking import Standing


@frozen
class YearFigures:
    """The bests of the year, the other units and their sheets, and why these may still change."""

    peers: Peers
    files: tuple[FileDigest, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    others: tuple[Standing, ...] = ()
    """The other units, where quotas bear on ratings."""


NO_FIGURES = YearFigures(NO_PEERS)
