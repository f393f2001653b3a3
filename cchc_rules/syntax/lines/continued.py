"""Lines that open with “|” go on from the sentence above; see docs/decisions/0039-cau-dai-xuong-dong.md."""

import re
from collections.abc import Sequence

from cchc_rules.diagnostics import Diagnostic, Edit, Fix, catalog
from cchc_rules.diagnostics.edits import spelling
from cchc_rules.language.long_lines import GOES_ON
from cchc_rules.source import Source, Span

_MARKED = re.compile(r" *\| *")


def goes_on(text: str) -> bool:
    """Whether a line goes on from the one above; a row of a table drawn with bars does not."""
    bars = text.count(GOES_ON)
    drawn = bars > 2 or (bars == 2 and text.rstrip().endswith(GOES_ON))
    return not drawn and _MARKED.match(text) is not None


def after_mark(text: str) -> str:
    """What such a line says."""
    return _MARKED.sub("", text, count=1)


def misplaced(
    source: Source, number: int, above: Span | None, behind: str | None, between: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """C117 on line `number` where it does not stand right below the sentence `above`, or says nothing.

    `behind` is the comment at the end of the line above, `between` are the comments on lines between the two.
    """
    text = source.lines[number - 1]
    span = source.span(number, len(text) - len(text.lstrip()) + 1)
    if above is None:
        fix = f"nếu là câu riêng, bỏ dấu “{GOES_ON}” ở đầu dòng; nếu không, đặt dòng này ngay dưới câu mà nó nối"
        return (catalog.NOT_JOINED.at(span, fix=fix, why="ở trên không có câu nào"),)
    if not after_mark(text).strip():
        removed = Edit(source.name, number, 1, number + 1, 1, "")
        fixes = (spelling("bỏ dòng này", removed),)
        return (catalog.NOT_JOINED.at(span, fix="bỏ dòng này", fixes=fixes, why=f"chỉ có dấu “{GOES_ON}”"),)
    if behind is None and above.last_line == number - 1:
        return ()
    comments = [*([behind] if behind is not None else []), *between]
    why = "có lời ghi chú xen giữa" if comments else "có dòng trống xen giữa"
    fix = f"chuyển lời ghi chú lên trên câu ở dòng {above.line}" if comments else "bỏ dòng trống"
    fixes = (_drawn_together(source, number, above, comments, fix),)
    return (catalog.NOT_JOINED.at(span, fix=fix, fixes=fixes, why=why),)


def _drawn_together(source: Source, number: int, above: Span, comments: Sequence[str], says: str) -> Fix:
    """Nothing left between the lines of a sentence; the comments that stood there go above it."""
    margin = " " * (len(above.excerpt) - len(above.excerpt.lstrip()))
    moved = "".join(f"{margin}# {c}".rstrip() + "\n" for c in comments)
    end = above.position(above.end, after=True)
    edits = [Edit(source.name, above.line, 1, above.line, 1, moved)] if comments else []
    edits.append(Edit(source.name, *end, number, 1, "\n"))
    return spelling(says, *edits)
