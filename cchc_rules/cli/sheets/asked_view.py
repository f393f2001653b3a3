"""What `--stage` asks for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_rules.results.scorecard import View


def asked_view(stage: str | None) -> "View | None":
    """The view of a stage named on the command line; None where each sheet is read as far as it goes."""
    from cchc_rules.results.scorecard import View

    return View.named(stage) if stage is not None else None
