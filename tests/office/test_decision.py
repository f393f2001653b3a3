"""The amending decision in Word: every change stands in it, in words that are signed."""

import re
from pathlib import Path

import pytest

from cchc_rules.amend import apply
from cchc_rules.api.changes.amend import starting
from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.explain.decision.document import decision_document
from cchc_rules.explain.render.text_width import clean
from cchc_rules.office.word.dresses import decision
from cchc_rules.office.word.render import Paper, render_docx
from cchc_rules.writing.amendment_file import operation_lines
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
        "Căn cứ Quyết định 1/QĐ-UBND ngày 01/02/2020;",
        "Điều 1. Sửa đổi, bổ sung một số nội dung của Bảng mẫu",
        "Sửa đổi tên của tiêu chí 1.1 từ “Kế hoạch” thành “Kế hoạch năm”.",
        "Sửa đổi điểm tối đa của tiêu chí 1.1 “Kế hoạch” từ 4 điểm thành 3,5 điểm.",
        "Chuyển sang chấm bằng điều tra xã hội học (ĐTXHH) đối với tiêu chí 1.2 “Báo cáo”.",
        "Bãi bỏ tiêu chí 1.3 “Kiểm tra” (3 điểm)",
        "Bổ sung vào sau tiêu chí 1.2 “Báo cáo” nội dung sau:",
        "1.4\nTuyên truyền\n3,5",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày 05/03/2021, áp dụng từ kỳ đánh giá năm 2021.",
        "TM. ỦY BAN NHÂN DÂN",
        "Nơi nhận:",
    ):
        assert told in said


def test_what_the_drafter_has_not_said_is_left_to_be_filled_in(tables: tuple[str, str], tmp_path: Path) -> None:
    run(["diff", *tables, "--as-amendment", "-o", str(tmp_path / "qd.docx")])
    said = said_in((tmp_path / "qd.docx").read_bytes())
    assert "00/QĐ" not in said and "Số: …" in said and "ngày … tháng … năm …" in said
    assert "có hiệu lực kể từ ngày … tháng … năm …, áp dụng từ kỳ đánh giá năm …" in said


def test_only_an_amendment_is_a_decision(tables: tuple[str, str], tmp_path: Path, capsys: Capture) -> None:
    assert run(["diff", *tables, "-o", str(tmp_path / "qd.docx")]) == 2
    assert "--as-amendment" in capsys.readouterr().err and not (tmp_path / "qd.docx").exists()
