"""Run a command and seal what came of it with everything that it read."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cchc_rules.files.reading import digest_of
from cchc_rules.files.sealed.container import LIMIT, packed
from cchc_rules.files.sealed.engine import this_engine
from cchc_rules.files.sealed.manifest import cannot_hold, members_of
from cchc_rules.files.sealed.recording import Recording
from cchc_rules.files.sealed.replay import Replay
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.results.receipt import Receipt, Record, Text
from cchc_rules.source import visible

_NEUTRAL_ROOT = "/"
_NOT_AGAIN = "tính lại từ chính gói không ra đúng kết quả ấy: có tệp không đọc được, tệp đang bị sửa hoặc tệp đặc biệt"
OUT, ERR = "output/stdout.txt", "output/stderr.txt"


@frozen
class Outcome:
    """What came of a command: its exit status, what it printed, its figures; None where it came to no result."""

    status: int
    out: str
    err: str
    figures: tuple[Text, ...] | None


Run = Callable[[Sequence[str], Workspace], Outcome]
"""Runs a command line that reads from a workspace and from nothing else, and writes nowhere."""


@frozen
class Sealed:
    """The archive and its SHA-256; None with why not (Vietnamese) where nothing could be sealed."""

    outcome: Outcome
    archive: bytes | None = None
    sha256: str = ""
    receipt: Receipt | None = None
    why_not: str | None = None


def seal(words: Sequence[str], run: Run, output: Path, workspace: Workspace = DISK) -> Sealed:
    """Run a command line and seal it for a file at `output`, which is not there for the command.

    What is sealed was run twice: the second time from the archive alone, with the same result to the last letter.
    """
    recording = Recording(inner=workspace, hidden=workspace.resolve(output))
    outcome = run(words, recording)
    if outcome.figures is None:
        return Sealed(outcome)
    root = recording.common_root()
    receipt = receipt_of_run(words, outcome, recording.record(root, _NEUTRAL_ROOT))
    refused = cannot_hold(receipt.record)
    if refused:
        names = ", ".join(visible(name) for name in refused)
        return Sealed(outcome, why_not=f"tên tệp có chữ mà gói không ghi được, hãy đổi tên: {names}")
    # Where the arguments or a text name files by their whole path, they are found again only if the record does too.
    for called in (_NEUTRAL_ROOT, root.as_posix()):
        receipt = receipt_of_run(words, outcome, recording.record(root, called))
        if again(receipt, run) == receipt:
            return _packed(outcome, receipt)
    return Sealed(outcome, why_not=_NOT_AGAIN)


def _packed(outcome: Outcome, receipt: Receipt) -> Sealed:
    members = members_of(receipt)
    if sum(map(len, members.values())) > LIMIT:
        return Sealed(outcome, why_not=f"các văn bản đã đọc dài hơn {LIMIT} byte")
    archive = packed(members)
    return Sealed(outcome, archive, digest_of(archive), receipt)


def again(receipt: Receipt, run: Run) -> Receipt:
    """The receipt of the same command run by this engine on what a receipt holds, and on nothing else."""
    record = receipt.record
    recording = Recording(inner=Replay.of(record))
    outcome = run(receipt.arguments, recording)
    return receipt_of_run(receipt.arguments, outcome, recording.record(Path(record.root), record.root))


def receipt_of_run(words: Sequence[str], outcome: Outcome, record: Record) -> Receipt:
    """What a run comes to as a receipt of this engine."""
    texts = (Text(OUT, outcome.out), Text(ERR, outcome.err), *(outcome.figures or ()))
    ordered = tuple(sorted(texts, key=lambda t: t.member))
    return Receipt(this_engine(), tuple(words), outcome.status, record, ordered)
