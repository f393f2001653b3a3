"""The amending decision in Word: every change stands in it, in words that are signed."""

import re
from pathlib import Path
from typing import get_args

import pytest

from cchc_rules.amend import apply
from cchc_rules.api.changes.amend import starting
from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.explain.decision.document import decision_document
from cchc_rules.explain.decision.provisions import Named, below, lead
from cchc_rules.explain.decision.sayings import in_words, noun
from cchc_rules.explain.render.text_width import clean
from cchc_rules.language.samples import AMENDMENT as AMENDMENT_SAMPLES
from cchc_rules.language.samples import RUBRIC as RUBRIC_SAMPLES
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.operation import Operation
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.office.word.dresses import decision
from cchc_rules.office.word.render import Paper, render_docx
from cchc_rules.writing.amendment_file import operation_lines
from tests.amend import texts
from tests.office.words_of import said_in

ROOT = Path(__file__).resolve().parents[2]
AMENDMENTS = sorted((ROOT / "examples" / "amendments").glob("*/0*.cchc"))
QUOTED, POINTS = re.compile(r'"((?:[^"]|"")*)"'), re.compile(r"(\d+(?:,\d+)?) điểm")
Capture = pytest.CaptureFixture[str]


def flat(text: str) -> str:
    """Words alone, whatever quotes stand around them."""
    return " ".join(re.sub('[“”"]', "", clean(text)).split())


@pytest.mark.parametrize("path", AMENDMENTS, ids=lambda p: p.parent.name + "/" + p.name)
def test_every_quotation_and_figure_of_an_amendment_stands_in_the_decision(path: Path) -> None:
    for start in starting(path, Library()):
        amendment = start.loaded.amendment
        assert amendment is not None and start.ready is not None and start.ready.rubric is not None
        base = apply(start.ready.rubric, start.others).rubric
        document = decision_document(amendment, base, settled=True)
        said = flat(said_in(render_docx([Paper(document, decision("1/QĐ", None))])))
        for provision in amendment.provisions:
            for written in provision.operations:
                text = " ".join(line.strip().removeprefix("| ") for line in operation_lines(written, amendment.levels))
                reason = text.split(", vì ")[0] if text.startswith("không dịch được") else text
                for quotation in QUOTED.findall(reason):
                    assert flat(quotation) in said
                assert all(points in said for points in POINTS.findall(reason))


HEAD = 'BỘ TIÊU CHÍ mau "Bảng mẫu"\n  văn bản: Quyết định 1/QĐ-UBND ngày 01/02/2020\n  tổng điểm: 10 điểm\n'
OLD = HEAD + (
    'LĨNH VỰC 1 "Một": 10 điểm\n  1.1 "Kế hoạch": 4 điểm\n  1.2 "Báo cáo": 3 điểm\n  1.3 "Kiểm tra": 3 điểm\n'
)
NEW = HEAD + (
    'LĨNH VỰC 1 "Một": 10 điểm\n  1.1 "Kế hoạch năm": 3,5 điểm\n  1.2 "Báo cáo": 3 điểm, ĐTXHH\n'
    '  1.4 "Tuyên truyền": 3,5 điểm\n'
)


@pytest.fixture
def tables(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("cu", OLD), ("moi", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mau.cchc").write_text(text, "utf-8")
    return str(tmp_path / "cu" / "mau.cchc"), str(tmp_path / "moi" / "mau.cchc")


def test_the_words_are_those_of_a_decision(tables: tuple[str, str], tmp_path: Path) -> None:
    words = ("--as-amendment", "--number", "7/QĐ-UBND", "--signed", "05/03/2021", "--governs", "2021")
    run(["diff", *tables, *words, "-o", str(tmp_path / "qd.docx")])
    said = said_in((tmp_path / "qd.docx").read_bytes())
    for told in (
        "Số: 7/QĐ-UBND",
        "ngày 05 tháng 03 năm 2021",
        "Về việc sửa đổi, bổ sung một số nội dung của Bảng mẫu ban hành kèm theo Quyết định số 1/QĐ-UBND "
        "ngày 01 tháng 02 năm 2020\nỦY BAN NHÂN DÂN …………\nCăn cứ Luật",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày … tháng … năm …;",
        "Căn cứ Quyết định số 1/QĐ-UBND ngày 01 tháng 02 năm 2020;",
        "Điều 1. Sửa đổi, bổ sung một số nội dung của Bảng mẫu",
        "Sửa đổi tên của tiêu chí 1.1 từ “Kế hoạch” thành “Kế hoạch năm”.",
        "Sửa đổi điểm tối đa của tiêu chí 1.1 “Kế hoạch” từ 4 điểm thành 3,5 điểm.",
        "Chuyển sang chấm bằng điều tra xã hội học (ĐTXHH) đối với tiêu chí 1.2 “Báo cáo”.",
        "Bãi bỏ tiêu chí 1.3 “Kiểm tra” (3 điểm)",
        "Bổ sung vào sau tiêu chí 1.2 “Báo cáo” nội dung sau:",
        "1.4\nTuyên truyền\n3,5",
        "Điều 2. Hiệu lực thi hành\nQuyết định này có hiệu lực kể từ ngày 05 tháng 03 năm 2021, áp dụng từ kỳ "
        "đánh giá năm 2021.",
        "TM. ỦY BAN NHÂN DÂN",
        "Nơi nhận:",
    ):
        assert told in said
    assert "V/v" not in said


def test_what_the_drafter_has_not_said_is_left_to_be_filled_in(tables: tuple[str, str], tmp_path: Path) -> None:
    run(["diff", *tables, "--as-amendment", "-o", str(tmp_path / "qd.docx")])
    said = said_in((tmp_path / "qd.docx").read_bytes())
    assert "00/QĐ" not in said and "Số: …" in said and "ngày … tháng … năm …" in said
    assert "có hiệu lực kể từ ngày … tháng … năm …, áp dụng từ kỳ đánh giá năm …" in said


def test_only_an_amendment_is_a_decision(tables: tuple[str, str], tmp_path: Path, capsys: Capture) -> None:
    assert run(["diff", *tables, "-o", str(tmp_path / "qd.docx")]) == 2
    assert "--as-amendment" in capsys.readouterr().err and not (tmp_path / "qd.docx").exists()


RULE = "cách chấm: theo thang [việc xong] / [việc giao]  theo mục 2\n  từ 80%: 2 điểm\n  dưới 80%: 0 điểm\n"
ROW = '  1.3 "Mới": 1 điểm\n'
SAID = {
    "SỬA CÂU\ntừ: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm  theo mục I\nthành: tổng điểm: 11 điểm  "
    "theo khoản 1 Điều 1 Quyết định 60/QĐ-UBND ngày 10/03/2026, trước đó Điều 1\n": (
        "Sửa đổi tổng điểm từ “10 điểm, trong đó ĐTXHH 2 điểm” thành “11 điểm”.",
    ),
    "SỬA CÂU\ntừ: bước điểm: 1 điểm  theo mục I\nthành: bước điểm: 1 điểm  "
    "theo Điều 2 Quyết định 6/QĐ ngày 01/02/2020\n": (
        "Sửa đổi căn cứ của bước điểm từ mục I thành Điều 2 Quyết định số 6/QĐ ngày 01 tháng 02 năm 2020.",
    ),
    'SỬA CÂU\ntừ: từ 90%: "Tốt"\nthành: từ 95%: "Tốt"  theo Điều 3\n': (
        "Sửa đổi mức xếp loại như sau:",
        "Trước khi sửa đổi:",
        "từ 90%: “Tốt”",
        "Sau khi sửa đổi:",
        "từ 95%: “Tốt”",
    ),
    "THÊM CÂU: [hồ sơ]: số đếm\n": ("Bổ sung số liệu như sau:", "hồ sơ: số đếm"),
    "BỎ CÂU: bước điểm: 0,5 điểm  theo mục I\n": ("Bãi bỏ bước điểm sau đây:", "0,5 điểm"),
    f"THÊM CÁCH CHẤM của 1.1.1\n{RULE}": (
        "Bổ sung cách chấm của tiêu chí thành phần 1.1.1 “Chất lượng kế hoạch hằng năm” như sau:",
        "cách chấm: theo thang việc xong / việc giao",
        "từ 80%: 2 điểm",
        "dưới 80%: 0 điểm",
    ),
    'BỎ PHIẾU ĐIỀU TRA can-bo đang là "Hỏi cán bộ": 5 câu hỏi\n': ("Bãi bỏ phiếu điều tra “Hỏi cán bộ” (5 câu hỏi).",),
    "SỬA 1.2 điểm tối đa: từ 3 điểm thành trừ tối đa 2 điểm\n": (
        "Sửa đổi điểm tối đa của tiêu chí 1.2 “Báo cáo” từ 3 điểm thành trừ tối đa 2 điểm.",
    ),
    'SỬA 1.2 tên: từ "Báo cáo" thành "Báo cáo năm"\n': (
        "Sửa đổi tên của tiêu chí 1.2 từ “Báo cáo” thành “Báo cáo năm”.",
    ),
    "SỬA 1.2 nhãn: từ trống thành ĐTXHH\n": (
        "Chuyển sang chấm bằng điều tra xã hội học (ĐTXHH) đối với tiêu chí 1.2 “Báo cáo”.",
    ),
    'SỬA 1.2 ghi chú: từ "kèm TLKC" thành trống\n': (
        "Sửa đổi ghi chú của tiêu chí 1.2 “Báo cáo” từ “kèm TLKC” thành trống.",
    ),
    'SỬA 1.2 căn cứ: từ theo Điều 1, trước đó mục I.1 thành tự đặt, vì "in sót"\n': (
        "Sửa đổi căn cứ của tiêu chí 1.2 “Báo cáo” từ Điều 1 thành không có quy định (in sót).",
    ),
    f"BỔ SUNG SAU 1.2\n{ROW}": ("Bổ sung vào sau tiêu chí 1.2 “Báo cáo” nội dung sau:",),
    'BÃI BỎ 1.2 đang là "Báo cáo": 3 điểm\n': (
        "Bãi bỏ tiêu chí 1.2 “Báo cáo” (3 điểm) và các nội dung thuộc dòng này.",
    ),
    'NGƯNG HIỆU LỰC 1.2 đang là "Báo cáo": 3 điểm, từ kỳ đánh giá 2020 đến hết kỳ đánh giá 2021\n': (
        "Ngưng hiệu lực tiêu chí 1.2 “Báo cáo” (3 điểm) từ kỳ đánh giá 2020 đến hết kỳ đánh giá 2021.",
    ),
    "KHÔI PHỤC HIỆU LỰC 1.2 từ kỳ đánh giá 2022\n": ("Khôi phục hiệu lực tiêu chí 1.2 “Báo cáo” từ kỳ đánh giá 2022.",),
    "CHUYỂN 1.2 đến sau 2.1 thành 2.3\n": (
        "Chuyển tiêu chí 1.2 “Báo cáo” đến sau tiêu chí 2.1 “Giải quyết hồ sơ”, đánh số là 2.3.",
    ),
    "ĐÁNH SỐ LẠI 1.2 thành 1.5\n": ("Đánh số lại tiêu chí 1.2 “Báo cáo” thành 1.5.",),
    f"GỘP 1.1, 1.2 đang là 6 điểm\n{ROW}": ("Gộp tiêu chí 1.1 “Kế hoạch”, tiêu chí 1.2 “Báo cáo” (6 điểm) thành:",),
    "ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ đã nhận]\n": ("Đổi tên số liệu “hồ sơ” thành “hồ sơ đã nhận”.",),
    'THAY CỤM TỪ "cũ" bằng "mới" tại 1.2, phiếu can-bo, mọi câu\n': (
        "Thay thế cụm từ “cũ” bằng cụm từ “mới” tại tiêu chí 1.2 “Báo cáo”, phiếu can-bo, mọi quy định.",
    ),
    'SỬA TÊN BẢNG: từ "Cũ" thành "Mới"\n': ("Sửa đổi tên bảng từ “Cũ” thành “Mới”.",),
    "SỬA TÊN NGẮN: từ bang-1 thành bang-1a\n": ("Đổi tên ngắn của bảng từ “bang-1” thành “bang-1a”.",),
    "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n": (
        "Điểm của các dòng cha, tổng điểm và điểm điều tra xã hội học tính lại theo các dòng con.",
    ),
    'không dịch được: "Giao Sở Nội vụ", vì "việc tổ chức"\n': ("Giao Sở Nội vụ",),
    'THAY BẢNG đang là 10 điểm\n  LĨNH VỰC 1 "Mới": 1 điểm\n': ("Thay thế toàn bộ bảng (10 điểm) bằng bảng sau:",),
    "THAY VĂN BẢN Quyết định 1/QĐ ngày 01/02/2019 bằng bộ tiêu chí bang-9\n": (
        "Thay thế Quyết định số 1/QĐ ngày 01 tháng 02 năm 2019 bằng bộ tiêu chí “bang-9”.",
    ),
    "SỬA mục II.1.4\ntừ: bước điểm: 1 điểm  theo mục I\nthành: bước điểm: 0,5 điểm\n": (
        "Sửa đổi bước điểm tại mục II.1.4 từ “1 điểm” thành “0,5 điểm”.",
    ),
    "SỬA khoản 1 Điều 2\ntừ: SỬA 1.2 điểm tối đa: từ 3 điểm thành 2 điểm\n"
    "thành: SỬA 1.2 điểm tối đa: từ 3 điểm thành 1 điểm\n": (
        "Sửa đổi khoản 1 Điều 2 như sau:",
        "Trước khi sửa đổi: Sửa đổi điểm tối đa của tiêu chí 1.2 “Báo cáo” từ 3 điểm thành 2 điểm.",
        "Sau khi sửa đổi: Sửa đổi điểm tối đa của tiêu chí 1.2 “Báo cáo” từ 3 điểm thành 1 điểm.",
    ),
    "BỔ SUNG khoản 3 Điều 2\nnội dung: ĐÁNH SỐ LẠI 1.2 thành 1.5\n": (
        "Bổ sung khoản 3 Điều 2 như sau:",
        "Nội dung: Đánh số lại tiêu chí 1.2 “Báo cáo” thành 1.5.",
    ),
    "BÃI BỎ mục II.1.3.b\n": ("Bãi bỏ mục II.1.3.b.",),
}
"""An operation of each kind, and all that a decision says of it above its rows."""


@pytest.mark.parametrize("body", SAID, ids=lambda body: body.splitlines()[0][:40])
def test_each_operation_is_said_as_a_decision_says_it(body: str) -> None:
    named = Named(texts.base())
    (operation,) = (w.operation for p in _read(body).provisions for w in p.operations)
    assert (lead(operation, named), *(line.text for line in below(operation, named))) == SAID[body]


def test_the_table_has_every_kind_of_operation() -> None:
    made = {type(w.operation) for body in SAID for p in _read(body).provisions for w in p.operations}
    assert set(get_args(Operation)) - made == set()


def test_every_sentence_of_the_language_has_a_name_in_a_decision() -> None:
    assert all(noun(slot) == noun(slot).lower().replace("đtxhh", "ĐTXHH") for slot in Slot)


@pytest.mark.parametrize("sample", [*RUBRIC_SAMPLES, *AMENDMENT_SAMPLES])
def test_no_mark_of_the_language_is_left_in_words(sample: str) -> None:
    assert not re.search(r"[\[\]\"]", in_words(sample))


def _read(body: str) -> Amendment:
    found = texts.read(texts.text(body)).value
    assert found is not None, body
    return found
