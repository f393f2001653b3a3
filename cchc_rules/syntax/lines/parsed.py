"""What reading a text gives: a value, and everything found on the way."""

from typing import Generic, TypeVar

from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.frozen import frozen

T_co = TypeVar("T_co", covariant=True)


@frozen
class Parsed(Generic[T_co]):
    """What was read, None when errors left nothing to stand on, and everything found on the way."""

    value: T_co | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether there is a value free of errors."""
        return self.value is not None and not has_errors(self.diagnostics)
