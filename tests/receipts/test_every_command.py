"""Every command that gives a result is sealed with all that it read, and none of them writes for it."""

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cchc_rules.api.receipts.seal import seal
from cchc_rules.api.receipts.verify import SEALED_COMMANDS
from cchc_rules.cli.main import _COMMANDS, run
from cchc_rules.cli.receipts.running import outcome_of
from tests.receipts.sealing import AMENDMENT, RUBRIC, SHEET, opened, resealed, sealed, standing_in, write
from tests.repository.sample import RUBRIC as CHANGED
from tests.repository.sample import commit, git, repository
from tests.repository.sample import sheet as unit_sheet
from tests.support.documents import ROOT

Capture = pytest.CaptureFixture[str]
SETTINGS = """\
[thu-muc]
bo-tieu-chi = ["mau.cchc"]
phieu = ["phieu"]
tep-thu = ["thu"]
[kiem-tra.muc-do]
K307 = "tắt"
[[kiem-tra.bo-qua]]
tep = "mau.cchc"
ma = "D713"
cho = "1.1"
ly-do = "hỏi năm sau"
"""
RULED = RUBRIC.replace("LĨNH VỰC", "SỐ LIỆU\n  [hồ sơ]: số đếm\n  [hồ sơ đến]: số đếm\nLĨNH VỰC") + (
    "  cách chấm: theo thang [hồ sơ] / [hồ sơ đến]\n    từ 90%: 10 điểm\n    từ 50% đến dưới 90%: 7 điểm\n"
    "    dưới 50%: 0 điểm\n  khi mẫu số bằng 0: 0 điểm\n"
)
GIVEN = SHEET.format(unit="Sở A", points=7).partition("\nĐIỂM\n")[0] + "\n"
GIVEN += "SỐ LIỆU\n  [hồ sơ]: 6\n  [hồ sơ đến]: 10\n  thẩm định [hồ sơ]: 6\n  thẩm định [hồ sơ đến]: 10\n"
TEXTS = {
    "mau.cchc": RULED,
    "moi/mau.cchc": RULED.replace("từ 90%: 10", "từ 95%: 10").replace("đến dưới 90%", "đến dưới 95%"),
    "phieu/a.phieu": GIVEN,
    "sua-doi/sd-1.cchc": AMENDMENT.format(id="sd-1", number="02", year=2021, percent=60),
    "thu/a.thu": GIVEN + "mong đợi: 1.1 được 7 điểm\n",
}
COMMANDS = (
    "score phieu",
    "explain phieu/a.phieu",
    "advice phieu/a.phieu",
    "minutes phieu/a.phieu",
    "advice phieu/a.phieu --format json",
    "what-if phieu/a.phieu --set '[hồ sơ]=10'",
    "test thu",
    "check mau.cchc phieu thu sua-doi",
    "check mau.cchc --format json",
    "check mau.cchc --format sarif",
    "check mau.cchc --format gitlab",
    "check --coverage phieu",
    "show mau.cchc",
    "show mau.cchc --year 2021 --format json",
    "survey mau.cchc",
    "consolidate mau.cchc",
    "log mau.cchc --format json",
    "diff mau.cchc moi/mau.cchc --exit-code",
    "impact sua-doi/sd-1.cchc --sheets phieu",
    "impact mau.cchc moi/mau.cchc --sheets phieu --format json",
    "report mau.cchc moi/mau.cchc --format json",
    "report . . --sheets phieu",
    "snapshot --check",
)


def test_the_table_has_every_command_that_is_sealed() -> None:
    assert {c.split()[0] for c in COMMANDS} == set(SEALED_COMMANDS)
    # What is not sealed writes files, seals itself, gives something to fill in or to read about, or tells of today.
    others = {"rule", "fmt", "import", "new-sheet", "sheet", "merge", "init", "seal", "verify", "year"}
    assert set(_COMMANDS) - set(SEALED_COMMANDS) >= others
    assert set(_COMMANDS) - set(SEALED_COMMANDS) - others <= {
        "site",
        "batch",
        "lsp",
        "workshop",
        "prove",
        "proof",
        "serve",
        "publish",
    }


@pytest.mark.parametrize(
    ("command", "settings"),
    # Snapshots are of a repository.
    [(c, kept) for c in COMMANDS for kept in (False, True) if kept or not c.startswith("snapshot")],
    ids=lambda value: value if isinstance(value, str) else ("alone", "in a repository")[value],
)
def test_each_is_sealed_and_worked_out_again_without_its_files(
    command: str, settings: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words, kho = shlex.split(command), tmp_path / "kho"
    with standing_in(write(kho, TEXTS | ({"cchc-rules.toml": SETTINGS} if settings else {}))):
        if command.startswith("snapshot"):
            assert run(["snapshot"]) == 0
        before = {p: p.read_bytes() for p in kho.rglob("*") if p.is_file()}
        capfd.readouterr()
        status = run(words)
        printed = capfd.readouterr()
        assert status in (0, 1), printed.err
        assert run(["seal", "-o", "../goi.zip", *words]) == status, capfd.readouterr().err
        assert {p: p.read_bytes() for p in kho.rglob("*") if p.is_file()} == before
    members = opened((tmp_path / "goi.zip").read_bytes())
    assert members["output/stdout.txt"].decode() == printed.out
    assert "inputs/files/mau.cchc" in members
    silenced = members.get("results/silenced.json")
    assert (silenced is not None) == settings
    if silenced is not None:
        told = json.loads(silenced)
        assert told["off"] == ["K307"] and told["silenced"][0]["reason"] == "hỏi năm sau"
        assert "inputs/files/cchc-rules.toml" in members
    shutil.rmtree(kho)
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0, capfd.readouterr().out


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("test thu --junit kq.xml", "--junit ghi tệp"),
        ("check mau.cchc --fix", "--fix ghi tệp"),
        ("report mau.cchc moi/mau.cchc -o bc.md", "-o ghi tệp"),
        ("snapshot --update", "snapshot không có --check ghi tệp"),
        ("snapshot", "snapshot không có --check ghi tệp"),
        ("import bo.json -o x.cchc", "chỉ niêm phong được"),
        ("init kho-moi", "chỉ niêm phong được"),
    ],
)
def test_what_writes_or_reads_outside_is_not_sealed(command: str, told: str, tmp_path: Path, capsys: Capture) -> None:
    with standing_in(write(tmp_path, TEXTS | {"cchc-rules.toml": SETTINGS})):
        before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
        assert run(["seal", "-o", "goi.zip", *command.split()]) == 2
        assert told in capsys.readouterr().err
        assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_an_archive_whose_command_would_write_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    members = opened(sealed(tmp_path, "check", "mau.cchc"))

    def writing(manifest: dict[str, Any]) -> None:
        manifest["command"]["arguments"] = ["report", "mau.cchc", "mau.cchc", "-o", str(tmp_path / "x.md")]

    (tmp_path / "goi.zip").write_bytes(resealed(members, writing))
    assert run(["verify", str(tmp_path / "goi.zip")]) == 1
    assert not (tmp_path / "x.md").exists()


@pytest.mark.parametrize("stands", ["", "phieu"])
@pytest.mark.parametrize("words", ["report main~1 main --sheets", "report v1 . --sheets"])
def test_two_revisions_are_sealed_with_all_they_hold(
    words: str, stands: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    kho = tmp_path / "kho"
    kho.mkdir()
    repository(kho)
    git(kho, "tag", "v1")
    changed = CHANGED.replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace('"Báo cáo": 4', '"Báo cáo": 5')
    commit(kho, {"bo-tieu-chi/mau.cchc": changed, "phieu/so-a.phieu": unit_sheet("Sở A", "5", "2")})
    monkeypatch.chdir(kho / stands)
    sheets = "." if stands else "phieu"
    report = [*words.replace(" .", " .." if stands else " .").split(), sheets, "--format", "md"]
    status = run(report)
    printed = capsys.readouterr().out
    assert "Sở A" in printed
    assert run(["seal", "-o", str(tmp_path / "goi.zip"), *report]) == status, capsys.readouterr().err
    members = opened((tmp_path / "goi.zip").read_bytes())
    assert members["output/stdout.txt"].decode() == printed
    old = git(kho, "rev-parse", "v1").strip()
    assert members[f"inputs/git/trees/{old}/bo-tieu-chi/mau.cchc"].decode() == CHANGED
    manifest = json.loads(members["manifest.json"])
    jsonschema.validate(manifest, json.loads((ROOT / "schemas" / "receipt-1.json").read_text("utf-8")))
    # Whoever verifies has neither the repository nor git.
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(kho)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["verify", "goi.zip"]) == 0, capsys.readouterr().out
    # A text of a revision that is put in the place of another, sealed again by hand, is told by the figures.
    name = f"inputs/git/trees/{old}/bo-tieu-chi/mau.cchc"
    (tmp_path / "goi.zip").write_bytes(resealed({**members, name: CHANGED.replace("80%", "90%").encode()}))
    assert run(["verify", "goi.zip"]) == 1
    told = capsys.readouterr().out
    assert "KHÁC" in told


def test_rubrics_of_the_package_are_sealed_with_a_report(tmp_path: Path) -> None:
    """A sheet of a report may name a rubric that comes with the engine: the archive has that one too."""
    sheet = SHEET.format(unit="Sở A", points=7).replace("../mau.cchc", "2019/bang-1")
    write(tmp_path, {"cu/a.phieu": sheet, "moi/a.phieu": sheet.replace("7", "6")})
    with standing_in(tmp_path):
        found = seal(["report", "cu", "moi", "--sheets", "."], outcome_of, Path("goi.zip"))
    assert found.archive is not None, found.outcome.err
    assert any(name.startswith("inputs/package/2019/bang-1") for name in opened(found.archive))
