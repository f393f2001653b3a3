"""Small inputs that once gave a silently wrong result, one folder a kind, with the right answer of each.

The folders under `cases` are as they were handed over. The laws over each kind stand with what they are about; here
is one input of every kind, run as its user would.
"""

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")


class Shell:
    """A copy of one folder, and commands run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.error = ""

    def __call__(self, *arguments: str, status: int | None = 0) -> str:
        """What a command prints; `status` None takes any."""
        ended = run(list(arguments))
        printed = self._capsys.readouterr()
        self.error = printed.err
        assert status is None or ended == status, printed.out + printed.err
        return printed.out

    def headline(self, sheet: str, *options: str) -> str:
        """The first line of an explanation."""
        return self("explain", sheet, *options).splitlines()[0]


@pytest.fixture
def shell(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    folder = tmp_path / "case"
    shutil.copytree(CASES / request.param, folder)
    monkeypatch.chdir(folder)
    return Shell(folder, capsys)


def case(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("shell", [name], indirect=True, ids=[name])


@case("amendment-beside")
def test_an_amendment_beside_applies(shell: Shell) -> None:
    assert "7/17 điểm · 41,18% · Kém" in shell.headline("s.phieu")


@case("amendment-beside")
@pytest.mark.parametrize("encoding", ["utf-16", "cp1258", "broken", "renamed docx"])
def test_an_amendment_that_cannot_be_read_refuses(shell: Shell, encoding: str) -> None:
    text = (shell.folder / "sd1.cchc").read_text(encoding="utf-8")
    stored = {
        "utf-16": text.encode("utf-16"),
        "cp1258": text.encode("cp1258", errors="replace"),
        "broken": text.replace("từ 4 điểm", "từ \x01 4 điểm").encode(),
        "renamed docx": b"PK\x03\x04" + bytes(200),
    }[encoding]
    (shell.folder / "sd1.cchc").write_bytes(stored)
    scored = shell("score", "s.phieu", status=None)
    applied = "41,18%" in scored
    assert applied or ("sd1.cchc" in shell.error + scored and "70,00%" not in scored)


@case("amendment-common")
def test_an_amendment_of_common_provisions_applies(shell: Shell) -> None:
    for rubric in (ROOT / "rubrics/2019").glob("*.cchc"):
        shutil.copy(rubric, shell.folder)
    sheet = (ROOT / "examples/2019/bang-1/so-minh-hoa-02.phieu").read_text(encoding="utf-8")
    (shell.folder / "so.phieu").write_text(sheet.replace("2019/bang-1", '"bang-1.cchc"'), encoding="utf-8")
    assert shell.headline("so.phieu").endswith("90,00% · Tốt")
    wrong = (shell.folder / "a.cchc").read_text(encoding="utf-8").replace("từ: từ 90%", "từ: từ 91%")
    (shell.folder / "a.cchc").write_text(wrong, encoding="utf-8")
    shell("explain", "so.phieu", status=1)


@case("common-gates")
def test_a_common_gate_stays_beside_one_of_the_table(shell: Shell) -> None:
    assert shell("score", "bang.phieu", "bang0.phieu").count("Không đạt") >= 2
    assert "· Không đạt" in shell.headline("bang.phieu")


@case("common-stages")
def test_a_stage_of_the_table_replaces_only_what_it_states(shell: Shell) -> None:
    shell("score", "a.phieu", status=1)
    assert "P412" in shell.error
    shown = " ".join(shell("show", "a", status=None).split())
    assert "giải trình" in shown and "không khen thưởng" in shown and "tối thiểu 10%" in shown


@case("unknown-fact")
def test_a_blank_fact_may_turn_out_not_to_have_arisen(shell: Shell) -> None:
    assert "từ 20,00% đến 100,00%" in shell.headline("trong.phieu") or "từ 20%" in shell.headline("trong.phieu")
    assert "chưa" in shell.headline("trong.phieu").rsplit("·", 1)[1]


@case("unit-names")
def test_a_name_is_what_it_says(shell: Shell) -> None:
    bands = {p.stem: shell.headline(p.name).rsplit(" · ", 1)[1] for p in shell.folder.glob("band-*.phieu")}
    assert {name for name, band in bands.items() if band == "Đạt"} == {"band-Xã-Thạnh-An"}
    shell("check", "two.cchc")


@case("unit-names-digits")
def test_a_digit_makes_another_unit(shell: Shell) -> None:
    told = shell("explain", "2025/to1-2.phieu", "--last-year", "2024", status=None)
    assert "L638" in shell.error and "3/3 điểm" not in told


@case("counts")
def test_three_decimals_of_a_count_are_no_thousand(shell: Shell) -> None:
    shell("explain", "h-1000.phieu")
    for wrong in ("h-1,000.phieu", "h-1.000.phieu"):
        shell("explain", wrong, status=1)
    shell("check", "p.cchc", status=1)


@case("ratio-text")
def test_digits_are_printed_until_the_side_of_the_threshold_shows(shell: Shell) -> None:
    told = shell("explain", "real.phieu")
    assert "≈ 75,00 %" not in told and "≈ 75,00%" not in told and "75%, không thuộc từ 75%" not in told


@case("exact-json")
def test_json_keeps_the_exact_index(shell: Shell) -> None:
    index = json.loads(shell("explain", "s.phieu", "--format", "json"))["index"]
    exact = Fraction(index["numerator"]) / Fraction(index["denominator"])
    assert exact == Fraction(69 * 3000001 + 3000000, 300000100) and exact < Fraction(7, 10)


@case("folder")
def test_every_sheet_of_a_folder_is_scored_or_named(shell: Shell) -> None:
    scored = shell("score", ".", "--closed", status=None)
    assert "Sở D" in scored and "so-C.phieu.txt" in scored + shell.error


@case("advice")
def test_points_by_hand_are_not_promised_away(shell: Shell) -> None:
    assert json.loads(shell("advice", "su.phieu", "--format", "json"))["advice"] == []


@case("citations")
def test_a_row_is_cited_by_its_whole_printed_path(shell: Shell) -> None:
    told = shell("explain", "r.phieu")
    cited = [line for line in told.splitlines() if "căn cứ: Quyết định" in line]
    assert len(set(cited)) == len(cited)
    first = shell.headline("self.phieu").split(" · ")[3]
    assert first in shell("score", "self.phieu")


@case("citations")
def test_comments_stay_where_they_are(shell: Shell) -> None:
    shell("fmt", "r.cchc", status=None)
    lines = [line.strip() for line in (shell.folder / "r.cchc").read_text(encoding="utf-8").splitlines()]
    rating = next(i for i, line in enumerate(lines) if line.startswith("XẾP LOẠI"))
    assert lines.index("# ghi chú đầu nhóm") == rating - 1 and lines.index("# mức đạt") == rating + 1
    assert lines.index("# nhóm thứ nhất") == lines.index("SỐ LIỆU") + 1


@case("deadline")
def test_a_deadline_on_a_sunday_is_told(shell: Shell) -> None:
    shell("check", "t.phieu")
    assert "L685" in shell.error + shell("check", "t.phieu", "--format", "json")


@pytest.mark.parametrize("path", sorted((CASES / "static-checks").glob("*.cchc")), ids=lambda p: p.stem)
def test_each_fault_of_a_rubric_is_found(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(path), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    told = [d for d in found["diagnostics"] if d["severity"] in ("error", "warning")]
    assert told


@case("alternatives")
def test_rows_beyond_their_group_are_told_how_they_may_count(shell: Shell) -> None:
    assert "câu “cách tính: cộng các dòng, không quá điểm tối đa”" in shell("check", "a.cchc", status=1)
    rubric = shell.folder / "a.cchc"
    text = rubric.read_text(encoding="utf-8")
    group = 'LĨNH VỰC 1 "Ý thức tham gia học tập": 20 điểm\n'
    rubric.write_text(text.replace(group, f"{group}  cách tính: cộng các dòng, không quá điểm tối đa\n"), "utf-8")
    assert "không có lỗi" in shell("check", "a.cchc")


@case("pasted-table")
@pytest.mark.parametrize(
    ("folder", "lines"),
    [
        ("05-excel-tab", ['1.1.1 "Chất lượng kế hoạch CCHC": 1 điểm']),
        ("05b-excel-tab-dtxhh", ['1.8.2 "Chất lượng các văn bản chỉ đạo điều hành CCHC": 0,5 điểm, ĐTXHH']),
        (
            "05c-excel-tab-ca-khoi",
            ['TIÊU CHÍ 1.1 "Kế hoạch CCHC năm": 3 điểm', '1.1.1 "Chất lượng kế hoạch CCHC": 1 điểm'],
        ),
    ],
)
def test_a_pasted_table_is_told_once_with_the_whole_lines(shell: Shell, folder: str, lines: list[str]) -> None:
    told = shell("check", f"{folder}/bang-1.cchc", status=1)
    assert told.count("lỗi ") == 1 and "lỗi C118" in told
    assert all(line in told for line in lines)
    found = json.loads(shell("check", f"{folder}/bang-1.cchc", "--format", "json", status=1))
    assert lines[-1] in json.dumps(found, ensure_ascii=False).replace('\\"', '"')
