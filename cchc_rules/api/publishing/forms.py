"""Every file that is published of a year, by its path from the folder."""

from collections.abc import Callable, Mapping

from cchc_rules.explain.publication.annexes import annexes
from cchc_rules.explain.publication.value import Published, PublishedUnit
from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json
from cchc_rules.explain.tables.ranking_document import UNKNOWN_UNIT
from cchc_rules.frozen import frozen
from cchc_rules.office.annex_book import annex_book
from cchc_rules.office.word.dresses import annex
from cchc_rules.office.word.render import BadTemplate, Paper, fill_template, render_docx
from cchc_rules.site.filling import BadPage
from cchc_rules.site.pages import site

DOCX, XLSX, CSV, JSON, SITE = "phu-luc.docx", "phu-luc.xlsx", "xep-hang.csv", "xep-hang.json", "trang"
_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@frozen
class Wanted:
    """How it is published: the decision that it belongs to, the office's own template for Word and for pages."""

    decision: str | None = None
    template: bytes | None = None
    pages: Mapping[str, str] = {}


@frozen
class Refused:
    """Why nothing is made of a template that the office brought (Vietnamese)."""

    why: str


def files_of(
    published: Published, wanted: Wanted, told: Callable[[PublishedUnit], None] = lambda _: None
) -> dict[str, bytes] | Refused:
    """The annexes as Word file and workbook, the ranking for other programs, and the site; `told` hears of each unit.

    Raises ImportError without the extras `word`, `excel` and `site`.
    """
    made = annexes(published)
    papers = [
        Paper(a.document, annex(numeral(n), wanted.decision, a.wide and wanted.template is None))
        for n, a in enumerate(made, 1)
    ]
    word = render_docx(papers) if wanted.template is None else fill_template(papers, wanted.template)
    pages = site(published, wanted.pages, told)
    if isinstance(word, BadTemplate):
        return Refused(f"--template: {word.why}")
    if isinstance(pages, BadPage):
        return Refused(f"--pages: {pages.why}")
    rankings = [r.ranking for r in published.rankings]
    failed = [b.unit or UNKNOWN_UNIT for b in published.not_scored]
    files = {
        DOCX: word,
        XLSX: annex_book(made),
        CSV: ranking_csv(rankings, published.not_scored).encode(),
        JSON: ranking_json(rankings, failed, published.not_scored).encode(),
    }
    return files | {f"{SITE}/{name}": data for name, data in pages.items()}


def numeral(number: int) -> str:
    """The Roman numeral of an annex."""
    made = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        made += letters * times
    return made
