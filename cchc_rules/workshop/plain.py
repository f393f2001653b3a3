"""Findings, changes and places as the page takes them: plain JSON values."""

from collections.abc import Iterable
from typing import Any

from cchc_rules.diagnostics import Severity
from cchc_rules.lsp.features.diagnostics import Finding, message
from cchc_rules.lsp.features.fixes import FileChange, Offer
from cchc_rules.lsp.text.positions import Change, Position, Range
from cchc_rules.workshop.session import name_of

Json = dict[str, Any]
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def position(at: Position) -> Json:
    """Line and character, from 0, in UTF-16 units."""
    return {"line": at.line, "character": at.character}


def range_json(range: Range) -> Json:
    """Both ends of a range."""
    return {"from": position(range.start), "to": position(range.end)}


def change_json(change: Change) -> Json:
    """A range and what stands there afterwards."""
    return {**range_json(change.range), "text": change.text}


def files_json(files: Iterable[FileChange]) -> list[Json]:
    """What changes in each file."""
    return [{"file": name_of(f.path), "changes": [change_json(c) for c in f.changes]} for f in files]


def offer_json(offer: Offer) -> Json:
    """A change that a person may choose."""
    return {"title": offer.title, "preferred": offer.preferred, "files": files_json(offer.files)}


def finding_json(finding: Finding, offers: Iterable[Offer] = ()) -> Json:
    """A finding with the fixes that are offered for it."""
    d = finding.diagnostic
    return {
        "file": name_of(finding.path),
        **range_json(finding.range),
        "level": _LEVELS[d.severity],
        "severity": d.severity.value,
        "code": d.code,
        "message": message(d),
        "fixes": [offer_json(o) for o in offers],
    }
