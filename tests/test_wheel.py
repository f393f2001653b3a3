"""What users install: the built wheel, alone in a fresh environment, has grammar and rubrics and does the main job."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    quiet = ["--quiet", "--disable-pip-version-check"]
    build = [sys.executable, "-m", "pip", "wheel", *quiet, "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True)
    # The pip of this environment installs into that one: to unpack another takes longer than all the rest.
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = folder.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    subprocess.run([*pip, "install", *quiet, str(wheel)], check=True)
    return programs


def run(programs: Path, *args: str, cwd: Path) -> str:
    done = subprocess.run(
        [str(programs / "cchc-rules"), *args], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_explain_by_id_from_a_folder_that_knows_nothing(installed: Path, tmp_path: Path) -> None:
    sheet = run(installed, "new-sheet", "2019/bang-1", "--unit", "Sở Minh họa", "--year", "2019", cwd=tmp_path)
    (tmp_path / "so.phieu").write_text(sheet.replace("tự đánh giá:", "tự đánh giá: 0 điểm"), encoding="utf-8")
    told = run(installed, "explain", "so.phieu", "1.1.1", cwd=tmp_path)
    assert "rubrics/2019/bang-1.cchc:" in told and str(tmp_path) not in told


def test_bundled_rubrics_check_clean(installed: Path, tmp_path: Path) -> None:
    told = run(installed, "check", "2019/bang-1", "2019/bang-2", "--quiet", cwd=tmp_path)
    assert "không có lỗi" in told


def test_the_tables_of_the_grammars_are_in_it_and_fit(installed: Path, tmp_path: Path) -> None:
    look = "from cchc_rules.syntax.lines import parse_tables as t; print(all(map(t.installed, t.GRAMMARS)))"
    told = subprocess.run([str(installed / "python"), "-c", look], cwd=tmp_path, capture_output=True, check=True)
    assert told.stdout == b"True\n"


def test_codes_are_explained(installed: Path, tmp_path: Path) -> None:
    assert "Cách sửa:" in run(installed, "rule", "K302", cwd=tmp_path)


def test_a_repository_is_made_with_all_its_files(installed: Path, tmp_path: Path) -> None:
    run(installed, "init", "kho", cwd=tmp_path)
    for name in (
        ".gitattributes",
        ".github/workflows/kiem-tra.yml",
        ".vscode/settings.json",
        "bo-tieu-chi/bang-1.cchc",
    ):
        assert (tmp_path / "kho" / name).is_file(), name
    assert "đúng như hiện nay" in run(installed, "snapshot", "--check", "kho", cwd=tmp_path)


def test_the_schemas_that_the_server_shows_are_in_it(installed: Path, tmp_path: Path) -> None:
    look = "from cchc_rules.source import data_folder as d; print(*sorted(p.name for p in d('schemas').iterdir()))"
    told = subprocess.run(
        [str(installed / "python"), "-c", look], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == sorted(p.name for p in (ROOT / "schemas").iterdir())
