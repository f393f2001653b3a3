"""What a table has from common provisions: sentence by sentence, nothing dropped but by words."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.tables.rubric import rubric_text
from cchc_rules.files.rubrics import load_rubric_file
from cchc_rules.model.amendments.slot import LISTS, Slot
from cchc_rules.model.citation import Inherited
from cchc_rules.model.link import link, merged, same_consequence
from cchc_rules.model.stages import Power
from cchc_rules.results.scorecard import View
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.rubric_file import print_rubric

from .texts import COMMON, TABLE, common, errors, found, table

GATE_OF_ITS_OWN = 'XẾP LOẠI  theo Điều 6\n  xếp "Không đạt" khi: 1.3 dưới 1 điểm\n'
NO_RATING = "XẾP LOẠI  theo Điều 6\n  không xếp loại khi: 1.3 dưới 1 điểm\n"
SCOPE_OF_ITS_OWN = 'XẾP LOẠI cho "phường"  theo Điều 6\n  từ 5 điểm: "Đạt"\n  dưới 5 điểm: "Không đạt"\n'
SCALE_OF_ITS_OWN = 'XẾP LOẠI  theo Điều 6\n  từ 5 điểm: "Đạt"\n  dưới 5 điểm: "Không đạt"\n'
IN_PLACE = "  thay phần XẾP LOẠI của quy định chung  theo Điều 6\n"
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: bang
  đơn vị: "Đơn vị X"
  loại đơn vị: "{kind}"
  năm: 2019
ĐIỂM
1.1
  thẩm định: {0}
1.2
  thẩm định: {1}
1.3
  thẩm định: {2}
"""


def band(rubric, points, kind="xã"):
    sheet = read_sheet(Source.of("p.phieu", SHEET.format(*points, kind=kind))).value
    card = evaluate(compile_rubric(rubric), sheet, View.FINAL)
    return card.band.value.name if card.band is not None else None


# ---- conditions of the rating


@pytest.mark.parametrize(
    ("own", "head"),
    [
        ("", ""),
        (GATE_OF_ITS_OWN, ""),
        (NO_RATING, ""),
        (SCOPE_OF_ITS_OWN, ""),
        (SCALE_OF_ITS_OWN, IN_PLACE),
        (SCALE_OF_ITS_OWN + SCOPE_OF_ITS_OWN, IN_PLACE),
    ],
)
@pytest.mark.parametrize("kind", ["xã", "phường"])
def test_a_common_condition_is_in_force_under_any_rating_of_the_tables_own(own, head, kind):
    rubric = table(own, head)
    assert errors(rubric) == []
    assert band(rubric, (6, 0, 2), kind) == "Không đạt"
    assert band(rubric, (6, 1, 2), kind) == "Đạt"


def test_a_condition_of_its_own_is_added():
    rubric = table(GATE_OF_ITS_OWN)
    assert band(rubric, (6, 2, 0)) == "Không đạt"
    assert band(table(), (6, 2, 0)) == "Đạt"


def test_a_common_condition_must_find_its_rating_in_bands_that_replace_the_common_ones():
    renamed = SCALE_OF_ITS_OWN.replace("Không đạt", "Kém")
    assert errors(table(renamed, IN_PLACE)) == ["X811"]


# ---- bands


def test_bands_are_replaced_whole_by_words_alone():
    rubric = table(SCALE_OF_ITS_OWN)
    assert errors(rubric) == ["X875"]
    assert "thay phần XẾP LOẠI của quy định chung" in (found(rubric, "X875").fix or "")
    assert band(table(SCALE_OF_ITS_OWN, IN_PLACE), (4, 1, 0)) == "Đạt"


def test_one_band_of_its_own_is_no_scale():
    assert "X875" in errors(table('XẾP LOẠI  theo Điều 6\n  từ 9 điểm: "Xuất sắc"\n'))


def test_kinds_in_another_order_are_the_same_scope():
    shared = COMMON + 'XẾP LOẠI cho "xã", "phường"  theo Điều 4\n  từ 7 điểm: "Đạt"\n  dưới 7 điểm: "Không đạt"\n'
    own = SCOPE_OF_ITS_OWN.replace('"phường"', '"Phường", "xã"')
    assert errors(table(own, text=shared)) == ["X875"]
    words = '  thay phần XẾP LOẠI cho "phường", "xã" của quy định chung\n'
    rubric = table(own, words, text=shared)
    assert "X875" not in errors(rubric) and band(rubric, (4, 1, 0)) == "Đạt"


def test_scopes_of_the_table_stand_before_common_ones():
    fact = "SỐ LIỆU\n  [đặc biệt]: có/không\n"
    own = 'XẾP LOẠI khi [đặc biệt] là có  theo Điều 6\n  từ 2 điểm: "Đạt"\n  dưới 2 điểm: "Không đạt"\n'
    shared = COMMON + 'XẾP LOẠI cho "xã"  theo Điều 4\n  từ 7 điểm: "Đạt"\n  dưới 7 điểm: "Không đạt"\n'
    scopes = list(dict.fromkeys(b.value.scope for b in table(fact + own, text=shared).provisions.bands))
    assert [type(s).__name__ for s in scopes] == ["FactIs", "NoneType", "UnitKindIs"]


@pytest.mark.parametrize(
    "head",
    [
        '  thay phần XẾP LOẠI cho "xã" của quy định chung\n',
        "  thay hệ quả 2 của quy định chung\n",
        "  thay phần XẾP LOẠI của quy định chung\n",
        "  thay hệ quả 1 của quy định chung\n",
    ],
)
def test_words_that_replace_nothing_are_an_error_and_drop_nothing(head):
    rubric = table(head=head)
    assert errors(rubric) == ["B276"]
    assert band(rubric, (6, 0, 2)) == "Không đạt" and len(rubric.provisions.consequences) == 1


# ---- stages, deadlines and other sentences with attributes


def test_a_sentence_replaces_the_attributes_that_it_states():
    own = 'CÁC BƯỚC ĐÁNH GIÁ  theo Điều 9\n  thẩm định: do "Sở Nội vụ"\n  phúc tra: do "Ban Chỉ đạo"\n'
    own += "TIẾN ĐỘ  theo Điều 9\n  hạn tự đánh giá: chậm nhất ngày 15/12\n"
    p = table(own).provisions
    assert [(s.value.stage.value, s.value.by, s.value.power, s.value.minimum_share) for s in p.stages] == [
        ("tự đánh giá", "xã", Power.SCORE, None),
        ("thẩm định", "Sở Nội vụ", Power.LOWER, None),
        ("phúc tra", "Ban Chỉ đạo", Power.LOWER, Fraction(10)),
    ]
    assert [c.cite() for c in p.stages[1].basis.citations] == ["Điều 9", "Điều 3"]
    assert (p.timetable[0].value.day, p.timetable[0].value.years_after) == (15, 0)


def test_a_power_that_is_stated_replaces_the_common_one():
    own = "CÁC BƯỚC ĐÁNH GIÁ  theo Điều 9\n  thẩm định: công nhận, tăng hoặc giảm\n"
    (stage,) = [s for s in table(own).provisions.stages if s.value.stage.value == "thẩm định"]
    assert (stage.value.power, stage.value.by) == (Power.ADJUST, "Hội đồng")


def test_what_nobody_states_has_the_usual_value():
    shared = COMMON.replace(", công nhận hoặc giảm", "").replace("31/12 trong năm", "31/12")
    p = table(text=shared).provisions
    assert [s.value.power for s in p.stages] == [Power.SCORE, Power.ADJUST, Power.ADJUST]
    assert p.timetable[0].value.years_after == 1


def test_exceptions_and_details_of_facts_that_the_table_leaves_unsaid_stay():
    shared = COMMON + 'SỐ LIỆU\n  [hộ]: số đếm "hộ", từ 1, do đơn vị, cần TLKC\n'
    shared = shared.replace("CÁC BƯỚC", '  đối tượng: "huyện", trừ "Xã Y"  theo Điều 1\nCÁC BƯỚC', 1)
    p = table("SỐ LIỆU\n  [hộ]: số đếm, từ 2\n", text=shared).provisions
    assert (p.subjects.value.kinds, p.subjects.value.excepted) == (("xã", "phường"), ("Xã Y",))
    fact = p.facts[0].value
    assert (fact.low, fact.unit, fact.evidence, fact.supplier.value) == (2, "hộ", True, "đơn vị")


# ---- consequences


def test_consequences_are_told_apart_by_what_they_say():
    added = 'HỆ QUẢ  theo Điều 8\n  {} khi lĩnh vực 1 dưới 50%: "giải trình"\n'
    assert [c.value.number for c in table(added.format(2)).provisions.consequences] == ["1", "2"]
    equal = table(added.format(1))
    assert errors(equal) == ["B275"] and len(equal.provisions.consequences) == 2
    assert "thay hệ quả 1 của quy định chung" in (found(equal, "B275").fix or "")
    replaced = table(added.format(1), "  thay hệ quả 1 của quy định chung  theo Điều 8\n")
    assert errors(replaced) == []
    assert [c.value.text for c in replaced.provisions.consequences] == ["giải trình"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_consequence_said_twice_is_one(number):
    own = f'HỆ QUẢ  theo Điều 8\n  {number} khi chỉ số dưới 90%: "không khen thưởng"\n'
    rubric = table(own)
    assert errors(rubric) == [] and len(rubric.provisions.consequences) == 1


# ---- for one table alone


def test_a_sentence_and_a_basis_for_one_table():
    shared = COMMON.replace("XẾP LOẠI  theo Điều 4", "XẾP LOẠI  theo mục 1 cho bảng bang và mục 2 cho bảng khac, ba")
    shared = shared.replace('"không khen thưởng"', '"không khen thưởng"  cho bảng khac')
    p, q = (table(text=shared, id=name).provisions for name in ("bang", "khac"))
    assert [b.basis.cite() for b in (p.bands[0], q.bands[0])] == ["mục 1", "mục 2"]
    assert (len(p.consequences), len(q.consequences)) == (0, 1)
    assert q.consequences[0].tables == ()


def test_the_same_matter_for_each_table_apart():
    two = '  thẩm định: do "Hội đồng", công nhận hoặc giảm  cho bảng bang\n  thẩm định: chấm điểm  cho bảng khac\n'
    shared = COMMON.replace('  thẩm định: do "Hội đồng", công nhận hoặc giảm\n', two)
    powers = [table(text=shared, id=name).provisions.stages[1].value.power for name in ("bang", "khac")]
    assert powers == [Power.LOWER, Power.SCORE]
    twice = read_rubric(Source.of("x", shared.replace("  cho bảng khac", "")))
    assert [d.code for d in twice.diagnostics] == ["B202"]


def test_common_provisions_are_printed_as_they_are_read():
    shared = COMMON.replace("XẾP LOẠI  theo Điều 4", "XẾP LOẠI cho bảng a  theo mục 1 và mục 2 cho bảng bang, khac")
    value = common(shared)
    assert read_rubric(Source.of("x", print_rubric(value))).value == value
    own = table(SCALE_OF_ITS_OWN, IN_PLACE + '  thay hệ quả 1 của quy định chung  tự đặt, vì "thử"\n').linked.own
    assert [s.value for s in own.overrides] and print_rubric(value) == print_rubric(common(print_rubric(value)))


# ---- what is told


def test_show_tells_where_each_sentence_is_from():
    text = " ".join(rubric_text(table('CÁC BƯỚC ĐÁNH GIÁ  theo Điều 9\n  thẩm định: do "Sở Nội vụ"\n')).split())
    assert 'tự đánh giá do "xã", chấm điểm (Điều 3 Quyết định 01/QĐ-MINHHOA); quy định chung chung' in text
    assert 'câu riêng, phần không nêu theo quy định chung chung: “thẩm định: do "Hội đồng", công nhận' in text


# ---- laws

OWN = st.lists(
    st.sampled_from(
        (
            'CÁC BƯỚC ĐÁNH GIÁ\n  thẩm định: do "Sở"\n',
            "CÁC BƯỚC ĐÁNH GIÁ\n  phúc tra: công nhận hoặc tăng\n",
            "CÁC BƯỚC ĐÁNH GIÁ\n  ĐTXHH: chấm điểm\n",
            GATE_OF_ITS_OWN,
            NO_RATING,
            SCOPE_OF_ITS_OWN,
            SCALE_OF_ITS_OWN,
            'HỆ QUẢ\n  1 khi lĩnh vực 1 dưới 50%: "giải trình"\n',
            'HỆ QUẢ\n  3 khi chỉ số dưới 40%: "kiểm điểm"\n',
            "TIẾN ĐỘ\n  hạn tự đánh giá: trước ngày 10/01\n",
            "TIẾN ĐỘ\n  hạn công bố: trong quý II\n",
            "SỐ LIỆU\n  [hộ]: số đếm\n",
        )
    ),
    unique=True,
).map("".join)
HEADS = st.lists(
    st.sampled_from((IN_PLACE, "  thay hệ quả 1 của quy định chung\n", "  bước điểm: 1 điểm  theo Điều 2\n")),
    unique=True,
).map("".join)
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(OWN, HEADS)
def test_every_common_sentence_is_in_force_or_replaced_by_words_or_told(own, head):
    rubric = table(own, head)
    p, told = rubric.provisions, set(errors(rubric))
    for slot in Slot:
        given = getattr(common().provisions, slot.value, None)
        for stated in (given if slot in LISTS else (given,) if given else ()) if given is not None else ():
            here = getattr(p, slot.value)
            every = here if slot in LISTS else (here,)
            kept = any(s == stated or (s.common is not None and s.common.stated == stated) for s in every)
            replaced = (slot is Slot.BANDS and (IN_PLACE in head or "X875" in told)) or (
                slot is Slot.CONSEQUENCES and "thay hệ quả 1" in head
            )
            assert kept or replaced, stated


@few
@given(OWN, HEADS, st.tuples(st.integers(0, 6), st.just(0), st.integers(0, 2)), st.sampled_from(("xã", "phường")))
def test_a_unit_that_fails_a_common_condition_never_passes(own, head, points, kind):
    rubric = table(own, head)
    if not errors(rubric):
        assert band(rubric, points, kind) in ("Không đạt", None)


@few
@given(OWN, HEADS)
def test_linking_twice_is_linking_once(own, head):
    rubric = table(own, head)
    if "thay" not in head:
        assert merged("bang", rubric.provisions, [common()]) == rubric.provisions
    assert link(rubric, ()).provisions == rubric.provisions
    said = [same_consequence(c.value) for c in rubric.provisions.consequences]
    assert len(said) == len(set(said))
    whole = [s for s in rubric.provisions.disqualifiers if s.common is not None]
    assert [s.common.how for s in whole] == [Inherited.WHOLE]


# ---- levels and kinds of unit that only one of the tables has


def _folder(tmp_path, shared, **heads):
    (tmp_path / "chung.cchc").write_text(shared, encoding="utf-8")
    for id, head in heads.items():
        text = TABLE.format(own="", head=head).replace("CHÍ bang ", f"CHÍ {id} ")
        if "các cấp" in head:
            text = text.replace("LĨNH VỰC 1", "TIÊU CHUẨN 1").replace("TIÊU CHÍ 1.", "NỘI DUNG 1.")
        if "huyện" in head:
            text = text.replace('  đối tượng: "xã", "phường"  theo Điều 2\n', "")
        (tmp_path / f"{id}.cchc").write_text(text, encoding="utf-8")
    loaded = {id: load_rubric_file(tmp_path / f"{id}.cchc") for id in heads}
    assert all(not one.diagnostics for one in loaded.values())
    return {id: one.rubric for id, one in loaded.items()}


LEVELS = "  các cấp: tiêu chuẩn, nội dung\n"
ON_LEVEL = COMMON + 'HỆ QUẢ  theo Điều 7\n  2 khi từ 1 tiêu chuẩn dưới 50%: "giải trình"\n'
FOR_KIND = COMMON + 'XẾP LOẠI cho "huyện"  theo Điều 4\n  từ 7 điểm: "Đạt"\n  dưới 7 điểm: "Không đạt"\n'


def test_a_sentence_on_a_level_is_for_the_table_that_has_it_and_told_of_in_the_other(tmp_path):
    rubrics = _folder(tmp_path, ON_LEVEL, a=LEVELS, b="")
    assert errors(rubrics["a"]) == errors(rubrics["b"]) == []
    assert [len(r.provisions.consequences) for r in rubrics.values()] == [2, 1]
    assert "“b”" in found(rubrics["b"], "B279").message
    (tmp_path / "mot").mkdir()
    assert errors(_folder(tmp_path / "mot", ON_LEVEL, b="")["b"]) == ["B212"]


def test_common_provisions_keep_the_level_that_they_speak_of():
    assert "từ 1 tiêu chuẩn dưới 50%" in print_rubric(common(ON_LEVEL))


def test_a_kind_of_unit_is_that_of_one_table_at_least(tmp_path):
    rubrics = _folder(tmp_path, FOR_KIND, a='  đối tượng: "huyện"  theo Điều 2\n', b="")
    assert errors(rubrics["b"]) == []
    (tmp_path / "mot").mkdir()
    assert errors(_folder(tmp_path / "mot", FOR_KIND, b="")["b"]) == ["K311"]
