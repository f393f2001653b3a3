"""Where the commands of a run read from, and where they leave their figures when somebody wants these too."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.frozen import define

if TYPE_CHECKING:
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.kept import KeptCards
    from cchc_rules.files.cache import FileCache
    from cchc_rules.files.repository import Repository
    from cchc_rules.files.workspace import Workspace
    from cchc_rules.results.receipt import Text


_KEPT = "cchc_rules.repository"


@define
class Session:
    """A run that reads from a workspace of its own, without the user's cache, and keeps its figures.

    `figures` is None until the command has come to a result.
    """

    workspace: "Workspace"
    kept: "KeptCards"
    figures: "tuple[Text, ...] | None" = None


def _own() -> Session | None:
    context = click.get_current_context(silent=True)
    return context.find_object(Session) if context is not None else None


def workspace() -> "Workspace":
    """Where files are read: the disk, unless the run has a workspace of its own."""
    from cchc_rules.files.workspace import DISK

    own = _own()
    return own.workspace if own is not None else DISK


def cache() -> "FileCache | None":
    """The user's cache of parsed texts; none for a run of which everything is to be worked out."""
    from cchc_rules.files.cache import user_cache

    return user_cache() if _own() is None else None


def kept() -> "KeptCards | None":
    """Where scorecards are kept; None where nobody wants them."""
    own = _own()
    return own.kept if own is not None else None


def leave(figures: "Callable[[], tuple[Text, ...]]") -> None:
    """Leave the figures of a result for whoever wants them, with what is not told; else they are not worked out."""
    own = _own()
    if own is not None:
        made = figures()
        own.figures = (*made, *_silenced()) if made else None


def leave_versions(library: "Library") -> None:
    """Leave which texts a result that has no other figures was made from."""
    from cchc_rules.api.receipts.figures import versions_of

    leave(lambda: (versions_of(library),))


def only_read(given: bool, option: str) -> None:
    """Stop as at a wrong call when a run that is sealed, or worked out again, would write on the disk."""
    if given and _own() is not None:
        raise click.UsageError(f"{option} ghi tệp, nên không niêm phong được", click.get_current_context())


def seals() -> bool:
    """Whether the run reads from a workspace of its own: nothing else around it may bear on the result."""
    return _own() is not None


def repository() -> "Repository | None":
    """The repository around where one stands, its settings read once a run."""
    from cchc_rules.files.repository import load_repository, root_above

    context = click.get_current_context()
    if _KEPT not in context.meta:
        root = root_above(Path(), workspace())
        context.meta[_KEPT] = load_repository(root, workspace()) if root is not None else None
    kept: Repository | None = context.meta[_KEPT]
    return kept


def _silenced() -> "tuple[Text, ...]":
    """What the settings keep from being told, for a receipt; none where they keep nothing."""
    around = repository()
    if around is None or around.settings is None:
        return ()
    from cchc_rules.api.receipts.figures import silenced_by

    return silenced_by(around.file, around.settings.checking)
