"""Findings as annotations of GitHub Actions: a line each that a workflow prints."""

from cchc_rules.diagnostics import Diagnostic, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotation(d: Diagnostic) -> str:
    """One finding as a workflow command, without its line end."""
    place = f" file={_property(d.span.source)},line={d.span.line},col={d.span.column}," if d.span else " "
    text = f"{d.message} — {d.fix}" if d.fix else d.message
    return f"::{_LEVELS[d.severity]}{place}title={d.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
