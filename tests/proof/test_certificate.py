"""Certificates: what is told, the sheets that show it, and what becomes of rubrics with a fault."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.proof.certify import certify
from cchc_rules.results.certificate import Certificate, Finding, Topic, Verdict
from cchc_rules.source import Source
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet
from tests.support.trees import tree_of

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    "rubrics/2019/bang-1.cchc",
    "rubrics/2019/bang-2.cchc",
    "examples/guidance/huong-dan-bang-1.cchc",
    "examples/guidance/huong-dan-bang-2.cchc",
    "examples/cong-tru/cong-tru.cchc",
    "examples/diem-liet/diem-liet.cchc",
    "examples/diem-ren-luyen/diem-ren-luyen.cchc",
    "examples/phong-ban/phong-ban.cchc",
    "examples/qd-766/qd-766.cchc",
    "examples/cases/mau.cchc",
    "examples/cases/so-voi-ky.cchc",
    "examples/surveys/bo-tieu-chi.cchc",
]
HEAD = """BỘ TIÊU CHÍ thu "Bộ thử"
  văn bản: Quyết định 01/QĐ-MH ngày 02/01/2019
  áp dụng: từ kỳ đánh giá 2019  theo Điều 1
  tổng điểm: 10 điểm  theo Điều 2
  đối tượng: "sở"  theo Điều 1

CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo Điều 4
  từ 80%: "Tốt"
  từ 50% đến dưới 80%: "Khá"
  dưới 50%: "Yếu"{rating}

SỐ LIỆU
  [a]: tỷ lệ phần trăm
  [n]: số đếm "việc"
  [x]: số đếm "việc", từ 0 đến [n]

LĨNH VỰC 1 "Chỉ đạo": 10 điểm
TIÊU CHÍ 1.1 "Một": 6 điểm
{rule}
TIÊU CHÍ 1.2 "Hai": 4 điểm
  cách chấm: [x] / [n] × điểm tối đa
  khi mẫu số bằng 0: không áp dụng
"""


@cache
def certificate_of(name: str) -> Certificate:
    """That of an example, made once for all tests: the largest take a while."""
    return certify(tree_of(ROOT / name))


def certified(tmp_path: Path, rule: str, rating: str = "") -> Certificate:
    path = tmp_path / "thu.cchc"
    path.write_text(HEAD.format(rule=rule.strip("\n"), rating=rating), "utf-8")
    return certify(tree_of(path))


def found(c: Certificate, verdict: Verdict) -> list[Finding]:
    return [f for f in c.findings if f.verdict is verdict]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.long
def test_sheets_of_certificates_read_back(name: str) -> None:
    for finding in certificate_of(name).findings:
        for shown in finding.shown:
            text = print_sheet(shown.sheet)
            parsed = read_sheet(Source.of("thu.phieu", text))
            assert parsed.ok and parsed.value is not None, (text, parsed.diagnostics)
            assert print_sheet(parsed.value) == text


def test_a_total_out_of_reach_though_every_row_is_in_reach_is_refuted(tmp_path: Path) -> None:
    c = certified(tmp_path, "  cách chấm: đạt hoặc không, đạt khi [x] dưới 1")
    (refuted,) = found(c, Verdict.REFUTED)
    assert (refuted.topic, refuted.code) == (Topic.MAXIMUM, None)
    assert [f.verdict for f in c.findings if f.topic is Topic.MAXIMUM and f.code] == [Verdict.PROVEN] * 4


def test_a_rule_that_rises_and_falls_is_shown_by_four_sheets(tmp_path: Path) -> None:
    rule = """  cách chấm: theo thang [a]
    từ 80%: 4 điểm
    từ 50% đến dưới 80%: 6 điểm
    dưới 50%: 0 điểm"""
    (turns,) = found(certified(tmp_path, rule), Verdict.TURNS)
    assert turns.about == "điểm theo [a]" and len(turns.shown) == 4


def test_what_no_direction_is_declared_for_is_never_called_right(tmp_path: Path) -> None:
    c = certified(tmp_path, "  cách chấm: [a] × điểm tối đa")
    directions = [f for f in c.findings if f.topic is Topic.DIRECTION]
    assert {f.verdict for f in directions} <= {Verdict.UNSTATED, Verdict.TURNS}
    assert next(f for f in directions if f.about == "điểm theo [a]").why.startswith("số liệu tăng thì điểm chỉ tăng")


def test_conditions_on_rating_are_asked_one_by_one(tmp_path: Path) -> None:
    rating = '\n  xếp "Yếu" khi: 1.2 dưới 4 điểm và chỉ số từ 95%'
    c = certified(tmp_path, "  cách chấm: [x] / [n] × điểm tối đa\n  khi mẫu số bằng 0: 0 điểm", rating)
    assert found(c, Verdict.REFUTED) == [] and "“xếp" in str([f.about for f in c.findings])


@pytest.mark.parametrize("name", [EXAMPLES[5], EXAMPLES[7], EXAMPLES[10]])
def test_the_command_and_its_forms(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "phieu"
    status = run(["prove", str(ROOT / name), "--format", "json", "--sheets", str(folder)])
    data = json.loads(capsys.readouterr().out)
    jsonschema.validate(data, json.loads((ROOT / "schemas" / "certificate-1.json").read_text("utf-8")))
    counts = data["counts"]
    assert status == (1 if counts["refuted"] else 4 if counts["undecided"] else 0)
    assert len(list(folder.glob("*.phieu"))) == sum(len(f["sheets"]) for f in data["findings"])


def test_a_shown_sheet_is_accepted_by_score(tmp_path: Path) -> None:
    library = Library()
    for name in EXAMPLES[4:6]:
        rubric = ROOT / name
        for n, finding in enumerate(certificate_of(name).findings):
            for shown in finding.shown[:1]:
                path = tmp_path / f"{n}.phieu"
                text = print_sheet(shown.sheet).replace(f"bộ tiêu chí: {rubric.stem}", f'bộ tiêu chí: "{rubric}"')
                path.write_text(text, "utf-8")
                assert library.sheet(path).ok, (text, library.sheet(path).diagnostics)


def _line(f: Finding) -> str:
    code = f.code.text if f.code else "-"
    return " | ".join((f.topic.name.lower(), code, f.about, f.verdict.value, f.why))


@pytest.mark.snapshots
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.long
def test_certificates(name: str, snapshot: Snapshot) -> None:
    c = certificate_of(name)
    told = [f"{c.rubric.id}, kỳ {c.year}: " + ", ".join(f"{c.count(v)} {v.value}" for v in Verdict), *c.apart, ""]
    told += [
        " | ".join((f.topic.name.lower(), f.code.text if f.code else "-", f.about, f.verdict.value, f.why))
        for f in c.findings
    ]
    snapshot.snapshot_dir = ROOT / "tests" / "snapshots" / "certificates"
    snapshot.assert_match("\n".join(told) + "\n", f"{Path(name).stem}.txt")


@pytest.mark.long
def test_what_was_asked_before_changes_nothing() -> None:
    name = "examples/cases/so-voi-ky.cchc"
    first = certify(tree_of(ROOT / name))
    certify(tree_of(ROOT / "examples/cong-tru/cong-tru.cchc"))
    assert certify(tree_of(ROOT / name)).findings == first.findings
