"""Every kind of rubric is published: named stages, bonus and penalty, quotas, bands by points, no consequences."""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.publishing.forms import SITE, Wanted, files_of
from cchc_rules.api.publishing.published import publishing
from cchc_rules.api.sheets.score import sheet_files
from cchc_rules.explain.publication.annexes import annexes
from cchc_rules.explain.render.unplaced import without_places
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.site.addresses import addresses
from tests.explain.test_forms_agree import sayings
from tests.office.words_of import said_in
from tests.support.plain import plain_html

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = ("cac-buoc", "cong-tru", "diem-liet", "diem-ren-luyen", "phong-ban", "qd-766", "surveys")


@pytest.mark.parametrize("name", FOLDERS)
def test_annexes_and_pages_say_all_that_the_engine_says(name: str) -> None:
    published = publishing(sheet_files([EXAMPLES / name]), Library(), None, False).published
    files = files_of(published, Wanted())
    assert isinstance(files, dict) and published.rankings and not published.not_scored
    word = said_in(files["phu-luc.docx"])
    for annex in annexes(published):
        assert [s for s in sayings(annex.document) if " ".join(s.split()) not in word] == []
    units = [u for r in published.rankings for u in r.units]
    for unit, address in zip(units, addresses(units), strict=True):
        document = without_places(build_document(unit.card, unit.made_from), published.files)
        page = " ".join(plain_html(files[f"{SITE}/{address}"].decode()).split())
        assert [s for s in sayings(document) if " ".join(s.split()) not in page] == []
