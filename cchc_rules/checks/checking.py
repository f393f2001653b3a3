"""How a repository has checks told: what it may not turn off, and what becomes of findings by its settings."""

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, Severity, catalog
from cchc_rules.frozen import frozen
from cchc_rules.model.repository import Checking, CodeLevel, Level, Silence

SameFile = Callable[[str, str], bool]
"""Whether a file as a finding names it is one as the settings name it."""
_SEVERITIES = {Level.WARNING: Severity.WARNING, Level.ERROR: Severity.ERROR}


@frozen
class Silenced:
    """A finding that is not told, and by what: the level of its code, or one place with its reason."""

    finding: Diagnostic
    by: CodeLevel | Silence


@frozen
class Judged:
    """Findings as the settings have them told, those not told, and warnings of silences that silence nothing."""

    told: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()
    idle: tuple[Diagnostic, ...] = ()


def wrong_levels(checking: Checking) -> Iterator[Diagnostic]:
    """What settings may not say: that what protects a rating is not told, that an error is less than one."""
    for one in checking.levels:
        if one.level is Level.OFF and catalog.guards(one.code):
            yield catalog.GUARDED.at(one.at, code=one.code, title=catalog.template_of(one.code))
        elif one.level is Level.WARNING and catalog.severity_of(one.code) is Severity.ERROR:
            title = catalog.template_of(one.code)
            yield catalog.LEVEL_LOWERED.at(one.at, code=one.code, level=one.level.value, title=title)
    for silence in checking.silences:
        if catalog.guards(silence.code):
            yield catalog.GUARDED.at(silence.at, code=silence.code, title=catalog.template_of(silence.code))


def silent(checking: Checking) -> tuple[tuple[str, ...], tuple[Silence, ...]]:
    """The codes that are turned off and the places that are silenced, without those that may not be."""
    off = (one.code for one in checking.levels if one.level is Level.OFF and not catalog.guards(one.code))
    return tuple(off), tuple(s for s in checking.silences if not catalog.guards(s.code))


def judged(
    found: Sequence[Diagnostic], checking: Checking, same_file: SameFile, looked_at: Sequence[str] = ()
) -> Judged:
    """The findings of a repository by its settings, in order. What settings may not say has no effect.

    `looked_at` are all files that were checked: a silence in one of them that silences nothing is told.
    """
    levels = {one.code: one for one in checking.levels}
    told: list[Diagnostic] = []
    silenced: list[Silenced] = []
    for d in found:
        by = _silence(d, checking.silences, same_file) or _off(levels.get(d.code))
        if by is not None and not catalog.guards(d.code):
            silenced.append(Silenced(d, by))
        else:
            told.append(_at_level(d, levels.get(d.code)))
    return Judged(tuple(told), tuple(silenced), tuple(_idle(checking, silenced, same_file, looked_at)))


def _silence(d: Diagnostic, silences: Sequence[Silence], same_file: SameFile) -> Silence | None:
    return next((s for s in silences if _covers(s, d, same_file)), None)


def _covers(silence: Silence, d: Diagnostic, same_file: SameFile) -> bool:
    """Whether a finding is of the code and file, and the words name its place: on its line, or in what it says."""
    if d.code != silence.code or d.span is None or not same_file(d.span.source, silence.file):
        return False
    words = " ".join(silence.place.split())
    whole = re.compile(rf"(?<![\w.]){re.escape(words)}(?!\w|[.]\w)")
    return any(whole.search(" ".join(text.split())) for text in (d.span.excerpt, d.message))


def _off(level: CodeLevel | None) -> CodeLevel | None:
    return level if level is not None and level.level is Level.OFF else None


def _at_level(d: Diagnostic, level: CodeLevel | None) -> Diagnostic:
    severity = _SEVERITIES.get(level.level) if level is not None else None
    return evolve(d, severity=severity) if severity is not None and d.severity is not Severity.ERROR else d


def _idle(
    checking: Checking, silenced: Sequence[Silenced], same_file: SameFile, looked_at: Sequence[str]
) -> Iterator[Diagnostic]:
    used = [s.by for s in silenced]
    for s in checking.silences:
        if s not in used and not catalog.guards(s.code) and any(same_file(name, s.file) for name in looked_at):
            yield catalog.SILENT_IN_VAIN.at(s.at, file=s.file, code=s.code, place=s.place)
