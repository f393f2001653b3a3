"""The printed sentence beside a scoring rule goes with it: who changes the rule says what the sentence becomes."""

from cchc_rules.amend.applying.session import Session
from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.edits import Edit, Fix, content
from cchc_rules.model.amendments.operation import AddSentence, ChangeSentence, DropSentence, Operation
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion
from cchc_rules.source import Span
from cchc_rules.writing.rubric import printed_wording


def check_wordings(s: Session) -> None:
    """S585: a rule changed or dropped beside a `lời văn` of which the instrument says nothing."""
    operations = s.effective.operations
    sentences = [op for op, _ in operations if isinstance(op, AddSentence | ChangeSentence | DropSentence)]
    reworded = {op.owner for op in sentences if op.slot is Slot.WORDING}
    rows = {row.code: row for row in s.rubric.rows() if row.wording and row.code not in reworded}
    for operation, at in operations:
        code = _other_rule(operation)
        if code is not None and code in rows:
            s.found.append(catalog.WORDING_LEFT.at(at, code=code, fixes=_dropped(rows[code], at)))


def _other_rule(op: Operation) -> Code | None:
    """The row whose rule an operation changes in meaning, or takes away."""
    if not isinstance(op, ChangeSentence | DropSentence) or op.slot is not Slot.RULE or not isinstance(op.owner, Code):
        return None
    same = isinstance(op, ChangeSentence) and op.old.value == op.new.value
    return None if same else op.owner


def _dropped(row: Criterion, at: Span | None) -> tuple[Fix, ...]:
    """The old sentences taken away, above the line that changes the rule."""
    if at is None or not at.excerpt:
        return ()
    margin = " " * (len(at.excerpt) - len(at.excerpt.lstrip()))
    lines = [f"{margin}BỎ CÂU của {row.code}: {printed_wording(said.value)}\n" for said in row.wording]
    says = f"văn bản sửa đổi không có lời văn mới cho {row.code}, lời văn cũ không còn đúng"
    return (content(says, Edit(at.source, at.line, 1, at.line, 1, "".join(lines))),)
