"""Check the sentences `như tự đánh giá` of a sheet: who may say it, whether it covers anything, and still does."""

from collections.abc import Iterator

from cchc_rules.checks.sheet.nodes_by_code import Frame
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.meaning.acceptances import Takeover, Takeovers, takeovers
from cchc_rules.model.fact import this_year
from cchc_rules.model.sheet import Acceptance, FactEntry, Sheet
from cchc_rules.model.stages import USUAL, Power, Stage
from cchc_rules.source import fold_name

_FEW = 6


def check_acceptances(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P451 to P454, and P422 where the rubric has no such stage."""
    wrong = list(_wrong_stages(frame, sheet))
    yield from (diagnostic for _, diagnostic in wrong)
    refused = [accepted for accepted, _ in wrong]
    for takeover in takeovers(frame.rubric, sheet):
        if not any(takeover.accepted is accepted for accepted in refused):
            yield from _takeover(takeover)
    every = Takeovers(frame.rubric, sheet)
    for entry in sheet.facts:
        if entry.as_self and fold_name(this_year(entry.name)) in frame.facts:
            yield from _fact(every, entry)


def _fact(every: Takeovers, entry: FactEntry) -> Iterator[Diagnostic]:
    stage, lineup = entry.stage.value, every.rubric.provisions.lineup
    takeover = every.of_fact(entry)
    if entry.stage is Stage.SELF:
        yield catalog.OWN_AS_SELF.at(entry.at)
    elif entry.stage in lineup.order and lineup.power(entry.stage) is Power.COMMENT:
        yield catalog.ONLY_COMMENTS.at(entry.at, stage=stage)
    elif takeover is None or entry.stage is Stage.SURVEY:
        why = f"đơn vị chưa ghi [{entry.name}], hoặc không phải là bên ghi số liệu này"
        yield catalog.NOTHING_TAKEN.at(entry.at, why=why, stage=stage)
    elif entry.mark is None:
        yield catalog.UNMARKED.at(entry.at, mark=takeover.mark, stage=stage)
    elif not takeover.holds:
        rows = f"số liệu [{entry.name}]"
        yield catalog.CHANGED_SINCE.at(entry.at, mark=takeover.mark, stated=entry.mark, rows=rows, stage=stage)


def _wrong_stages(frame: Frame, sheet: Sheet) -> Iterator[tuple[Acceptance, Diagnostic]]:
    for accepted in (*sheet.accepted, *(a for row in sheet.rows for a in row.accepted)):
        if accepted.stage is Stage.SELF:
            yield accepted, catalog.OWN_AS_SELF.at(accepted.at)
        elif accepted.stage not in (frame.powers if frame.powers is not None else USUAL):
            yield accepted, catalog.STAGE_ABSENT.at(accepted.at, stage=accepted.stage.value)
        elif frame.lineup.power(accepted.stage) is Power.COMMENT:
            yield accepted, catalog.ONLY_COMMENTS.at(accepted.at, stage=accepted.stage.value)


def _takeover(takeover: Takeover) -> Iterator[Diagnostic]:
    accepted = takeover.accepted
    stage = accepted.stage.value
    if not takeover.stated:
        why = "đơn vị chưa ghi điểm hay số liệu nào" if takeover.code is None else "đơn vị chưa ghi gì ở dòng này"
        yield catalog.NOTHING_TAKEN.at(accepted.at, why=why, stage=stage)
    elif accepted.mark is None:
        yield catalog.UNMARKED.at(accepted.at, mark=takeover.mark, stage=stage)
    elif not takeover.holds:
        yield catalog.CHANGED_SINCE.at(
            accepted.at, mark=takeover.mark, stated=accepted.mark, rows=_rows(takeover), stage=stage
        )


def _rows(takeover: Takeover) -> str:
    codes = [leaf.code.text for leaf in takeover.leaves if leaf.said.value is not None or leaf.facts]
    if not codes:
        return "số liệu"
    named = ", ".join(codes[:_FEW])
    return f"dòng {named}" if len(codes) <= _FEW else f"{len(codes)} dòng ({named}, …)"
