"""What follows the rows by itself, and what only when the instrument says so."""

from attrs import evolve
from hypothesis import given

from cchc_rules.amend import consolidate, history_of, log_text, moved_by
from cchc_rules.amend.applying.instruments import apply
from cchc_rules.amend.compare.differences import as_amendment
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.diagnostics import render_all
from cchc_rules.diagnostics.edits import applied as edited_text
from cchc_rules.model.amendments.amendment import one_provision
from cchc_rules.model.amendments.operation import ChangeMax, ChangeSentence, MoveRow, RenumberRow, SumsFollow
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.without_places import baseless
from cchc_rules.source import WrittenText
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .test_laws import HEADER, few, pairs
from .texts import amendment, applied, bad, base, good, read, row, text

FOLLOW = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con"
DROP_112 = 'BÃI BỎ 1.1.2 đang là "Mức độ hoàn thành kế hoạch": 2 điểm\n'
KEEP_SUM = f"{DROP_112}SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 3 điểm\n"


def _counts(rubric):
    return [c.number for c in rubric.provisions.counts.value]


def test_counts_follow_and_cite_the_clause():
    r = good(KEEP_SUM)
    assert _counts(r) == [2, 4, 3]
    assert [c.number for c in row(r, "1.1").counts.value] == [1]
    assert r.provisions.counts.rests_on.cite() == "Điều 1 Quyết định 1/QĐ-THU ngày 01/01/2020, trước đó mục I"


def test_every_moved_count_is_listed():
    result = applied(KEEP_SUM)
    (only,) = result.applied
    assert moved_by(result, only.amendment) == (
        "số lượng của 1.1: 2 → 1 tiêu chí thành phần (Điều 1)",
        "số lượng: 4 → 3 tiêu chí thành phần (Điều 1)",
    )
    assert "theo các dòng, số lượng: 4 → 3 tiêu chí thành phần" in log_text(history_of(result))
    assert "tính lại từ các dòng theo quy định tại Điều 1" in print_rubric(consolidate(result))


def test_a_stated_count_is_checked():
    stated = "SỬA CÂU của 1.1\n từ: số lượng: 2 tiêu chí thành phần\n thành: số lượng: {} tiêu chí thành phần\n"
    assert row(good(KEEP_SUM + stated.format(1)), "1.1").counts.value[0].number == 1
    wrong = KEEP_SUM + stated.format(3)
    assert [code for code, *_ in bad(wrong)] == ["S522"]


def test_sums_follow_when_the_instrument_says_so():
    r = good(f"{DROP_112}{FOLLOW}\nSau sửa đổi\n tổng điểm: 8 điểm, trong đó ĐTXHH 2 điểm\n 1.1: 1 điểm")
    assert [row(r, c).max for c in ("1", "1.1")] == [4, 1]
    assert r.provisions.total.value.points == 8
    assert row(r, "1").amended[-1].cite() == "Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1"


def test_survey_share_follows():
    r = good(f"SỬA 2.1.1 nhãn: từ trống thành ĐTXHH\n{FOLLOW}")
    assert (r.provisions.total.value.points, r.provisions.total.value.survey) == (10, 3)


def test_postconditions_are_still_checked():
    assert [code for code, *_ in bad(f"{DROP_112}{FOLLOW}\nSau sửa đổi\n tổng điểm: 10 điểm")] == ["S523"]


def test_a_stated_sum_is_checked_beside_the_sentence():
    body = f"{DROP_112}{FOLLOW}\nSỬA 1.1 điểm tối đa: từ 3 điểm thành 2 điểm"
    assert [code for code, *_ in bad(body)] == ["S519"]


def test_new_groups_do_not_follow():
    body = f'{FOLLOW}\nBỔ SUNG SAU 1.2\n TIÊU CHÍ 1.3 "Mới": 2 điểm\n 1.3.1 "Con": 1 điểm'
    assert [code for code, *_ in bad(body)] == ["S519"]


def test_the_offered_edit_puts_every_sum_right():
    source = text(DROP_112)
    given = read(source)
    found = apply(base(), [given.value]).diagnostics
    assert [d.code for d in found] == ["S519"]
    (fix,) = found[0].fixes
    assert fix.says.endswith("1.1: 3 → 1 điểm; 1: 6 → 4 điểm; tổng điểm: 10 → 8")
    mended = read(edited_text(WrittenText.of(source), fix.edits))
    assert mended.diagnostics == ()
    assert apply(base(), [mended.value]).diagnostics == ()


def test_the_sentence_may_stand_before_or_behind_the_articles():
    before = text(DROP_112).replace("Điều 1\n", f"{FOLLOW}\nĐiều 1\n")
    behind = text(f"{DROP_112}Sau sửa đổi\n {FOLLOW}\n 1.1: 1 điểm")
    for source in (before, behind):
        given = read(source)
        assert given.diagnostics == (), render_all(given.diagnostics)
        assert apply(base(), [given.value]).diagnostics == ()
        again = read(print_amendment(given.value))
        assert again.value == given.value
        assert print_amendment(again.value) == print_amendment(given.value)


def test_renumbered_groups_follow():
    body = f"{DROP_112}{FOLLOW}\nĐÁNH SỐ LẠI 1.2 thành 1.3\nĐÁNH SỐ LẠI 1.1 thành 1.2"
    r = good(body)
    assert (row(r, "1.2").max, row(r, "1.2").counts.value[0].number) == (1, 1)


def test_a_count_that_did_not_hold_does_not_follow():
    first = amendment("SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 3 điểm\n" + DROP_112)
    wrong = evolve(base(), provisions=evolve(base().provisions, counts=_wrong_counts()))
    assert "S522" in {d.code for d in apply(wrong, [first]).diagnostics}


def _wrong_counts():
    stated = base().provisions.counts
    return evolve(stated, value=tuple(evolve(c, number=c.number + 1) for c in stated.value))


@few
@given(pairs)
def test_an_amendment_needs_no_bookkeeping(pair):
    a, b = pair
    operations = as_amendment(a, b, HEADER).operations()
    old, new = ({c.code for c in r.walk() if c.children and c.group is None} for r in pair)
    groups = (old & new) - {op.code for op in operations if isinstance(op, MoveRow | RenumberRow)}
    needed = [op for op in operations if not _bookkeeping(op, groups)]
    amending = evolve(as_amendment(a, b, HEADER), provisions=one_provision((*needed, SumsFollow())))
    result = apply(a, [amending])
    assert result.ok, render_all(result.diagnostics)
    assert baseless(canonical(result.rubric)) == baseless(canonical(b))


def _bookkeeping(operation, groups):
    if isinstance(operation, ChangeMax):
        return operation.code in groups
    return isinstance(operation, ChangeSentence) and operation.slot in (Slot.TOTAL, Slot.COUNTS)
