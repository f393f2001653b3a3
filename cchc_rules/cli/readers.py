"""Whoever reads what is printed may go before the end, as `| head -1` does: the command still ends as it would."""

import io
import sys
from typing import cast


class _Reader(io.RawIOBase):
    """Passes on what is written until the other end is closed, and then leaves it."""

    def __init__(self, raw: io.FileIO) -> None:
        super().__init__()
        self._raw = raw

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def write(self, data: "memoryview | bytes", /) -> int | None:  # type: ignore[override]
        try:
            return self._raw.write(data)
        except BrokenPipeError:
            return len(data)


def may_leave() -> None:
    """From here on output that nobody reads any more is left, so that the exit status tells of what was read.

    Of a terminal and a file nothing changes; a full disk stays an error.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        buffer = getattr(stream, "buffer", None)
        # Where Python is told to keep nothing back, there is nothing between the text and the file.
        raw = getattr(buffer, "raw", buffer)
        if not isinstance(raw, io.FileIO) or stream.isatty():
            continue
        stream.flush()
        buffered = io.BufferedWriter(cast(io.RawIOBase, _Reader(raw)))
        # The first stream lives on as `sys.__stdout__`: with it, what it writes to would be closed.
        made = io.TextIOWrapper(buffered, stream.encoding, stream.errors, line_buffering=stream.line_buffering)
        setattr(sys, name, made)
