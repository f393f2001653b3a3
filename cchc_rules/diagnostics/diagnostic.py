"""A diagnostic: one thing a person should know about a file, and what to do about it."""

import re
from collections.abc import Iterable
from enum import Enum

from cchc_rules.diagnostics.edits import Fix
from cchc_rules.diagnostics.mends import Mend, mended
from cchc_rules.frozen import frozen
from cchc_rules.source import Span

_LONGEST = 200
_TOO_LONG = re.compile(rf"(\S{{60}})\S{{{_LONGEST - 60},}}?([”\]]?)(?=\s|$)")


class Severity(Enum):
    """How much it matters: an error stops what was asked, a warning does not, a note is for the record."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"
    NOTE = "ghi nhận"


@frozen
class Related:
    """Another place that explains this one, with a word on what is there."""

    message: str
    span: Span | None


@frozen
class Diagnostic:
    """One finding. `message` says what is wrong, `expected` what would be right, `fix` what to type.

    `fixes` are the same as data, where the remedy is to replace, add or take away text: alternatives, often none.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None
    expected: str | None = None
    fix: str | None = None
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()


@frozen
class Kind:
    """A kind of finding with its stable code; the message is a template in Vietnamese.

    `mend` is how every finding of the kind is put right, where that is one change of its line. `guards` tells of a
    warning that it protects a rating: what is not read, names, sums, gates, old values, days. It can't be turned off,
    and neither can any error.
    """

    code: str
    severity: Severity
    template: str
    remedy: str
    mend: Mend | None = None
    guards: bool = False

    def at(
        self,
        span: Span | None,
        *,
        expected: str | None = None,
        fix: str | None = None,
        related: Iterable[Related] = (),
        fixes: Iterable[Fix] | None = None,
        **values: object,
    ) -> Diagnostic:
        """This kind at a place; `values` fill the templates, `fix` overrides the general remedy, `fixes` the mend.

        `values` may be more than the message says, for the mend. An empty `fixes` offers none.
        """
        message = self.template.format(**values)
        remedy = fix or self.remedy.format(**values)
        offered = mended(self.mend, span, values) if fixes is None else tuple(fixes)
        if span is not None and span.cell:
            offered = ()  # a fix changes text, and a workbook is none
        said = (_shortened(message), span.written() if span else None, expected, _shortened(remedy))
        beside = tuple(Related(r.message, r.span.written() if r.span else None) for r in related)
        return Diagnostic(self.code, self.severity, *said, beside, offered)


def _shortened(text: str) -> str:
    """The text with no word longer than anybody reads: what was pasted by mistake drowns the message."""
    return text if len(text) <= _LONGEST else _TOO_LONG.sub(r"\1…\2", text)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the work."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column, then code; those without a place first; repeats removed."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=_place))


def _place(d: Diagnostic) -> tuple[str, int, int, str]:
    if d.span is None:
        return ("", 0, 0, d.code)
    return (d.span.source, d.span.line, d.span.column, d.code)
