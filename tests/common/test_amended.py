"""Amendments of common provisions: they tell on every rubric that uses them, in every command."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_rules.amend import apply, consolidate, history_of
from cchc_rules.cli.main import run
from cchc_rules.explain.words.citations import stated_cites
from cchc_rules.model.link import merged
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric

from .texts import AMENDMENT, COMMON, TABLE, amended, amendment, common, errors, table

Capture = pytest.CaptureFixture[str]
BANDS = """\
  SỬA CÂU
    từ: từ 8 điểm: "Đạt"
    thành: từ 9 điểm: "Đạt"
  SỬA CÂU
    từ: dưới 8 điểm: "Không đạt"
    thành: dưới 9 điểm: "Không đạt\""""
DEADLINE = "  SỬA CÂU\n    từ: hạn tự đánh giá: chậm nhất ngày 31/12 trong năm\n    thành: {}"
GATE = '  THÊM CÂU: xếp "Không đạt" khi: 1.3 dưới 1 điểm  theo Điều 5'


# ---- what becomes of a rubric


def test_a_sentence_of_the_common_text_is_changed_in_the_rubric():
    result = amended(table(), amendment(BANDS)).rubric
    assert [str(b.value.interval.low) for b in result.provisions.bands] == ["9", "None"]
    assert result.provisions.bands[0].amended.cite() == "Quyết định 5/QĐ-MINHHOA ngày 01/05/2020, Điều 1"
    assert errors(result) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BANDS.replace("8 điểm", "7 điểm", 1), "S511"),
        ("  BỎ CÂU: hạn công bố: trong quý II năm sau", "S510"),
        ('  THÊM CÂU: 1 khi chỉ số dưới 10%: "kiểm điểm"', "S517"),
        ("  SỬA 1.1 điểm tối đa: từ 6 điểm thành 5 điểm", "B201"),
        ('  BỔ SUNG VÀO CUỐI BẢNG\n    LĨNH VỰC 2 "Hai": 1 điểm', "B201"),
        ("  THÊM CÂU: ĐIỂM CỘNG: tối đa 2 điểm", "B201"),
    ],
)
def test_what_does_not_fit_the_common_text_is_an_error(body, code):
    rubric = table()
    result = apply(rubric, [amendment(body)])
    assert {d.code for d in result.diagnostics} == {code}
    assert result.rubric == rubric


def test_values_are_asserted_against_the_common_text_not_the_table():
    own = 'CÁC BƯỚC ĐÁNH GIÁ  theo Điều 9\n  thẩm định: do "Sở Nội vụ"\n'
    body = '  SỬA CÂU\n    từ: thẩm định: do "Hội đồng", công nhận hoặc giảm\n'
    body += '    thành: thẩm định: do "Hội đồng", công nhận hoặc tăng'
    stage = amended(table(own), amendment(body)).rubric.provisions.stages[1].value
    assert (stage.by, stage.power.value) == ("Sở Nội vụ", "công nhận hoặc tăng")


def test_bands_that_the_table_replaced_stay_its_own():
    own = 'XẾP LOẠI  theo Điều 6\n  từ 5 điểm: "Đạt"\n  dưới 5 điểm: "Không đạt"\n'
    rubric = table(own, "  thay phần XẾP LOẠI của quy định chung\n")
    assert amended(rubric, amendment(BANDS)).rubric.provisions.bands == rubric.provisions.bands


def test_bands_added_to_a_scope_where_the_table_has_its_own_are_an_error():
    own = 'XẾP LOẠI cho "xã"  theo Điều 6\n  từ 5 điểm: "Đạt"\n  dưới 5 điểm: "Không đạt"\n'
    lines = ('từ 6 điểm: "Đạt"', 'dưới 6 điểm: "Không đạt"')
    body = "\n".join(f'  THÊM CÂU của XẾP LOẠI cho "xã": {line}' for line in lines)
    assert errors(amended(table(own), amendment(body)).rubric) == ["X875"]


def test_a_condition_added_to_the_common_text_is_in_force_in_the_table():
    result = amended(table(), amendment(GATE)).rubric
    assert len(result.provisions.disqualifiers) == 2


def test_amendments_of_both_are_applied_in_their_turn():
    mine = amendment(DEADLINE.format("hạn tự đánh giá: chậm nhất ngày 20/12 trong năm"), "bang", 4, "rieng")
    late = amendment(DEADLINE.format("hạn tự đánh giá: chậm nhất ngày 10/12 trong năm"))
    result = amended(table(), late, mine)
    assert [e.amendment.id for e in result.applied] == ["rieng", "sd"]
    assert result.rubric.provisions.timetable[0].value.day == 20
    assert [d.code for d in result.diagnostics] == ["S575"]
    earlier = amendment(DEADLINE.format("hạn tự đánh giá: chậm nhất ngày 20/12 trong năm"), number=4, id="truoc")
    then = amendment(DEADLINE.replace("31/12", "20/12").format("hạn tự đánh giá: trước ngày 01/12 trong năm"), "bang")
    assert amended(table(), then, earlier).rubric.provisions.timetable[0].value.day == 1


def test_a_number_that_the_table_has_taken_since_is_an_error():
    mine = amendment('  THÊM CÂU: 2 khi chỉ số dưới 50%: "kiểm điểm"', "bang", 4, "rieng")
    late = amendment('  THÊM CÂU: 2 khi chỉ số dưới 40%: "giải trình"')
    result = apply(table(), [mine, late])
    assert [d.code for d in result.diagnostics] == ["S517"] and not result.ok


def test_a_new_short_name_of_the_common_text_is_followed():
    renamed = amendment("  SỬA TÊN NGẮN: từ chung thành chung-moi", number=4, id="ten")
    result = amended(table(), renamed, amendment(BANDS, "chung-moi")).rubric
    assert (result.id, str(result.provisions.bands[0].value.interval.low)) == ("bang", "9")


def test_a_sentence_for_one_table_is_changed_for_it_alone():
    two = '  thẩm định: do "A", chấm điểm  cho bảng bang\n  thẩm định: do "B", chấm điểm  cho bảng khac\n'
    shared = COMMON.replace('  thẩm định: do "Hội đồng", công nhận hoặc giảm\n', two)
    body = '  SỬA CÂU\n    từ: thẩm định: do "A", chấm điểm  cho bảng bang\n'
    body += '    thành: thẩm định: do "C", chấm điểm  cho bảng bang'
    bodies = [
        amended(table(text=shared, id=name), amendment(body)).rubric.provisions.stages[1].value.by
        for name in ("bang", "khac")
    ]
    assert bodies == ["C", "B"]


def test_other_rubrics_are_told_that_it_is_not_for_them():
    result = apply(table(), [amendment(BANDS, "chung-khac")])
    assert [d.code for d in result.diagnostics] == ["S508"]


# ---- what an amended sentence rests on


@pytest.mark.parametrize("target", ["chung", "bang"])
def test_an_amended_sentence_rests_on_the_amending_clause_and_what_it_rested_on_before(target):
    result = amended(table(), amendment(BANDS, target))
    (cite,) = stated_cites(result.rubric, result.rubric.provisions.bands[0])
    by = "Điều 1 Quyết định 5/QĐ-MINHHOA ngày 01/05/2020"
    assert cite.text == f"{by}, trước đó Điều 4 Quyết định 01/QĐ-MINHHOA"
    text = print_rubric(consolidate(result))
    assert f'  từ 9 điểm: "Đạt"  theo {by}, trước đó Điều 4\n' in text
    again = read_rubric(Source.of("x", text))
    assert again.ok and print_rubric(again.value).count("trước đó Điều 4") == 2
    assert [e.before for e in history_of(result)] == [None, "Điều 4", "Điều 4"]


def test_a_sentence_amended_twice_keeps_both():
    second = DEADLINE.replace("31/12 trong", "30/11 trong").format("hạn tự đánh giá: trước ngày 10/01 năm sau")
    result = amended(
        table(),
        amendment(DEADLINE.format("hạn tự đánh giá: chậm nhất ngày 30/11 trong năm"), number=4, id="a"),
        amendment(second + "  theo Điều 12 Nghị định 1/NĐ-MINHHOA", number=5, id="b"),
    )
    assert result.rubric.provisions.timetable[0].rests_on.cite() == (
        "Điều 1 Quyết định 5/QĐ-MINHHOA ngày 01/05/2020; Điều 12 Nghị định 1/NĐ-MINHHOA, trước đó "
        "Điều 1 Quyết định 4/QĐ-MINHHOA ngày 01/04/2020, trước đó Điều 8"
    )


def test_an_added_sentence_rests_on_the_amending_clause():
    result = amended(table(), amendment("  THÊM CÂU: hạn công bố: trong quý II năm sau"))
    added = result.rubric.provisions.timetable[-1]
    assert added.rests_on.cite() == "Điều 1 Quyết định 5/QĐ-MINHHOA ngày 01/05/2020"
    chosen = amended(table(), amendment('  THÊM CÂU: hạn công bố: trong quý II năm sau  tự đặt, vì "chưa rõ"'))
    (own, by) = stated_cites(chosen.rubric, chosen.rubric.provisions.timetable[-1])
    assert (own.text, by.text) == (
        "bộ tiêu chí tự đặt: chưa rõ",
        "sửa bởi Quyết định 5/QĐ-MINHHOA ngày 01/05/2020, Điều 1",
    )


# ---- commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    Path("chung.cchc").write_text(COMMON, encoding="utf-8")
    for id in ("bang", "khac"):
        text = TABLE.format(own="", head="").replace("CHÍ bang ", f"CHÍ {id} ").replace('"Bảng"', f'"Bảng {id}"')
        Path(f"{id}.cchc").write_text(text, encoding="utf-8")
        lines = "\n".join(f"{c}\n  thẩm định: {p}" for c, p in (("1.1", 5), ("1.2", 2), ("1.3", "1,5")))
        head = f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: {id}\n  đơn vị: "Xã {id}"\n  loại đơn vị: "xã"\n  năm: 2020\nĐIỂM\n'
        Path(f"{id}.phieu").write_text(head + lines + "\n", encoding="utf-8")
    text = AMENDMENT.format(body=BANDS, target="chung", number=5, month=5, id="sd")
    Path("sd.cchc").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("id", ["bang", "khac"])
def test_every_command_has_the_common_text_as_amended(id: str, folder: Path, capsys: Capture) -> None:
    for command, wanted in (
        (["explain", f"{id}.phieu"], "“Không đạt”: dưới 9 điểm; căn cứ: Điều 1 Quyết định 5/QĐ-MINHHOA"),
        (["score", f"{id}.phieu"], "Không đạt"),
        (["show", id, "--year", "2020"], "từ 9 điểm"),
        (["show", id, "--year", "2019"], "từ 8 điểm"),
        (["show", id, "--as-of", "30/04/2020"], "từ 8 điểm"),
        (["log", id], "trước đó Điều 4"),
        (["consolidate", id], 'từ 9 điểm: "Đạt"  theo Điều 1 Quyết định 5/QĐ-MINHHOA ngày 01/05/2020, trước đó Điều 4'),
    ):
        assert run(command) == 0
        assert wanted in " ".join(capsys.readouterr().out.split()).replace('"Đạt" theo', '"Đạt"  theo'), command


def test_it_is_found_below_and_named(folder: Path, capsys: Capture) -> None:
    Path("sua-doi").mkdir()
    Path("sd.cchc").rename("sua-doi/sd.cchc")
    assert run(["explain", "bang.phieu"]) == 0 and "“Không đạt”" in capsys.readouterr().out
    Path("sua-doi/sd.cchc").rename(folder.parent / "ngoai.cchc")
    assert run(["explain", "bang.phieu"]) == 0 and "“Đạt”" in capsys.readouterr().out
    assert run(["show", "bang", "--with", str(folder.parent / "ngoai.cchc")]) == 0
    assert "từ 9 điểm" in capsys.readouterr().out
    (folder.parent / "ngoai.cchc").unlink()


def test_impact_shows_each_rubric(folder: Path, capsys: Capture) -> None:
    assert run(["impact", "sd.cchc", "--sheets", "."]) == 0
    out = capsys.readouterr().out
    assert out.count("Đạt → Không đạt") == 4 and "Bảng bang" in out and "Bảng khac" in out
    assert run(["impact", "sd.cchc", "--sheets", "bang.phieu", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)["impacts"]) == 1 and "Không có phiếu nào của “Bảng khac”" in told.err


@pytest.mark.parametrize("command", ["log", "consolidate"])
def test_common_provisions_alone_are_told_of_with_the_rubrics_that_use_them(
    command: str, folder: Path, capsys: Capture
) -> None:
    assert run([command, "chung.cchc"]) == 1
    assert "dùng quy định chung này: bang, khac" in " ".join(capsys.readouterr().err.split())


def test_check_tells_of_a_false_old_value_once(folder: Path, capsys: Capture) -> None:
    assert run(["check", "sd.cchc"]) == 0
    Path("sd.cchc").write_text(Path("sd.cchc").read_text("utf-8").replace("từ 8 điểm", "từ 7 điểm"), "utf-8")
    capsys.readouterr()
    assert run(["check", "sd.cchc"]) == 1
    assert capsys.readouterr().out.count("S511") == 1
    assert run(["explain", "bang.phieu"]) == 1 and "S511" in capsys.readouterr().err


def test_no_rubric_uses_the_common_text(folder: Path, capsys: Capture) -> None:
    for path in (Path("bang.cchc"), Path("khac.cchc")):
        path.unlink()
    for command in (["check", "sd.cchc"], ["impact", "sd.cchc", "--sheets", "."]):
        assert run(command) == 1
        told = capsys.readouterr()
        assert "S576" in told.out + told.err


# ---- law

CHANGES = st.lists(
    st.sampled_from(
        (
            BANDS,
            GATE,
            DEADLINE.format("hạn tự đánh giá: trước ngày 01/02 năm sau"),
            '  THÊM CÂU: 4 khi chỉ số dưới 10%: "giải thể"',
            '  BỎ CÂU: 1 khi chỉ số dưới 90%: "không khen thưởng"',
            '  SỬA CÂU\n    từ: phúc tra: do "Ban", công nhận hoặc giảm, tối thiểu 10% đơn vị\n'
            '    thành: phúc tra: do "Ban", công nhận hoặc tăng, tối thiểu 20% đơn vị',
        )
    ),
    unique=True,
    min_size=1,
).map("\n".join)
OWN = st.sampled_from(
    (
        "",
        'CÁC BƯỚC ĐÁNH GIÁ\n  phúc tra: do "Sở"\n',
        "TIẾN ĐỘ\n  hạn tự đánh giá: trước ngày 10/01\n",
        'HỆ QUẢ\n  3 khi chỉ số dưới 40%: "kiểm điểm"\n',
        'XẾP LOẠI cho "xã"\n  từ 5 điểm: "Đạt"\n  dưới 5 điểm: "Không đạt"\n',
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(CHANGES, OWN)
def test_amending_the_common_text_and_linking_is_linking_and_amending(body, own):
    rubric, change = table(own), amendment(body)
    lone = apply(table(), [change]).rubric.linked.commons[0]
    assert amended(rubric, change).rubric.provisions.bands == merged("bang", rubric.linked.own, [lone]).bands
    result, wanted = amended(rubric, change).rubric.provisions, merged("bang", rubric.linked.own, [lone])
    for name in ("stages", "disqualifiers", "consequences", "timetable"):
        assert set(getattr(result, name)) == set(getattr(wanted, name))
    assert common() == rubric.linked.commons[0]
