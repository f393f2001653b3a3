"""A process that has checked a text before finds in it what a new process finds, after whatever edits.

Findings on rules are remembered by rule, readings by text: nothing of that may show. `CCHC_MANY=50` tries more.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.fresh import ROOT, Fresh, found
from tests.support.many import many

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="new processes are forked")

TEXTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("rubrics", "examples")
    for path in (ROOT / folder).rglob("*.*")
    if path.suffix in (".cchc", ".phieu", ".thu", ".json")
)
LEANING = {
    "rubrics/2019/quy-dinh-chung.cchc": ["rubrics/2019/bang-1.cchc", "rubrics/2019/bang-2.cchc"],
    "rubrics/2019/bang-1.cchc": [
        "examples/guidance/huong-dan-bang-1.cchc",
        "examples/2019/bang-1/so-minh-hoa-01.phieu",
    ],
    "examples/guidance/huong-dan-bang-1.cchc": ["examples/guidance/so-minh-hoa-21.phieu"],
    "examples/guidance/huong-dan-bang-2.cchc": ["examples/guidance/huyen-minh-hoa-21.phieu"],
    "examples/phong-ban/phong-ban.cchc": ["examples/phong-ban/phong-minh-hoa-02.phieu"],
}
"""Texts, with others that are read with them: an edit of the one changes what is found in the others."""


@pytest.fixture(scope="module")
def fresh() -> Iterator[Fresh]:
    with Fresh() as process:
        yield process


@st.composite
def edits(draw: st.DrawFn, text: str) -> str:
    """One line of a text changed: a character, the line itself, or where it stands."""
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    line = lines[at]
    match draw(st.sampled_from(("digit", "digit", "letter", "tab", "drop", "double", "up", "blank", "comment"))):
        case "digit" | "letter" as kind:
            wanted = [n for n, c in enumerate(line) if (c.isdecimal() if kind == "digit" else c.isalpha())]
            if wanted:
                put = draw(st.sampled_from("0123456789" if kind == "digit" else "aêxĐ"))
                n = draw(st.sampled_from(wanted))
                lines[at] = f"{line[:n]}{put}{line[n + 1 :]}"
        case "tab":
            lines[at] = line.replace(" ", "\t") if " " in line else line.replace("\t", " ")
        case "drop":
            del lines[at]
        case "double":
            lines.insert(at, line)
        case "up":
            lines[at - 1 : at + 1] = lines[at - 1 : at + 1][::-1]
        case "blank":
            lines.insert(at, "")
        case _:
            lines.insert(at, "# ghi chú")
    return "\n".join(lines)


@settings(
    max_examples=many(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(name=st.sampled_from(sorted(LEANING)) | st.sampled_from(TEXTS), data=st.data())
@pytest.mark.long
def test_after_any_edits_the_same_is_found_as_by_a_new_process(
    fresh: Fresh, name: str, data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    names, text = [name, *LEANING.get(name, ())], (ROOT / name).read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        again = found({name: text}, names)
        text = data.draw(edits(text))
    again = found({name: text}, names)
    assert again == fresh.found({name: text}, names)
    assert again == found({name: text}, names)
