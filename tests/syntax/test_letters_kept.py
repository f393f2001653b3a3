"""Texts that differ in the case of letters alone are read in one run, with every cache, and keep their own letters.

An explanation once printed “Rất tỐt” for “Rất tốt”. Words of the language are recognised whatever their case, and
trees are remembered by text, by shape and on disk; none of it may give one text the letters of another.
"""

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

MADE = Provenance("thu", (), FileDigest("thu.phieu", "0" * 64), "cchc-rules 0")
TEXT = """BỘ TIÊU CHÍ thu "Bộ thử"
XẾP LOẠI
  từ 0%: "{name}"
LĨNH VỰC 1 "Một": 1 điểm
  chỉ áp dụng khi: loại đơn vị là "sở"
"""


class _Memory(dict[str, str]):
    """A cache of trees, as the folder of the user is one."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


def _any_case(text: str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.sampled_from([c.lower(), c.upper()]) for c in text)).map("".join)


@given(st.lists(_any_case("Rất tốt, hoà giải"), min_size=2, max_size=6))
def test_every_text_keeps_its_own_letters(names: list[str]) -> None:
    cache = _Memory()
    for name in (*names, *names):
        parsed = read_rubric(Source.of("thu.cchc", TEXT.format(name=name)), cache)
        assert parsed.ok and isinstance(parsed.value, Rubric)
        rubric = link(parsed.value, ())
        assert [b.value.name for b in rubric.provisions.bands] == [name]
        card = evaluate(compile_rubric(rubric), Sheet(Header("thu", "Sở A", "SỞ", 2020)))
        told = render_text(build_document(card, MADE, (), False), columns=200)
        assert f"“{name}”" in told
        assert not [other for other in names if other != name and other in told]
