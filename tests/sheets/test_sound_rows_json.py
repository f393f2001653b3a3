"""A row of a JSON sheet that is read in the short way is one in which the whole reader finds nothing, and equal."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.source import Span
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.json.sound_rows import sound_row
from cchc_rules.syntax.json.values import load
from tests.sheets.generated import sheets

HEAD = {"schema": "cchc-rules/sheet/1", "rubric": "mau", "unit": "Sở A", "kind": "sở", "year": 2019}
AT = Span("thu.json", 1, 1, 2)
texts = st.sampled_from(
    ["Sở A", "", "  ", " lý do ", "hòa", "hoà\u0301", "a\nb", "\u200b", "\x00", '"' * 700, "x" * 1201]
)
said = texts | st.none() | st.just(1) | st.lists(st.none(), max_size=1)
points = st.sampled_from(["0.5", "1", "1,5", "1.500", "05", "1e3", "-1", "", None, 1, 0.25, 10, True, "không"])
keys = st.sampled_from(["points", "reason", "evidence", "by", "not_applicable", "other"])


@st.composite
def entries(draw: st.DrawFn) -> Any:
    made: dict[str, Any] = {"points": draw(points)}
    for key in draw(st.sets(keys, max_size=3)):
        made[key] = draw(st.lists(said, max_size=8) | said) if key == "evidence" else draw(said)
    return draw(st.just(made) | st.just(made) | said)


@st.composite
def rows(draw: st.DrawFn) -> Any:
    made: dict[str, Any] = {"code": draw(st.sampled_from(["1.1", "1.đ", " 1.1", "1.1\n", "x-y", "", None, 1.1]))}
    for key in draw(
        st.sets(st.sampled_from(["title", "self", "appraised", "reviewed", "survey", "not_applicable", "x"]))
    ):
        made[key] = draw(entries()) if key not in ("title", "x") else draw(said)
    return draw(st.just(made) | st.just(made) | said)


def as_read(value: object) -> Any:
    """The value as a JSON text gives it, numbers as they are written."""
    return load("thu.json", json.dumps({"row": value}))["row"]  # type: ignore[index]


@given(rows())
def test_a_row_read_in_the_short_way_is_sound_and_the_same(row: object) -> None:
    short = sound_row(as_read(row), AT)
    if short is not None:
        whole = read_sheet_json("thu.json", json.dumps({**HEAD, "rows": [row]}))
        assert whole.value is not None and whole.diagnostics == ()
        assert whole.value.rows == (short,) and not whole.value.rows[0].partial


@given(sheets())
def test_without_places_a_sheet_is_the_same(sheet: object) -> None:
    text = sheet_to_json(sheet)  # type: ignore[arg-type]
    placed, quick = read_sheet_json("thu.json", text), read_sheet_json("thu.json", text, placed=False)
    assert placed.value == quick.value
    assert [d.code for d in placed.diagnostics] == [d.code for d in quick.diagnostics]


def test_ordinary_rows_are_read_in_the_short_way() -> None:
    given_less = {"points": "0.5", "reason": "thiếu", "evidence": ["12/BC-S", "13/BC-S"], "by": "Hội đồng"}
    assert sound_row(as_read({"code": "1.1", "title": "Tên", "self": {"points": "1"}, "appraised": given_less}), AT)
    assert sound_row(as_read({"code": "1.1", "self": {"points": 1}}), AT)
    assert sound_row(as_read({"code": "1.1", "not_applicable": {"reason": "không có"}}), AT) is None
