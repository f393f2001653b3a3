"""What a seal holds: everything read, by content, with what was chosen and why; and always the same bytes."""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve

from cchc_rules.api.receipts.seal import Outcome, seal
from cchc_rules.cli.main import run
from cchc_rules.cli.receipts.running import outcome_of
from cchc_rules.files.workspace import Workspace
from cchc_rules.source import SIZE_LIMIT
from tests.receipts.sealing import AMENDMENT, SHEET, TEXTS, opened, sealed, standing_in, write

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "receipt-1.json").read_text(encoding="utf-8"))
COMMANDS = [
    ["score", "phieu"],
    ["score", "phieu", "--format", "csv", "--closed"],
    ["score", "--format=json", "phieu/b.phieu", "phieu"],
    ["explain", "phieu/a.phieu"],
    ["explain", "phieu/a.phieu", "1.1", "--format", "html", "--year-sheets", "phieu"],
    ["explain", "--last-year", "phieu", "phieu/a.phieu", "--all"],
    ["score", "khong-co", "phieu"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_seal_holds_the_words_printed_and_verifies(
    words: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with standing_in(write(tmp_path)):
        status = run(words)
        printed = capfd.readouterr()
        assert run(["seal", "-o", "goi.zip", *words]) == status
        told = capfd.readouterr()
        archive = Path("goi.zip").read_bytes()
        assert hashlib.sha256(archive).hexdigest() in told.out
        shutil.rmtree("phieu")
        Path("mau.cchc").unlink()
        assert run(["verify", "goi.zip"]) == 0
    members = opened(archive)
    assert members["output/stdout.txt"].decode() == printed.out
    assert members["output/stderr.txt"].decode() == printed.err == told.err
    manifest = json.loads(members["manifest.json"])
    jsonschema.validate(manifest, SCHEMA)
    assert manifest["command"]["arguments"] == words
    assert manifest["command"]["status"] == status


@pytest.mark.parametrize(
    "name", ["2019/bang-1", "2019/bang-2", "guidance", "cong-tru", "diem-liet", "phong-ban", "surveys"]
)
@pytest.mark.long
def test_every_example_is_sealed_and_verifies(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "examples" / name, tmp_path / "vi-du")
    archive = sealed(tmp_path, "score", "vi-du")
    (tmp_path / "goi.zip").write_bytes(archive)
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0
    jsonschema.validate(json.loads(opened(archive)["manifest.json"]), SCHEMA)


def test_the_same_folder_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write(tmp_path / name / "thu-muc") for name in ("mot", "hai"))
    archive = sealed(first, "score", "phieu")
    (first / "goi.zip").write_bytes(archive)
    assert sealed(first, "score", "phieu") == archive == sealed(second, "score", "phieu")
    assert str(tmp_path).encode() not in archive


def test_files_named_by_their_whole_path_are_sealed_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    (tmp_path / "b").mkdir()
    archive = sealed(tmp_path / "b", "score", str(folder / "phieu"))
    (tmp_path / "goi.zip").write_bytes(archive)
    shutil.rmtree(folder)
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0


def test_everything_found_beside_is_sealed_with_what_became_of_it(tmp_path: Path) -> None:
    beside = {
        "sua-doi/sd-1.cchc": AMENDMENT.format(id="sd-1", number="02", year=2020, percent=60),
        "sd-2.cchc": AMENDMENT.format(id="sd-2", number="03", year=2025, percent=80),
        "bo-qua.cchc": "chưa viết xong\n",
        "ghi-chu.txt": "không liên quan\n",
    }
    write(tmp_path, TEXTS | beside)
    (tmp_path / "du-thao.docx").write_bytes(b"PK\3\4" + bytes(100_000))
    members = opened(sealed(tmp_path, "score", "phieu", "--ignore", "bo-qua.cchc"))
    for name, text in (TEXTS | beside).items():
        assert members[f"inputs/files/{name}"].decode() == text
    (version,) = json.loads(members["results/versions.json"])
    assert {t["file"]: t["use"] for t in version["texts"]} == {
        "sua-doi/sd-1.cchc": "applied",
        "sd-2.cchc": "other_year",
        "bo-qua.cchc": "ignored",
        "du-thao.docx": "not_read",
    }
    assert version["asked"] == {"as_of": None, "year": None, "sheet_year": 2020}
    ranking = json.loads(members["results/ranking.json"])["rankings"][0]["units"]
    cards = json.loads(members["results/scorecards.json"])
    # 7/10 is above the 60% of the amendment that governs 2020, 5/10 is not.
    assert [u["band"] for u in ranking] == ["Tốt", "Kém"]
    assert [c["scorecard"]["band"] for c in cards] == ["Tốt", "Kém"]
    jsonschema.validate(cards[0]["scorecard"], json.loads((ROOT / "schemas/scorecard-1.json").read_text("utf-8")))


def test_names_in_either_form_of_unicode_and_links_are_sealed(tmp_path: Path) -> None:
    write(tmp_path, TEXTS | {"kho/sở.phieu": SHEET.format(unit="Sở C", points=9)})
    (tmp_path / "phieu" / "c.phieu").symlink_to("../kho/sở.phieu")
    (tmp_path / "lối").symlink_to("phieu")
    (tmp_path / "mau-2.cchc").symlink_to("khong-con.cchc")
    (tmp_path / "goi.zip").write_bytes(sealed(tmp_path, "score", "lối/", "--ignore", "mau-2.cchc"))
    shutil.rmtree(tmp_path / "kho")
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0


def test_a_sheet_with_errors_is_sealed_with_its_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with standing_in(write(tmp_path, TEXTS | {"phieu/c.phieu": SHEET.format(unit="Sở C", points=11)})):
        assert run(["seal", "-o", "goi.zip", "score", "phieu"]) == 1
        assert run(["verify", "goi.zip"]) == 0
    assert "lỗi cũng trong gói" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["score", "phieu/khong-co.phieu"], 1, None),
        (["explain", "khong-co.phieu"], 3, "không có tệp này"),
        (["explain", "phieu/a.phieu", "9.9"], 1, "không có mã 9.9"),
        (["explain"], 2, "thiếu PHIẾU"),
        (["score", "--help"], 0, "không cho kết quả nào"),
        (["fmt", "phieu"], 2, "chỉ niêm phong được kết quả của score, explain, "),
        (["seal", "-o", "x.zip", "score", "phieu"], 2, "chỉ niêm phong được kết quả của"),
    ],
)
def test_what_comes_to_no_result_is_not_sealed(
    words: list[str], status: int, told: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing_in(write(tmp_path)):
        assert run(["seal", "-o", "goi.zip", *words]) == status
        assert Path("goi.zip").exists() == (told is None)
    assert (told or "") in capsys.readouterr().err


def _too_long(folder: Path) -> None:
    (folder / "phieu/c.phieu").write_text("PHIẾU CHẤM ĐIỂM\n" + "#\n" * SIZE_LIMIT, encoding="utf-8")


def _leading_nowhere(folder: Path) -> None:
    (folder / "phieu/c.phieu").symlink_to("khong-co")


def _of_other_bytes(folder: Path) -> None:
    (folder / "phieu/c.phieu").write_bytes(b"\xff\xfe\0")


def _of_no_rubric(folder: Path) -> None:
    text = SHEET.format(unit="Sở C", points=1).replace("../mau.cchc", "2019/bang-3")
    (folder / "phieu/c.phieu").write_text(text, encoding="utf-8")


def _of_a_rubric_by_its_whole_path(folder: Path) -> None:
    text = SHEET.format(unit="Sở C", points=1).replace("../mau.cchc", (folder / "mau.cchc").as_posix())
    (folder / "phieu/c.phieu").write_text(text, encoding="utf-8")


def _in_a_linked_folder(folder: Path) -> None:
    (folder / "kho").mkdir()
    (folder / "phieu/b.phieu").rename(folder / "kho/b.phieu")
    (folder / "phieu/b.phieu").symlink_to(folder / "kho/b.phieu")


@pytest.mark.parametrize(
    "spoil",
    [_too_long, _leading_nowhere, _of_other_bytes, _of_no_rubric, _of_a_rubric_by_its_whole_path, _in_a_linked_folder],
)
def test_sheets_of_every_kind_are_sealed(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    spoil(write(tmp_path / "a"))
    archive = sealed(tmp_path / "a", "score", "phieu", "--format", "json")
    (tmp_path / "goi.zip").write_bytes(archive)
    shutil.rmtree(tmp_path / "a")
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0


def test_a_result_that_cannot_be_had_again_is_not_sealed(tmp_path: Path) -> None:
    write(tmp_path)
    times = iter(range(9))

    def ever_another(words: Sequence[str], workspace: Workspace) -> Outcome:
        return evolve(outcome_of(words, workspace), out=str(next(times)))

    with standing_in(tmp_path):
        found = seal(["score", "phieu"], ever_another, Path("goi.zip"))
    assert found.archive is None
    assert "không ra đúng kết quả ấy" in (found.why_not or "")


def test_being_stopped_comes_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "goi.zip").write_bytes(sealed(write(tmp_path), "score", "phieu"))
    monkeypatch.setattr("cchc_rules.api.sheets.score.score_files", stopped)
    with standing_in(tmp_path):
        assert run(["verify", "goi.zip"]) == 130
        assert run(["seal", "-o", "khac.zip", "score", "phieu"]) == 130
    assert not (tmp_path / "khac.zip").exists()


def test_no_text_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with standing_in(write(tmp_path)):
        assert run(["seal", "-o", "phieu/a.phieu", "score", "phieu"]) == 2
    assert "phải có đuôi .zip" in capsys.readouterr().err
    assert (tmp_path / "phieu/a.phieu").read_text("utf-8") == TEXTS["phieu/a.phieu"]


def test_a_name_that_an_archive_cannot_have_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with standing_in(write(tmp_path, TEXTS | {"phieu/c\n.phieu": SHEET.format(unit="Sở C", points=3)})):
        assert run(["seal", "-o", "goi.zip", "score", "phieu"]) == 3
        assert not Path("goi.zip").exists()
    assert "hãy đổi tên" in capsys.readouterr().err


def test_a_file_that_changes_while_it_is_sealed_is_sealed_as_it_was_read(tmp_path: Path) -> None:
    write(tmp_path)

    def run_and_change(words: Sequence[str], workspace: Workspace) -> Outcome:
        outcome = outcome_of(words, workspace)
        (tmp_path / "phieu/a.phieu").write_text(SHEET.format(unit="Sở A", points=1), encoding="utf-8")
        return outcome

    with standing_in(tmp_path):
        found = seal(["score", "phieu"], run_and_change, Path("goi.zip"))
    assert found.archive is not None
    assert opened(found.archive)["inputs/files/phieu/a.phieu"].decode() == TEXTS["phieu/a.phieu"]
