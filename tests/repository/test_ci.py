"""The scripts of `ci/` as a runner runs them, under `bash -e`, with stand-ins for `gh` and `curl`."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repository.sample import RUBRIC, commit, git, repository
from tests.support.documents import ROOT
from tests.support.outside import needs

pytestmark = [needs("git", "bash"), pytest.mark.long]
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


# ---- the action, as its documented shape has it
# https://docs.github.com/actions/sharing-automations/creating-actions/metadata-syntax-for-github-actions

_ACTION = {"name", "author", "description", "inputs", "outputs", "runs", "branding"}
_INPUT = {"description", "required", "default", "deprecationMessage"}
_STEP = {"id", "if", "name", "uses", "with", "run", "shell", "env", "working-directory", "continue-on-error"}
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def action() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return read


def test_the_action_is_of_the_documented_shape() -> None:
    made = action()
    assert set(made) <= _ACTION and {"name", "description", "runs"} <= set(made)
    assert made["runs"]["using"] == "composite" and set(made["runs"]) == {"using", "steps"}
    for told in made["inputs"].values():
        assert set(told) <= _INPUT and told["description"]
        assert isinstance(told.get("default", ""), str), "what is no text is read as text by the runner"
    for step in made["runs"]["steps"]:
        assert set(step) <= _STEP and ("run" in step) != ("uses" in step)
        assert ("shell" in step) == ("run" in step), "a composite action has no shell by default"
        assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"])


def test_the_action_uses_what_it_asks_for_and_calls_what_is_there() -> None:
    made = action()
    text = (ROOT / "action.yml").read_text("utf-8")
    steps = json.dumps(made["runs"]["steps"])
    assert set(re.findall(r"inputs\.(\w+)", text)) == set(made["inputs"]) == set(re.findall(r"inputs\.(\w+)", steps))
    called = re.findall(r"\$GITHUB_ACTION_PATH/([\w./-]+)", text)
    assert called and all((ROOT / name).is_file() for name in called)
    scripts = "".join((ROOT / "ci" / name).read_text("utf-8") for name in ("github.sh", "review.sh"))
    given = {name for step in made["runs"]["steps"] for name in step.get("env", {}) if name.startswith("CCHC_")}
    assert given == set(re.findall(r"\$\{?(CCHC_\w+)", scripts))


@pytest.mark.parametrize(("points", "status"), [(4, 0), (3, 1)], ids=["sound", "with an error"])
def test_the_steps_of_the_action_run_as_a_runner_runs_them(points: int, status: int, kho: Path) -> None:
    """With what the runner puts in the place of each expression; `pip` is a stand-in, and `uses` are other actions."""
    commit(kho, {"bo-tieu-chi/mau.cchc": RUBRIC.replace('"Báo cáo": 4', f'"Báo cáo": {points}')})
    pip = kho.parent / "bin" / "pip"
    pip.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >"$STAND_IN/pip"\n', "utf-8")
    pip.chmod(0o755)
    inputs = {name: str(told.get("default", "")) for name, told in action()["inputs"].items()}
    inputs |= {"sheets": "phieu", "base": "HEAD~1", "token": "x"}
    values = {f"inputs.{name}": value for name, value in inputs.items()} | {
        "github.action_path": str(ROOT),
        "github.sha": "HEAD",
        "inputs.comment == 'true' && github.event.pull_request.number || ''": "7",
    }
    statuses = []
    for step in action()["runs"]["steps"]:
        if "run" in step:
            env = {name: _EXPRESSION.sub(lambda e: values[e[1]], text) for name, text in step["env"].items()}
            assert "${{" not in step["run"], "what stands in a script is run: texts of strangers are given by env"
            done = _lines_run(kho, [step["run"]], {"GITHUB_REPOSITORY": "a/b", **env})
            statuses.append(done.returncode)
    assert statuses == [0, status], done.stdout + done.stderr
    assert (kho.parent / "pip").read_text("utf-8").strip() == f"install {ROOT}"
    assert comments(kho)[0].startswith(MARK) and (kho / "bao-cao.html").exists()


# ---- hooks, by pre-commit itself


def hooked(kho: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """What pre-commit does in a repository whose settings have our hooks, run by the engine that is installed here.

    Only that differs from how people use them: pre-commit would install the engine into an environment of its own.
    """
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    own = [{**hook, "language": "system"} for hook in hooks]
    settings = yaml.safe_dump({"repos": [{"repo": "local", "hooks": own}]}, allow_unicode=True)
    (kho / ".pre-commit-config.yaml").write_text(settings, "utf-8")
    line = shlex.join([sys.executable, "-m", "pre_commit", *words])
    return _lines_run(kho, [line], {"PRE_COMMIT_HOME": str(kho.parent / "pre-commit"), "HOME": str(kho.parent)})


def test_the_list_of_hooks_is_one_that_pre_commit_reads(kho: Path) -> None:
    line = shlex.join([sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")])
    done = _lines_run(kho, [line], {"PRE_COMMIT_HOME": str(kho.parent / "pre-commit")})
    assert done.returncode == 0, done.stdout + done.stderr


def test_hooks_pass_stop_and_mend(kho: Path) -> None:
    assert "files were modified by this hook" in hooked(kho, "run", "cchc-rules-fmt", "--all-files").stdout
    git(kho, "add", "-A")
    git(kho, "commit", "--quiet", "-m", "x")
    rubric = kho / "bo-tieu-chi/mau.cchc"
    text = rubric.read_text("utf-8")
    done = hooked(kho, "run", "--all-files")
    assert done.returncode == 0 and done.stdout.count("Passed") == 2, done.stdout + done.stderr
    # Files that are none of ours concern neither hook.
    (kho / "ghi-chu.md").write_text("a\n", "utf-8")
    git(kho, "add", "ghi-chu.md")
    assert hooked(kho, "run").stdout.count("Skipped") == 2
    # A rubric that no longer fits its sheets is stopped, though only the rubric was touched.
    rubric.write_text(text.replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace('"Báo cáo": 4', '"Báo cáo": 5'), "utf-8")
    git(kho, "add", "-A")
    done = hooked(kho, "run", "cchc-rules-check")
    assert done.returncode == 1 and "phieu/so-a.phieu" in done.stdout, done.stdout
    # One that is laid out otherwise is written again, and what was written is to be looked at.
    rubric.write_text(text.replace("  từ 80%", "     từ 80 %"), "utf-8")
    git(kho, "add", "-A")
    done = hooked(kho, "run", "cchc-rules-fmt")
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout, done.stdout
    assert rubric.read_text("utf-8") == text
