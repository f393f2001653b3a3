"""Findings as a code quality report of GitLab."""

from collections.abc import Sequence
from typing import Any

from cchc_rules.diagnostics import Diagnostic, Severity
from cchc_rules.explain.findings.identity import fingerprints
from cchc_rules.explain.findings.pages import Pages
from cchc_rules.writing.json_text import json_text

_LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
_NO_FILE = "."


def gitlab(found: Sequence[Diagnostic], pages: Pages) -> str:
    """The report as JSON; a finding without a place is one of the whole repository. One line feed at the end."""
    return json_text([_issue(d, mark, pages) for d, mark in zip(found, fingerprints(found), strict=True)])


def _issue(d: Diagnostic, mark: str, pages: Pages) -> dict[str, Any]:
    path, line = (d.span.source, d.span.line) if d.span else (_NO_FILE, 1)
    return {
        "description": f"{d.code}: {d.message}" + (f" — {d.fix}" if d.fix else ""),
        "check_name": d.code,
        "fingerprint": mark,
        "severity": _LEVELS[d.severity],
        "location": {"path": path, "lines": {"begin": line}},
        "content": {"body": pages.told(d.code)},
    }
