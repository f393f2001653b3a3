"""docs/chan-doan.md tells of every diagnostic, and its examples are what they say they are.

An example is a part of a file; `phần=…` in its opening line names the parts of the frame below that it stands for,
in order, an empty line between them. What is not replaced stays as it is here, and is right.
"""

import inspect
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.checks.checking import judged
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, render_all
from cchc_rules.files.repository import SETTINGS, load_repository
from tests.support.documents import ROOT, Block, blocks

PAGE = ROOT / "docs/chan-doan.md"
LETTERS = "TCBKPLDXSERMN"
WHOLE = "nguyên"

WITHOUT_EXAMPLE = {
    **{f"N{n:03}": "cần cả kỳ đánh giá và các phiếu" for n in (*range(1, 18), *range(20, 31), *range(40, 43))},
    "T001": "sai ở bảng mã của tệp, trang này thì luôn là UTF-8",
    "T002": "tệp mẫu quá lớn cho một trang",
    "T007": "cần hơn một trăm lỗi",
    "T009": "cần hơn một trăm cảnh báo",
    "T071": "do tên tệp trong thư mục được chấm",
    "P470": "do --closed và phiếu lỗi",
    "T072": "do tên của một tệp khác",
    "T070": "cần một thiết bị hay ống dẫn",
    "C109": "dòng mẫu quá dài cho một trang",
    "C110": "cần hơn 64 dấu ngoặc",
    "B278": "do các tệp cùng thư mục",
    "B279": "do các tệp cùng thư mục",
    "L637": "cần phiếu năm trước",
    "L638": "cần phiếu năm trước",
    "L639": "cần phiếu của các đơn vị khác",
    "L641": "cần bộ tiêu chí có ngày nghỉ lễ và phiếu",
    "L643": "do --year mà có",
    "P444": "do năm của phiếu mà có",
    "L688": "do --set mà có",
    "L685": "do năm của phiếu mà có",
    "L686": "do năm của phiếu mà có",
    "L687": "do năm của phiếu mà có",
    "P450": "cần hai phiếu",
    "P481": "cần hai phiếu",
    "P482": "cần hai phiếu",
    "P510": "do --stage mà có",
    "S508": "do --with mà có",
    "S524": "cần một văn bản khác thay thế cả bộ tiêu chí",
    "S550": "do lệnh không nêu kỳ hay ngày",
    "S551": "do kỳ được hỏi",
    "S552": "do --with mà có",
    "S575": "cần quy định chung và hai văn bản sửa đổi",
    "S576": "do các tệp cùng thư mục",
    "S553": "do --as-of, --year mà có",
    "S554": "cần bộ tiêu chí đặt cạnh",
    "S555": "cần bộ tiêu chí đặt cạnh",
    "S556": "do các tệp cùng thư mục",
    "S570": "do tệp nằm cạnh bộ tiêu chí",
    "S571": "do tệp nằm cạnh bộ tiêu chí",
    "S572": "do tệp nằm cạnh bộ tiêu chí",
    "S573": "do tệp nằm cạnh bộ tiêu chí",
    "S574": "do tệp nằm cạnh bộ tiêu chí",
    "S577": "do tệp nằm cạnh bộ tiêu chí",
    "S578": "do các tệp cùng thư mục",
    "S585": "cần bộ tiêu chí có lời văn bên cách chấm",
    "S597": "do --ignore mà có",
    "S610": "cần hai bảng đặt cạnh",
    "S611": "cần hai bảng đặt cạnh",
    "S612": "cần hai bảng đặt cạnh",
    "S613": "cần hai bảng đặt cạnh",
    "S614": "cần bộ tiêu chí có số liệu",
    "S619": "cần bộ tiêu chí đặt cạnh",
    "S620": "cần bộ tiêu chí đặt cạnh",
    "S621": "cần hai dòng có cùng một câu",
    "S650": "do các phiếu của kỳ",
    "S651": "cần bộ tiêu chí đặt cạnh",
    **dict.fromkeys(("S653", "S654", "S655", "S656", "S657"), "do lệnh diff --as-amendment"),
    "S652": "cần bộ tiêu chí đặt cạnh",
    "R011": "do nơi lệnh chạy",
    "R012": "cần cả kho",
    "R013": "do lệnh snapshot",
    "R014": "cần cả kho",
    "R060": "do lệnh import",
    "R061": "do lệnh import",
    "R062": "do lệnh import",
    **dict.fromkeys(("M001", "M002", "M003", "M004", "M005", "M006"), "cần một bảng số liệu"),
    "S600": "cần cả một văn bản sửa đổi sau bộ tiêu chí",
    "S601": "cần lời văn của một quyết định sau bộ tiêu chí",
    **{f"E{number:03}": "do ô của sổ .xlsx" for number in (*range(40, 62), *range(71, 77))},
    **{f"E{number:03}": "cần các bản trong một thư mục" for number in range(62, 71)},
    **{f"E{number:03}": "do ô của bảng ở Word, Excel" for number in (*range(1, 8), *range(10, 21))},
}
"""Codes that no short example can show, with why; tests/test_bad_fixtures.py, tests/amend/test_bad.py,
tests/amend/test_wordings.py, tests/test_cli_amend.py, tests/files/test_beside_laws.py, tests/repository,
tests/columns/test_batch.py, tests/periods, tests/syntax/test_pasted_behind.py, tests/office show each of them."""

RUBRIC = {
    "mở-đầu": 'BỘ TIÊU CHÍ mau "Bộ tiêu chí mẫu"',
    "văn-bản": "  văn bản: Quyết định 12/QĐ-UBND ngày 15/01/2020, Bảng 1",
    "tổng-điểm": "  tổng điểm: 3 điểm  theo mục II.1",
    "đối-tượng": '  đối tượng: "phòng, ban thuộc UBND huyện", trừ "Văn phòng UBND huyện"  theo mục I.2',
    "khai": "",
    "bước": (
        "CÁC BƯỚC ĐÁNH GIÁ  theo mục II.2\n  tự đánh giá: chấm điểm\n"
        "  thẩm định: công nhận hoặc giảm\n  điểm chỉ số: thẩm định"
    ),
    "xếp-loại": 'XẾP LOẠI  theo mục II.3\n  từ 80%: "Tốt"\n  dưới 80%: "Chưa tốt"',
    "phần": "",
    "lĩnh-vực": 'LĨNH VỰC 1 "Chỉ đạo, điều hành": 3 điểm',
    "tiêu-chí": 'TIÊU CHÍ 1.1 "Kế hoạch CCHC năm": 3 điểm',
    "dòng-1": '  1.1.1 "Chất lượng kế hoạch": 1 điểm',
    "dòng-2": '  1.1.2 "Mức độ hoàn thành kế hoạch": 2 điểm',
    "cuối": "",
}
SHEET = {
    "mở-đầu": "PHIẾU CHẤM ĐIỂM",
    "bộ-tiêu-chí": '  bộ tiêu chí: "bo-thu.cchc"',
    "đơn-vị": '  đơn vị: "Phòng Tư pháp"',
    "loại-đơn-vị": '  loại đơn vị: "phòng, ban thuộc UBND huyện"',
    "năm": "  năm: 2020",
    "số-liệu": "",
    "kết-quả": "",
    "điểm": "ĐIỂM",
    "dòng": "1.1.1\n  tự đánh giá: 1",
}
AMENDMENT = {
    "mở-đầu": 'SỬA ĐỔI sua-doi-thu "Sửa đổi Bảng thử"',
    "văn-bản": "  văn bản: Quyết định 3/QĐ-THU ngày 01/06/2020",
    "sửa-đổi": "  sửa đổi: bang-thu",
    "hiệu-lực": "  hiệu lực: kể từ ngày ký",
    "áp-dụng": "  áp dụng: từ kỳ đánh giá 2020",
    "điều": "Điều 1",
    "nội-dung": '  SỬA 2.2 tên: từ "Hài lòng" thành "Mức độ hài lòng"',
    "sau": "",
}
CASE = {
    "phiếu": (
        'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "bo-so-voi-ky.cchc"\n  đơn vị: "Sở A"\n  loại đơn vị: "sở"\n  năm: 2020\n'
        "SỐ LIỆU\n  [hồ sơ]: 7\n  [hồ sơ đúng hạn]: 6\n  thẩm định [hồ sơ đúng hạn]: 6"
    ),
    "kỳ": "",
    "mong-đợi": "mong đợi: 1.2 chưa biết",
}
FRAMES = {"cchc": RUBRIC, "phieu": SHEET, "sua-doi": AMENDMENT, "thu": CASE}
NAMED_HELPER = "bo-thu.cchc"
RULED_HELPER = "bo-co-cach-cham.cchc"
YEAR_HELPER = "bo-so-voi-ky.cchc"
UNIT_HELPER = "bo-neu-ten-xa.cchc"
CHOICE_HELPER = "bo-chon-dong.cchc"
COMMON_HELPER = "chung-co-muc.cchc"
PARAGRAPHS = {
    "bo-dieu-tra.cchc": ("mở-đầu", "bước", "xếp-loại", "phiếu-cán-bộ", "phiếu-người-dân", "tỷ-trọng", "bảng"),
    "bo-cong-tru.cchc": ("mở-đầu", "bước", "xếp-loại", "bảng", "điểm-cộng", "điểm-trừ"),
}
"""Rubrics of the page that are frames themselves (`khung=…`): what their paragraphs are called, in order."""
AMENDED = ("bang-thu.cchc", "van-ban-truoc.cchc")


@cache
def _sections() -> dict[str, list[Block]]:
    """The blocks under each `### code`."""
    text = PAGE.read_text(encoding="utf-8")
    heads = [(text[: m.start()].count("\n"), m.group(1)) for m in re.finditer(r"^### (\w+)", text, re.MULTILINE)]
    found: dict[str, list[Block]] = {code: [] for _, code in heads}
    for block in (b for b in blocks(text) if "tên" not in b.options):
        under = [code for line, code in heads if line < block.first]
        if under:
            found[under[-1]].append(block)
    return found


def _example(code: str, word: str) -> Block:
    return next(b for b in _sections()[code] if word in b.options)


def _kinds() -> list[str]:
    kinds = [k.code for k in vars(catalog).values() if isinstance(k, catalog.Kind)]
    return [code for code in kinds if code[0] in LETTERS]


def _whole(block: Block) -> str:
    """The example as a file: put in its place in the frame."""
    places = block.options.get("phần", "")
    if block.language == "json" or places == WHOLE:
        return block.text
    frame = _frame(block)
    names = places.split(",")
    parts = block.text.rstrip("\n").split("\n\n")
    assert len(parts) == len(names) and set(names) <= set(frame), (names, parts)
    frame.update(zip(names, parts, strict=True))
    return "\n".join(part for part in frame.values() if part) + "\n"


def _frame(block: Block) -> dict[str, str]:
    name = block.options.get("khung")
    if name is None:
        return dict(FRAMES[block.language])
    return dict(zip(PARAGRAPHS[name], _named(name).rstrip("\n").split("\n\n"), strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that examples name."""
    made = tmp_path_factory.mktemp("chan-doan")
    helper = _named(NAMED_HELPER)
    given = helper.replace("đánh giá: chấm điểm", "đánh giá: chấm điểm, cần TLKC")
    given = re.sub("( +thẩm định: [^\\n]+)", r'\1, do "Sở Nội vụ" cho 1.1.2', given, count=1)
    files = {
        NAMED_HELPER: helper,
        RULED_HELPER: _named(RULED_HELPER),
        YEAR_HELPER: _named(YEAR_HELPER),
        UNIT_HELPER: _named(UNIT_HELPER),
        CHOICE_HELPER: _named(CHOICE_HELPER),
        COMMON_HELPER: _named(COMMON_HELPER),
        **{name: _named(name) for name in PARAGRAPHS},
        "bo-hong.cchc": helper.replace("tổng điểm: 7", "tổng điểm: 70"),
        "bo-hai-buoc.cchc": helper.replace("  phúc tra: công nhận hoặc tăng\n", "").replace(
            "ĐTXHH cộng phúc tra, không có thì thẩm định", "ĐTXHH cộng thẩm định"
        ),
        "bo-giao-viec.cchc": given,
        "bo-can-tlkc.cchc": re.sub("( +1.1.2 [^\\n]+)", r'\1\n    cần TLKC: "báo cáo tổng kết"', helper, count=1),
        "bo-giai-trinh.cchc": helper.replace(
            "  phúc tra: công nhận hoặc tăng\n",
            '  phúc tra: công nhận hoặc tăng\n  bước "giải trình": nêu ý kiến\n',
        ),
        "quy-dinh-chung.cchc": 'QUY ĐỊNH CHUNG quy-dinh-chung "Quy định chung của các bảng"\n',
    }
    for name, text in files.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def _named(name: str) -> str:
    return next(b.text for b in blocks(PAGE.read_text(encoding="utf-8")) if b.options.get("tên") == name)


def _amended(folder: Path) -> Path:
    """A folder with nothing but what amendments amend: those beside one another are applied together."""
    folder.mkdir()
    for name in AMENDED:
        (folder / name).write_text(_named(name), encoding="utf-8")
    return folder


def _found(block: Block, folder: Path, name: str) -> tuple[Diagnostic, ...]:
    if block.language == "toml":
        return _found_in_settings(block, folder / name)
    path = folder / f"{name}.{block.language}"
    if block.language == "sua-doi":
        path = _amended(folder / name) / "sua-doi.cchc"
    path.write_text(_whole(block), encoding="utf-8")
    found = all_found(check_files([str(path)], Library()))
    # A broken text left beside a rubric stops every result by it.
    path.unlink() if path.parent == folder else shutil.rmtree(path.parent)
    return found


def _found_in_settings(block: Block, root: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the settings of a repository that has the folders of the examples."""
    for place in ("bo-tieu-chi", "phieu"):
        (root / place).mkdir(parents=True)
    (root / "bo-tieu-chi/bang-1.cchc").write_text(_named(NAMED_HELPER), encoding="utf-8")
    (root / SETTINGS).write_text(block.text, encoding="utf-8")
    loaded, name = load_repository(root), "bo-tieu-chi/bang-1.cchc"
    if loaded.settings is None:
        return loaded.diagnostics
    found = all_found(check_files([str(root / name)], Library()))
    by_settings = judged(found, loaded.settings.checking, lambda _, place: place == name, [name])
    return (*loaded.diagnostics, *by_settings.idle)


def test_no_kind_hides_another() -> None:
    """Two kinds of one name in the catalog: the second would take the place of the first without a word."""
    modules = sorted(Path(inspect.getfile(catalog)).parent.glob("*.py"))
    source = "".join(module.read_text(encoding="utf-8") for module in modules)
    names = re.findall(r"^([A-Z][A-Z_]*) = Kind\(\s*\"(\w+)\"", source, re.MULTILINE)
    assert len(names) == len(dict(names)) == len({code for _, code in names}) == len(catalog.codes())


def test_every_kind_has_a_section_in_order_of_the_catalog() -> None:
    assert list(_sections()) == sorted(_kinds(), key=lambda code: (LETTERS.index(code[0]), code))


def test_kinds_without_an_example_are_few_and_known() -> None:
    assert {code for code, found in _sections().items() if not found} == set(WITHOUT_EXAMPLE)


@pytest.mark.parametrize("name", [NAMED_HELPER, RULED_HELPER, YEAR_HELPER, CHOICE_HELPER, *PARAGRAPHS])
def test_the_rubric_of_the_examples_is_sound(name: str, folder: Path) -> None:
    assert all_found(check_files([str(folder / name)], Library())) == ()


def test_what_the_amendments_of_the_examples_amend_is_sound(tmp_path: Path) -> None:
    made = _amended(tmp_path / "s")
    for name in AMENDED:
        found = all_found(check_files([str(made / name)], Library()))
        assert {d.code for d in found} <= {"S550"}, render_all(found)


@pytest.mark.parametrize("code", [code for code in _sections() if code not in WITHOUT_EXAMPLE])
def test_the_wrong_example_gives_the_code_and_the_right_one_nothing(code: str, folder: Path) -> None:
    wrong = _found(_example(code, "sai"), folder, f"{code}-sai")
    others = {d.code for d in wrong} - {code}
    assert code in {d.code for d in wrong}, render_all(wrong)
    assert not others or code == "T008", render_all(wrong)
    right = _found(_example(code, "đúng"), folder, f"{code}-dung")
    assert code not in {d.code for d in right} and not has_errors(right), render_all(right)
