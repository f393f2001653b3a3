"""What merging found, as diagnostics: where, what each file says, what to do."""

from collections.abc import Sequence
from typing import assert_never

from cchc_rules.copies.cells import Content, Key, Of
from cchc_rules.copies.merge import (
    Conflict,
    DaysDiffer,
    Emptied,
    Finding,
    Foreign,
    Reopened,
    Replaced,
    Told,
    Unattributed,
)
from cchc_rules.diagnostics import Diagnostic, Kind, Related, catalog
from cchc_rules.model.sheet import Acceptance, Claim, Entry, FactEntry
from cchc_rules.model.survey import Tally
from cchc_rules.source import Span
from cchc_rules.writing.sheet_file import acceptance, claim_said, entry_said, fact_said, received_line
from cchc_rules.writing.survey_lines import tally_said

_NOTHING = "để trống"


def diagnosed(finding: Finding) -> Diagnostic:
    """A finding of merging, at its place in the file that it is about."""
    if isinstance(finding, DaysDiffer):
        return _days_differ(finding)
    what = _called(finding.key)
    match finding:
        case Conflict(told=told):
            return _conflict(what, told)
        case Emptied(name=name, part=part, before=before, now=now):
            return catalog.MERGE_EMPTIED.at(_place(name, now), what=what, part=part.value, before=_said(before))
        case Foreign():
            return changed_by_another(finding, catalog.MERGE_FOREIGN)
        case Reopened(told=told):
            return _reopened(what, finding, told)
        case Replaced(told=told, now=now):
            related = (Related(f"nay ghi {_said(now)}", now.at),) if now is not None else ()
            return catalog.MERGE_REPLACED.at(_start(told.name), related=related, what=what, before=_said(told.content))
        case Unattributed(told=told):
            place = _place(told.name, told.content)
            return catalog.MERGE_UNATTRIBUTED.at(place, what=what, said=_said(told.content))
        case _:
            assert_never(finding)


def _days_differ(finding: DaysDiffer) -> Diagnostic:
    told = "; ".join(f"{name} ghi “{received_line(received)}”" for name, received in finding.told)
    what = f"ngày nhận, {finding.stage.value}"
    return catalog.MERGE_CONFLICT.at(finding.told[0][1].at or _start(finding.told[0][0]), what=what, told=told)


def changed_by_another(finding: Foreign, kind: Kind) -> Diagnostic:
    """That a copy changes what belongs to another stage than that of its role."""
    return kind.at(
        _place(finding.name, finding.now),
        what=_thing(finding.key),
        role=finding.role.value,
        stage=finding.key.stage.value,
        before=_said(finding.before),
        now=_said(finding.now),
    )


def _conflict(what: str, told: Sequence[Told]) -> Diagnostic:
    first, *others = told
    listed = "; ".join(f"{t.name} ghi {_said(t.content)}" for t in told)
    related = [Related("bản khác ghi ở đây", _place(t.name, t.content)) for t in others]
    return catalog.MERGE_CONFLICT.at(_place(first.name, first.content), related=related, what=what, told=listed)


def _reopened(what: str, finding: Reopened, told: Told) -> Diagnostic:
    related = (Related("con số nay ở đây", finding.now.at if finding.now is not None else None),)
    return catalog.MERGE_REOPENED.at(
        _place(told.name, told.content),
        related=related if related[0].span is not None else (),
        what=what,
        said=_said(told.content),
        figure=_called(finding.figure),
        before=_said(finding.before),
        now=_said(finding.now),
    )


def _place(name: str, content: Content | None) -> Span:
    """Where something stands in a file, as far as that is known: what a copy was made from has no place in it."""
    at = content.at if content is not None else None
    return at if at is not None and at.source == name else _start(name)


def _start(name: str) -> Span:
    return Span(name, 1, 1, 1)


def _called(key: Key) -> str:
    """`dòng 1.1.2, thẩm định`."""
    return f"{_thing(key)}, {key.stage.value}"


def _thing(key: Key) -> str:
    match key.of:
        case Of.FACT:
            return f"[{key.name}]"
        case Of.TALLY:
            return f"phiếu điều tra {key.name.replace('/', ', câu ')}"
        case Of.ALL:
            return "cả phiếu"
        case Of.ROW:
            return f"dòng {key.name}"
        case _:
            assert_never(key.of)


def _said(content: Content | None) -> str:
    return f"“{_words(content)}”" if content is not None and content.parts else _NOTHING


def _words(content: Content) -> str:
    match content.said:
        case Tally():
            return tally_said(content.said)
        case Claim():
            return claim_said(content.said)
        case Acceptance():
            return acceptance(content.said)
        case FactEntry():
            return fact_said(content.said)
        case Entry():
            return entry_said(content.said)
        case _:
            assert_never(content.said)
