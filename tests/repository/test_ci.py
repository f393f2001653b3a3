"""The scripts of `ci/` as a runner runs them, under `bash -e`, with stand-ins for `gh` and `curl`."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.sample import RUBRIC, commit, repository
from tests.support.documents import ROOT
from tests.support.outside import needs

pytestmark = needs("git", "bash")
MARK = "<!-- cchc-rules-report -->"
# Keeps comments as the service would: a file each, its first line the mark; pages of one comment.
GH = """\
#!/usr/bin/env bash
set -e
kept="$STAND_IN/comments"; mkdir -p "$kept"
body() { for word in "$@"; do case "$word" in body=@*) cat "${word#body=@}";; esac; done; }
echo "$*" >>"$STAND_IN/calls"
case " $* " in
  *" POST "*) body "$@" >"$kept/$(ls "$kept" | wc -l)";;
  *" PATCH "*) for word in "$@"; do case "$word" in *comments/*) body "$@" >"$kept/${word##*/}";; esac; done;;
  *) cd "$kept"; { grep -lx -m 1 -- "$MARK" * || true; };;
esac
"""
CURL = """\
#!/usr/bin/env python3
import json, os, sys
from pathlib import Path
words, kept = sys.argv[1:], Path(os.environ["STAND_IN"], "comments")
kept.mkdir(exist_ok=True)
url = next(w for w in words if w.startswith("https://"))
with open(os.environ["STAND_IN"] + "/calls", "a") as calls:
    print(*words, file=calls)
body = next((Path(w[5:]).read_text("utf-8") for w in words if w.startswith("body@")), None)
if body is None:
    page = int(url.rpartition("page=")[2])
    notes = [{"id": int(p.name), "body": p.read_text("utf-8")} for p in sorted(kept.iterdir())]
    print(json.dumps(notes[page - 1 : page]))
else:
    name = url.rpartition("/")[2] if "PUT" in words else str(len(list(kept.iterdir())))
    (kept / name).write_text(body, "utf-8")
"""


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """The sample repository with one more commit, and stand-ins beside it."""
    folder, tools = tmp_path / "kho", tmp_path / "bin"
    folder.mkdir()
    tools.mkdir()
    for name, text in {
        "gh": GH,
        "curl": CURL,
        "cchc-rules": f'#!/bin/sh\nexec "{sys.executable}" -m cchc_rules.cli.main "$@"\n',
    }.items():
        (tools / name).write_text(text, "utf-8")
        (tools / name).chmod(0o755)
    repository(folder)
    commit(folder, {"bo-tieu-chi/mau.cchc": "# ghi chú\n" + RUBRIC})
    return folder


def ran(kho: Path, script: str, status: int, **more: str) -> str:
    """What a script prints; it runs as a step of a workflow does."""
    env = {
        **os.environ,
        "PATH": f"{kho.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "CCHC_RULES_CACHE": "off",
        "STAND_IN": str(kho.parent),
        "MARK": MARK,
        "CCHC_BASE": "HEAD~1",
        "CCHC_HEAD": "HEAD",
        "CCHC_SHEETS": "phieu\n",
        "CCHC_PATHS": "bo-tieu-chi\nphieu",
        **more,
    }
    done = subprocess.run(
        ["bash", "-e", "-c", f'bash "{ROOT / "ci" / script}"'], cwd=kho, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


GITHUB = {"GITHUB_REPOSITORY": "a/b", "CCHC_PULL_REQUEST": "7"}
GITLAB = {
    "CI_API_V4_URL": "https://kho.example/api/v4",
    "CI_PROJECT_ID": "3",
    "CI_MERGE_REQUEST_IID": "7",
    "CCHC_RULES_TOKEN": "x",
}
BOTH = pytest.mark.parametrize(("script", "where"), [("github.sh", GITHUB), ("gitlab.sh", GITLAB)])


def comments(kho: Path) -> list[str]:
    folder = kho.parent / "comments"
    return [p.read_text("utf-8") for p in sorted(folder.iterdir())] if folder.exists() else []


@BOTH
def test_one_comment_that_is_updated_in_place(script: str, where: dict[str, str], kho: Path) -> None:
    folder = kho.parent / "comments"
    folder.mkdir()
    (folder / "0").write_text("lời của người khác", "utf-8")
    ran(kho, script, 0, **where)
    first = comments(kho)
    assert len(first) == 2 and first[1].startswith(MARK) and "Báo cáo thay đổi" in first[1]
    commit(kho, {"bo-tieu-chi/mau.cchc": RUBRIC.replace('"Chỉ số mẫu"', '"Chỉ số khác"')})
    ran(kho, script, 0, **where)
    second = comments(kho)
    assert len(second) == 2 and second[0] == "lời của người khác"
    assert "Chỉ số khác" in second[1]


@BOTH
def test_errors_are_an_answer_and_everything_is_there(script: str, where: dict[str, str], kho: Path) -> None:
    commit(kho, {"bo-tieu-chi/mau.cchc": RUBRIC.replace('"Báo cáo": 4', '"Báo cáo": 3')})
    told = ran(kho, script, 1, **where)
    assert "BÊN MỚI THÊM LỖI" in comments(kho)[0]
    assert (kho / "bao-cao.md").exists() and (kho / "bao-cao.html").exists()
    if script == "github.sh":
        assert "::error file=bo-tieu-chi/mau.cchc" in told
    else:
        assert json.loads((kho / "gl-code-quality-report.json").read_text("utf-8"))


@BOTH
def test_a_wrong_call_is_a_failure(script: str, where: dict[str, str], kho: Path) -> None:
    ran(kho, script, 2, **{**where, "CCHC_BASE": "khong-co"})
    assert comments(kho) == []


@BOTH
def test_without_a_request_to_merge_there_is_no_comment(script: str, where: dict[str, str], kho: Path) -> None:
    ran(kho, script, 0, **{**where, "CCHC_PULL_REQUEST": "", "CI_MERGE_REQUEST_IID": ""})
    assert comments(kho) == [] and (kho / "bao-cao.html").exists()


def test_the_summary_of_the_job_has_the_report(kho: Path) -> None:
    ran(kho, "github.sh", 0, **GITHUB, GITHUB_STEP_SUMMARY=str(kho.parent / "summary"))
    assert "Báo cáo thay đổi" in (kho.parent / "summary").read_text("utf-8")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="cần chính kho mã này trong git")
def test_the_template_of_gitlab_brings_its_scripts(kho: Path) -> None:
    """Its lines, one after the other as a runner runs them, with an address and a stand-in for pip alone."""
    template = (ROOT / "ci" / "gitlab.yml").read_text("utf-8")
    parts = re.findall(r"^  (?:before_script|script):\n((?:    - .*\n)+)", template, re.MULTILINE)
    lines = [line.removeprefix("    - ") for part in parts for line in part.splitlines()]
    assert len(lines) == 4
    pip = kho.parent / "bin" / "pip"
    pip.write_text("#!/bin/sh\n", "utf-8")
    pip.chmod(0o755)
    address = {"CCHC_RULES_REPOSITORY": str(ROOT), "CCHC_RULES_FOLDER": str(kho.parent / "phan-mem")}
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD~1", "CI_COMMIT_SHA": "HEAD"}
    done = _lines_run(kho, lines, {**GITLAB, **address, **base})
    assert done.returncode == 0, done.stdout + done.stderr
    assert comments(kho)[0].startswith(MARK) and (kho / "gl-code-quality-report.json").exists()
    without = _lines_run(kho, lines, {**GITLAB, **base, "CCHC_RULES_FOLDER": str(kho.parent / "khac")})
    assert without.returncode != 0 and "đặt địa chỉ git" in without.stderr


def _lines_run(kho: Path, lines: list[str], more: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    tools = f"{kho.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": tools, "PYTHONPATH": str(ROOT), "STAND_IN": str(kho.parent), "MARK": MARK, "CCHC_RULES_CACHE": "off"}
    env = {**os.environ, **own, "CCHC_SHEETS": "phieu", "CCHC_PATHS": ".", **more}
    return subprocess.run(
        ["bash", "-e", "-c", "\n".join(lines)], cwd=kho, env=env, capture_output=True, encoding="utf-8"
    )


def test_each_hook_runs_in_a_repository(kho: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = re.findall(r"^  entry: (.*)$", hooks, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^- id: ", hooks, re.MULTILINE)) == 2
    for entry in entries:
        files = ["."] if "check" in entry else ["bo-tieu-chi/mau.cchc"]
        done = _lines_run(kho, [shlex.join([*shlex.split(entry), *files])], {})
        assert done.returncode == 0, done.stdout + done.stderr
