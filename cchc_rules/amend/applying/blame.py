"""Which operation brought an error: errors that stand after an amendment and not before it, each at its operation."""

from collections.abc import Callable, Collection, Iterable, Sequence

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, Related, has_errors
from cchc_rules.model.amendments.operation import Operation
from cchc_rules.source import Span

Concerns = Callable[[Operation], bool]
"""Whether an operation may have brought an error."""
Done = Sequence[tuple[Operation, Span | None]]
"""Operations in the order applied, each with the place where it is written."""


def new_errors(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Errors found after an amendment and not before it, once each; what they say tells them apart, not where."""
    known = {(d.code, d.message) for d in before}
    return tuple(d for d in dict.fromkeys(after) if has_errors((d,)) and (d.code, d.message) not in known)


def last_place(done: Done, concerns: Concerns) -> Span | None:
    """Where the last operation that may have brought an error is written; None where none may have."""
    return next((at for operation, at in reversed(done) if concerns(operation)), None)


def placed_at(d: Diagnostic, operation: Span | None, own: Collection[str]) -> Diagnostic:
    """A diagnostic at the operation that brought it, its own place beside; one in an amendment (`own`) stays there."""
    if d.span is not None and d.span.source in own:
        return d
    related = (*d.related, *((Related("chỗ bị ảnh hưởng", d.span),) if d.span is not None else ()))
    return evolve(d, span=operation or d.span, related=related)
