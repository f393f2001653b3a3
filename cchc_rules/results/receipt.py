"""What a sealed archive says of a command: what it read, what it was run with, what came of it."""

from enum import Enum

from cchc_rules.frozen import frozen


class Area(Enum):
    """Where a path of a receipt stands: among the user's files, in their git, or among the rubrics of the package.

    In git, `trees/COMMIT` is a revision with all its files, `names/NAME` a link to the one of that name, and `here` a
    link to where one stood, from the root.
    """

    FILES = "files"
    GIT = "git"
    PACKAGE = "package"


class NodeKind(Enum):
    """What a name led to when it was looked at; members are called as those of `files.workspace.EntryKind`."""

    FILE = "file"
    FOLDER = "folder"
    SPECIAL = "special"
    BROKEN_LINK = "broken_link"


@frozen
class Place:
    """A path below the root of its area, its parts joined by `/`; empty for the root itself."""

    area: Area
    path: str


@frozen
class Node:
    """A name that was looked at: what it led to, whether it is a link and to where, what was read of it.

    `data` are the bytes read from the start of a file, None when only its name was seen; `size` is the whole file's.
    `listed` tells that every name in a folder was looked at.
    """

    place: Place
    kind: NodeKind
    linked: bool = False
    leads_to: Place | None = None
    data: bytes | None = None
    size: int | None = None
    listed: bool = False


@frozen
class Record:
    """Everything that a command looked at, in order of place.

    `root` is the folder that places of `Area.FILES` start from, `/` unless the arguments name it; `here` is where
    relative names start, below it.
    """

    root: str
    here: str
    nodes: tuple[Node, ...]


@frozen
class Engine:
    """The code that gave a result: its version and a SHA-256 of all of it, Python's version, and those of libraries."""

    version: str
    code: str
    python: str
    libraries: tuple[tuple[str, str], ...]


@frozen
class Text:
    """A text that came of a command, by the name of its member in the archive (`output/stdout.txt`)."""

    member: str
    content: str


@frozen
class Receipt:
    """A command with its arguments and exit status, what it read, and every text that came of it."""

    engine: Engine
    arguments: tuple[str, ...]
    status: int
    record: Record
    texts: tuple[Text, ...]


RESULTS = "results/"
"""The folder of the members that hold figures; no archive is without one."""


class Why(Enum):
    """Why a figure of a sealed result is another when it is worked out again (Vietnamese)."""

    ENGINE = "bản phần mềm khác"
    INPUT = "phần mềm này đọc khác những gì đã niêm phong"
    ORDER = "chỉ khác thứ tự"
    RESULT = "kết quả ghi trong gói không phải do các văn bản trong gói mà ra"


@frozen
class Difference:
    """A place in a member of the archive with what was sealed there and what comes of it now; None for nothing."""

    member: str
    where: str
    sealed: str | None
    now: str | None
    order_only: bool = False
