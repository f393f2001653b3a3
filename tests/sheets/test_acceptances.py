"""`như tự đánh giá`: equal to writing everything twice, never more, and open again when the unit changes a figure."""

import json
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.meaning.acceptances import Takeovers, takeovers
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, FactEntry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.reasons import Excluded
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.syntax.json.write import sheet_to_json
from tests.sheets.sample import good, only, read_json, rubric
from tests.support.sheets import points_up_to

TEXT = """\
BỘ TIÊU CHÍ cap-xa "Bảng thử"
  đối tượng: "xã"
  không áp dụng: được đề nghị
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  phúc tra: công nhận, tăng hoặc giảm
  điểm chỉ số: phúc tra, không có thì thẩm định
SỐ LIỆU
  [hồ sơ]: số đếm, từ 1
  [đúng hạn]: số đếm, từ 0 đến [hồ sơ]
  [sáng kiến]: số đếm
  [mức]: lựa chọn "tốt", "khá", do Hội đồng
LĨNH VỰC 1 "Hồ sơ": 6 điểm
  TIÊU CHÍ 1.1 "Đúng hạn": 2 điểm
    cách chấm: [đúng hạn] / [hồ sơ] × điểm tối đa
  TIÊU CHÍ 1.2 "Kế hoạch": 2 điểm
  TIÊU CHÍ 1.3 "Hội đồng": 2 điểm
    cách chấm: theo mức [mức]
      "tốt": 2 điểm
      "khá": 1 điểm
LĨNH VỰC 2 "Khác": 4 điểm
  TIÊU CHÍ 2.1 "Một": 2 điểm
    cách chấm: [đúng hạn] / [hồ sơ] × điểm tối đa
  TIÊU CHÍ 2.2 "Hai": 2 điểm
ĐIỂM CỘNG: tối đa 2 điểm
  C1 "Sáng kiến": tối đa 2 điểm
    cách chấm: 1 điểm × [sáng kiến], không quá 2 điểm
  C2 "Khen": tối đa 1 điểm
"""
HEADER = 'PHIẾU CHẤM ĐIỂM\n bộ tiêu chí: cap-xa\n đơn vị: "Xã A"\n loại đơn vị: "xã"\n năm: 2020\n'
FACTS = "SỐ LIỆU\n [hồ sơ]: 10\n [đúng hạn]: 9\n [sáng kiến]: 1\n"


def _card(text: str, facts: str = FACTS) -> Scorecard:
    sheet = good(f"{HEADER}{facts}ĐIỂM\n{text}")
    return evaluate(compile_rubric(rubric(TEXT)), sheet)


def _points(card: Scorecard, code: str) -> Fraction | None:
    return next(n.final for n in card.every if n.criterion.code.text == code)


def _waits(card: Scorecard) -> set[str]:
    return {n.criterion.code.text for n in card.every if n.criterion.is_leaf and n.ledger.pending}


OWN = "1.2\n tự đánh giá: 1,5\n2.2\n tự đánh giá: 1\nC2\n tự đánh giá: 1\n"
WHOLE = f"thẩm định: như tự đánh giá\n{OWN}"


def test_the_whole_covers_points_and_facts_but_not_bonus_nor_what_the_council_reports() -> None:
    card = _card(WHOLE)
    assert (_points(card, "1.1"), _points(card, "1.2"), _points(card, "2.2")) == (Fraction(9, 5), Fraction(3, 2), 1)
    assert _waits(card) == {"1.3", "C1", "C2"}


def test_bonus_is_covered_when_it_is_named() -> None:
    named = _card(WHOLE.replace("như tự đánh giá", "như tự đánh giá, kể cả điểm cộng"))
    assert (_points(named, "C1"), _points(named, "C2")) == (1, 1)
    row = _card(WHOLE + "  thẩm định: như tự đánh giá\n")
    assert (_points(row, "C2"), _waits(row)) == (1, {"1.3", "C1"})


def test_a_group_covers_its_rows_alone() -> None:
    assert _waits(_card(f"1\n thẩm định: như tự đánh giá\n{OWN}")) == {"1.3", "2.2", "C1", "C2"}


def test_an_own_line_prevails_even_a_blank_one() -> None:
    card = _card(WHOLE.replace("tự đánh giá: 1,5\n", 'tự đánh giá: 1,5\n thẩm định: 1, vì "chậm"\n'))
    assert _points(card, "1.2") == 1
    blank = _card(WHOLE.replace("tự đánh giá: 1,5\n", "tự đánh giá: 1,5\n thẩm định:\n"))
    assert "1.2" in _waits(blank)


def test_a_claim_is_neither_taken_over_nor_refused_by_a_fact_it_shares() -> None:
    """2.1 is claimed and reads the facts of 1.1: taking these over would look at the claim."""
    claimed = WHOLE + '2.1\n không áp dụng, vì "không có"\n'
    card = _card(claimed)
    node = next(n for n in card.nodes if n.criterion.code.text == "2.1")
    assert any(isinstance(b, Excluded) and isinstance(b.entry, Claim) for b in node.because)
    assert "1.1" in _waits(card)
    named = _card(claimed.replace("như tự đánh giá", "như tự đánh giá, kể cả không áp dụng", 1))
    node = next(n for n in named.nodes if n.criterion.code.text == "2.1")
    assert any(isinstance(b, Excluded) and isinstance(b.entry, Entry) for b in node.because)
    assert _points(named, "1.1") == Fraction(9, 5)


def test_a_claim_on_a_group_is_named_by_a_sentence_on_it_or_in_it() -> None:
    group = '2\n không áp dụng, vì "không có"\n'
    for text in (group + " thẩm định: như tự đánh giá\n", group + "2.1\n thẩm định: như tự đánh giá\n"):
        node = next(n for n in _card(text).nodes if n.criterion.code.text == "2.1")
        assert [b.entry.stage for b in node.because if isinstance(b, Excluded) and isinstance(b.entry, Entry)] == [
            Stage.APPRAISAL
        ]


# ---- what changes later


def _mark(text: str, facts: str = FACTS) -> str:
    return next(iter(takeovers(rubric(TEXT), good(f"{HEADER}{facts}ĐIỂM\n{text}")))).mark


def _marked(text: str) -> str:
    return text.replace("như tự đánh giá", f'như tự đánh giá, mã đối chiếu "{_mark(text)}"', 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tự đánh giá: 1,5", "tự đánh giá: 1,75"),
        ("tự đánh giá: 1,5", "tự đánh giá:"),
        ("tự đánh giá: 1,5", 'không áp dụng, vì "x"'),
        ("[đúng hạn]: 9", "[đúng hạn]: 10"),
        ("[đúng hạn]: 9", "[đúng hạn]: không phát sinh"),
        ("[sáng kiến]: 1", "[sáng kiến]: 2"),
    ],
)
def test_any_later_change_of_the_unit_opens_the_rows_again(old: str, new: str) -> None:
    text = f"{FACTS}ĐIỂM\n{_marked(WHOLE)}"
    tree = compile_rubric(rubric(TEXT))
    same = evaluate(tree, good(HEADER + text))
    assert _waits(same) == {"1.3", "C1", "C2"}
    assert old in text
    changed = good(HEADER + text.replace(old, new))
    assert [d.code for d in check_sheet(tree.rubric, changed) if d.code != "L624"] == ["P452"]
    after = evaluate(tree, changed)
    assert after.total.achieved == 0
    assert {"1.1", "2.1", "2.2"} <= _waits(after)


def test_what_the_council_writes_changes_no_mark() -> None:
    marked = _marked(WHOLE)
    text = marked.replace("tự đánh giá: 1,5\n", 'tự đánh giá: 1,5\n thẩm định: 1, vì "chậm"\n')
    text += "2\n thẩm định: như tự đánh giá\n"
    facts = FACTS + ' thẩm định [đúng hạn]: 8, vì "x"\n thẩm định [mức]: "khá"\n'
    assert "P452" not in [d.code for d in check_sheet(rubric(TEXT), good(f"{HEADER}{facts}ĐIỂM\n{text}"))]


def test_rows_of_a_sentence_that_no_longer_holds_are_not_covered_by_a_wider_one() -> None:
    text = WHOLE.replace("2.2\n", '2.2\n thẩm định: như tự đánh giá, mã đối chiếu "00000000"\n')
    assert _waits(_card(text)) == {"1.3", "2.2", "C1", "C2"}


def test_the_order_of_rows_changes_no_mark() -> None:
    swapped = "2.2\n tự đánh giá: 1\nC2\n tự đánh giá: 1\n1.2\n tự đánh giá: 1,50\n"
    assert _mark(WHOLE) == _mark(f"thẩm định: như tự đánh giá\n{swapped}")


# ---- what is told


def test_findings() -> None:
    assert "mã đối chiếu" in only(f"{HEADER}{FACTS}ĐIỂM\n{WHOLE}", TEXT).fix
    own = only(f"{HEADER}ĐIỂM\n1.2\n tự đánh giá: như tự đánh giá\n", TEXT)
    assert own.code == "P454"
    nothing = only(f"{HEADER}ĐIỂM\n1.2\n thẩm định: như tự đánh giá\n", TEXT)
    assert nothing.code == "P453"
    twice = only(f"{HEADER}ĐIỂM\n1.2\n thẩm định: 1\n thẩm định: như tự đánh giá\n", TEXT)
    assert twice.code == "P403"


def test_what_is_wrong_with_a_figure_is_told_once_where_the_unit_wrote_it() -> None:
    wrong = _marked(f"thẩm định: như tự đánh giá\n{OWN}".replace("1,5", "9"))
    found = only(f"{HEADER}{FACTS}ĐIỂM\n{wrong}", TEXT)
    assert (found.code, found.span.excerpt.strip() if found.span else "") == ("P404", "tự đánh giá: 9")


def test_a_re_check_that_returns_to_the_unit_says_why() -> None:
    row = '1.2\n tự đánh giá: 2\n thẩm định: 1, vì "chậm"\n phúc tra: như tự đánh giá'
    assert only(f"{HEADER}ĐIỂM\n" + _marked(row), TEXT).code == "P414"
    assert _points(_card(row + ', vì "đúng hạn"\n'), "1.2") == 2


def test_json_says_the_same() -> None:
    value = {
        "schema": "cchc-rules/sheet/1",
        "rubric": "cap-xa",
        "unit": "Xã A",
        "kind": "xã",
        "year": 2020,
        "as_self": [{"stage": "appraised", "including": ["bonus"]}],
        "facts": [{"name": "hồ sơ", "value": "10"}, {"name": "đúng hạn", "value": "9"}],
        "rows": [{"code": "C2", "self": {"points": "1"}, "as_self": [{"stage": "reviewed", "mark": "abc"}]}],
    }
    text = (
        f"{HEADER}SỐ LIỆU\n [hồ sơ]: 10\n [đúng hạn]: 9\nĐIỂM\nthẩm định: như tự đánh giá, kể cả điểm cộng\n"
        'C2\n tự đánh giá: 1\n phúc tra: như tự đánh giá, mã đối chiếu "abc"\n'
    )
    assert read_json(value).value == good(text)


# ---- the law: a sheet written long and one with the sentence have equal scorecards


@st.composite
def _sheets(draw: st.DrawFn, of: Rubric) -> Sheet:
    """The unit's own part of a sheet, in any order."""
    rows = []
    for c in (*of.leaves(), *of.bucket_rows()):
        shape = draw(st.integers(0, 5))
        value = NOT_APPLICABLE if shape == 1 else draw(points_up_to(c.max))
        if shape:
            rows.append(Row(c.code, entries=(Entry(Stage.SELF, value, "lý do"),)))
    counts = {name: draw(st.none() | st.integers(1, 9)) for name in ("hồ sơ", "đúng hạn", "sáng kiến")}
    facts = tuple(FactEntry(n, Fraction(v)) for n, v in counts.items() if v is not None)
    return attrs.evolve(good(f"{HEADER}ĐIỂM\n"), facts=facts, rows=tuple(draw(st.permutations(rows))))


@settings(max_examples=60, deadline=None)
@given(_sheets(rubric(TEXT)))
def test_long_and_short_sheets_have_equal_scorecards(own: Sheet) -> None:
    everything = "như tự đánh giá, kể cả không áp dụng và điểm cộng và điểm trừ"
    short = attrs.evolve(own, accepted=good(f"{HEADER}ĐIỂM\nthẩm định: {everything}\n").accepted)
    rows = (attrs.evolve(r, entries=(*r.entries, Entry(Stage.APPRAISAL, r.entries[0].value))) for r in own.rows)
    facts = (*own.facts, *(attrs.evolve(f, stage=Stage.APPRAISAL) for f in own.facts))
    long = attrs.evolve(own, rows=tuple(rows), facts=facts)
    tree = compile_rubric(rubric(TEXT))
    assert evaluate(tree, short) == evaluate(tree, long)


# ---- a single fact


def _one(fact: str, mark: str | None = None, stage: str = "thẩm định") -> str:
    said = f', mã đối chiếu "{mark}"' if mark else ""
    return f"{FACTS} {stage} [{fact}]: như tự đánh giá{said}\n"


def _told(facts: str) -> list[str]:
    return [d.code for d in check_sheet(rubric(TEXT), good(f"{HEADER}{facts}ĐIỂM\n"))]


def _mark_of_fact(name: str) -> str:
    sheet = good(HEADER + _one(name) + "ĐIỂM\n")
    takeover = Takeovers(rubric(TEXT), sheet).of_fact(sheet.facts[-1])
    assert takeover is not None
    return takeover.mark


def test_a_single_fact_is_seen_with_the_rows_that_use_it() -> None:
    assert _waits(_card("", _one("sáng kiến"))) >= {"1.1", "2.1"}
    assert "C1" not in _waits(_card("", _one("sáng kiến")))
    assert _points(_card("", _one("đúng hạn")), "1.1") == Fraction(9, 5)
    assert _card("", _one("đúng hạn")).total == _card("", f"{FACTS} thẩm định [đúng hạn]: 9\n").total


def test_a_later_change_of_the_fact_alone_opens_its_rows_again() -> None:
    marked = _one("đúng hạn", _mark_of_fact("đúng hạn"))
    assert _told(marked) == []
    for other in (marked.replace("[sáng kiến]: 1", "[sáng kiến]: 2"), marked.replace("[hồ sơ]: 10", "[hồ sơ]: 12")):
        assert _told(other) == []
    changed = marked.replace("[đúng hạn]: 9", "[đúng hạn]: 10")
    assert _told(changed) == ["P452"]
    assert {"1.1", "2.1"} <= _waits(_card("", changed))
    # The nearer sentence prevails: the one for the whole sheet does not cover what this one left open.
    assert {"1.1", "2.1"} <= _waits(_card(WHOLE, changed))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (_one("đúng hạn"), "P451"),
        (_one("mức"), "P453"),
        (_one("hồ sơ").replace(" [hồ sơ]: 10\n", ""), "P453"),
        (_one("không có"), "P424"),
        (_one("hồ sơ", stage="tự đánh giá").replace(" [hồ sơ]: 10\n", ""), "P454"),
        (_one("hồ sơ", stage='bước "lạ"'), "P422"),
    ],
)
def test_what_is_wrong_with_a_single_fact_taken_over(facts: str, code: str) -> None:
    assert code in _told(facts)


def test_a_single_fact_is_said_once() -> None:
    twice = f"{_one('hồ sơ', _mark_of_fact('hồ sơ'))} thẩm định [hồ sơ]: 10\nĐIỂM\n"
    assert only(HEADER + twice, TEXT).code == "P426"


def test_json_says_the_same_of_a_single_fact() -> None:
    sheet = good(HEADER + _one("hồ sơ", "abc") + "ĐIỂM\n")
    assert sheet.facts[-1].as_self and sheet.facts[-1].mark == "abc"
    assert read_json(json.loads(sheet_to_json(sheet))).value == sheet
    wrong = json.loads(sheet_to_json(sheet))
    wrong["facts"][-1] |= {"value": "3"}
    assert [d.code for d in read_json(wrong).diagnostics] == ["P429"]
