"""The figures of a result as members of a receipt: scorecards, ranking, which texts were chosen and why."""

from collections.abc import Iterable, Sequence
from typing import Any

from cchc_rules.api.law_in_force import Law
from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import Explained
from cchc_rules.api.sheets.kept import KeptCards
from cchc_rules.api.sheets.score import Scored
from cchc_rules.checks.checking import silent
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.data.scorecard import scorecard_data
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.explain.tables.ranking import ranking_json
from cchc_rules.explain.words import texts_beside
from cchc_rules.model.repository import Checking
from cchc_rules.results.receipt import Text
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.writing.json_text import json_text

SCORECARDS = "results/scorecards.json"
RANKING = "results/ranking.json"
VERSIONS = "results/versions.json"
SILENCED = "results/silenced.json"
_Made = tuple[Scorecard, Provenance]


def figures_of_sheet(result: Explained, law: Law) -> tuple[Text, ...]:
    """Those of one sheet; none where it could not be explained."""
    if result.scorecard is None or result.provenance is None:
        return ()
    made = [(result.scorecard, result.provenance)]
    return (_scorecards(made), _versions(made, law))


def figures_of_year(scored: Scored, kept: KeptCards, law: Law, passed_over: Sequence[Diagnostic]) -> tuple[Text, ...]:
    """Those of sheets scored together: the scorecard of each unit that was ranked, and everything of the ranking."""
    names = sorted(u.standing.source for ranking in scored.rankings for u in ranking.units)
    made = [(kept.cards[name], kept.made_from[name]) for name in names]
    ranking = ranking_json(
        scored.rankings, [b.name for b in scored.bad], [b.not_scored for b in scored.bad], passed_over
    )
    return (_scorecards(made), Text(RANKING, ranking), _versions(made, law))


def _scorecards(made: Iterable[_Made]) -> Text:
    cards = [{"sheet": p.sheet.name, "scorecard": scorecard_data(card, p)} for card, p in made]
    return Text(SCORECARDS, json_text(cards))


def _versions(made: Iterable[_Made], law: Law) -> Text:
    """Which version of each rubric was chosen, by what, and what became of every text found beside it; each once."""
    told: list[dict[str, Any]] = []
    for card, provenance in made:
        version = {
            "rubric": provenance.rubric_id,
            "id": card.rubric.id,
            "year": card.header.year,
            "asked": {
                "as_of": law.as_of.isoformat() if law.as_of is not None else None,
                "year": law.year,
                "sheet_year": card.header.year,
            },
            "files": [_digest(f) for f in provenance.rubric_files],
            "texts": texts_beside.data(provenance.texts),
        }
        if version not in told:
            told.append(version)
    return Text(VERSIONS, json_text(told))


def versions_of(library: Library) -> Text:
    """The same of the rubrics that a library has loaded, for results that have no other figures."""
    told = [
        {
            "rubric": ready.rubric.id,
            "asked": {
                "as_of": library.law.as_of.isoformat() if library.law.as_of is not None else None,
                "year": library.law.year,
                "sheet_year": year,
            },
            "files": [_digest(f) for f in ready.loaded.files],
            "texts": texts_beside.data(ready.loaded.texts),
        }
        for year, ready in library.rubrics_used
        if ready.rubric is not None
    ]
    return Text(VERSIONS, json_text(told))


def silenced_by(settings: FileDigest, checking: Checking) -> tuple[Text, ...]:
    """What the settings of a repository keep from being told, and why; none where they keep nothing."""
    off, silences = silent(checking)
    if not off and not silences:
        return ()
    told = [{"code": s.code, "file": s.file, "place": s.place, "reason": s.reason} for s in silences]
    return (Text(SILENCED, json_text({"settings": _digest(settings), "off": list(off), "silenced": told})),)


def _digest(file: FileDigest) -> dict[str, str]:
    return {"name": file.name, "sha256": file.sha256}
