"""Days as the language and Vietnamese texts write them; the only place where a day becomes text for people."""

import datetime


def date(day: datetime.date) -> str:
    """`24/10/2019`."""
    return f"{day_and_month(day.day, day.month)}/{day.year:04d}"


def day_and_month(day: int, month: int) -> str:
    """`15/01`: a day of no certain year."""
    return f"{day:02d}/{month:02d}"
