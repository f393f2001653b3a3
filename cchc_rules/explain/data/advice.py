"""What more points of a sheet would need, as JSON for other programs."""

from collections.abc import Iterable, Iterator, Sequence

from cchc_rules.explain.data.parts import Json, points, stage_key
from cchc_rules.explain.rules.words import advice as in_words
from cchc_rules.explain.words import texts_beside
from cchc_rules.model.fact import FactType
from cchc_rules.results.advice import Advice, RowAdvice
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.sheet_file import fact_value

SCHEMA = "cchc-rules/advice/1"


def advice_json(unit: str, year: int, rows: Iterable[RowAdvice], texts: Sequence[TextBeside] = ()) -> str:
    """One entry a piece of advice: `set` is the fact and the value that `what-if --set` takes, `from` and `to` are
    the points of the row now and then, `waits_for` the stage that must act before they count, or null.

    `texts` are those found beside the rubric, applied or not.
    """
    every = [piece for row in rows for piece in _row(row)]
    told = texts_beside.data(texts)
    shown = {"schema": SCHEMA, "unit": unit, "year": year, "texts": told, "advice": every}
    return json_text(shown)


def _row(row: RowAdvice) -> Iterator[Json]:
    for piece in row.advice:
        yield {
            "code": row.code.text,
            "title": row.title,
            "set": {piece.fact.name: _value(piece)},
            "from": points(row.points),
            "to": points(piece.points),
            "penalty": piece.less,
            "waits_for": stage_key(piece.waits_for) if piece.waits_for is not None else None,
            "text": in_words(piece),
        }


def _value(piece: Advice) -> str:
    return fact_value(piece.example, piece.fact.type is FactType.PERCENT)
