"""The texts of two folders, each beside the one of the same short name."""

from collections.abc import Iterator
from pathlib import Path

from cchc_rules.amend import alone
from cchc_rules.amend.compare.drafted import Changed
from cchc_rules.api.library import Library
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.files.amendments import is_amendment
from cchc_rules.files.listing import files_under
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import Rubric


@frozen
class Folders:
    """The texts that are on both sides, common provisions first, and what was found; no text where one has an error."""

    texts: tuple[Changed, ...]
    diagnostics: tuple[Diagnostic, ...]


def two_folders(old: Path, new: Path, library: Library) -> Folders:
    """Rubrics and common provisions of both folders by short name. Raises OSError when the disk does."""
    found: list[Diagnostic] = []
    a, b = (dict(_texts(folder, library, found)) for folder in (old, new))
    for name, side in (*((n, "mới") for n in a if n not in b), *((n, "cũ") for n in b if n not in a)):
        found.append(catalog.ON_ONE_SIDE.at((a.get(name) or b[name]).at, id=name, side=side))
    texts = tuple(Changed(text, b[name]) for name, text in a.items() if name in b)
    return Folders(() if has_errors(found) else texts, in_order(dict.fromkeys(found)))


def _texts(folder: Path, library: Library, found: list[Diagnostic]) -> Iterator[tuple[str, Rubric]]:
    ready = [
        library.rubric_file(path)
        for path in files_under([folder], (SUFFIX,), library.workspace)
        if not is_amendment(path, library.workspace)
    ]
    for common in (r.loaded.common for r in ready if r.loaded.common is not None):
        yield common.id, alone(common)
    for one in ready:
        if one.loaded.common is not None:
            found += (d for d in one.loaded.diagnostics if has_errors((d,)))
        elif one.rubric is None or has_errors(one.loaded.diagnostics):
            found += (d for d in one.diagnostics if has_errors((d,)))
        elif one.rubric.guided_by is not None:
            found.append(catalog.GUIDANCE_APART.at(one.rubric.at, id=one.rubric.guided_by))
        else:
            yield one.rubric.id, one.rubric
