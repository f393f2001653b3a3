"""A rubric as JSON: what a program asks of it worked out, and every sentence, so that it can be read again."""

from collections.abc import Iterable, Sequence
from typing import Any

from cchc_rules.explain.tables.rubric import leaf_count, notes_of, points_of, rows_of, survey_points, tops_of
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import texts_beside
from cchc_rules.model.citation import NO_TRIVIA, Basis, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import decimal_string
from cchc_rules.model.rubric import Bucket, Criterion, Rubric
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.writing.basis import basis
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.parts import BUCKETS, ON_ROW, RUBRIC_SCHEMA, Part, parts
from cchc_rules.writing.rubric_file import lines_above_rows, lines_below_rows, lines_on_row

_KEY_OF = {kind: key for key, kind in BUCKETS.items()}
Json = dict[str, Any]


def rubric_json(rubric: Rubric, code: Code | None = None, texts: Sequence[TextBeside] = ()) -> str:
    """The rubric by schemas/rubric-1.json; with `code` only that row and the rows below it. Numbers are strings."""
    return json_text(rubric_data(rubric, code, texts))


def rubric_data(rubric: Rubric, code: Code | None = None, texts: Sequence[TextBeside] = ()) -> Json:
    """The same as data: `syntax.json.rubric` reads it again where there is no `code`."""
    stated = rubric.provisions.instrument
    return {
        "schema": RUBRIC_SCHEMA,
        **({"part": code.text} if code is not None else {}),
        "id": rubric.id,
        "title": rubric.title,
        **_comments(rubric.trivia),
        "instrument": stated.value.cite() if stated else None,
        "texts": texts_beside.data(texts),
        "total": _sums(rubric.fields),
        "fields": [{"code": f.code.text, "title": f.title, **_sums([f])} for f in tops_of(rubric, code)],
        **({"provisions": _parts(parts(lines_above_rows(rubric), headed=False))} if code is None else {}),
        "rows": [_row(rubric, c) for c in rows_of(rubric, code)],
        **({"buckets": [_bucket(rubric, b, code) for b in rubric.buckets]} if rubric.buckets else {}),
        **(_behind_rows(rubric) if code is None else {}),
    }


def _behind_rows(rubric: Rubric) -> Json:
    found = _parts(parts(lines_below_rows(rubric), headed=True))
    remarks = [part for part in found if "heading" in part]
    return {
        **({"remarks": remarks} if remarks else {}),
        **({"ending": list(rubric.ending)} if rubric.ending else {}),
    }


def _parts(found: Iterable[Part]) -> list[Json]:
    return [
        {
            **({"comments": list(part.comments)} if part.comments else {}),
            **({"heading": part.heading} if part.heading is not None else {}),
            "sentences": list(part.sentences),
        }
        for part in found
    ]


def _row(rubric: Rubric, c: Criterion) -> Json:
    return {
        "code": c.code.text,
        "printed_code": rubric.printed_code(c),
        "level": rubric.level_of(c),
        "title": c.title,
        "max": decimal_string(c.max),
        **({"deducts": True} if c.deducts else {}),
        "survey": c.survey,
        **({"note": c.note} if c.note is not None else {}),
        **_basis(c.basis),
        **_comments(c.trivia),
        "sentences": [line.removeprefix(ON_ROW) for line in lines_on_row(c)],
        "notes": list(notes_of(c)),
        "cites": [
            {"text": s.text, "file": s.at.source if s.at else None, "line": s.at.line if s.at else None}
            for s in phrases.row_cites(rubric, c)
        ],
    }


def _bucket(rubric: Rubric, stated: Stated[Bucket], code: Code | None) -> Json:
    return {
        "kind": _KEY_OF[stated.value.kind],
        "cap": decimal_string(stated.value.cap),
        **_basis(stated.basis),
        **_comments(stated.trivia),
        "rows": [_row(rubric, c) for c in stated.value.rows if code in (None, c.code)],
    }


def _basis(given: Basis | None) -> Json:
    return {"basis": basis(given)} if given is not None else {}


def _comments(trivia: Trivia) -> Json:
    if trivia == NO_TRIVIA:
        return {}
    behind = {"behind": trivia.behind} if trivia.behind is not None else {}
    return {"comments": {"before": list(trivia.before), **behind, "below": list(trivia.below)}}


def _sums(tops: Sequence[Criterion]) -> Json:
    survey = decimal_string(survey_points(tops))
    return {"max": decimal_string(points_of(tops)), "survey": survey, "rows": leaf_count(tops)}
