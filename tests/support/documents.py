"""Documents for people read as tests: their fenced blocks, files and commands, and the output they promise."""

import difflib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from attrs import define, field, frozen

from cchc_rules.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
ELLIPSIS = "…"
PROMPT = "$ "
NOT_RUN = ("python3 dev.py", "git ", "pip ")
"""Commands of set-up: they need a network or a repository, so they are not run here."""

_FENCE = re.compile(r"^```(\S*)(?: +(.*))?$")
_ENVIRONMENT = re.compile(r"[A-Z_]+=\S*")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_VERSION = re.compile(r"\bcchc-rules \d+(?:\.\w+)+")
_LIKE = 0.6


def documents() -> list[Path]:
    """Every page written for people, in order; decision notes last."""
    tops = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    folders = ("grammar", "benchmarks", "examples", "examples/*", "docs", "docs/decisions")
    return [*tops, *(page for folder in folders for page in sorted(ROOT.glob(f"{folder}/*.md")))]


@frozen
class Block:
    """A fenced block: its language, the words after it (`tep=…`), its lines; `first` counts from 0."""

    language: str
    options: dict[str, str]
    lines: tuple[str, ...]
    first: int

    @property
    def text(self) -> str:
        """The content, a line end at the end."""
        return "\n".join(self.lines) + "\n"


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a Markdown text, in order."""
    found: list[Block] = []
    opened: tuple[str, dict[str, str], int] | None = None
    lines = text.split("\n")
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            words = (fence.group(2) or "").split()
            opened = (fence.group(1), dict(w.partition("=")[::2] for w in words), number + 1)
        else:
            language, options, first = opened
            found.append(Block(language, options, tuple(lines[first:number]), first))
            opened = None
    return found


def redacted(line: str) -> str:
    """The line without what changes with every edit: digests and the version."""
    return _VERSION.sub("cchc-rules <version>", _HASH.sub("<sha256>", line)).rstrip()


@define
class Session:
    """The folder of one document while it is followed from top to bottom."""

    folder: Path
    status: int = 0
    _stands: Path = Path()
    _made: list[Path] = field(factory=list)

    def write(self, block: Block) -> None:
        """Make the file of a block, or change it when the block is a diff."""
        path = self.folder / block.options["tep"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if block.language == "diff":
            path.write_text(_patched(path.read_text(encoding="utf-8"), block), encoding="utf-8")
        else:
            path.write_text(block.text, encoding="utf-8")

    def shell(self, command: str) -> list[str]:
        """What a command prints in a terminal, with real git and whatever else it calls; `cd` leads elsewhere."""
        if command.startswith("cd "):
            self._stands /= command.removeprefix("cd ")
            return []
        nobody = {
            f"GIT_{who}_{what}": "soan@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {
            "HOME": str(self.folder),
            "PRE_COMMIT_HOME": str(self.folder / ".pre-commit"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder / self._stands,
            env={**os.environ, **nobody, **own, "PATH": tools},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        self.status = done.returncode
        return done.stdout.rstrip("\n").split("\n") if done.stdout.strip() else []

    def output(self, command: str) -> list[str]:
        """What a command prints, without the line end at the end; `> tep` sends results to a file."""
        words = shlex.split(command)
        if words == ["echo", "$?"]:
            return [str(self.status)]
        if words[0] == "diff":
            done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False)
            self.status = done.returncode
            return done.stdout.splitlines()
        environment = [w.partition("=") for w in words if _ENVIRONMENT.fullmatch(w)]
        words = [w for w in words if not _ENVIRONMENT.fullmatch(w)]
        assert words[0] == "cchc-rules", f"không chạy được: {command}"
        target = self.folder / words.pop() if ">" in words else None
        arguments = [w for w in words[1:] if w != ">"]
        shown = self._called(arguments, {name: value for name, _, value in environment}, target)
        return shown.rstrip("\n").split("\n") if shown.strip() else []

    def _called(self, arguments: list[str], environment: dict[str, str], target: Path | None) -> str:
        screen = _screen()
        results = _screen() if target is not None else screen
        before = dict(os.environ)
        os.environ.update(environment)
        try:
            with redirect_stdout(results), redirect_stderr(screen):
                self.status = run(arguments)
        except SystemExit as stop:
            self.status = stop.code if isinstance(stop.code, int) else 1
        finally:
            os.environ.clear()
            os.environ.update(before)
        if target is not None:
            target.write_text(_shown(results), encoding="utf-8")
        return _shown(screen)


def _screen() -> io.TextIOWrapper:
    """A stream that takes text and, as a real one does, bytes below it."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _shown(screen: io.TextIOWrapper) -> str:
    screen.seek(0)
    return screen.read()


def _patched(text: str, block: Block) -> str:
    old = "\n".join(line[1:] for line in block.lines if line[:1] in ("-", " "))
    new = "\n".join(line[1:] for line in block.lines if line[:1] in ("+", " "))
    assert text.count(old) == 1, f"không thấy đúng một chỗ để sửa:\n{old}"
    return text.replace(old, new)


# ---- promised output


@frozen
class Step:
    """A command of a console block and the output written under it."""

    command: str
    promised: tuple[str, ...]

    @property
    def is_run(self) -> bool:
        """Whether the command is run here."""
        return not self.command.startswith(NOT_RUN)


def steps(block: Block) -> list[Step]:
    """The commands of a console block in order."""
    found: list[Step] = []
    for line in block.lines:
        if line.startswith(PROMPT):
            found.append(Step(line.removeprefix(PROMPT), ()))
        else:
            assert found, f"khối console phải mở đầu bằng “{PROMPT}”: {line}"
            found[-1] = Step(found[-1].command, (*found[-1].promised, line))
    return found


def keeps(promised: Sequence[str], actual: Sequence[str]) -> bool:
    """Whether the output is what was promised; a promised line `…` stands for any run of lines."""
    parts = _parts([redacted(line) for line in promised])
    lines = [redacted(line) for line in actual]
    if len(parts) == 1:
        return parts[0] == lines
    head, *middle, tail = parts
    if len(head) + len(tail) > len(lines) or lines[: len(head)] != head:
        return False
    if tail and lines[-len(tail) :] != tail:
        return False
    rest = lines[len(head) : len(lines) - len(tail)]
    for part in middle:
        at = next((i for i in range(len(rest) - len(part) + 1) if rest[i : i + len(part)] == part), None)
        if at is None:
            return False
        rest = rest[at + len(part) :]
    return True


def renewed(promised: Sequence[str], actual: Sequence[str]) -> list[str]:
    """The promise rewritten to what the command prints now, the same parts left out where they can be found."""
    if keeps(promised, actual):
        return list(promised)
    lines = [redacted(line) for line in actual]
    parts = _parts(promised)
    if len(parts) == 1:
        return lines
    head, *middle, tail = parts
    shown = lines[: len(head)]
    reached = len(head)
    for part in middle:
        at = _nearest(part[0], lines, reached) if part else reached
        shown += [ELLIPSIS, *lines[at : at + len(part)]]
        reached = at + len(part)
    return [*shown, ELLIPSIS, *lines[max(reached, len(lines) - len(tail)) :]] if tail else [*shown, ELLIPSIS]


def _nearest(wanted: str, lines: Sequence[str], start: int) -> int:
    rest = list(lines[start:])
    close = difflib.get_close_matches(wanted, rest, n=1, cutoff=_LIKE)
    return start + rest.index(close[0]) if close else start


def _parts(lines: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == ELLIPSIS:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts
