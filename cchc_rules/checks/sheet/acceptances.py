"""Check the sentences `như tự đánh giá` of a sheet: who may say it, whether it covers anything, and still does."""

from collections.abc import Iterator

from cchc_rules.checks.sheet.nodes_by_code import Frame
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.meaning.acceptances import Takeover, takeovers
from cchc_rules.model.sheet import Acceptance, Sheet
from cchc_rules.model.stages import USUAL, Power, Stage

_FEW = 6


def check_acceptances(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P451 to P454, and P422 where the rubric has no such stage."""
    wrong = list(_wrong_stages(frame, sheet))
    yield from (diagnostic for _, diagnostic in wrong)
    refused = [accepted for accepted, _ in wrong]
    for takeover in takeovers(frame.rubric, sheet):
        if not any(takeover.accepted is accepted for accepted in refused):
            yield from _takeover(takeover)


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
