"""`impact` as data says which sentences changed and how, and its tables on the page have headings of their own."""

import json
from pathlib import Path

from cchc_rules.api.changes.amend import changes_of
from cchc_rules.api.changes.impact import Compared, compare_sheets
from cchc_rules.api.library import Library
from cchc_rules.explain.data.impact import impact_json
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.tables.impact import impact_document

EXAMPLES = Path(__file__).parents[2] / "examples"


def compared() -> Compared:
    """One unit before and after an amendment that lowers a maximum."""
    library = Library()
    (change,) = changes_of(str(EXAMPLES / "amendments/bang-2/01-dieu-chinh-diem.cchc"), None, library).each
    return compare_sheets([EXAMPLES / "2019/bang-2/huyen-minh-hoa-01.phieu"], change, library)


def test_the_sentences_that_changed() -> None:
    found = compared()
    (impact,) = json.loads(impact_json(found.impacts, ()))["impacts"]
    assert {"code": "3.3.1", "what": "điểm tối đa", "old": "2 điểm", "new": "1,5 điểm"} in impact["changes"]
    assert impact["changes"][0]["old"].startswith("số lượng: 8 lĩnh vực, 47 tiêu chí, 84 ")


def test_tables_on_the_page_have_headings_of_their_own() -> None:
    page = render_html(impact_document(compared().impacts[0]))
    assert '<th scope="col">Điểm, trước → sau</th>' in page
    assert '<th scope="col">Kết quả</th>' not in page
