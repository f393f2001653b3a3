#!/usr/bin/env python3
"""Everything that needs more than the package: set up, show the main job, run all checks, update snapshots.

Needs Python 3.11 or newer and nothing else. The virtual environment is `.venv` beside this file, or where
CCHC_RULES_VENV says.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("CCHC_RULES_VENV") or ROOT / ".venv")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXAMPLE = "examples/2019/bang-1/so-minh-hoa-01.phieu"

AT_ONCE = (("ruff", "check", "."), ("ruff", "format", "--check", "."))
BESIDE_TESTS = (("mypy",), ("lint-imports",))
TESTS = ("pytest", "-n", "auto", "--dist", "worksteal")
SHORT = ("-m", "not long")


def run(*command: str) -> None:
    """Run a tool of the virtual environment at the root; stop with its status when it fails."""
    status = subprocess.call([str(BIN / command[0]), *command[1:]], cwd=ROOT)
    if status:
        sys.exit(status)


def start(*command: str) -> "subprocess.Popen[str]":
    """Begin to run a tool of the virtual environment at the root; what it prints is kept until somebody asks."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    return subprocess.Popen([str(BIN / command[0]), *command[1:]], cwd=ROOT, env=environment, **output)


def install(extras: str) -> None:
    """Make the virtual environment once, and install the package as it stands."""
    stamp = VENV / f".installed{extras.replace('[', '-').replace(']', '').replace(',', '-')}"
    wanted = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not (BIN / ("python.exe" if os.name == "nt" else "python")).exists():
        venv.create(VENV, with_pip=True)
    run("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", f".{extras}")
    stamp.write_text(wanted, encoding="utf-8")


def demo() -> None:
    """Explain one sheet of the example year."""
    install("")
    run("cchc-rules", "explain", EXAMPLE)


def test() -> None:
    """All checks but the long tests: those drive browsers and office programs, or go through very many sheets."""
    checks(*TESTS, *SHORT)


def gate() -> None:
    """All checks and every test, none skipped."""
    os.environ["CI"] = "1"
    checks(*TESTS)


def checks(*tests: str) -> None:
    """Lint; then these tests, and types and layers beside them, told when the tests are through."""
    install("[test]")
    for check in AT_ONCE:
        run(*check)
    beside = [(check, start(*check)) for check in BESIDE_TESTS]
    failed = subprocess.call([str(BIN / tests[0]), *tests[1:]], cwd=ROOT) != 0
    for check, process in beside:
        told, _ = process.communicate()
        print(f"{' '.join(check)}:", told.strip(), sep="\n", flush=True)
        failed = failed or process.returncode != 0
    if failed:
        sys.exit(1)


def snapshots() -> None:
    """Rewrite the snapshots from what the code does now, and remove those nothing makes any more."""
    install("[test]")
    run("cchc-rules", "snapshot", "--update")
    subprocess.call([str(BIN / "pytest"), "--snapshot-update", "-m", "snapshots"], cwd=ROOT)
    run("pytest", "-m", "snapshots")


def words() -> None:
    """Write the words of the language from their home into the grammars, the table of terms and what editors need."""
    install("[test]")
    run("python", "-m", "tests.support.words")
    run("python", "-m", "tests.support.editor_files")


def pictures() -> None:
    """Make the pictures of the docs anew, from the page in the browser."""
    install("[test]")
    run("python", "-m", "tests.workshop.tutorial")


def bench() -> None:
    """Measure speed beside the peer."""
    install("[test,bench]")
    run("python", "-m", "benchmarks")


COMMANDS = {
    "demo": demo,
    "test": test,
    "gate": gate,
    "snapshots": snapshots,
    "words": words,
    "pictures": pictures,
    "bench": bench,
}


def main() -> None:
    """Dispatch one command."""
    command = COMMANDS.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if command is None:
        sys.exit(f"python3 dev.py {'|'.join(COMMANDS)}")
    command()


if __name__ == "__main__":
    main()
