"""A rubric shown as a printed table and imported again has the same rows; the decree is read as it is printed."""

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.library import Library
from cchc_rules.checks.rubric.discrepancies import discrepancies_are_listed
from cchc_rules.cli.main import run
from cchc_rules.files.rubrics import rubric_ids
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.discrepancy import PrintedCode, PrintedNote, PrintedPoints, PrintedWords
from cchc_rules.model.rubric import Bucket, BucketKind, Criterion, Provisions, Rubric
from cchc_rules.office.tables.made import Made, made_of
from cchc_rules.office.tables.printed import PrintedCell, PrintedRow, PrintedTable
from cchc_rules.office.tables.read import written
from cchc_rules.office.tables.whole import whole_tables
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric
from tests.amend.strategies import rubrics
from tests.support.documents import ROOT

from .tables import HEAD, ROWS, imported, said, saved, word

Capture = pytest.CaptureFixture[str]
RUBRIC = re.compile(r'^BỘ TIÊU CHÍ \S+ "', re.MULTILINE)
NAMES = (
    *rubric_ids(),
    *(str(p) for p in sorted((ROOT / "examples").rglob("*.cchc")) if RUBRIC.search(p.read_text("utf-8"))),
)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("name", NAMES)
def test_every_rubric_comes_back(name: str, form: str, tmp_path: Path, capsys: Capture) -> None:
    before = Library().rubric(name).rubric
    assert before is not None
    file = tmp_path / f"bang.{form}"
    assert run(["show", name, "--format", form, "-o", str(file)]) == 0, capsys.readouterr().err
    told = imported(tmp_path, file.name, file.read_bytes(), capsys)
    assert told.status == 0, told.err
    assert said(told.rubric) == said(before)
    assert told.rubric.level_names == before.level_names
    assert set(told.codes) <= {"E014"}, told.err


# ---- any rubric


def _printed(made: Made) -> PrintedTable:
    """The table as a program would give it."""
    head = tuple(PrintedCell((text,), "") for _, text in made.columns)
    rows = [PrintedRow(1, head)]
    for number, row in enumerate(made.rows, start=2):
        rows.append(PrintedRow(number, tuple(PrintedCell(c.lines, "") for c in row.cells)))
    return PrintedTable("bảng 1", tuple(rows), (), made.notes)


ODD = st.sampled_from(
    (
        '"',
        "“a”",
        "?",
        "…",
        "#",
        "|",
        "(1)",
        "ĐTXHH",
        "1.1",
        "- 2 điểm",
        "Tổng",
        "=A1",
        "<b>",
        "&amp;",
        "100%;",
        "Điểm cộng",
    )
)
titles = st.lists(ODD | st.sampled_from(("Kế hoạch", "5.10", "hồ sơ")), min_size=1, max_size=3).map(" ".join)
points = st.sampled_from((Fraction(1), Fraction(1, 8), Fraction(1, 2), Fraction(5, 4), Fraction(10), Fraction(7, 1000)))
misprints = st.lists(
    st.builds(PrintedCode, titles, titles)
    | st.builds(PrintedPoints, st.sampled_from(("0.5", "1.000", "hai", "2")), titles)
    | st.builds(PrintedNote, st.sampled_from(("", "ĐTXHH", "x")), titles)
    | st.builds(PrintedWords, titles, titles, titles),
    max_size=2,
    unique_by=type,
).map(lambda made: tuple(map(Stated, made)))


@st.composite
def _rows(draw: st.DrawFn, code: Code, depth: int) -> Criterion:
    count = draw(st.integers(0, 11 if depth == 2 else 3)) if depth < 3 else 0
    children = tuple(draw(_rows(code.child(str(n + 1)), depth + 1)) for n in range(count))
    return Criterion(
        code,
        draw(titles),
        sum((c.max for c in children), Fraction(0)) or draw(points),
        survey=not children and draw(st.booleans()),
        note=draw(st.none() | titles),
        discrepancies=draw(misprints),
        children=children,
    )


@st.composite
def odd_rubrics(draw: st.DrawFn) -> Rubric:
    fields = tuple(draw(_rows(Code(str(n + 1)), 1)) for n in range(draw(st.integers(1, 3))))
    bonus = Criterion(Code("C1"), draw(titles), Fraction(1), discrepancies=draw(misprints))
    buckets = draw(st.sampled_from(((), (Stated(Bucket(BucketKind.BONUS, Fraction(2), (bonus,))),))))
    return Rubric("thu", "Bảng thử", Provisions(), fields=fields, buckets=buckets)


@given(odd_rubrics() | rubrics().map(lambda r: evolve(r, provisions=evolve(r.provisions, levels=None))))
def test_any_rubric_comes_back(rubric: Rubric) -> None:
    """Titles of any characters, codes past 9, points in thousandths, misprints of every kind."""
    again = read_rubric(Source.of("lai.cchc", print_rubric(rubric))).value
    assert isinstance(again, Rubric)
    made = made_of(again)
    (table,) = whole_tables((_printed(made),))
    text = written(table, "bang.docx", "thu").text
    found = read_rubric(Source.of("bang.cchc", text))
    assert {d.code for d in found.diagnostics} <= {"E030"}, (text, [d.message for d in found.diagnostics])
    assert isinstance(found.value, Rubric)
    assert said(found.value) == said(again), text


# ---- the decree itself


def _pasted(name: str) -> str:
    """The table as it is copied from a page of the web: each cell on a line of its own, empty ones a space."""
    with (ROOT / "tests/transcription" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["printed_code"], r["title"], r["printed_max"], r["printed_note"]) for r in csv.DictReader(file)]
    cells = ["Bảng 1", "CHỈ SỐ CCHC", *HEAD, *(c for row in rows for c in row), "TỔNG ĐIỂM", "100", " "]
    return "\n\n".join(c or "\u00a0" for c in cells) + "\n"


@pytest.mark.parametrize("name", ["bang-1", "bang-2"])
def test_the_decree_as_it_is_printed(name: str, tmp_path: Path, capsys: Capture) -> None:
    """All that differs from the rubric is what the print leaves to a person: a tag that stands a row too high."""
    right = Library().rubric(f"2019/{name}").rubric
    assert right is not None
    told = imported(tmp_path, "bang.txt", _pasted(name), capsys)
    assert told.status == 0, told.err
    rows = [row[:4] for row in said(told.rubric)]
    wrong = [row for row, known in zip(said(right), rows, strict=True) if row[:4] != known]
    assert [row[0] for row in wrong] == ([] if name == "bang-1" else ["5.11.1"])
    assert 'bản in ghi điểm "0.5"' in told.text or name == "bang-2"
    asked = [line.split(", vì")[0] for line in told.waiting]
    assert asked == ([] if name == "bang-1" else ['? bản in ghi chú thích "ĐTXHH"', *_displaced()])


def _displaced() -> list[str]:
    return [f'? bản in ghi mã "5.10.{n}"' for n in range(1, 5)]


def test_nothing_is_scored_while_a_sentence_waits(tmp_path: Path, capsys: Capture) -> None:
    rows = "\n".join("\t".join(row) for row in (HEAD, *ROWS))
    told = imported(tmp_path, "bang.txt", f"Bảng 1\nCHỈ SỐ CCHC\n{rows}\n", capsys, "-o", str(tmp_path / "bo.cchc"))
    assert told.status == 0 and "câu chờ duyệt" in told.text
    sheet = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "bo.cchc"\n  đơn vị: "Sở A"\n  năm: 2020\nĐIỂM\n1.1 tự đánh giá: 1\n'
    (tmp_path / "a.phieu").write_text(sheet, "utf-8")
    for command in (["explain", "a.phieu"], ["check", "bo.cchc"], ["score", "a.phieu"]):
        assert run([command[0], str(tmp_path / command[1])]) == 1
        assert "E030" in "".join(capsys.readouterr())


def test_a_waiting_sentence_is_accepted_by_taking_its_mark_away() -> None:
    """Offered where nothing in it is left to write; sentences that wait take nothing from the limit of errors."""
    rows = "".join(f'1.{n} "Việc {n}": 1 điểm\n    ? lời văn: "{n} điểm"\n' for n in range(1, 151))
    text = f'BỘ TIÊU CHÍ thu "Thử"\n  ? tổng điểm: … điểm\n1 "Một": 150 điểm\n{rows}'
    found = read_rubric(Source.of("thu.cchc", text))
    assert isinstance(found.value, Rubric) and sum(1 for _ in found.value.leaves()) == 150
    assert [bool(d.fixes) for d in found.diagnostics[:3]] == [False, True, True]
    (edit,) = found.diagnostics[1].fixes[0].edits
    lines = text.split("\n")
    line = lines[edit.line - 1]
    lines[edit.line - 1] = line[: edit.column - 1] + edit.text + line[edit.end_column - 1 :]
    assert lines[edit.line - 1] == '    lời văn: "1 điểm"'


ANSWERS = (
    ("văn bản: Quyết định … ngày …, Bảng 1", "văn bản: Quyết định 1/QĐ-UBND ngày 01/01/2020, Bảng 1"),
    ("áp dụng: từ kỳ đánh giá …", "áp dụng: từ kỳ đánh giá 2020  theo Điều 2"),
    ('đối tượng: "…"', 'đối tượng: "sở"  theo mục I'),
    ("không áp dụng: …", "không áp dụng: được đề nghị  theo mục II"),
    ("làm tròn khi in: …", "làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số  theo mục II"),
    ("CÁC BƯỚC ĐÁNH GIÁ", "CÁC BƯỚC ĐÁNH GIÁ  theo mục II"),
    ('tự đánh giá: do "…", chấm điểm', 'tự đánh giá: do "sở", chấm điểm'),
    ('thẩm định: do "…", …', 'thẩm định: do "Hội đồng", công nhận hoặc giảm\n  ĐTXHH: chấm điểm'),
    ("điểm chỉ số: …", "điểm chỉ số: ĐTXHH cộng thẩm định"),
    ("XẾP LOẠI", "XẾP LOẠI  theo mục II"),
    ('từ …%: "…"', 'từ 50%: "Tốt"'),
    ('dưới …%: "…"', 'dưới 50%: "Kém"'),
)


def test_answered_it_is_a_rubric_as_fmt_writes_it(tmp_path: Path, capsys: Capture) -> None:
    """The table of the decree with every question answered is sound, and in the canonical form."""
    text = imported(tmp_path, "bang.txt", _pasted("bang-1"), capsys).text
    for asked, answer in ANSWERS:
        assert f"? {asked}\n" in text, asked
        text = text.replace(f"? {asked}\n", f"{answer}\n")
    text = re.sub(r"\? (tổng điểm: .*|số lượng: .*)\n", r"\1  theo mục II\n", text)
    assert "?" not in text
    (tmp_path / "bang-1.cchc").write_text(text, "utf-8")
    assert run(["check", str(tmp_path / "bang-1.cchc")]) == 0, capsys.readouterr().out
    assert run(["fmt", "--check", str(tmp_path / "bang-1.cchc")]) == 0, capsys.readouterr()


def _answered(text: str, rows: tuple[tuple[str, str], ...]) -> str:
    """A draft of a table with what no table says, and sentences put below others."""
    lines = [line for line in text.splitlines() if not line.strip().startswith("?")]
    made = []
    for line in lines:
        made.append(line)
        made += [f"    {said}" for below, said in rows if line.startswith(below)]
    return "\n".join(made) + "\n"


@pytest.mark.parametrize(
    ("printed", "below"),
    [({1: "4"}, 'LĨNH VỰC 1 "CHỈ ĐẠO, ĐIỀU HÀNH"'), ({6: "6"}, "BỘ TIÊU CHÍ"), ({6: "5,5"}, "BỘ TIÊU CHÍ")],
)
def test_what_is_told_of_a_misprinted_sum_can_be_written(
    printed: dict[int, str], below: str, tmp_path: Path, capsys: Capture
) -> None:
    """The sentence that the finding gives is one, and acknowledged, where the finding says."""
    cells = [list(HEAD), *map(list, ROWS), ["", "Tổng điểm", "5", ""]]
    for at, points in printed.items():
        cells[at][2] = points
    if 1 in printed:
        cells[6][2] = "6"
    told = imported(tmp_path, "bang.docx", saved(word(cells)), capsys)
    assert told.codes == ["E014"], told.err
    found = re.search(r'(bản in ghi .*, vì )"…"', told.err)
    assert found is not None
    text = _answered(told.text, ((below, f'{found[1]}"in sai"'),)).replace('HÀNH": 4 điểm', 'HÀNH": 3 điểm')
    read = read_rubric(Source.of("bo.cchc", text))
    assert isinstance(read.value, Rubric) and not read.diagnostics, read.diagnostics
    assert [d.code for d in discrepancies_are_listed(read.value)] == ["K310"]
