"""What `cchc-rules check --fix` tells: what it mended, what it left, and what only a person may mend."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cchc_rules.diagnostics import Diagnostic, FixKind
from cchc_rules.source import visible

if TYPE_CHECKING:
    from cchc_rules.api.rubrics.fix import FixedFile, Left, Mended


def fixed_text(fixed: "Sequence[FixedFile]") -> str:
    """Each line before and after, and each that was left with why; empty when there was nothing to mend."""
    lines = [line for file in fixed for line in _file(file)]
    if not lines:
        return ""
    count = sum(len(m.done) for file in fixed for m in file.mended)
    where = sum(file.data is not None for file in fixed)
    lines.append(f"Đã sửa {count} lỗi chính tả ở {where} tệp." if count else "Chưa sửa gì.")
    return visible("\n".join(lines)) + "\n\n"


def _file(file: "FixedFile") -> Iterator[str]:
    told = [(m.line, _mended(file.name, m)) for m in file.mended] + [(x.line, _left(file.name, x)) for x in file.left]
    return (line for _, lines in sorted(told) for line in lines)


def _mended(name: str, one: "Mended") -> list[str]:
    head = f"{name}:{one.line}: {'; '.join(f'{d.code}, {f.says}' for d, f in one.done)}"
    changed = (("-", one.before), ("+", one.after))
    return [head, *(f"  {sign} {line.strip()}" for sign, text in changed for line in text.split("\n"))]


def _left(name: str, one: "Left") -> list[str]:
    because = f"{one.because.code}, {one.because.message}"
    why = "sửa chính tả thì thành lỗi khác" if one.shown else "dòng này còn lỗi khác"
    return [f"{name}:{one.line}: để nguyên vì {why} ({because})"]


def content_text(found: Iterable[Diagnostic]) -> str:
    """The fixes that assert something, one a line with what they assert; empty when there are none."""
    lines = [
        f"{d.span.cite()}: {d.code}, nếu {fix.says}"
        for d in found
        for fix in d.fixes
        if fix.kind is FixKind.CONTENT and d.span is not None
    ]
    if not lines:
        return ""
    head = "Sửa được nữa, nhưng mỗi cách khẳng định một điều nên phải tự xem và sửa:"
    return visible("\n".join(("", head, *(f"  {line}" for line in lines)))) + "\n"
