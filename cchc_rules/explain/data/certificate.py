"""A certificate as JSON."""

from typing import Any

from cchc_rules.explain.tables.certificate import cited
from cchc_rules.results.certificate import Certificate, Finding, Topic, Verdict
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.sheet_file import print_sheet

VERDICTS = {
    Verdict.PROVEN: "proven",
    Verdict.REFUTED: "refuted",
    Verdict.UNDECIDED: "undecided",
    Verdict.TURNS: "turns",
    Verdict.UNSTATED: "unstated",
    Verdict.TOLD: "told",
}
_TOPICS = {
    Topic.MAXIMUM: "maximum",
    Topic.ALIVE: "alive",
    Topic.DIRECTION: "direction",
    Topic.DENOMINATOR: "denominator",
    Topic.LEAVING: "leaving",
    Topic.CLAIM: "claim",
    Topic.CAPS: "caps",
}


def certificate_json(certificate: Certificate) -> str:
    """Every finding with its sheets (schemas/certificate-1.json)."""
    shown = {
        "schema": "cchc-rules/certificate/1",
        "rubric": certificate.rubric.id,
        "year": certificate.year,
        "counts": {key: certificate.count(verdict) for verdict, key in VERDICTS.items()},
        "apart": list(certificate.apart),
        "findings": [_plain(f, certificate) for f in certificate.findings],
    }
    return json_text(shown)


def _plain(f: Finding, certificate: Certificate) -> dict[str, Any]:
    return {
        "topic": _TOPICS[f.topic],
        "code": f.code.text if f.code is not None else None,
        "about": f.about,
        "verdict": VERDICTS[f.verdict],
        "why": f.why,
        "cites": list(cited(f, certificate.rubric)),
        "sheets": [{"told": s.told, "sheet": print_sheet(s.sheet)} for s in f.shown],
    }
