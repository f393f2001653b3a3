"""The process that answers one request after another over its own pipes, until they are closed or it is ended."""

import contextlib
import os
import signal
import sys
from typing import BinaryIO

from cchc_rules.serve.fence import no_files_from_now_on
from cchc_rules.serve.work import Reply, reply_to

_GRACE = 5
"""Seconds after which a process that nobody has ended ends itself: whoever would have is gone."""
_FIRST = b'{"texts": {"a.cchc": "a"}}'


def serve(requests: BinaryIO, replies: BinaryIO, seconds: int, memory: int) -> None:
    """Answer what comes in: a line `name length` and a body, for each a line `status length` and a body."""
    _bounded(memory)
    # The first question loads what all need, before anybody waits.
    reply_to("check", _FIRST)
    no_files_from_now_on()
    _send(replies, Reply(reply_to("check", _FIRST).status, b""))
    while head := requests.readline():
        name, length = head.decode().split()
        body = requests.read(int(length))
        _alarm(seconds + _GRACE)
        reply = reply_to(name, body)
        _alarm(0)
        _send(replies, reply)


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(f"{reply.status.value} {len(reply.body)}\n".encode())
    replies.write(reply.body)
    replies.flush()


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _bounded(memory: int) -> None:
    """No more memory than this many bytes, where the system can be told so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    """Answer over standard input and output; whatever else prints goes to standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it stops it
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, replies, *map(int, sys.argv[1:3]))


if __name__ == "__main__":
    main()
