"""The printed sentence beside a rule: an amendment of the rule says what becomes of it."""

import pytest

from cchc_rules.amend import apply
from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.diagnostics.edits import applied
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.rubric.reader import read_rubric

from .texts import BASE, read, row, text

ROW = '  2.1.1 "Đúng hạn": 1 điểm\n'
RULED = BASE.replace(
    ROW,
    ROW
    + """    lời văn: "Có đơn vị: 1 điểm."
    lời văn: "Không có: 0 điểm."
    cách chấm: theo trường hợp
      khi [có đơn vị] là có: 1 điểm
      còn lại: 0 điểm
""",
)
OLD = """từ:
cách chấm: theo trường hợp
  khi [có đơn vị] là có: 1 điểm
  còn lại: 0 điểm
"""
CHANGED = f"SỬA CÁCH CHẤM của 2.1.1\n{OLD}thành:\ncách chấm: do Hội đồng cho điểm\n"
DROPPED = "BỎ CÁCH CHẤM của 2.1.1\n" + "\n".join(OLD.split("\n")[1:])
NEW_BASIS = f"SỬA CÁCH CHẤM của 2.1.1\n{OLD}thành:\n" + OLD[4:].replace(
    "theo trường hợp", "theo trường hợp  theo Điều 9"
)


def _after(body: str) -> Applied:
    return _applied(text(body))


def _applied(amending: str) -> Applied:
    rubric = read_rubric(Source.of("bang-1.cchc", RULED)).value
    parsed = read(amending)
    assert isinstance(rubric, Rubric) and parsed.value is not None and parsed.diagnostics == ()
    return apply(rubric, [parsed.value])


@pytest.mark.parametrize("body", [CHANGED, DROPPED])
def test_a_rule_that_changes_leaves_no_dead_sentence(body: str) -> None:
    (found,) = _after(body).diagnostics
    assert found.code == "S585" and found.span is not None and found.span.line == 7
    (fix,) = found.fixes
    mended = _applied(applied(WrittenText.of(text(body)), fix.edits))
    assert mended.diagnostics == ()
    assert row(mended.rubric, "2.1.1").wording == ()


def test_the_new_sentence_is_stated_with_the_rule() -> None:
    body = f'{CHANGED}SỬA CÂU của 2.1.1\ntừ:\nlời văn: "Không có: 0 điểm."\nthành:\nlời văn: "Hội đồng cho điểm."\n'
    result = _after(body)
    assert result.diagnostics == ()
    assert [s.value for s in row(result.rubric, "2.1.1").wording] == ["Có đơn vị: 1 điểm.", "Hội đồng cho điểm."]


def test_a_rule_that_only_rests_on_something_else_keeps_its_sentence() -> None:
    assert _after(NEW_BASIS).diagnostics == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 4 điểm\nSỬA 1.1.1 điểm tối đa: từ 1 điểm thành 0,5 điểm", "K332"),
        ("THÊM CÂU của 1.1: cách tính: lấy dòng cao nhất", "K333"),
        ("THÊM CÂU của 1.2: cách tính: lấy dòng cao nhất", "K336"),
    ],
)
def test_a_group_that_no_longer_fits_its_method_is_an_error(body: str, code: str) -> None:
    capped = RULED.replace(
        'TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm\n',
        'TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm\n    cách tính: cộng các dòng, không quá điểm tối đa\n'
        if code == "K332"
        else 'TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm\n',
    )
    rubric = read_rubric(Source.of("bang-1.cchc", capped)).value
    parsed = read(text(body))
    assert isinstance(rubric, Rubric) and parsed.value is not None, parsed.diagnostics
    assert code in {d.code for d in apply(rubric, [parsed.value]).diagnostics}


def test_a_group_method_comes_changes_and_goes_by_amendments() -> None:
    head = "Điều 2\nSỬA 1.1 điểm tối đa: từ 3 điểm thành 2 điểm\nSỬA 1 điểm tối đa: từ 6 điểm thành 5 điểm\n"
    head += (
        "SỬA CÂU\ntừ:\ntổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm\nthành:\ntổng điểm: 9 điểm, trong đó ĐTXHH 2 điểm\n"
    )
    result = _after(f"THÊM CÂU của 1.1: cách tính: lấy dòng cao nhất\n{head}")
    assert result.diagnostics == ()
    group = row(result.rubric, "1.1").group
    assert group is not None and group.amended is not None
