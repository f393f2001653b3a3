"""A process that answers strangers opens no file but those of Python and of this package, whatever it is asked."""

import os
import sys
from typing import Any

from cchc_rules.source import data_folder

_FORBIDDEN = (
    *("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "subprocess.Popen"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
    *("socket.connect", "socket.bind", "socket.getaddrinfo"),
)
_FOLDERS = ("os.listdir", "os.scandir")


def no_files_from_now_on() -> None:
    """From here on this process may only read modules and the texts of the package. Cannot be taken back.

    Nothing that answers asks for more: texts come from a workspace in memory. This holds even where that is wrong.
    """
    sys.dont_write_bytecode = True
    roots = tuple({os.path.join(os.path.realpath(root), "") for root in _roots()})
    resolved = os.path.realpath  # bound now: nothing may be looked up while deciding

    def look(event: str, given: tuple[Any, ...]) -> None:
        if event in _FORBIDDEN or (event == "open" and not _reads(given)):
            raise PermissionError(f"máy chủ không làm việc này: {event}")
        if event == "open" or event in _FOLDERS:
            path = given[0]
            if isinstance(path, (str, bytes)) and not resolved(os.fsdecode(path)).startswith(roots):
                raise PermissionError("máy chủ không mở tệp nào")

    sys.addaudithook(look)


def _roots() -> tuple[str, ...]:
    packages = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return (*filter(None, sys.path), packages, *(str(data_folder(name)) for name in ("grammar", "rubrics")))


def _reads(given: tuple[Any, ...]) -> bool:
    _, _, flags = given
    return not isinstance(flags, int) or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) == 0
