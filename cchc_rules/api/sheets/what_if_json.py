"""What other facts would make of a unit, as JSON for other programs: schemas/what-if-1.json describes it."""

from collections.abc import Sequence

from cchc_rules.evaluate.what_if import Moved, WhatIf
from cchc_rules.explain.data.parts import HOLDS, Json
from cchc_rules.explain.data.rating import rating_data
from cchc_rules.explain.data.scorecard import index_data, ledger_data
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.figures import Figures
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.writing.json_text import json_text

SCHEMA = "cchc-rules/what-if/1"


def what_if_json(answer: WhatIf, texts: Sequence[TextBeside]) -> str:
    """The result as it is and as it would be, and the rows that move; `texts` are those beside the rubric."""
    header = answer.before.header
    shown = {
        "schema": SCHEMA,
        "rubric": answer.before.rubric.id,
        "unit": header.unit,
        "year": header.year,
        "stage": answer.before.view.name,
        "texts": texts_beside.data(texts),
        "before": _result(answer.before),
        "after": _result(answer.after),
        "moved": [_moved(m) for m in answer.moved],
    }
    return json_text(shown)


def _result(card: Scorecard) -> Json:
    return {
        "provisional": card.provisional,
        "total": ledger_data(card.total),
        "index": index_data(card.index, Figures.of(card.rubric.provisions)) if card.index else None,
        "band": card.band.value.name if card.band else None,
        "possible_bands": [b.value.name for b in card.possible_bands],
        "consequences": [{"number": c.consequence.value.number, "state": HOLDS[c.holds]} for c in card.consequences],
        **rating_data(card),
    }


def _moved(moved: Moved) -> Json:
    deducts = {"deducts": True} if moved.deducts else {}
    return {"code": moved.code.text, "before": ledger_data(moved.before), "after": ledger_data(moved.after), **deducts}
