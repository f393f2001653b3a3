"""Canonical text cut into its parts and put together again, for forms that keep each part by itself."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import BucketKind

RUBRIC_SCHEMA = "cchc-rules/rubric/1"
BUCKETS = {"bonus": BucketKind.BONUS, "penalty": BucketKind.PENALTY}
"""What JSON calls points beside the table."""
_COMMENT = "#"
INDENT = "  "
ON_ROW = "    "
"""How far in a statement on a row stands; what belongs to it stands further in."""


@frozen
class Part:
    """A heading and the lines under it without their indent; the settings of a text have no heading.

    `comments` are those on lines of their own before the heading.
    """

    heading: str | None
    sentences: tuple[str, ...]
    comments: tuple[str, ...] = ()


def parts(lines: Sequence[str], headed: bool) -> Iterator[Part]:
    """Lines with an empty one before each part that has a heading; unless `headed` the first has none."""
    for empty, group in groupby(lines, key=lambda line: not line):
        if empty:
            headed = True
            continue
        own = list(group)
        start = next((i for i, line in enumerate(own) if not line.startswith(_COMMENT)), len(own)) if headed else 0
        heading = own[start] if headed and start < len(own) else None
        under = own[start + 1 :] if heading is not None else own[start:]
        comments = tuple(line.removeprefix(_COMMENT).removeprefix(" ") for line in own[:start])
        yield Part(heading, tuple(line.removeprefix(INDENT) for line in under), comments)


def lines_of(part: Part) -> Iterable[str]:
    """The lines that a part was cut from."""
    comments = (f"{_COMMENT} {comment}".rstrip() for comment in part.comments)
    heading = ("", *comments, part.heading) if part.heading is not None else tuple(comments)
    return (*heading, *(INDENT + sentence for sentence in part.sentences))
