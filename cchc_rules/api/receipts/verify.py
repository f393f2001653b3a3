"""Work a sealed result out again from its archive alone, and say where it differs and why."""

from collections.abc import Iterator
from typing import assert_never

from cchc_rules.api.receipts.compare import differences
from cchc_rules.api.receipts.seal import Run, again
from cchc_rules.files.reading import digest_of
from cchc_rules.files.sealed.container import NotOurs, unpacked
from cchc_rules.files.sealed.manifest import receipt_of
from cchc_rules.files.workspace import DISK
from cchc_rules.frozen import frozen
from cchc_rules.results.receipt import RESULTS, Area, Difference, Engine, Node, Receipt, Why
from cchc_rules.source import data_folder

SEALED_COMMANDS = (
    *("score", "explain", "advice", "what-if", "test", "check", "show", "survey"),
    *("consolidate", "minutes", "log", "diff", "impact", "report", "snapshot"),
)
"""The commands whose results are sealed, and the only ones that are run for an archive. None of them writes then."""


@frozen
class Verified:
    """What was found of an archive: its SHA-256, the receipt in it and that of today, how they differ and why.

    `engine` are the parts of the engine that are others (what, sealed, now); they need not make any difference.
    """

    sha256: str
    sealed: Receipt
    now: Receipt
    differences: tuple[Difference, ...]
    why: tuple[Why, ...]
    engine: tuple[tuple[str, str, str], ...]
    inputs: tuple[str, ...] = ()
    """Places that are looked at today and were not, or the other way round."""
    package: tuple[str, ...] = ()
    """Rubrics that were sealed as those that come with the engine, and are other than those of this one."""

    @property
    def equal(self) -> bool:
        """Whether everything that came of the command is the same to the digit.

        The same engine looks at the same places too, so that an archive holds nothing that went into no result, and has
        the same rubrics: nobody passes off another text as one of them.
        """
        return not self.differences and (bool(self.engine) or not (self.inputs or self.package))


def verify(data: bytes, run: Run) -> Verified | NotOurs:
    """What becomes of an archive; `run` runs the installed engine.

    Nothing is read but the bytes, and the rubrics that come with this engine.
    """
    members = unpacked(data)
    if isinstance(members, NotOurs):
        return members
    sealed = receipt_of(members)
    if isinstance(sealed, NotOurs):
        return sealed
    if not sealed.arguments or sealed.arguments[0] not in SEALED_COMMANDS:
        return NotOurs("gói ghi một lệnh không niêm phong được")
    if not any(text.member.startswith(RESULTS) for text in sealed.texts):
        return NotOurs("gói không có kết quả nào: lệnh ghi trong gói không chạy đến kết quả")
    now = again(sealed, run)
    found = differences(sealed, now)
    engine = tuple(_other_parts(sealed.engine, now.engine))
    inputs = tuple(_other_inputs(sealed, now))
    package = tuple(_other_rubrics(sealed))
    why = _why(found, bool(engine), bool(inputs or package)) if found or inputs or package else ()
    return Verified(digest_of(data), sealed, now, found, why, engine, inputs, package)


def _why(found: tuple[Difference, ...], engine: bool, inputs: bool) -> tuple[Why, ...]:
    reasons = tuple(why for why in Why if _is_so(why, found, engine, inputs))
    return reasons or (Why.RESULT,)


def _is_so(why: Why, found: tuple[Difference, ...], engine: bool, inputs: bool) -> bool:
    match why:
        case Why.ENGINE:
            return engine
        case Why.INPUT:
            return inputs
        case Why.ORDER:
            return bool(found) and all(d.order_only for d in found)
        case Why.RESULT:
            return False
        case _:
            assert_never(why)


def _other_parts(sealed: Engine, now: Engine) -> Iterator[tuple[str, str, str]]:
    before, after = dict(sealed.libraries), dict(now.libraries)
    pairs = [
        ("cchc-rules", sealed.version, now.version),
        ("mã nguồn cchc-rules", f"{sealed.code[:12]}…", f"{now.code[:12]}…"),
        ("Python", sealed.python, now.python),
        *((name, before.get(name, "không có"), after.get(name, "không có")) for name in {**before, **after}),
    ]
    yield from (pair for pair in pairs if pair[1] != pair[2])


def _other_inputs(sealed: Receipt, now: Receipt) -> Iterator[str]:
    before, after = ({_looked_at(n) for n in r.record.nodes} for r in (sealed, now))
    yield from sorted(f"chỉ lúc niêm phong mới xem: {path}" for path in before - after)
    yield from sorted(f"nay mới xem: {path}" for path in after - before)


def _other_rubrics(sealed: Receipt) -> Iterator[str]:
    for node in sealed.record.nodes:
        if node.place.area is Area.PACKAGE and node.data is not None:
            path = data_folder("rubrics") / node.place.path
            there = DISK.content(path, len(node.data)) if DISK.is_file(path) else None
            if there != (node.data, node.size):
                yield f"rubrics/{node.place.path}"


def _looked_at(node: Node) -> str:
    read = f", {len(node.data)} byte" if node.data is not None else ""
    listed = ", kê các tệp trong đó" if node.listed else ""
    link = f", liên kết đến {node.leads_to.path}" if node.leads_to is not None else ", liên kết" if node.linked else ""
    return f"{node.place.area.value}/{node.place.path} ({node.kind.value}{read}{listed}{link})"
