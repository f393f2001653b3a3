"""What `cchc-rules check --fix` tells: what it mended, what it left, and what only a person may mend."""

from collections.abc import Iterable, Iterator, Sequence

from cchc_rules.api.rubrics.fix import FixedFile, Left, Mended
from cchc_rules.diagnostics import Diagnostic, FixKind
from cchc_rules.source import visible


def fixed_text(fixed: Sequence[FixedFile]) -> str:
    """Each line before and after, and each that was left with why; empty when there was nothing to mend."""
    lines = [line for file in fixed for line in _file(file)]
    if not lines:
        return ""
    count = sum(len(m.done) for file in fixed for m in file.mended)
    where = sum(file.data is not None for file in fixed)
    lines.append(f"Đã sửa {count} lỗi chính tả ở {where} tệp." if count else "Chưa sửa gì.")
    return visible("\n".join(lines)) + "\n\n"


def _file(file: FixedFile) -> Iterator[str]:
    told: list[Mended | Left] = sorted((*file.mended, *file.left), key=lambda x: x.line)
    for one in told:
        if isinstance(one, Left):
            because = f"{one.because.code}, {one.because.message}"
            yield f"{file.name}:{one.line}: để nguyên vì dòng này còn lỗi khác ({because})"
            continue
        yield f"{file.name}:{one.line}: {'; '.join(f'{d.code}, {f.says}' for d, f in one.done)}"
        yield from (f"  - {line.strip()}" for line in one.before.split("\n"))
        yield f"  + {one.after.strip()}"


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
