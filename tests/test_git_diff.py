"""`cchc-rules diff` as git's external diff: what a reviewer of a changed rubric sees is its meaning."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUBRIC = "rubrics/bang-2.cchc"
CHANGED = "    3.3.1 điểm tối đa: 2 điểm → 1,5 điểm"
MODULE = f'"{sys.executable}" -m cchc_rules.cli.main diff'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as nobody in particular, and give what it prints."""
    env = {
        **os.environ,
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_PAGER": "cat",
        "PYTHONPATH": str(ROOT),
        "CCHC_RULES_CACHE": "off",
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    done = subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository set up as docs/van-ban-sua-doi.md says, with the tables of 2019."""
    folder = tmp_path / "kho"
    shutil.copytree(ROOT / "rubrics" / "2019", folder / "rubrics")
    git(folder, "init", "--quiet")
    (folder / ".gitattributes").write_text("*.cchc diff=cchc\n", encoding="utf-8")
    git(folder, "config", "diff.cchc.command", MODULE)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Ban đầu")
    return folder


def change(folder: Path, before: str, after: str, path: str = RUBRIC) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (folder / path).write_text(text.replace(before, after), encoding="utf-8")


def change_maximum(folder: Path) -> None:
    row = next(
        line for line in (folder / RUBRIC).read_text(encoding="utf-8").split("\n") if " 3.3.1 " in f" {line.strip()} "
    )
    change(folder, row, row.replace(": 2 điểm", ": 1,5 điểm"))


def test_a_changed_maximum_is_shown_by_its_meaning(repository: Path) -> None:
    change_maximum(repository)
    lines = git(repository, "diff", "--ext-diff").splitlines()
    assert lines[0] == RUBRIC
    assert CHANGED in lines
    assert not any(line.startswith(("+", "-", "@@")) for line in lines)


def test_the_installed_command_does_the_same(repository: Path) -> None:
    installed = Path(sys.executable).with_name("cchc-rules")
    if not installed.exists():
        pytest.skip("not installed here")
    git(repository, "config", "diff.cchc.command", f'"{installed}" diff')
    change_maximum(repository)
    assert CHANGED in git(repository, "diff", "--ext-diff").splitlines()


def test_layout_is_no_difference(repository: Path) -> None:
    text = (repository / RUBRIC).read_text(encoding="utf-8")
    (repository / RUBRIC).write_text("\n".join(line.strip() for line in text.split("\n")) + "\n", encoding="utf-8")
    assert "như nhau về nội dung" in git(repository, "diff", "--ext-diff")


def test_history_shows_meaning_too(repository: Path) -> None:
    change_maximum(repository)
    git(repository, "commit", "--quiet", "--all", "--message", "Sửa điểm")
    assert CHANGED in git(repository, "log", "-1", "--patch", "--ext-diff").splitlines()


def test_a_renamed_rubric(repository: Path) -> None:
    change_maximum(repository)
    (repository / RUBRIC).rename(repository / "rubrics/bang-hai.cchc")
    git(repository, "add", "--all")
    shown = git(repository, "diff", "--cached", "--ext-diff", "--find-renames")
    assert f"{RUBRIC} → rubrics/bang-hai.cchc" in shown
    assert CHANGED in shown.splitlines()


def test_what_is_no_whole_rubric_is_shown_by_its_lines(repository: Path) -> None:
    change(repository, "QUY ĐỊNH CHUNG", "QUY DINH CHUNG", "rubrics/quy-dinh-chung.cchc")
    (repository / "rubrics/bang-1.cchc").unlink()
    added = "examples/amendments/bang-2/01-dieu-chinh-diem.cchc"
    shutil.copy(ROOT / added, repository / "rubrics")
    change(repository, "TIÊU CHÍ 3.3 ", "TIEU CHÍ 3.3 ")
    git(repository, "add", "--all")
    lines = git(repository, "diff", "--cached", "--ext-diff", "--no-renames").splitlines()
    assert any(line.startswith("-QUY ĐỊNH CHUNG ") for line in lines)
    assert "+  SỬA 3.3.1 điểm tối đa: từ 2 điểm thành 1,5 điểm" in lines
    assert any(line.startswith("-BỘ TIÊU CHÍ bang-1 ") for line in lines)
    assert any(line.startswith("+TIEU CHÍ 3.3 ") for line in lines)


def test_common_provisions_are_shown_by_meaning(repository: Path) -> None:
    old, new = "hạn thẩm định: trong quý II năm sau", "hạn thẩm định: trong quý III năm sau"
    change(repository, old, new, "rubrics/quy-dinh-chung.cchc")
    shown = git(repository, "diff", "--ext-diff")
    assert "QUY ĐỊNH CHUNG" in shown and f"câu: {old}" in shown and f"→ {new}" in shown


def test_both_sides_changed_the_same_rubric(repository: Path) -> None:
    git(repository, "branch", "-M", "chinh")
    git(repository, "checkout", "--quiet", "-b", "khac")
    change(repository, "hạn thẩm định: trong quý II", "hạn thẩm định: trong quý III", "rubrics/quy-dinh-chung.cchc")
    git(repository, "commit", "--quiet", "--all", "--message", "Một bên")
    git(repository, "checkout", "--quiet", "chinh")
    change(repository, "hạn thẩm định: trong quý II", "hạn thẩm định: trong quý IV", "rubrics/quy-dinh-chung.cchc")
    git(repository, "commit", "--quiet", "--all", "--message", "Bên kia")
    with pytest.raises(AssertionError):
        git(repository, "merge", "khac")
    assert "rubrics/quy-dinh-chung.cchc" in git(repository, "diff", "--ext-diff")
