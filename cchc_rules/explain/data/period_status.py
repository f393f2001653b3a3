"""How far a period has come, as JSON (schemas/period-1.json)."""

from typing import Any

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.meaning.period_days import Due
from cchc_rules.model.period.period import RegisteredUnit
from cchc_rules.model.stages import Publication
from cchc_rules.results.period_status import Pace, PeriodStatus, StageProgress, TableStatus, Timing, UnitStatus
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.stage_keys import stage_key

SCHEMA = "cchc-rules/period/1"
PACES = {
    Pace.IN_TIME: "in_time",
    Pace.LATE: "late",
    Pace.OVERDUE: "overdue",
    Pace.TIME_LEFT: "time_left",
    Pace.UNDATED: "undated",
    Pace.DUE_UNKNOWN: "due_unknown",
    Pace.NO_DUE: "no_due",
}


def period_json(status: PeriodStatus) -> str:
    """Everything, versioned; every code of every row that is waited for."""
    shown = {
        "schema": SCHEMA,
        "file": status.file,
        "year": status.period.year,
        "title": status.period.title,
        "on": status.on.isoformat(),
        "tables": [_table(t) for t in status.tables],
        "strays": [{"sheet": s.sheet, "unit": s.unit, "why": _findings(s.why)} for s in status.strays],
        "found": _findings(status.told),
    }
    return json_text(shown)


def _findings(found: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    return [{"code": d.code, "message": d.message, "place": d.span.cite() if d.span else None} for d in found]


def _table(t: TableStatus) -> dict[str, Any]:
    return {
        "rubric": t.rubric.id,
        "title": t.rubric.title,
        "due": [_due(d) for d in t.dues],
        "units": [_unit(u) for u in t.units],
        "excepted": [_registered(u) for u in t.excepted],
    }


def _due(d: Due) -> dict[str, Any]:
    step = "publication" if isinstance(d.step, Publication) else stage_key(d.step)
    return {"step": step, "printed": d.told.isoformat(), "day": d.last.isoformat() if d.last is not None else None}


def _registered(u: RegisteredUnit) -> dict[str, Any]:
    return {"unit": u.name, "because": u.because, "basis": u.basis.cite() if u.basis is not None else None}


def _unit(u: UnitStatus) -> dict[str, Any]:
    progress = u.progress
    partly = u.unit.partly
    return {
        "unit": u.unit.name,
        "kind": u.kind,
        "sheets": list(u.sheets),
        "submitted": u.submitted,
        "complete": u.complete,
        "errors": _findings(u.wrong),
        "stages": [_stage(p) for p in progress.stages] if progress is not None else [],
        "looked_at": [stage_key(s) for s in progress.looked_at] if progress is not None else [],
        "called": [stage_key(s) for s in u.called],
        "timing": [_timing(t) for t in u.timings],
        "waiting": [{"stage": stage_key(w.stage), "who": w.who, "rows": [c.text for c in w.rows]} for w in u.waiting],
        "without_evidence": [c.text for c in progress.bare] if progress is not None else [],
        "from": partly.first.isoformat() if partly is not None else None,
        "to": partly.last.isoformat() if partly is not None and partly.last is not None else None,
    }


def _stage(p: StageProgress) -> dict[str, Any]:
    return {"stage": stage_key(p.stage), "done": p.done, "of": p.of, "missing": [c.text for c in p.missing]}


def _timing(t: Timing) -> dict[str, Any]:
    day = t.last.day if t.last is not None else None
    extension = t.last.extension if t.last is not None else None
    return {
        "stage": stage_key(t.stage),
        "pace": PACES[t.pace],
        "days": t.days,
        "due": day.isoformat() if day is not None else None,
        "received": t.received.isoformat() if t.received is not None else None,
        "extended_by": extension.basis.cite() if extension is not None and extension.basis is not None else None,
    }
