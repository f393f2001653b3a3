"""Runs a command line within another, all that it prints kept."""

import io
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

from cchc_rules.api.receipts.seal import Outcome
from cchc_rules.api.sheets.kept import KeptCards
from cchc_rules.cli.main import STOPPED, run
from cchc_rules.cli.session import Session
from cchc_rules.files.workspace import Workspace


def outcome_of(words: Sequence[str], workspace: Workspace) -> Outcome:
    """What comes of a command line that reads from a workspace, as it would print into a file."""
    session, out, err = Session(workspace, KeptCards()), _screen(), _screen()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(list(words), session)
    if status == STOPPED:  # what was stopped half way came to nothing that could be compared
        raise KeyboardInterrupt
    return Outcome(status, _shown(out), _shown(err), session.figures)


def _screen() -> io.TextIOWrapper:
    """A stream that takes text and, as a real one does, bytes below it."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _shown(screen: io.TextIOWrapper) -> str:
    screen.seek(0)
    return screen.read()
