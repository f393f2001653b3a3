"""Days that a rubric tells, in words: when they fell, and why."""

from cchc_rules.meaning.due_days import DueFound
from cchc_rules.model.dates import date
from cchc_rules.model.expression import Day, FixedDay, LastDay
from cchc_rules.writing.expressions import due as words


def due(found: DueFound) -> str:
    """`hạn 10/12/2019`, `hạn 15/01/2023 là ngày nghỉ nên chuyển sang 16/01/2023`; nothing while nothing is known."""
    last = found.last or found.told
    if last is None or found.told is None:
        return f"hạn không trước {date(found.earliest)}" if found.earliest is not None else ""
    if last == found.told:
        return f"hạn {date(last)}"
    return f"hạn {date(found.told)} là ngày nghỉ nên chuyển sang {date(last)}"


def compared_with(e: Day | LastDay, found: DueFound | None) -> str:
    """What a day was compared with: `15/01 năm sau là 15/01/2020`, `hạn 12/02/2020`; nothing while it is not known."""
    if found is None or found.earliest is None:
        return ""
    if isinstance(e, Day):
        if isinstance(e.due, FixedDay):
            return ""
        return f"{words(e.due)} là {date(found.last)}" if found.last is not None else ""
    return due(found)
