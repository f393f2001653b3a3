"""What a process finds in texts that has checked nothing before: for tests of what a long-lived process remembers.

`python -m tests.support.fresh` waits for questions on its input, a line each, and answers each from a child of its
own, which begins with the modules loaded and nothing remembered.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import check_files
from cchc_rules.files.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def found(texts: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """Everything found in the files of these names, places and fixes included; `texts` lie over the disk."""
    library = Library(workspace=Workspace.over_disk(texts))
    return [f"{f.name}: {d!r}" for f in check_files(names, library) for d in f.diagnostics]


class Fresh:
    """Answers `found` from processes that have checked nothing before."""

    def __enter__(self) -> "Fresh":
        command = [sys.executable, "-m", "tests.support.fresh"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def found(self, texts: Mapping[str, str], names: Sequence[str]) -> list[str]:
        """The same as `found`."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([dict(texts), list(names)]) + "\n")
        self._process.stdin.flush()
        answer: list[str] = json.loads(self._process.stdout.readline())
        return answer


def main() -> None:
    """Answer questions until there are no more."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            print(json.dumps(found(*json.loads(line))), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
