"""Findings as SARIF 2.1.0, which GitHub, editors and scanners read."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from cchc_rules.diagnostics import Diagnostic, Severity
from cchc_rules.diagnostics.catalog import severity_of
from cchc_rules.explain.findings.identity import fingerprints
from cchc_rules.explain.findings.pages import Pages
from cchc_rules.explain.rule_page import as_text
from cchc_rules.source import Span, WrittenText
from cchc_rules.writing.json_text import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FINGERPRINT = "cchcRules/v1"
Written = Callable[[str], WrittenText | None]


def sarif(found: Sequence[Diagnostic], pages: Pages, version: str, written: Written) -> str:
    """One run of this engine as JSON, one line feed at the end; columns count characters of the files as `written`."""
    codes = sorted({d.code for d in found})
    driver = {
        "name": "cchc-rules",
        "version": version,
        "language": "vi",
        "rules": [_rule(code, pages) for code in codes],
    }
    marks = fingerprints(found)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, codes.index(d.code), mark, written) for d, mark in zip(found, marks, strict=True)],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, pages: Pages) -> dict[str, Any]:
    severity, entry, address = severity_of(code), pages.entry(code), pages.address(code)
    title = entry.title if entry is not None else code
    rule = {
        "id": code,
        "shortDescription": {"text": title},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    if entry is not None:
        rule["help"] = {"text": as_text(entry, severity.value), "markdown": pages.told(code)}
    return rule | ({"helpUri": address} if address is not None else {})


def _result(d: Diagnostic, index: int, mark: str, written: Written) -> dict[str, Any]:
    told = [d.message, *([f"cần: {d.expected}"] if d.expected else []), *([f"cách sửa: {d.fix}"] if d.fix else [])]
    result = {
        "ruleId": d.code,
        "ruleIndex": index,
        "level": _LEVELS[d.severity],
        "message": {"text": "; ".join(told)},
        "partialFingerprints": {_FINGERPRINT: mark},
    }
    if d.span is not None:
        result["locations"] = [_location(d.span, written)]
    beside = [(n, r) for n, r in enumerate(d.related, 1) if r.span is not None]
    if beside:
        result["relatedLocations"] = [
            {"id": n, **_location(r.span, written), "message": {"text": r.message}} for n, r in beside if r.span
        ]
    return result


def _location(span: Span, written: Written) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(span.source), "region": _region(span, written)}}


def _artifact(name: str) -> dict[str, str]:
    if PurePosixPath(name).is_absolute():
        return {"uri": f"file://{quote(name)}"}
    return {"uri": quote(name), "uriBaseId": "%SRCROOT%"}


def _region(span: Span, written: Written) -> dict[str, int]:
    """The line, and its columns where the file can be read again: what was read was normalised before."""
    text = written(span.source)
    if text is None:
        return {"startLine": span.line}
    start = text.place(text.offset(span.line, span.column))
    end = text.place(text.offset(span.line, max(span.end, span.column), after=True))
    region = {"startLine": start[0], "startColumn": start[1]}
    return region | ({"endLine": end[0], "endColumn": end[1]} if end >= start else {})
