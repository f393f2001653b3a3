"""Index, band and consequences put into words."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from cchc_rules.explain.render.document import Fact, Item, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import quotas as quota_words
from cchc_rules.explain.words import rating as rating_words
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words.citations import quoted
from cchc_rules.model.code import Code
from cchc_rules.model.interval import Interval
from cchc_rules.model.rubric import Band, FieldsWithin, FieldWithin, IndexWithin
from cchc_rules.results.scorecard import ConsequenceResult, Index, Scorecard, TriggerResult, View
from cchc_rules.writing.formerly import formerly
from cchc_rules.writing.rubric import interval, scope

_SETTLING_SHOWN = 10


def headline(frame: Frame) -> tuple[str, ...]:
    """Unit, year, points, index, band."""
    card = frame.scorecard
    return (
        clean(card.header.unit),
        words.year(card.header.year),
        words.points_of(*map(frame.points, card.points)),
        frame.figures.index(card.index) if card.index else words.NO_INDEX,
        _band_word(frame),
    )


def _band_word(frame: Frame) -> str:
    card = frame.scorecard
    if card.unrated is not False:
        return words.NO_BAND if card.unrated else words.BAND_OPEN
    if card.band is not None:
        return clean(card.band.value.name)
    return words.BAND_OPEN if card.possible_bands else words.NO_BAND


def notices(frame: Frame) -> Iterable[Fact]:
    """What must be read with the result: the sheet's note, and why it is provisional."""
    card = frame.scorecard
    if card.header.note:
        yield Fact(words.NOTE, clean(card.header.note))
    if card.header.formerly is not None:
        yield Fact(words.FORMERLY, clean(formerly(card.header.formerly)))
    if card.provisional:
        why = [words.view(card.view, card.rubric.provisions.lineup)] if card.view != View.FINAL else []
        if card.total.pending:
            why.append(words.pending_notice(len(card.pending_rows), frame.points(card.total.pending)))
        kept = sum((n.if_applies[0] for n in card.pending_rows if n.if_applies is not None), Fraction(0))
        if kept:
            why.append(words.not_counted(frame.points(kept)))
        why += rating_words.still_open(card)
        yield Fact(words.PROVISIONAL, "; ".join(why) or words.MAY_CHANGE)


def band_fact(frame: Frame) -> Fact:
    """The band with its interval and basis, or why there is none."""
    card = frame.scorecard
    decided = rating_words.decided_by(card)
    if decided is not None:
        cited = "; ".join(clean(c.placed()) for c in phrases.stated_cites(frame.rubric, decided.stated))
        what = clean(rating_words.outcome(decided, card, frame.top))
        text = f"{what}; {words.basis(cited)}"
    elif card.unrated is None:
        text = rating_words.maybe_unrated([clean(b.value.name) for b in card.possible_bands])
    elif card.band is not None:
        cites = phrases.stated_cites(frame.rubric, card.band)
        cited = "; ".join(clean(c.placed()) for c in cites)
        span = _span(card.band.value) + scope(card.band.value.scope)
        text = f"{clean(words.band(card.band.value.name, span))}; {words.basis(cited)}"
    elif card.index is None:
        text = words.NO_INDEX
    elif not frame.rubric.provisions.bands:
        text = words.NO_BANDS
    elif card.quota is not None or (card.possible_bands and quota_words.before_quotas(card.alone, card.limited)):
        text = _by_quotas(card)
    elif card.possible_bands:
        bands = sorted((b.value for b in card.possible_bands), key=lambda b: b.interval.low or Fraction(0))
        text = words.band_open([clean(b.name) for b in bands])
    else:
        text = words.outside_bands(frame.figures.index(card.index))
    return Fact(words.BAND, text)


def _by_quotas(card: Scorecard) -> str:
    """A rating that the quotas of the year decide, or will."""
    if card.quota is None:
        return clean(quota_words.before_quotas(card.alone, card.limited) or words.BAND_OPEN)
    name = quoted(card.band.value.name) if card.band is not None else quota_words.waiting(card.quota) or words.BAND_OPEN
    return clean("; ".join((name, *quota_words.remarks(card.alone, card.quota))))


def _span(band: Band) -> str:
    return interval(band.interval, band.measure.value)


def band_outlook(frame: Frame) -> tuple[Line, ...]:
    """Before the pending rows: what each reachable band needs, and which rows would settle it."""
    card = frame.scorecard
    if card.unrated is not False:
        return ()
    if card.band is not None:
        return (Line(words.band_certain(clean(card.band.value.name))),)
    if not card.possible_bands:
        return ()
    pending = frame.points(card.total.pending if card.final is None else card.final.high - card.final.low)
    reach = [(clean(t.band.name), frame.points(t.needed)) for t in card.thresholds]
    told = words.threshold if card.final is None else rating_words.threshold
    needs = [Line(told(band, needed, pending)) for band, needed in reach]
    # Of bonus and penalty nothing is in the table's pending points, but they move the rating as well.
    beside = card.every[len(card.nodes) :]
    rows = (*card.pending_rows, *(n for n in beside if n.ledger.pending))
    shown = [f"{n.criterion.code} ({frame.points(n.ledger.pending)})" for n in rows[:_SETTLING_SHOWN]]
    return (*needs, Line(words.deciding_rows(shown, len(rows) - len(shown))))


# ---- consequences


def consequence(frame: Frame, result: ConsequenceResult) -> Item:
    """A consequence, whether the unit falls under it, and what decided that."""
    tone = {True: Tone.LOSS, False: Tone.PLAIN, None: Tone.PENDING}[result.holds]
    told = [t for t in result.triggers if t.holds is result.holds]
    lines = [Line(line) for t in told for line in trigger_lines(frame, t)]
    cites = phrases.stated_cites(frame.rubric, result.consequence)
    source = Line(words.basis("; ".join(clean(c.placed()) for c in cites)), Tone.FAINT)
    stated = result.consequence.value
    state = words.CONSEQUENCE_STATES[result.holds]
    return Item(stated.number, clean(stated.text), "", state, tone, (*lines, source))


def trigger_lines(frame: Frame, result: TriggerResult) -> list[str]:
    """A comparison of the index or of fields beside what they are."""
    match result.trigger:
        case IndexWithin(within):
            index = frame.scorecard.index
            return [_compared(frame, words.INDEX, index, within, result.holds) if index else words.NO_INDEX]
        case FieldWithin(code, within):
            return [_field(frame, code, within, result.holds)]
        case FieldsWithin(least, within):
            return _fields(frame, result, least, within)
        case _:
            assert_never(result.trigger)


def _fields(frame: Frame, result: TriggerResult, least: int, within: Interval) -> list[str]:
    asked = interval(within, "%")
    if result.holds is False:
        return [words.too_few_fields(least, frame.top, asked)]
    lines = [] if least == 1 else [words.fields_needed(least, frame.top, asked)]
    for code in result.fields:
        index = _field_index(frame, code)
        sure = index is not None and within.holds(index.low) and within.holds(index.high)
        lines.append(_field(frame, code, within, sure or None))
    return lines


def _field(frame: Frame, code: Code, within: Interval, holds: bool | None) -> str:
    index = _field_index(frame, code)
    if index is None:
        return words.field_without_percentage(frame.top, code.text)
    return _compared(frame, words.field(frame.top, code.text), index, within, holds)


def _compared(frame: Frame, what: str, index: Index, within: Interval, holds: bool | None) -> str:
    value = frame.figures.index(index)
    if holds is None:
        return words.not_yet_within(what, value, interval(within, "%"))
    return f"{what} {value} {phrases.relation(within, holds)}"


def _field_index(frame: Frame, code: Code) -> Index | None:
    pairs = zip(frame.scorecard.fields, frame.scorecard.field_indexes, strict=True)
    return next((i for f, i in pairs if f.criterion.code == code), None)
