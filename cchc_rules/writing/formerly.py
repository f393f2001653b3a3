"""What a unit was before it was renamed, merged or divided: as sheets say it, and as JSON has it."""

from typing import Any

from cchc_rules.model.sheet import Formerly
from cchc_rules.writing.layout import basis, date, quote


def formerly(f: Formerly) -> str:
    """`"Xã A", một phần "Xã B", từ ngày 01/07/2025, theo …`."""
    return f"{names_before(f)}, {basis(f.basis)}"


def names_before(f: Formerly) -> str:
    """The same without its basis."""
    names = ", ".join(quote(n.name) if n.whole else f"một phần {quote(n.name)}" for n in f.names)
    return f"{names}, từ ngày {date(f.since)}"


def formerly_data(f: Formerly) -> dict[str, Any]:
    """The same by schemas/sheet-1.json."""
    units = [{"name": n.name} if n.whole else {"name": n.name, "part": True} for n in f.names]
    return {"units": units, "since": f.since.isoformat(), "basis": basis(f.basis).removeprefix("theo ")}
