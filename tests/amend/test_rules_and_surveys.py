"""Scoring rules and surveys under amendment: what is changed, what is refused and where, what follows a row."""

import pytest

from cchc_rules.amend import apply, as_amendment, diff, history, log_text
from cchc_rules.amend.reading_copy.numbered_notes import copy_with_notes
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.api.changes.compare import diff_json, diff_md, diff_text
from cchc_rules.diagnostics import render_all
from cchc_rules.explain.words.citations import row_cites
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing import amendments as words
from cchc_rules.writing.amendment_file import print_amendment

from .test_laws import HEADER
from .texts import amendment, read, row, text

BASE = """\
BỘ TIÊU CHÍ bang-1 "Bảng thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1
  đối tượng: "xã"

XẾP LOẠI
  từ 50%: "Tốt"
  dưới 50%: "Khá"
  xếp "Khá" khi: 2.2 dưới 1 điểm hoặc lĩnh vực 2 dưới 30%

HỆ QUẢ
  1 khi lĩnh vực 2 dưới 50%: "nhắc nhở"

SỐ LIỆU
  [hồ sơ]: số đếm "hồ sơ", từ 1
  [đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]
  [mức]: lựa chọn "tốt", "khá"

PHIẾU ĐIỀU TRA can-bo "Phiếu hỏi cán bộ"
  hỏi: "cán bộ"
  tối thiểu 20 phiếu hợp lệ
  thang: "Tốt" 100%, "Kém" 0%
  câu 1 cho 2.1: "Thế nào?"
  câu 2 cho 2.2: "Có hài lòng không?"
    trả lời: "Có" 100%, "Không" 0%

PHIẾU ĐIỀU TRA nguoi-dan "Phiếu hỏi người dân"
  thang: "Tốt" 100%, "Kém" 0%
  câu 1 cho 2.1: "Thế nào?"

TỶ TRỌNG PHIẾU ĐIỀU TRA
  2.1: can-bo 60%, nguoi-dan 40%

LĨNH VỰC 1 "CHỈ ĐẠO": 6 điểm
TIÊU CHÍ 1.1 "Hồ sơ": 4 điểm
    cách chấm: theo thang [đúng hạn] / [hồ sơ]  theo mục 1
      từ 80%: 4 điểm  theo mục 2
      dưới 80%: 0 điểm
TIÊU CHÍ 1.2 "Báo cáo": 2 điểm
LĨNH VỰC 2 "HÀI LÒNG": 4 điểm
TIÊU CHÍ 2.1 "Phục vụ": 2 điểm, ĐTXHH
TIÊU CHÍ 2.2 "Hài lòng": 2 điểm, ĐTXHH
"""
OLD = "cách chấm: theo thang [đúng hạn] / [hồ sơ]\n từ 80%: 4 điểm\n dưới 80%: 0 điểm\n"
NEW = "cách chấm: theo thang [đúng hạn] / [hồ sơ]\n từ 90%: 4 điểm\n dưới 90%: 0 điểm\n"
BY_LEVEL = 'cách chấm: theo mức [mức]\n "tốt": 2 điểm\n "khá": 1 điểm\n'
CHANGE = f"SỬA CÁCH CHẤM của 1.1\ntừ\n{OLD}thành\n{NEW}"
Q2 = 'câu 2 cho 2.2: "Có hài lòng không?"\n  trả lời: "Có" 100%, "Không" 0%\n'


def base() -> Rubric:
    made = read_rubric(Source.of("bang-1.cchc", BASE))
    assert made.diagnostics == ()
    assert isinstance(made.value, Rubric)
    return made.value


def applied(*bodies: str):
    given = [amendment(body, id=f"a{n}", number=n, signed=f"01/{n:02d}/2020") for n, body in enumerate(bodies, 1)]
    return apply(base(), given)


def good(*bodies: str) -> Rubric:
    result = applied(*bodies)
    assert result.diagnostics == (), render_all(result.diagnostics)
    return result.rubric


def bad(*bodies: str) -> list[tuple[str, int, str]]:
    result = applied(*bodies)
    assert result.skipped, "nothing failed"
    return [(d.code, d.span.line if d.span else 0, d.message) for d in result.diagnostics]


def rule(rubric: Rubric, code: str) -> list[str]:
    stated = row(rubric, code).rule
    return [line.text for line in words.lines_of(Slot.RULE, stated)] if stated is not None else []


def form(rubric: Rubric, name: str) -> list[str]:
    found = next(f for f in rubric.provisions.surveys if f.value.name == name)
    return [line.text for line in words.lines_of(Slot.SURVEYS, found)]


# ---- scoring rules


def test_a_rule_is_changed_added_and_dropped():
    made = good(CHANGE, f"THÊM CÁCH CHẤM của 1.2\n{BY_LEVEL}", f"BỎ CÁCH CHẤM của 1.1:\n{NEW}")
    assert rule(made, "1.1") == []
    assert rule(made, "1.2") == ["cách chấm: theo mức [mức]", '"tốt": 2 điểm', '"khá": 1 điểm']
    assert rule(good(CHANGE), "1.1")[1] == "từ 90%: 4 điểm"


def test_a_rule_remembers_who_set_it_and_its_row_tells():
    made = applied(CHANGE)
    stated = row(made.rubric, "1.1").rule
    assert stated is not None and stated.amended is not None
    assert stated.amended.cite() == "Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1"
    told = log_text(history(base(), [amendment(CHANGE, id="a1", number=1)], Code("1.1")))
    assert "SỬA CÁCH CHẤM của 1.1\n  từ:\n    cách chấm: theo thang" in told


def test_bases_count_where_the_asserted_rule_states_one():
    wrong = OLD.replace("[hồ sơ]\n", "[hồ sơ]  theo mục 9\n").replace("4 điểm\n", "4 điểm  theo mục 2\n")
    found = bad(f"SỬA CÁCH CHẤM của 1.1\ntừ\n{wrong}thành\n{NEW}")
    actual = "cách chấm: theo thang [đúng hạn] / [hồ sơ]  theo mục 1"
    message = f"dòng thứ 1 trong cách chấm của 1.1 hiện là “{actual}”, không phải “{actual[:-1]}9”"
    assert found == [("S511", 9, message)]


RULE_ERRORS = [
    (
        f"SỬA CÁCH CHẤM của 1.1\ntừ\n{OLD.replace('80%: 4', '70%: 4')}thành\n{NEW}",
        "S511",
        10,
        "dòng thứ 2 trong cách chấm của 1.1 hiện là “từ 80%: 4 điểm”, không phải “từ 70%: 4 điểm”",
    ),
    (
        "BỎ CÁCH CHẤM của 1.1\ncách chấm: theo thang [đúng hạn] / [hồ sơ]\n từ 80%: 4 điểm\n",
        "S511",
        7,
        "dòng thứ 3 trong cách chấm của 1.1 hiện là “dưới 80%: 0 điểm”, không phải trống",
    ),
    (f"BỎ CÁCH CHẤM của 1.2\n{BY_LEVEL}", "S510", 7, "không có cách chấm của 1.2 trong văn bản trước khi sửa đổi"),
    (
        f"THÊM CÁCH CHẤM của 1.1\n{OLD}",
        "S517",
        7,
        "đã có câu “cách chấm: theo thang [đúng hạn] / [hồ sơ]  theo mục 1; từ 80%: 4 điểm  theo mục 2; "
        "dưới 80%: 0 điểm”",
    ),
    (f"{CHANGE}BỎ CÁCH CHẤM của 1.1\n{OLD}", "S513", 16, "cách chấm của 1.1 bị sửa hai lần trong cùng một văn bản"),
    (
        f"THÊM CÁCH CHẤM của 1.2\n{BY_LEVEL.replace('2 điểm', '1,5 điểm')}",
        "L605",
        8,
        "cách chấm của 1.2 cho nhiều nhất 1,5 điểm, điểm tối đa là 2",
    ),
    (
        "SỬA 1.1 điểm tối đa: từ 4 điểm thành 3 điểm\nSỬA 1.2 điểm tối đa: từ 2 điểm thành 3 điểm",
        "L606",
        7,
        "điểm theo cách chấm của 1.1 có thể vượt điểm tối đa 3: đến 4 điểm",
    ),
    (
        'BỎ CÂU: [đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]',
        "K313",
        7,
        "chưa khai số liệu [đúng hạn]",
    ),
    (
        "THÊM CÁCH CHẤM của 1.2\ncách chấm: 0,5 điểm × [chưa khai], không dưới 0 điểm, không quá 2 điểm",
        "K313",
        8,
        "chưa khai số liệu [chưa khai]",
    ),
    (f"THÊM CÁCH CHẤM của 1\n{BY_LEVEL}", "L604", 8, "1 có các dòng con nên không có cách chấm riêng"),
]


@pytest.mark.parametrize(("body", "code", "line", "message"), RULE_ERRORS, ids=[e[1] for e in RULE_ERRORS])
def test_a_rule_that_does_not_fit(body, code, line, message):
    assert bad(body)[0] == (code, line, message)


def test_a_rule_that_stands_elsewhere_is_named_beside_the_maximum_that_broke_it():
    (found, *_) = applied("SỬA 1.1 điểm tối đa: từ 4 điểm thành 3 điểm").diagnostics[:1]
    broken = next(
        d
        for d in applied(
            "SỬA 1.1 điểm tối đa: từ 4 điểm thành 3 điểm\nSỬA 1 điểm tối đa: từ 6 điểm thành 5 điểm"
        ).diagnostics
        if d.code == "L606"
    )
    assert found.span is not None and broken.span is not None
    assert (broken.span.source, broken.span.line) == ("a1.cchc", 7)
    assert [(r.message, r.span.line) for r in broken.related if r.span] == [("chỗ bị ảnh hưởng", 35)]


def test_facts_and_the_rules_that_read_them_change_together():
    facts = 'THÊM CÂU: [họp]: số đếm "cuộc", từ 0 đến 4\n'
    dropped = "".join(
        f"BỎ CÂU: {fact}\n"
        for fact in ('[hồ sơ]: số đếm "hồ sơ", từ 1', '[đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]')
    )
    made = good(f"{facts}THÊM CÁCH CHẤM của 1.2\ncách chấm: 0,5 điểm × [họp]", f"BỎ CÁCH CHẤM của 1.1\n{OLD}{dropped}")
    assert rule(made, "1.2") == ["cách chấm: 0,5 điểm × [họp]"]
    assert [f.value.name for f in made.provisions.facts] == ["mức", "họp"]


READING = [
    (f"SỬA CÁCH CHẤM của 1.1\nthành\n{NEW}", "S503", 7),
    ("THÊM CÁCH CHẤM của 1.2", "C102", 7),
    ("THÊM CÁCH CHẤM của 1.2\nkhông áp dụng: được đề nghị", "B201", 8),
    (f"THÊM CÂU của phiếu can-bo\n{OLD}", "B201", 8),
    ("THÊM CÂU: tối thiểu 5 phiếu hợp lệ", "B201", 7),
    (f"SỬA CÁCH CHẤM của 1.1\ntừ\n{OLD}thành\n{OLD}", "S504", 7),
    ("THÊM CÂU: bước điểm: 0,5 điểm\nbước điểm: 0,25 điểm", "S529", 8),
    ('SỬA CÂU\ntừ: PHIẾU ĐIỀU TRA a "A"\nthành: PHIẾU ĐIỀU TRA b "A"', "S505", 9),
]


@pytest.mark.parametrize(("body", "code", "line"), READING)
def test_what_cannot_be_read(body, code, line):
    found = read(text(body)).diagnostics
    assert [(d.code, d.span.line) for d in found][:1] == [(code, line)], render_all(found)


# ---- surveys


def test_lines_and_questions_of_a_form_change():
    made = good(
        'SỬA CÂU\ntừ: PHIẾU ĐIỀU TRA can-bo "Phiếu hỏi cán bộ"\nthành: PHIẾU ĐIỀU TRA can-bo "Phiếu A"\n'
        'SỬA CÂU của phiếu can-bo\ntừ: hỏi: "cán bộ"\nthành: hỏi: "cán bộ", "công chức"\n'
        "SỬA CÂU của phiếu can-bo\ntừ: tối thiểu 20 phiếu hợp lệ\nthành: tối thiểu 30 phiếu hợp lệ\n"
        f'SỬA CÂU của phiếu can-bo\ntừ\n{Q2}thành\ncâu 2 cho 2.2, hệ số 2: "Có hài lòng không?"\n'
        'THÊM CÂU của phiếu can-bo: câu 3 cho 2.2: "Thêm?"\n'
        'THÊM CÂU của phiếu nguoi-dan: hỏi: "người dân"\n'
    )
    assert form(made, "can-bo") == [
        'PHIẾU ĐIỀU TRA can-bo "Phiếu A"',
        'hỏi: "cán bộ", "công chức"',
        "tối thiểu 30 phiếu hợp lệ",
        'thang: "Tốt" 100%, "Kém" 0%',
        'câu 1 cho 2.1: "Thế nào?"',
        'câu 2 cho 2.2, hệ số 2: "Có hài lòng không?"',
        'câu 3 cho 2.2: "Thêm?"',
    ]
    assert form(made, "nguoi-dan")[1] == 'hỏi: "người dân"'


def test_a_form_goes_and_another_comes():
    made = good(
        'BỎ PHIẾU ĐIỀU TRA nguoi-dan đang là "Phiếu hỏi người dân": 1 câu hỏi\n'
        'THÊM PHIẾU ĐIỀU TRA to-chuc "Phiếu C"  theo mục 9\n thang: "Có" 100%, "Không" 0%\n câu 1 cho 2.1: "Tốt?"\n'
        "SỬA CÂU\ntừ: 2.1: can-bo 60%, nguoi-dan 40%\nthành: 2.1: can-bo 50%, to-chuc 50%"
    )
    assert [f.value.name for f in made.provisions.surveys] == ["can-bo", "to-chuc"]
    assert made.provisions.surveys[1].basis is not None
    assert form(made, "to-chuc")[2] == 'câu 1 cho 2.1: "Tốt?"'


SURVEY_ERRORS = [
    ("THÊM CÂU của phiếu can-bo1: tối thiểu 5 phiếu hợp lệ", "S510", 7, "không có phiếu điều tra can-bo1"),
    ("THÊM CÂU của phiếu can-bo: tối thiểu 5 phiếu hợp lệ", "S517", 7, "đã có câu “tối thiểu 20 phiếu hợp lệ”"),
    (
        "BỎ CÂU của phiếu can-bo: tối thiểu 25 phiếu hợp lệ",
        "S511",
        7,
        "câu này của phiếu can-bo hiện là “tối thiểu 20 phiếu hợp lệ”, không phải “tối thiểu 25 phiếu hợp lệ”",
    ),
    (
        f'SỬA CÂU của phiếu can-bo\ntừ\n{Q2.replace("Không", "Chưa")}thành\ncâu 2 cho 2.2: "Mới?"',
        "S511",
        10,
        'dòng thứ 2 trong câu hỏi này của phiếu can-bo hiện là “trả lời: "Có" 100%, "Không" 0%”',
    ),
    (
        'BỎ PHIẾU ĐIỀU TRA can-bo đang là "Phiếu hỏi cán bộ": 3 câu hỏi',
        "S511",
        7,
        'phiếu điều tra can-bo hiện là "Phiếu hỏi cán bộ": 2 câu hỏi, không phải "Phiếu hỏi cán bộ": 3 câu hỏi',
    ),
    (
        'BỎ PHIẾU ĐIỀU TRA can-bo đang là "Phiếu hỏi cán bộ": 2 câu hỏi\n'
        "BỎ CÂU của phiếu can-bo: tối thiểu 20 phiếu hợp lệ",
        "S513",
        8,
        "phiếu điều tra can-bo bị sửa hai lần trong cùng một văn bản",
    ),
    (
        "BỎ CÂU của phiếu can-bo: tối thiểu 20 phiếu hợp lệ\n"
        'BỎ PHIẾU ĐIỀU TRA can-bo đang là "Phiếu hỏi cán bộ": 2 câu hỏi',
        "S513",
        8,
        "phiếu điều tra can-bo bị sửa hai lần trong cùng một văn bản",
    ),
    (
        'THÊM PHIẾU ĐIỀU TRA can-bo "Phiếu khác"\n câu 1 cho 2.1: "x?"',
        "S517",
        7,
        'đã có câu “PHIẾU ĐIỀU TRA can-bo "Phiếu hỏi cán bộ"”',
    ),
    (
        "SỬA CÂU\ntừ: 2.1: can-bo 60%, nguoi-dan 40%\nthành: 2.1: can-bo 60%, nguoi-dan 30%",
        "D717",
        9,
        "tỷ trọng các phiếu cộng lại 90%, phải bằng 100%",
    ),
    (
        'BỎ PHIẾU ĐIỀU TRA nguoi-dan đang là "Phiếu hỏi người dân": 1 câu hỏi',
        "D718",
        7,
        "không có phiếu điều tra “nguoi-dan”",
    ),
    (
        "SỬA 2.2 nhãn: từ ĐTXHH thành trống",
        "D712",
        7,
        "câu 2 hỏi cho 2.2, không phải dòng ĐTXHH",
    ),
    (
        'BÃI BỎ 2.2 đang là "Hài lòng": 2 điểm\nSỬA 2.1 điểm tối đa: từ 2 điểm thành 4 điểm',
        "D711",
        7,
        "câu 2 hỏi cho dòng 2.2, bảng không có dòng này",
    ),
    (
        'THÊM CÂU của phiếu can-bo: câu 3 cho 1.2: "x?"',
        "D712",
        7,
        "câu 3 hỏi cho 1.2, không phải dòng ĐTXHH",
    ),
]


@pytest.mark.parametrize(("body", "code", "line", "message"), SURVEY_ERRORS, ids=[e[1] for e in SURVEY_ERRORS])
def test_a_survey_that_does_not_fit(body, code, line, message):
    found = [f for f in bad(body) if f[0] == code]
    assert found and found[0][1] == line
    assert found[0][2].startswith(message)


# ---- rows that get other codes


def test_what_names_a_row_follows_it():
    made = good("ĐÁNH SỐ LẠI 2 thành 3\nĐÁNH SỐ LẠI 1 thành 2")
    assert [c.code.text for c in made.walk()] == ["2", "2.1", "2.2", "3", "3.1", "3.2"]
    assert [q.value.code.text for f in made.provisions.surveys for q in f.value.questions] == ["3.1", "3.2", "3.1"]


def test_questions_shares_consequences_and_ratings_follow():
    made = good("ĐÁNH SỐ LẠI 2.2 thành 2.3\nĐÁNH SỐ LẠI 2.1 thành 2.2")
    p = made.provisions
    assert form(made, "can-bo")[4:6] == ['câu 1 cho 2.2: "Thế nào?"', 'câu 2 cho 2.3: "Có hài lòng không?"']
    assert words.sentence(Slot.SURVEY_SHARES, p.survey_shares[0]) == "2.2: can-bo 60%, nguoi-dan 40%"
    told = words.sentence(Slot.DISQUALIFIERS, p.disqualifiers[0])
    assert told == 'xếp "Khá" khi: 2.3 dưới 1 điểm hoặc lĩnh vực 2 dưới 30%'
    by = p.surveys[0].value.questions[0].amended
    assert by is not None and by.action.value == "đánh số lại"
    whole = good("ĐÁNH SỐ LẠI 2 thành 3").provisions
    assert words.sentence(Slot.CONSEQUENCES, whole.consequences[0]) == '1 khi lĩnh vực 3 dưới 50%: "nhắc nhở"'
    assert whole.surveys[0].value.questions[0].value.code == Code("3.1")


def test_a_sentence_of_the_instrument_itself_names_rows_by_their_new_codes():
    made = good(
        'SỬA CÂU của phiếu can-bo\ntừ: câu 1 cho 2.1: "Thế nào?"\nthành: câu 1 cho 2.1a: "Ra sao?"\n'
        "ĐÁNH SỐ LẠI 2.1 thành 2.1a"
    )
    assert form(made, "can-bo")[4] == 'câu 1 cho 2.1a: "Ra sao?"'
    assert form(made, "nguoi-dan")[2] == 'câu 1 cho 2.1a: "Thế nào?"'


# ---- diff


def test_a_diff_shows_the_lines_that_differ():
    a, b = base(), good(CHANGE)
    assert diff_text(a, b).endswith(
        "    1.1 cách chấm:\n"
        "      - cách chấm: theo thang [đúng hạn] / [hồ sơ]  theo mục 1\n"
        "      -   từ 80%: 4 điểm  theo mục 2\n"
        "      -   dưới 80%: 0 điểm\n"
        "      + cách chấm: theo thang [đúng hạn] / [hồ sơ]\n"
        "      +   từ 90%: 4 điểm\n"
        "      +   dưới 90%: 0 điểm\n"
    )
    assert "<br>" in diff_md(a, b)
    assert '"what": "cách chấm"' in diff_json(a, b)


@pytest.mark.parametrize(
    "body",
    [
        CHANGE,
        f"THÊM CÁCH CHẤM của 1.2\n{BY_LEVEL}",
        f'SỬA CÂU của phiếu can-bo\ntừ\n{Q2}thành\ncâu 2 cho 2.2: "Mới?"\n',
        'BỎ PHIẾU ĐIỀU TRA nguoi-dan đang là "Phiếu hỏi người dân": 1 câu hỏi\nBỎ CÂU: 2.1: can-bo 60%, nguoi-dan 40%',
        "ĐÁNH SỐ LẠI 2.1 thành 2.1a",
    ],
)
def test_a_diff_is_an_amendment_that_reads_back_and_applies(body):
    a, b = base(), good(body)
    made = as_amendment(a, b, HEADER)
    assert read(print_amendment(made)).value == made
    assert canonical(apply(a, [made]).rubric) == canonical(b)
    assert diff(b, b) == ()


def test_a_row_that_stays_in_its_place_is_renumbered_and_one_that_leaves_it_is_moved():
    stays, leaves = (good(f"{op}") for op in ("ĐÁNH SỐ LẠI 2.2 thành 2.3", "CHUYỂN 2.1 đến sau 2.2 thành 2.3"))
    assert "    2.3 đánh số lại: 2.2 → 2.3\n" in diff_text(base(), stays)
    assert "    2.3 chuyển chỗ: 2.1 → 2.3\n" in diff_text(base(), leaves)


def test_two_files_of_one_rubric_are_told_apart_by_their_names():
    other = read_rubric(Source.of("moi.cchc", BASE.replace('"Báo cáo"', '"Báo cáo năm"'))).value
    assert isinstance(other, Rubric)
    lines = diff_text(base(), other).splitlines()
    assert lines[:2] == ["bang-1 (Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1): 1 thay đổi", "bang-1.cchc → moi.cchc"]


def test_the_log_keeps_the_tag_of_new_rows():
    body = 'BỔ SUNG VÀO CUỐI 2\n 2.3 "Mới": 1 điểm, ĐTXHH\nSỬA 2 điểm tối đa: từ 4 điểm thành 5 điểm'
    told = log_text(history(base(), [amendment(body, id="a1", number=1)]))
    assert '2.3 "Mới": 1 điểm, ĐTXHH' in told


def test_comments_stay_with_the_lines_they_are_on():
    body = (
        "  # trước\n  SỬA CÁCH CHẤM của 1.1  # sau\n    # cũ\n    từ\n"
        "      cách chấm: theo thang [đúng hạn] / [hồ sơ]  # đầu\n      # hàng\n      từ 80%: 4 điểm\n"
        "      dưới 80%: 0 điểm\n    thành\n      # mới\n      cách chấm: do Hội đồng cho điểm\n"
        '  # phiếu\n  THÊM PHIẾU ĐIỀU TRA moi "Mới"  # cả phiếu\n    # câu\n    câu 1 cho 2.1: "?"\n      # trả lời\n'
        '      trả lời: "Có" 100%, "Không" 0%\n'
    )
    first = read(text(body))
    assert first.diagnostics == () and first.value is not None
    printed = print_amendment(first.value)
    for comment in ("trước", "sau", "cũ", "đầu", "hàng", "mới", "phiếu", "cả phiếu", "câu", "trả lời"):
        assert printed.count(f"# {comment}\n") == 1, printed
    assert print_amendment(read(printed).value) == printed


def test_an_operation_of_many_lines_in_an_amendment_of_an_amendment_must_be_whole():
    body = f"SỬA khoản 1 Điều 1\ntừ: SỬA CÁCH CHẤM của 1.1\nthành: THÊM CÁCH CHẤM của 1.1\n{OLD}"
    found = read(text(body, target="a0")).diagnostics
    assert [d.code for d in found] == ["S503", "S503"]


def test_what_was_refused_is_refused_whole_and_what_follows_it_is_set_aside():
    wrong = OLD.replace("80%: 4", "70%: 4")
    result = applied(f"BỎ CÁCH CHẤM của 1.1\n{wrong}", f"THÊM CÁCH CHẤM của 1.1\n{NEW}")
    assert [d.code for d in result.diagnostics] == ["S511"]
    assert [s.why.value for s in result.skipped] == ["có lỗi, không áp dụng", "dựa trên một văn bản có lỗi, chưa xét"]
    assert result.rubric == base()


def test_the_citations_of_a_row_name_who_changed_its_rule_its_questions_and_shares():
    question = f'SỬA CÂU của phiếu can-bo\ntừ\n{Q2}thành\ncâu 2 cho 2.2: "Mới?"\n'
    share = "SỬA CÂU\ntừ: 2.1: can-bo 60%, nguoi-dan 40%\nthành: 2.1: can-bo 50%, nguoi-dan 50%"
    made = good(f"{CHANGE}{question}{share}")
    by = "sửa bởi Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1"
    told = [[c.text for c in row_cites(made, row(made, code))][1:] for code in ("1.1", "2.1", "2.2")]
    assert told == [[f"cách chấm {by}"], [f"tỷ trọng phiếu điều tra {by}"], [f"câu 2 của phiếu can-bo {by}"]]


def test_the_reading_copy_names_what_was_changed_where_it_stands():
    sentence = 'SỬA CÂU của phiếu nguoi-dan\ntừ: thang: "Tốt" 100%, "Kém" 0%\nthành: thang: "Tốt" 100%, "Kém" 10%\n'
    question = f'SỬA CÂU của phiếu can-bo\ntừ\n{Q2}thành\ncâu 2 cho 2.2: "Mới?"\n'
    copy = copy_with_notes(applied(CHANGE, question, sentence))
    told = [*(s for part in copy.parts for s in part.sentences), *(s for r in copy.rows for s in r.sentences)]
    lines = [s for s in told if s.notes]
    assert [(s.text.split(" (theo ")[0], [copy.notes[n - 1].split(" này")[0] for n in s.notes]) for s in lines] == [
        ('câu 2 cho 2.2: "Mới?"', ["Câu hỏi"]),
        ('thang: "Tốt" 100%, "Kém" 10%', ["Câu"]),
        ("từ 90%: 4 điểm", ["Dòng"]),
        ("dưới 90%: 0 điểm", ["Dòng"]),
    ]


def test_a_question_is_never_taken_over_by_a_new_row_of_the_same_code_unsaid() -> None:
    rows = '  TIÊU CHÍ 2.2 "Một": 1 điểm, ĐTXHH\n  TIÊU CHÍ 2.3 "Hai": 1 điểm\n'
    sums = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n"
    result = apply(base(), [amendment(f"{sums}TÁCH 2.2 đang là 2 điểm\n{rows}")])
    left = "nhắc đến 2.2, mà văn bản này bãi bỏ dòng đó"
    rated = 'câu “xếp "Khá" khi: 2.2 dưới 1 điểm hoặc lĩnh vực 2 dưới 30%”'
    expected = [("S535", f"{rated} {left}"), ("S535", f"câu hỏi 2 của phiếu điều tra {left}")]
    assert [(d.code, d.message) for d in result.diagnostics] == expected
