"""`cchc-rules init`: what it makes passes every check of its own at once, and a change goes its whole way in it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_rules import __version__
from cchc_rules.cli.main import run

STARTS = ([], ["--empty"])
GIT = ("-c", "user.name=Người soạn", "-c", "user.email=soan@example.org")


def made(folder: Path, start: list[str]) -> Path:
    assert run(["init", str(folder), *start]) == 0
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Where `cchc-rules` is the one under test, and `pip` and `gh` do nothing, with a note of how they were called."""
    tools = folder / "cong-cu"
    tools.mkdir()
    scripts = {
        "cchc-rules": f'exec "{sys.executable}" -c "from cchc_rules.cli.start import main; main()" "$@"',
        "pip": f'echo "pip $*" >> "{tools}/da-goi"',
        "gh": f'echo "gh $*" >> "{tools}/da-goi"',
    }
    for name, line in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    return {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "CCHC_RULES_CACHE": str(folder / "nho")}


def call(command: str, root: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A line of a workflow, as its runner calls it."""
    return subprocess.run(["bash", "-e", "-c", command], cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("start", STARTS, ids=["2019", "empty"])
def test_what_it_makes_passes_its_own_checks(
    start: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    root = made(tmp_path / "kho", start)
    monkeypatch.chdir(root)
    places = ["bo-tieu-chi", "huong-dan", "phieu", "tep-thu"]
    for command in (
        ["check", *places],
        ["fmt", "--check", *places],
        ["test", "tep-thu"],
        ["snapshot", "--check"],
        ["score", "phieu"],
    ):
        assert run(command) == 0, (command, capsys.readouterr())
    told = capsys.readouterr()
    assert "lỗi " not in told.err and "cảnh báo " not in told.out
    names = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}
    hidden = {".gitattributes", ".gitignore", ".editorconfig", ".pre-commit-config.yaml", ".vscode/settings.json"}
    assert names >= hidden | {".github/workflows/kiem-tra.yml", ".gitlab-ci.yml", "README.md", "cchc-rules.toml"}
    assert not any("dot-" in name for name in names)
    assert all("{{" not in (root / n).read_text("utf-8").replace("${{", "") for n in names)
    assert f"cchc-rules=={__version__}" in (root / ".gitlab-ci.yml").read_text("utf-8")
    assert (root / "kiem-tra.sh").stat().st_mode & stat.S_IXUSR


@pytest.mark.parametrize("there", ["tep", "thu-muc", "la-tep"])
def test_a_folder_that_is_not_empty_is_left_alone(
    there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kho"
    if there == "la-tep":
        folder.write_text("x", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / there).mkdir() if there == "thu-muc" else (folder / there).write_text("x", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run(["init", str(folder)]) == 2
    assert "trống" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_repository_of_git_is_filled(tmp_path: Path) -> None:
    (tmp_path / "kho/.git").mkdir(parents=True)
    made(tmp_path / "kho", ["--empty"])
    assert (tmp_path / "kho/cchc-rules.toml").is_file()


def test_nothing_is_left_of_a_repository_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    swaps = iter(range(100))
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if next(swaps) == 7:
            raise OSError(28, "full", str(target))
        replace(source, target)

    monkeypatch.setattr("cchc_rules.files.rewrite.os.replace", full)
    assert run(["init", str(tmp_path / "kho"), "--empty"]) == 3
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def workflow_lines(root: Path) -> list[str]:
    """What the workflows of both hosts run, as written."""
    github = (root / ".github/workflows/kiem-tra.yml").read_text("utf-8").split("\n")
    gitlab = (root / ".gitlab-ci.yml").read_text("utf-8").split("\n")
    block = [i for i, line in enumerate(github) if line.strip() == "run: |"]
    lines = ["\n".join(line.strip() for line in github[i + 1 : i + 4]) for i in block]
    lines += [line.partition("run: ")[2] for line in github if "run: " in line and not line.endswith("|")]
    return lines + [
        line.strip().removeprefix("- ") for line in gitlab if line.startswith("    - ") and "if: " not in line
    ]


@pytest.mark.long
def test_the_lines_of_its_workflows_run(tmp_path: Path) -> None:
    root, env = made(tmp_path / "kho", ["--empty"]), environment(tmp_path)
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        [*GIT, "commit", "-qm", "Kho mới"],
        ["tag", "origin-main"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    env |= {"GITHUB_STEP_SUMMARY": str(tmp_path / "tom-tat"), "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"}
    lines = workflow_lines(root)
    assert len(lines) == 7, lines
    for line in lines:
        written = line.replace("origin/${{ github.base_ref }}", "main").replace("${{ github.event.number }}", "7")
        result = call(written, root, env)
        assert result.returncode == 0, (written, result.stdout, result.stderr)
    called = (tmp_path / "cong-cu/da-goi").read_text("utf-8")
    assert f"pip install cchc-rules=={__version__}" in called and "gh pr comment 7 --edit-last" in called
    assert (root / "bao-cao.md").is_file() and (tmp_path / "tom-tat").is_file()


@pytest.mark.long
def test_a_change_goes_from_edit_to_verified_result(tmp_path: Path) -> None:
    """Edit, stopped before the commit, report, accepted, sealed, verified."""
    root, env = made(tmp_path / "kho", ["--empty"]), environment(tmp_path)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*GIT, "commit", "-qm", "Kho mới"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    rubric = root / "bo-tieu-chi/bang-mau.cchc"
    text = rubric.read_text("utf-8")
    rubric.write_text(text.replace("từ 80%", "từ 96%").replace("dưới 80%", "dưới 96%"), encoding="utf-8")

    checked = call("bash kiem-tra.sh", root, env)
    assert checked.returncode == 1
    assert "Sở Minh họa 01: Tốt → Chưa tốt" in checked.stdout
    assert "trượt  tep-thu/du-80-phan-tram-la-tot.thu" in checked.stdout

    reported = call("bash bao-cao.sh main", root, env)
    assert reported.returncode == 0, reported.stderr
    report = (root / "bao-cao.md").read_text("utf-8")
    assert "Sở Minh họa 01" in report and "96%" in report

    case = root / "tep-thu/du-80-phan-tram-la-tot.thu"
    case.write_text(case.read_text("utf-8").replace('xếp loại "Tốt"', 'xếp loại "Chưa tốt"'), encoding="utf-8")
    accepted = call("cchc-rules snapshot --update && bash kiem-tra.sh", root, env)
    assert accepted.returncode == 0, (accepted.stdout, accepted.stderr)

    sealed = call("cchc-rules seal -o ket-qua.zip score phieu && cchc-rules verify ket-qua.zip", root, env)
    assert sealed.returncode == 0, (sealed.stdout, sealed.stderr)
    data = bytearray((root / "ket-qua.zip").read_bytes())
    data[len(data) // 2] ^= 1
    (root / "ket-qua.zip").write_bytes(bytes(data))
    assert call("cchc-rules verify ket-qua.zip", root, env).returncode == 2


@pytest.mark.long
def test_its_pre_commit_hooks_stop_a_wrong_rubric(tmp_path: Path) -> None:
    root, env = made(tmp_path / "kho", ["--empty"]), environment(tmp_path)
    hooks = (root / ".pre-commit-config.yaml").read_text("utf-8")
    entries = [line.partition("entry: ")[2] for line in hooks.split("\n") if "entry: " in line]
    assert entries and all(call(entry, root, env).returncode == 0 for entry in entries)
    rubric = root / "bo-tieu-chi/bang-mau.cchc"
    rubric.write_text(rubric.read_text("utf-8").replace(": 4 điểm", ": 5 điểm"), encoding="utf-8")
    assert any(call(entry, root, env).returncode == 1 for entry in entries)
