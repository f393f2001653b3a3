"""`cchc-rules snapshot`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.main import CONTENT, OK, USAGE
from cchc_rules.cli.output import tell, tell_texts
from cchc_rules.cli.session import cache, leave_versions, only_read, workspace
from cchc_rules.cli.vietnamese import VietnameseCommand
from cchc_rules.diagnostics import Diagnostic, Severity, has_errors

if TYPE_CHECKING:
    from cchc_rules.api.repository.snapshots import Change, Snapshots

_ACCEPT = "Đúng ý thì chấp nhận bằng “cchc-rules snapshot --update”, rồi ghi vào git cùng thay đổi."


@click.command("snapshot", cls=VietnameseCommand)
@click.argument("start", metavar="[KHO]", required=False, default=Path(), type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Không ghi gì; mã thoát 1 nếu bản chụp thiếu, thừa hay khác.")
@click.option("--update", is_flag=True, help="Viết lại mọi bản chụp cho đúng hiện nay và kể đã đổi gì.")
def command(start: Path, check: bool, update: bool) -> int:
    """Giữ bản chụp của kho: bảng, các câu quy định, điểm, chỉ số, xếp loại, hệ quả, thứ hạng, mỗi ý một dòng.

    Kho là thư mục có cchc-rules.toml: thư mục này hay thư mục gần nhất phía trên. Không có tùy chọn thì ghi các bản
    chụp còn thiếu; bản chụp nào nay khác thì kể khác gì và không ghi gì cả.

    Mã thoát: 0 bản chụp đúng hiện nay; 1 có bản chụp khác, hoặc có tệp lỗi nên không chụp; 2 gọi lệnh sai; 3 không
    đọc hoặc ghi được tệp.
    """
    from cchc_rules.api.library import Library
    from cchc_rules.api.repository.snapshots import Snapshots, settings_missing
    from cchc_rules.files.repository import root_above
    from cchc_rules.files.snapshots import read_snapshots

    if check and update:
        raise click.UsageError("--check chỉ xem, --update thì ghi: chọn một", click.get_current_context())
    only_read(not check, "snapshot không có --check")
    root = root_above(start, workspace())
    if root is None:
        tell([settings_missing(start, workspace())])
        return USAGE
    snapshots = Snapshots.of(root, Library(cache(), workspace=workspace()))
    texts, found = _made(snapshots)
    if snapshots.repository.settings is None or has_errors(found):
        tell(_told(found))
        click.echo("Có lỗi nên chưa so và chưa ghi bản chụp nào.")
        return CONTENT
    kept = read_snapshots(snapshots.folder, snapshots.library.workspace)
    tell(_told([*found, *kept.diagnostics]))
    if has_errors(kept.diagnostics):
        return CONTENT
    leave_versions(snapshots.library)
    tell_texts(snapshots.library.texts)
    return _settled(snapshots, kept.texts, texts, check, update)


def _settled(snapshots: "Snapshots", kept: dict[str, str], texts: dict[str, str], check: bool, update: bool) -> int:
    """Write what is to be written and tell what differs."""
    from cchc_rules.api.repository.snapshots import compared
    from cchc_rules.files.snapshots import write_snapshots

    changed = tuple(compared(kept, texts))
    writes = update or (all(c.old is None for c in changed) and not check)
    if writes:
        write_snapshots(snapshots.folder, {c.name: c.new for c in changed})
    folder = snapshots.folder.relative_to(snapshots.repository.root).as_posix()
    click.echo("\n".join(_report(changed, folder, len(texts), writes)))
    return OK if writes or not changed else CONTENT


def _made(snapshots: "Snapshots") -> tuple[dict[str, str], list[Diagnostic]]:
    """Every text there is to keep by name, and everything found."""
    from cchc_rules.api.repository.snapshots import made

    tasks, before = snapshots.tasks()
    found, texts = [*before], {}
    for task in tasks:
        one = made(task, snapshots.library.workspace)
        found += one.diagnostics
        if one.text is not None:
            texts[task.name] = one.text
    found += snapshots.units_without_sheet() if not has_errors(found) else ()
    return texts, found


def _told(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What concerns the snapshots: errors, and files that look like ours and were not read; `check` tells the rest."""
    from cchc_rules.diagnostics import catalog, in_order

    passed_over = (catalog.NOT_TAKEN.code, catalog.LOOKS_ALIKE.code)
    return [d for d in in_order(found) if d.severity is Severity.ERROR or d.code in passed_over]


def _report(changed: "Sequence[Change]", folder: str, count: int, written: bool) -> Iterator[str]:
    for change in changed:
        name = f"{folder}/{change.name}"
        if change.old is None:
            yield f"{name}: {'bản chụp mới' if written else 'chưa có bản chụp'}"
        elif change.new is None:
            yield f"{name}: {'đã xóa' if written else 'thừa'}, không còn tệp nào cho bản chụp này"
        else:
            told = change.told or ("chỉ khác dòng trống",)
            yield f"{name}: {len(told)} chỗ khác"
            yield from (f"  {line}" for line in told)
    if not changed:
        yield f"{count} bản chụp, đúng như hiện nay."
    elif written:
        yield f"Đã ghi {len(changed)} trong {count} bản chụp."
    else:
        yield f"{len(changed)} trong {count} bản chụp khác hiện nay. Chưa ghi gì. {_ACCEPT}"
