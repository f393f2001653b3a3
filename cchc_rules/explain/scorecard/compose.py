"""From a scorecard to the document that every renderer lays out."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules.explain.render.document import (
    Account,
    Column,
    Document,
    Fact,
    Group,
    Item,
    Items,
    Line,
    Section,
    Share,
    Table,
    Tone,
)
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.rules import words as rule_words
from cchc_rules.explain.scorecard import group_items, items, rating_items, verdict
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.scorecard.provenance import Provenance
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import groups as group_words
from cchc_rules.explain.words import rating as rating_words
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.figures import Figures
from cchc_rules.model.code import Code
from cchc_rules.results.ledger import Ledger, Taken
from cchc_rules.results.node_score import NodeScore, counting
from cchc_rules.results.scorecard import Index, Scorecard
from cchc_rules.results.texts_beside import Use

if TYPE_CHECKING:
    from cchc_rules.results.advice import RowAdvice


def build_document(
    scorecard: Scorecard,
    provenance: Provenance,
    codes: Sequence[Code] = (),
    all_rows: bool = False,
    next_up: "Sequence[RowAdvice]" = (),
    advised: bool = False,
) -> Document:
    """The explanation of a scorecard: losses first, then what does not count or is not known, and the sums.

    `all_rows` adds rows with full marks. `codes` leaves only those nodes and what lies in them, every row of
    them, with the ledger of each; codes the rubric does not have are passed over. `next_up` is what more points of
    rows would need: each row tells its next, and `advised` makes a last section of all of it.
    """
    frame = Frame(scorecard, Figures.of(scorecard.rubric.provisions), tuple(codes), tuple(next_up))
    header = scorecard.header
    return Document(
        title=words.page_title(clean(header.unit), header.year),
        headline=verdict.headline(frame),
        notices=(*texts_beside.on_top(provenance.texts), *verdict.notices(frame)),
        facts=_facts(frame, provenance),
        sections=(
            *_row_sections(frame, all_rows or bool(codes)),
            *(evolve(s, up_front=True) for s in _sums(frame)),
            *(_advice(frame) if advised else ()),
        ),
        footer_heading=words.FOOTER,
        footer=_footer(provenance),
    )


def _facts(frame: Frame, provenance: Provenance) -> tuple[Fact, ...]:
    rubric = frame.rubric
    facts = [
        Fact(words.UNIT_KIND, clean(frame.scorecard.header.kind)),
        Fact(words.RUBRIC, f"{provenance.rubric_id}, {clean(rubric.title)}"),
    ]
    if rubric.provisions.instrument:
        facts.append(Fact(words.INSTRUMENT, clean(rubric.provisions.instrument.value.cite())))
    guidance = phrases.guidance(rubric)
    facts += [Fact(words.GUIDANCE, clean(guidance))] if guidance is not None else []
    facts += texts_beside.uses(provenance.texts)
    facts.append(verdict.band_fact(frame))
    if frame.codes:
        facts.append(Fact(words.SCOPE, ", ".join(c.text for c in frame.codes)))
    return tuple(facts)


def _footer(provenance: Provenance) -> tuple[Fact, ...]:
    digests = [Fact(clean(f.name), f.sha256) for f in (*provenance.rubric_files, *provenance.beside, provenance.sheet)]
    ignored = [t for t in provenance.texts if t.use is Use.IGNORED]
    left_out = [Fact(f"{clean(t.file) or words.A_FILE} ({words.LEFT_OUT})", t.sha256 or words.UNREAD) for t in ignored]
    return (*digests, *left_out, Fact(words.ENGINE, provenance.engine))


# ---- rows


def _row_sections(frame: Frame, full: bool) -> list[Section]:
    lost, pending = items.lost_rows(frame), items.pending_rows(frame)
    in_table = any(frame.wanted(n) for n in frame.scorecard.nodes)
    nothing = _absorbed(frame) if lost else (Line(words.NOTHING_LOST, Tone.GAIN),) if in_table else ()
    outlook = verdict.band_outlook(frame) if pending and not frame.codes else ()
    losses = _with_sum(frame, words.LOSSES, lambda ledger: ledger.lost)
    exclusions = _with_sum(frame, words.EXCLUSIONS, lambda ledger: ledger.excluded)
    unknown = _with_sum(frame, words.PENDING_ROWS, lambda ledger: ledger.pending)
    sections: list[Items] = [
        Items(losses, Tone.LOSS, nothing, frame.groups(lost)),
        Items(words.GIVEN_BACK_ROWS, Tone.GAIN, (), frame.groups(items.given_back_rows(frame))),
        Items(group_words.GROUPS, Tone.PLAIN, (), frame.groups(group_items.group_rows(frame))),
        Items(exclusions, Tone.EXCLUDED, (), frame.groups(items.excluded_rows(frame))),
        Items(words.REFUSALS, Tone.PLAIN, (), frame.groups(items.refused_rows(frame))),
        Items(unknown, Tone.PENDING, outlook, frame.groups(pending)),
        Items(words.DIFFERING_ROWS, Tone.GAIN, (), frame.groups(items.differing_rows(frame))),
        Items(words.FULL_ROWS, Tone.GAIN, (), frame.groups(items.full_rows(frame) if full else ())),
    ]
    return [*(s for s in sections if s.groups or s.lead), *rating_items.bucket_sections(frame)]


def _absorbed(frame: Frame) -> tuple[Line, ...]:
    """A word where rows lost points that their group does not: a cap or a choice would have taken them anyway."""
    wanted = [n for n in frame.scorecard.nodes if frame.wanted(n)]
    rows = sum((n.ledger.lost for n in wanted if n.criterion.is_leaf), Fraction(0))
    groups = sum((n.ledger.lost for n in counting(wanted)), Fraction(0))
    return (Line(group_words.ABSORBED, Tone.FAINT),) if rows != groups else ()


def _with_sum(frame: Frame, heading: str, part: Callable[[Ledger], Fraction]) -> str:
    """The heading with the sum of a part over all rows: of an open row some points may be known, or lost."""
    wanted = counting(n for n in frame.scorecard.nodes if frame.wanted(n))
    points = sum((part(n.ledger) for n in wanted), Fraction(0))
    return words.headed(heading, frame.points(points)) if points else heading


# ---- what more points would need


def _advice(frame: Frame) -> list[Section]:
    card = frame.scorecard
    nodes = {n.criterion.code: n for n in card.every if frame.wanted(n)}
    told = tuple(_advised(frame, nodes[row.code], row) for row in frame.next_up if row.code in nodes)
    lead = [Line(words.ADVICE_LEAD if told else words.NO_ADVICE, Tone.FAINT)]
    blocking = rating_words.blocking(card)
    if blocking is not None:
        lead.insert(0, Line(clean(blocking), Tone.LOSS))
    return [Items(words.ADVICE, Tone.GAIN, tuple(lead), (Group("", told),) if told else ())]


def _advised(frame: Frame, node: NodeScore, row: "RowAdvice") -> Item:
    points = f"{frame.points(node.ledger.achieved)}/{frame.points(node.criterion.max)}"
    most = frame.points(max(a.gain for a in row.advice))
    gain = rating_words.taken_less(most) if row.advice[0].less else words.more(most)
    lines = tuple(Line(rule_words.advice(a)) for a in row.advice)
    return Item(node.criterion.code.text, clean(node.criterion.called), points, gain, Tone.GAIN, lines)


# ---- sums


def _sums(frame: Frame) -> list[Items | Table | Account]:
    card = frame.scorecard
    if frame.codes:
        chosen = [n for n in card.nodes if _is_chosen(frame, n)]
        ledgers = [(f"{n.criterion.code}: ", n.ledger, n.taken) for n in chosen]
        return [_account(frame, ledgers)] if ledgers else []
    sections: list[Items | Table | Account] = [_field_table(frame), _account(frame, [("", card.total, card.taken)])]
    sections += [*rating_items.final_account(frame), *rating_items.condition_sections(frame)]
    if card.consequences:
        told = tuple(verdict.consequence(frame, c) for c in card.consequences)
        sections.append(Items(words.CONSEQUENCES, Tone.STRONG, (), (Group("", told),)))
    return sections


def _is_chosen(frame: Frame, node: NodeScore) -> bool:
    code = node.criterion.code
    return code in frame.codes and not any(code != c and code.lies_in(c) for c in frame.codes)


def _field_table(frame: Frame) -> Table:
    card = frame.scorecard
    columns = (
        Column(words.CODE),
        Column(frame.top.capitalize(), wraps=True),
        Column(words.ACHIEVED_OF, right=True),
        Column(words.RATIO, right=True),
        Column(words.LOST_COLUMN, right=True),
        Column(words.EXCLUDED_COLUMN, right=True),
        Column(words.PENDING_COLUMN, right=True),
    )
    pairs = zip(card.fields, card.field_indexes, strict=True)
    rows = tuple(
        (f.criterion.code.text, clean(f.criterion.called), *_sum_cells(frame, f.ledger, index)) for f, index in pairs
    )
    total = ("", words.TOTAL, *_sum_cells(frame, card.total, _of_table(card)))
    return Table(words.by_level(frame.top), columns, rows, total)


def _of_table(card: Scorecard) -> Index | None:
    """The ratio of the table alone; what bonus, penalty and rescaling make of it is shown below."""
    ledger = card.total
    if card.final is None or not ledger.applicable:
        return card.index
    low = ledger.achieved / ledger.applicable
    return Index(ledger.achieved, ledger.applicable, low, low + ledger.pending / ledger.applicable)


def _sum_cells(frame: Frame, ledger: Ledger, index: Index | None) -> tuple[str, ...]:
    return (
        f"{frame.points(ledger.achieved)}/{frame.points(ledger.applicable)}",
        frame.figures.brief(index) if index else words.NO_PERCENTAGE,
        frame.points(ledger.lost),
        frame.points(ledger.excluded),
        frame.points(ledger.pending),
    )


def _account(frame: Frame, ledgers: Sequence[tuple[str, Ledger, Taken]]) -> Account:
    lines: list[Line] = []
    # What rows that deduct leave of their most counts as theirs, so the sums say nothing of caps.
    deducts = any(n.criterion.deducts for n in frame.scorecard.nodes)
    for prefix, ledger, taken in ledgers:
        lines.append(Line(prefix + _reconciled(frame, ledger), Tone.STRONG))
        split = _split(frame, ledger, taken)
        lines += [Line(prefix + split)] if split else []
        lines += [Line(prefix + group_words.over(frame.points(ledger.over)))] if ledger.over and not deducts else []
    shares = _shares(frame, ledgers[0][1]) if len(ledgers) == 1 else ()
    return Account(words.LEDGER, tuple(lines), shares)


def _parts(ledger: Ledger) -> tuple[tuple[Fraction, str, Tone], ...]:
    return (
        (ledger.achieved, words.ACHIEVED, Tone.GAIN),
        (ledger.lost, words.LOST, Tone.LOSS),
        (ledger.excluded, words.EXCLUDED, Tone.EXCLUDED),
        (ledger.pending, words.PENDING, Tone.PENDING),
    )


def _reconciled(frame: Frame, ledger: Ledger) -> str:
    parts = [(frame.points(value), label) for value, label, _ in _parts(ledger)]
    return words.ledger(frame.points(ledger.max), parts)


def _split(frame: Frame, ledger: Ledger, taken: Taken) -> str:
    own, *others = taken.by_stage(frame.rubric.provisions.lineup)
    by_others = ((words.taker(stage), points) for stage, points in others)
    takers = (
        (words.taker(own[0]), own[1]),
        (words.BY_RULE, taken.by_rule),
        *by_others,
        (group_words.BY_LIMIT, taken.by_limit),
    )
    parts = [(v < 0, frame.points(abs(v)), taker) for taker, v in takers if v]
    return words.losses_split(frame.points(ledger.lost), parts) if parts else ""


def _shares(frame: Frame, ledger: Ledger) -> tuple[Share, ...]:
    if not ledger.max:
        return ()
    parts = [part for part in _parts(ledger) if part[0]]
    return tuple(Share(label, frame.points(value), value / ledger.max, tone) for value, label, tone in parts)
