"""What is published, without what files of the office are called: its readers have the texts, not its folders."""

import re
from collections.abc import Iterator

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.publication.value import Published, PublishedRanking, PublishedUnit
from cchc_rules.explain.render.unplaced import Told, without_names
from cchc_rules.results.ranking import NotScored, Ranked
from cchc_rules.results.texts_beside import without_file

_QUOTED_PATH = re.compile(r"“[^”]*(?:\./|\\|\.(?:cchc|phieu|json|xlsx|docx|csv))[^”]*”", re.IGNORECASE)
_BY_RUBRIC = re.compile(r" chấm theo [^“]*(?=: “)")
"""Of whom a sheet is missing, the rubric as the period names it: mostly its file."""
_ABOUT_FILES = ("T", "S57")
"""What codes begin with whose findings are on files and folders; what they put in quotes are names of these."""


def for_the_public(published: Published) -> Published:
    """The same results; files are counted or said by what they are. `files` keeps the names, to be taken out of texts.

    Who gets the result still learns how many files were not read and which units have no result, and why.
    """
    files = frozenset(_names(published))
    told = without_names(files)
    return evolve(
        published,
        rankings=tuple(_ranking(r, told) for r in published.rankings),
        not_scored=tuple(_not_scored(b, told) for b in published.not_scored),
        missing=tuple(told(_BY_RUBRIC.sub("", m)) for m in published.missing),
        files=files,
    )


def _names(published: Published) -> Iterator[str]:
    for r in published.rankings:
        yield from (t.file for t in r.ranking.texts)
        for u in r.units:
            yield from u.made_from.names
    for bad in published.not_scored:
        yield bad.sheet
        for d in bad.reasons:
            yield from (at.source for at in (d.span, *(r.span for r in d.related)) if at is not None)


def _ranking(r: PublishedRanking, told: Told) -> PublishedRanking:
    units = tuple(_unit(u, told) for u in r.units)
    texts = tuple(map(without_file, r.ranking.texts))
    return PublishedRanking(evolve(r.ranking, units=tuple(u.ranked for u in units), texts=texts), units)


def _unit(u: PublishedUnit, told: Told) -> PublishedUnit:
    made_from = u.made_from.without_names(u.card.rubric.id)
    return evolve(u, ranked=_ranked(u.ranked, told), made_from=made_from)


def _ranked(ranked: Ranked, told: Told) -> Ranked:
    s = ranked.standing
    header = evolve(s.header, note=told(s.header.note) if s.header.note is not None else None)
    return evolve(ranked, standing=evolve(s, source="", header=header))


def _not_scored(bad: NotScored, told: Told) -> NotScored:
    return NotScored("", bad.unit, tuple(_reason(d, told) for d in bad.reasons))


def _reason(d: Diagnostic, told: Told) -> Diagnostic:
    """The finding in words alone, without a place."""
    message = told(d.message)
    if d.code.startswith(_ABOUT_FILES):
        message = re.sub("“[^”]*”", "“…”", message)
    return evolve(d, message=_QUOTED_PATH.sub("“…”", message), span=None, related=())
