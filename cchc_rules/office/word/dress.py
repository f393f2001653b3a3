"""What an office puts around a document: who issues it, what it is called, who signs."""

from cchc_rules.frozen import frozen

TO_FILL_IN = "…………"
"""Where somebody writes by hand, or in Word."""


@frozen
class Letterhead:
    """The top of a paper: the office above, the office that issues it, its number, place and day."""

    above: str = TO_FILL_IN
    office: str = TO_FILL_IN
    number: str = f"Số: {TO_FILL_IN}"
    place_and_day: str = "…………, ngày … tháng … năm …"


@frozen
class Preamble:
    """What a decision says before its articles: who decides, on what grounds, and that it is decided."""

    authority: str
    grounds: tuple[str, ...]
    order: str


@frozen
class Dress:
    """How a document is dressed as a paper. `name` is its kind in capitals, `about` the line below.

    `signers` are the posts that sign, from left to right, each in one or several lines; `sent_to` stands to the left
    of one signer. A landscape paper is for wide tables.
    """

    name: str = ""
    about: str = ""
    letterhead: Letterhead | None = None
    preamble: Preamble | None = None
    signers: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    landscape: bool = False


BARE = Dress()
