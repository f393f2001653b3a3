"""Check the rows of a sheet against the rubric: codes, points, claims, and what each stage may change."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cchc_rules.checks.sheet.nodes_by_code import Frame, Node, Rule
from cchc_rules.checks.sheet.sound_rows import is_sound
from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest_code
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.numbers import exceeds, vietnamese, whole_steps
from cchc_rules.model.rubric import ClaimPolicy
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, EntryValue, NotApplicable, Row, Sheet
from cchc_rules.model.stages import OF_THE_UNIT, USUAL, Power, Stage
from cchc_rules.source import fold_name

_CLAIM_STAGE = "không áp dụng"


@frozen
class _Case:
    """One row of the sheet with its node; `rule` excludes it for this unit, `claimed` has a claim over it."""

    frame: Frame
    node: Node
    row: Row
    rule: Rule | None
    claimed: Row | None

    @property
    def code(self) -> str:
        """The code, for messages."""
        return self.row.code.text


def check_rows(frame: Frame, sheet: Sheet, facts: Situation, judged: bool) -> Iterator[Diagnostic]:
    """Findings on all rows; conditions are looked at when `judged`."""
    claimed_rows = (row for row in sheet.rows if row.claim is not None and row.code.text in frame.nodes)
    # A claim that is not allowed is reported at its own line; it covers nothing.
    claims = {r.code.text: r for r in claimed_rows if _closed(frame, frame.nodes[r.code.text]) is None}
    for row in sheet.rows:
        node = frame.nodes.get(row.code.text)
        if node is None:
            yield _unknown(frame, row)
            continue
        rule = None
        if judged and node.rules:
            rule = node.excluded_by(facts)
        claimed = next((claims[c] for c in node.above if c in claims), None) if claims else None
        if rule is None and claimed is None and is_sound(frame, node, row):
            continue
        yield from _row(_Case(frame, node, row, rule, claimed))


def one_row_is_chosen(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P436: in a group of which the unit chooses a row, no stage gives points to a second one."""
    if not frame.choices:
        return
    scored = [(r.code, e) for r in sheet.rows for e in r.entries if isinstance(e.value, Fraction) and e.value > 0]
    for c in frame.choices:
        below = {code: e for row in c.children for code, e in scored if code.lies_in(row.code)}
        first = next((row.code for row in c.children for code in below if code.lies_in(row.code)), None)
        for code, entry in below.items():
            if first is not None and not code.lies_in(first):
                yield catalog.TWO_CHOSEN.at(entry.at, code=code, other=first, group=c.code)


def _unknown(frame: Frame, row: Row) -> Diagnostic:
    code = row.code.text
    meant = frame.printed_as(code) or (frame.titled(row.title) if row.title else None)
    if meant is None:
        near = nearest_code(code, frame.nodes)
        meant = frame.nodes[near].criterion if near is not None else None
    fix = f"ý bạn có phải là {meant.code} “{meant.called}”?" if meant is not None else None
    fixes = renamed(row.at, code, meant.code.text if meant is not None else None, "mã")
    return catalog.UNKNOWN_CODE.at(row.at, fix=fix, fixes=fixes, code=code)


def _row(case: _Case) -> Iterator[Diagnostic]:
    title = case.node.criterion.title
    if case.row.title and case.row.title != title and fold_name(case.row.title) != fold_name(title):
        yield catalog.TITLE_DIFFERS.at(case.row.at, code=case.code, title=title)
    if case.row.claim is not None:
        yield from _claim(case, case.row.claim)
    yield from _covered(case)
    sound: dict[Stage, Entry] = {}
    for entry in case.row.entries:
        wrong = _entry(case, entry)
        if wrong is not None:
            yield from () if entry.copied else (wrong,)
        else:
            sound[entry.stage] = entry
            yield from _asked(case, entry)
    yield from _changes(case, sound)


# ---- claims


def _claim(case: _Case, claim: Claim) -> Iterator[Diagnostic]:
    if case.rule is not None:
        return
    closed = _closed(case.frame, case.node)
    if closed is not None:
        fix = None if closed == case.code else f"đề nghị riêng từng dòng được phép trong {case.code}"
        yield catalog.CLAIM_FORBIDDEN.at(claim.at, fix=fix, code=closed)
    elif not claim.reason and not case.row.partial:
        yield catalog.CLAIM_NO_REASON.at(claim.at, code=case.code)
    own = next((e for e in case.row.entries if e.stage is Stage.SELF), None)
    if own is None or case.node.criterion.children:
        return
    related = (Related("đề nghị ở đây", claim.at),)
    if isinstance(own.value, Fraction):
        yield catalog.CLAIM_AND_POINTS.at(own.at, related=related, code=case.code)
    elif isinstance(own.value, NotApplicable):
        yield catalog.ENTRY_TWICE.at(own.at, related=related, stage=_CLAIM_STAGE, code=case.code)


def _closed(frame: Frame, node: Node) -> str | None:
    """The code for which a claim on the node is not allowed: its own, or a row's below it."""
    if node.claims is ClaimPolicy.FORBIDDEN:
        return node.criterion.code.text
    for c in node.criterion.walk():
        if c.is_leaf and frame.nodes[c.code.text].claims is ClaimPolicy.FORBIDDEN:
            return c.code.text
    return None


def _covered(case: _Case) -> Iterator[Diagnostic]:
    """The unit may not score or claim again what it has claimed as a group."""
    if case.claimed is None or case.claimed.claim is None:
        return
    own: list[Entry | Claim] = [e for e in case.row.entries if e.stage is Stage.SELF and e.value is not None]
    own += [case.row.claim] if case.row.claim is not None else []
    if own:
        related = (Related("đề nghị cho cả nhóm ở đây", case.claimed.claim.at),)
        yield catalog.CLAIM_COVERS.at(own[0].at, related=related, code=case.code, group=case.claimed.code)


# ---- one entry


def _entry(case: _Case, entry: Entry) -> Diagnostic | None:
    """What is wrong with an entry by itself; the first thing only, for the others follow from it."""
    c, stage = case.node.criterion, entry.stage.value
    if case.frame.powers is not None and entry.stage not in case.frame.powers:
        return catalog.STAGE_ABSENT.at(entry.at, stage=stage)
    if case.frame.powers is None and entry.stage not in USUAL:
        return catalog.STAGE_ABSENT.at(entry.at, stage=stage)
    if entry.value is not None and case.frame.lineup.power(entry.stage) is Power.COMMENT:
        return catalog.ONLY_COMMENTS.at(entry.at, stage=stage)
    if c.children:
        children = ", ".join(child.code.text for child in c.children)
        return catalog.GROUP_ROW.at(entry.at, code=case.code, children=children)
    if c.survey and entry.stage is not Stage.SURVEY:
        return catalog.SURVEY_ROW.at(entry.at, code=case.code, stage=stage)
    if not c.survey and entry.stage is Stage.SURVEY:
        return catalog.NOT_SURVEY_ROW.at(entry.at, code=case.code)
    if isinstance(entry.value, Fraction):
        return _points(case, entry, entry.value)
    return _not_applicable(case, entry) if isinstance(entry.value, NotApplicable) else None


def _points(case: _Case, entry: Entry, points: Fraction) -> Diagnostic | None:
    top, step = case.node.criterion.max, case.frame.step
    if case.rule is not None:
        where = case.rule.at.cite() if case.rule.at is not None else "bộ tiêu chí"
        return catalog.EXCLUDED_ROW.at(entry.at, code=case.code, where=where)
    if points.numerator < 0:
        return catalog.NEGATIVE.at(entry.at, points=vietnamese(points), positive=vietnamese(-points))
    if exceeds(points, top):
        return catalog.OVER_MAX.at(entry.at, points=vietnamese(points), max=vietnamese(top), code=case.code)
    if step is not None and not whole_steps(points, step):
        below = points - points % step
        above = vietnamese(min(below + step, top))
        given = vietnamese(points)
        return catalog.TOO_FINE.at(entry.at, points=given, step=vietnamese(step), below=vietnamese(below), above=above)
    return None


def _not_applicable(case: _Case, entry: Entry) -> Diagnostic | None:
    """A unit needs leave to say so; those who check it also have the rubric's conditions to go by."""
    if case.rule is not None:
        return None
    if case.node.claims is ClaimPolicy.FORBIDDEN and (entry.stage is Stage.SELF or not case.node.conditional):
        return catalog.CLAIM_FORBIDDEN.at(entry.at, code=case.code)
    alone = entry.stage in OF_THE_UNIT
    if alone and not entry.reason and not case.row.partial:
        return catalog.CLAIM_NO_REASON.at(entry.at, code=case.code)
    return None


def _asked(case: _Case, entry: Entry) -> Iterator[Diagnostic]:
    """P456, P457, P511: points lack the evidence that the row or the stage needs, or come from whom has not the row."""
    rule = case.frame.asking.get(entry.stage)
    gained = isinstance(entry.value, Fraction) and entry.value > 0 and not case.node.penalty
    bare = gained and not entry.evidence and not case.row.partial and not entry.copied
    if bare and case.node.evidence and entry.stage is Stage.SELF:
        yield catalog.ROW_NO_EVIDENCE.at(
            entry.at, what=f"điểm {entry.stage.value}", code=case.code, documents=case.node.evidence
        )
    elif bare and rule is not None and rule.evidence:
        yield catalog.POINTS_NO_EVIDENCE.at(entry.at, stage=entry.stage.value, code=case.code)
    if rule is None or entry.copied:
        return
    right = rule.who(case.row.code)
    if rule.shares and entry.by and right and fold_name(entry.by) != fold_name(right):
        yield catalog.NOT_GIVEN.at(entry.at, by=entry.by, code=case.code, stage=entry.stage.value, right=right)


# ---- one stage against the one before


def _changes(case: _Case, sound: Mapping[Stage, Entry]) -> Iterator[Diagnostic]:
    standing = _claimed_or_scored(case, sound)
    for stage in case.frame.lineup.later:
        entry = sound.get(stage)
        if entry is not None and entry.value is not None and _too_soon(case, stage):
            first = next(iter(_waits_for(case, stage))).value
            yield catalog.REVIEW_FIRST.at(entry.at, code=case.code, stage=stage.value, first=first)
            continue
        if entry is not None and entry.value is not None:
            wrong = _change(case, entry, entry.value, standing)
            if wrong is not None:
                yield wrong
        if entry is None and any(e.stage == stage for e in case.row.entries):
            standing = None
        elif entry is not None and entry.value is not None:
            standing = entry.value


def _claimed_or_scored(case: _Case, sound: Mapping[Stage, Entry]) -> EntryValue:
    """What the unit says of the row; None when it says nothing or nothing that stands."""
    if case.claimed is not None:
        return NOT_APPLICABLE
    if case.row.claim is not None:
        return NOT_APPLICABLE if _closed(case.frame, case.node) is None else None
    own = sound.get(Stage.SELF)
    return own.value if own is not None else None


def _too_soon(case: _Case, stage: Stage) -> bool:
    """Whether a stage has nothing of an earlier council's to look at, in a rubric that has an earlier one."""
    earlier = _waits_for(case, stage)
    if case.row.partial or not earlier:
        return False
    return all(e.stage not in earlier or e.value is None for e in case.row.entries)


def _waits_for(case: _Case, stage: Stage) -> tuple[Stage, ...]:
    """Earlier stages with a power over points, one of which has to speak before this one."""
    powers, later = case.frame.powers, case.frame.lineup.later
    return tuple(s for s in later[: later.index(stage)] if powers is None or s in powers)


def _change(case: _Case, entry: Entry, after: Fraction | NotApplicable, before: EntryValue) -> Diagnostic | None:
    if isinstance(before, Fraction) and isinstance(after, Fraction):
        beyond = _beyond_power(case, entry, after, before)
        if beyond is not None:
            return beyond
    if entry.reason or case.row.partial:
        return None
    if before is not None and before != after:
        return catalog.CHANGE_NO_REASON.at(
            entry.at, stage=entry.stage.value, code=case.code, before=_shown(before), points=_shown(after)
        )
    if isinstance(after, NotApplicable) and before is None and case.rule is None:
        return catalog.CLAIM_NO_REASON.at(entry.at, code=case.code)
    return None


def _beyond_power(case: _Case, entry: Entry, after: Fraction, before: Fraction) -> Diagnostic | None:
    if after == before:
        return None
    power = (case.frame.powers or {}).get(entry.stage)
    better = exceeds(before, after) if case.node.penalty else exceeds(after, before)
    if power is Power.LOWER and better:
        kind = catalog.RAISED
    elif power is Power.RAISE and not better:
        kind = catalog.LOWERED
    else:
        return None
    points, old = vietnamese(after), vietnamese(before)
    return kind.at(entry.at, stage=entry.stage.value, power=power.value, points=points, before=old)


def _shown(value: Fraction | NotApplicable) -> str:
    return vietnamese(value) if isinstance(value, Fraction) else "không áp dụng"
