"""Trees out of a tampered cache: no traceback from reading on to the scorecard; what does not fit is replaced."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.diagnostics import has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.files.workspace import DISK
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet
from tests.support.rubrics import bundled

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXTS: dict[str, tuple[Callable[..., Parsed[Any]], Path]] = {
    "rubric": (read_rubric, EXAMPLES / "phong-ban" / "phong-ban.cchc"),
    "table": (read_rubric, EXAMPLES.parent / "rubrics" / "2019" / "bang-1.cchc"),
    "ratings": (read_rubric, EXAMPLES / "cong-tru" / "cong-tru.cchc"),
    "surveys": (read_rubric, EXAMPLES / "surveys" / "bo-tieu-chi.cchc"),
    "guidance": (read_guidance, EXAMPLES / "guidance" / "huong-dan-bang-1.cchc"),
    "amendment": (read_amendment, EXAMPLES / "amendments" / "bang-2" / "04-sua-van-ban-sua-doi.cchc"),
    "sheet": (read_sheet, EXAMPLES / "phong-ban" / "phong-minh-hoa-02.phieu"),
}


class Memory:
    """A cache in memory, whose text can be changed."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.texts.get(key)

    def put(self, key: str, text: str) -> None:
        self.texts[key] = text


def source_of(path: Path) -> Source:
    source = DISK.read(path).source
    assert source is not None
    return source


def remembered(name: str) -> tuple[Source, Parsed[Any], str, str]:
    read, path = TEXTS[name]
    memory, source = Memory(), source_of(path)
    # Where installing left no tables of the grammars, the first reader keeps those it made in the cache beside trees.
    read(source, Memory())
    parsed = read(source, memory)
    ((key, text),) = memory.texts.items()
    return source, parsed, key, text


FOUND = {name: remembered(name) for name in TEXTS}
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 300),
    st.sampled_from(["", "x", "STRING", "NUMBER", "CODE", "row", "below", "all_of", [], {}, ["row", []], 1.5]),
    st.lists(st.integers(0, 9), max_size=3),
)


def places(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all parts of a tree."""
    found = [here]
    if isinstance(tree, list):
        for n, part in enumerate(tree):
            found += places(part, (*here, n))
    return found


def holder(tree: Any, path: tuple[Any, ...]) -> Any:
    for n in path[:-1]:
        tree = tree[n]
    return tree


@st.composite
def tampered(draw: st.DrawFn, text: str) -> str:
    tree = json.loads(text)
    for _ in range(draw(st.integers(1, 3))):
        spots = [p for p in places(tree) if p]
        if not spots:
            break
        path = draw(st.sampled_from(spots))
        within, at = holder(tree, path), path[-1]
        other = draw(st.sampled_from(spots))
        match draw(st.sampled_from(["junk", "drop", "double", "copy", "shift"])):
            case "junk":
                within[at] = draw(JUNK)
            case "drop":
                del within[at]
            case "double":
                within.insert(at, json.loads(json.dumps(within[at])))
            case "copy":
                within[at] = json.loads(json.dumps(holder(tree, other)[other[-1]]))
            case _:
                within[at] = within[at] + draw(st.integers(-2, 2)) if type(within[at]) is int else [within[at]]
    return json.dumps(tree)


def used(value: Any) -> None:
    """What the commands do with a value that reads without error."""
    if isinstance(value, Rubric):
        linked = link(value, ())
        if not has_errors(check_rubric(linked)):
            compile_rubric(linked)
    elif isinstance(value, Sheet):
        rubric = bundled("2019/bang-1")
        if not has_errors(check_sheet(rubric, value)):
            evaluate(compile_rubric(rubric), value)


@pytest.mark.parametrize("name", TEXTS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_no_tampered_tree_stops_a_reader(name: str, data: st.DataObject) -> None:
    source, parsed, key, text = FOUND[name]
    memory = Memory()
    memory.texts[key] = data.draw(tampered(text))
    again = TEXTS[name][0](source, memory)
    assert again.ok
    if memory.texts[key] == text:
        assert again == parsed
    used(again.value)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("stored", ["", "[]", "{}", "null", "[null]", "[" * 5000, '[["row",[]]]', "[1e999]", '"x"'])
def test_what_is_no_tree_at_all_is_replaced(name: str, stored: str) -> None:
    source, parsed, key, text = FOUND[name]
    memory = Memory()
    memory.texts[key] = stored
    assert TEXTS[name][0](source, memory) == parsed
    assert memory.texts[key] == text


@pytest.mark.parametrize("name", TEXTS)
def test_a_tree_without_its_leaves_is_as_if_absent(name: str) -> None:
    source, parsed, key, text = FOUND[name]
    memory = Memory()
    lines = json.loads(text)
    bare = [[[n[0], []] for n in ts] for ts in lines] if name == "amendment" else [[t[0], []] for t in lines]
    memory.texts[key] = json.dumps(bare)
    assert TEXTS[name][0](source, memory) == parsed
    assert memory.texts[key] == text


def test_a_reader_that_fails_without_a_remembered_tree_is_not_silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("cchc_rules.syntax.sheet.reader.read_statements", broken)
    with pytest.raises(ValueError):
        read_sheet(FOUND["sheet"][0], Memory())
