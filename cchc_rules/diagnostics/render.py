"""Diagnostics as plain text: what is wrong first, then the place, the line, what was expected, the fix."""

from collections.abc import Sequence

from cchc_rules.diagnostics.catalog import TOO_MANY, TOO_MANY_WARNINGS
from cchc_rules.diagnostics.diagnostic import Diagnostic, Severity
from cchc_rules.source import Span, visible

_WINDOW = 100
# Not findings but that the list of them is cut; they are shown, not counted.
_ABOUT_THE_LIST = (TOO_MANY.code, TOO_MANY_WARNINGS.code)


def render(d: Diagnostic) -> str:
    """One diagnostic, without a line end at the end; a note, which asks for nothing, takes one line.

    What would steer a terminal is shown as �, whoever wrote it.
    """
    return visible(_render(d))


def _render(d: Diagnostic) -> str:
    if d.severity is Severity.NOTE:
        place = f"{d.span.cite() if d.span.cell else f'{d.span.source}:{d.span.line}'}: " if d.span else ""
        return f"{place}{d.severity.value} {d.code}: {d.message}"
    lines = [f"{d.severity.value} {d.code}: {d.message}"]
    if d.span is not None:
        lines += _excerpt(d.span)
    if d.expected:
        lines.append(f"  cần: {d.expected}")
    if d.fix:
        lines.append(f"  cách sửa: {d.fix}")
    for related in d.related:
        place = f" ({related.span.cite()})" if related.span else ""
        lines.append(f"  liên quan: {related.message}{place}")
    return "\n".join(lines)


def render_all(diagnostics: Sequence[Diagnostic]) -> str:
    """All of them, an empty line between; notes stand close."""
    lines: list[str] = []
    for before, d in zip((None, *diagnostics), diagnostics, strict=False):
        close = before is None or (before.severity is d.severity is Severity.NOTE)
        lines += [render(d)] if close else ["", render(d)]
    return "\n".join(lines)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 lỗi, 1 cảnh báo`, or that there is nothing."""
    findings = [d for d in diagnostics if d.code not in _ABOUT_THE_LIST]
    counts = [(s, sum(d.severity is s for d in findings)) for s in Severity]
    told = [f"{n} {s.value}" for s, n in counts if n]
    return ", ".join(told) if told else "không có lỗi"


def _excerpt(span: Span) -> list[str]:
    head = f"  --> {span.cite()}" if span.cell else f"  --> {span.source}:{span.line}:{span.column}"
    if not span.excerpt.strip():
        return [head]
    start = max(0, span.column - 1 - _WINDOW // 2) if span.column > _WINDOW else 0
    text = span.excerpt[start : start + _WINDOW]
    shown = ("…" if start else "") + text + ("…" if len(span.excerpt) > start + _WINDOW else "")
    offset = span.column - 1 - start + (1 if start else 0)
    width = max(1, min(span.end - span.column, len(shown) - offset))
    gutter = span.cell.rjust(4) if span.cell else f"{span.line:>4}"
    return [head, f"{gutter} | {shown}", f"{' ' * len(gutter)} | {' ' * offset}{'^' * width}"]
