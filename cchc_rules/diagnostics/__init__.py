"""What is wrong with what a person wrote, as values: a code, a place, a cause and a remedy."""

from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.bounded import FOUND_LIMIT, bounded
from cchc_rules.diagnostics.diagnostic import Diagnostic, Kind, Related, Severity, has_errors, in_order
from cchc_rules.diagnostics.edits import Edit, Fix, FixKind
from cchc_rules.diagnostics.render import render, render_all, summary
from cchc_rules.diagnostics.suggest import nearest, nearest_code

__all__ = [
    "FOUND_LIMIT",
    "Diagnostic",
    "Edit",
    "Fix",
    "FixKind",
    "Kind",
    "Related",
    "Severity",
    "bounded",
    "catalog",
    "has_errors",
    "in_order",
    "nearest",
    "nearest_code",
    "render",
    "render_all",
    "summary",
]
