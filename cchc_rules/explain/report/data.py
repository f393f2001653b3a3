"""The report of a change as JSON, versioned."""

from typing import Any

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.data.impact import impact_data
from cchc_rules.explain.findings.identity import fingerprints
from cchc_rules.explain.tables.rubric_diff import plain_change
from cchc_rules.results.change_report import (
    CaseChange,
    ChangeReport,
    FileChange,
    RubricChange,
    SideName,
    SnapshotChange,
    UnscoredSheet,
)
from cchc_rules.results.coverage import Coverable
from cchc_rules.writing.json_text import json_text

SCHEMA = "cchc-rules/report/1"


def report_json(report: ChangeReport) -> str:
    """Everything, uncut; points and percentages as decimal strings; one line feed at the end."""
    return json_text(
        {
            "schema": SCHEMA,
            "base": _side(report.base),
            "head": _side(report.head),
            "breaks": report.breaks,
            "files": list(map(_file, report.files)),
            "rubrics": [_rubric(r) for r in report.rubrics],
            "checks": {"new": _findings(report.new_checks), "gone": _findings(report.gone_checks)},
            "snapshots": list(map(_snapshot, report.snapshots)),
            "impacts": [impact_data(i) for i in report.impacts],
            "units": {"new": list(report.units_new), "gone": list(report.units_gone)},
            "unscored": [_unscored(s) for s in report.unscored],
            "supposed": [impact_data(i) for i in report.supposed],
            "cases": [_case(c) for c in report.cases],
            "coverage_lost": [{"rubric": c.rubric, "parts": [_part(p) for p in c.parts]} for c in report.coverage],
        }
    )


def _side(side: SideName) -> dict[str, Any]:
    return {"name": side.name, "commit": side.commit}


def _file(f: FileChange) -> dict[str, Any]:
    return {"name": f.name, "kind": f.kind.name.lower(), "how": f.how.name.lower(), "read": f.read}


def _snapshot(s: SnapshotChange) -> dict[str, Any]:
    told = {"told": list(s.told), "gone": list(s.gone), "new": list(s.new)}
    return {"name": s.name, "how": s.how.name.lower(), **told}


def _rubric(r: RubricChange) -> dict[str, Any]:
    lines = [line for group in r.told.groups for line in group.lines] if r.told is not None else None
    return {
        "file": r.name,
        "title": r.title,
        "changes": None if lines is None else [plain_change(line) for line in lines],
        "cites": list(r.cites),
        "broken": [{"side": side, **_finding(d)} for side, d in r.broken],
    }


def _findings(found: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    return [_finding(d) | {"fingerprint": mark} for d, mark in zip(found, fingerprints(found), strict=True)]


def _finding(d: Diagnostic) -> dict[str, Any]:
    return {
        "code": d.code,
        "severity": d.severity.name.lower(),
        "message": d.message,
        "place": {"file": d.span.source, "line": d.span.line, "column": d.span.column} if d.span else None,
        "fix": d.fix,
    }


def _unscored(s: UnscoredSheet) -> dict[str, Any]:
    return {"sheet": s.sheet, "unit": s.unit, "reasons": [_finding(d) for d in s.reasons]}


def _case(c: CaseChange) -> dict[str, Any]:
    return {"name": c.name, "before": c.before, "after": c.after, "fails_now": c.fails_now, "why": list(c.why)}


def _part(p: Coverable) -> dict[str, Any]:
    code = p.code.text if p.code is not None else None
    return {"kind": p.kind.name.lower(), "code": code, "text": p.text, "outcome": p.outcome}
