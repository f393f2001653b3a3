"""A workbook that came back, as it is handed on."""

from cchc_rules.frozen import frozen
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.syntax.lines.parsed import Parsed


@frozen
class Copy:
    """A workbook as read: its sheet, who was to fill it in, the digest of the sheet that it was made from."""

    parsed: Parsed[Sheet]
    role: Stage | None = None
    base: str = ""
    held: Sheet | None = None
    """The sheet as it was when the workbook was made."""
