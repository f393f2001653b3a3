"""A scorecard as JSON for other programs: data without prose, as schemas/scorecard-1.json describes."""

from collections.abc import Sequence
from typing import Any, assert_never

from cchc_rules.explain.data.parts import HOLDS, Json, justification, place, points, stage_key, value
from cchc_rules.explain.data.rating import rating_data
from cchc_rules.explain.data.rules import rule_data
from cchc_rules.explain.scorecard.context import entries_seen, stage_values
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import surveys as survey_words
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.citations import Cite
from cchc_rules.explain.words.figures import Figures, interval_of
from cchc_rules.meaning.tallies import FormResult, SurveyResult, Tallied, TalliesOpen
from cchc_rules.model.numbers import decimal_string
from cchc_rules.model.rubric import (
    ExcludedWhen,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    OnlyWhen,
    Rubric,
    Suspended,
)
from cchc_rules.model.sheet import Claim, Entry
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger, Taken
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.printed_words import cited_words
from cchc_rules.results.reasons import (
    Awaiting,
    Because,
    ByPeople,
    ByScoringRule,
    BySurveyTallies,
    Excluded,
    ExcludedByRule,
    FactUnknown,
    Lost,
    NotChosen,
    Refused,
)
from cchc_rules.results.scorecard import ConsequenceResult, Index, Scorecard, TriggerResult
from cchc_rules.writing.formerly import formerly_data
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.rubric import applicability, group_method
from cchc_rules.writing.stage_keys import KEYS

SCHEMA = "cchc-rules/scorecard/1"
_FORMS: dict[type[Any], str] = {
    ExcludedWhen: "excluded_when",
    OnlyWhen: "only_when",
    Suspended: "suspended",
}


def scorecard_json(scorecard: Scorecard, provenance: Provenance) -> str:
    """The whole scorecard as one JSON object, numbers as decimal strings; ends with a line end."""
    return json_text(scorecard_data(scorecard, provenance))


def scorecard_data(scorecard: Scorecard, provenance: Provenance) -> Json:
    """The same object before it is written."""
    card, figures = scorecard, Figures.of(scorecard.rubric.provisions)
    header = card.header
    return {
        "schema": SCHEMA,
        "rubric": _rubric(card.rubric, provenance),
        "unit": header.unit,
        "kind": header.kind,
        "year": header.year,
        "note": header.note,
        **({"formerly": formerly_data(header.formerly)} if header.formerly is not None else {}),
        "stage": card.view.name,
        "provisional": card.provisional,
        "total": ledger_data(card.total),
        "lost_by": _taken(card, card.taken),
        "index": index_data(card.index, figures) if card.index else None,
        "band": card.band.value.name if card.band else None,
        "possible_bands": [b.value.name for b in card.possible_bands],
        "thresholds": [{"band": t.band.name, "needed": points(t.needed)} for t in card.thresholds],
        "fields": _fields(card, figures),
        "groups": [_group(card, n) for n in card.nodes if not n.criterion.is_leaf],
        "criteria": [_criterion(card, n) for n in card.nodes if n.criterion.is_leaf],
        "consequences": [_consequence(card.rubric, c) for c in card.consequences],
        **rating_data(card),
        "engine": provenance.engine,
        "sheet": _digest(provenance.sheet),
        **({"beside": [_digest(f) for f in provenance.beside]} if provenance.beside else {}),
    }


def _rubric(rubric: Rubric, provenance: Provenance) -> Json:
    stated = rubric.provisions.instrument
    files = provenance.rubric_files
    return {
        "id": provenance.rubric_id,
        "title": rubric.title,
        "instrument": stated.value.cite() if stated else None,
        "guidance": phrases.guidance(rubric),
        "sha256": files[0].sha256 if files else None,
        "files": [_digest(f) for f in files],
        "texts": texts_beside.data(provenance.texts),
    }


def _digest(file: FileDigest) -> Json:
    return {"name": file.name, "sha256": file.sha256}


# ---- sums


def ledger_data(ledger: Ledger) -> Json:
    return {
        "max": points(ledger.max),
        "excluded": points(ledger.excluded),
        "achieved": points(ledger.achieved),
        "lost": points(ledger.lost),
        "pending": points(ledger.pending),
        **({"over": points(ledger.over)} if ledger.over else {}),
    }


def _taken(card: Scorecard, taken: Taken) -> Json:
    lineup = card.rubric.provisions.lineup
    named = {s.value: points(taken_by) for s, taken_by in taken.by_stage(lineup) if s in lineup.named}
    return {
        "self": points(taken.by_self),
        "appraisal": points(taken.by_appraisal),
        "review": points(taken.by_review),
        "survey": points(taken.by_survey),
        "rule": points(taken.by_rule),
        **({"stages": named} if named else {}),
        **({"limit": points(taken.by_limit)} if taken.by_limit else {}),
    }


def index_data(index: Index, figures: Figures) -> Json:
    low, high = figures.bounds_decimal(index)
    return {
        "numerator": points(index.numerator),
        "denominator": points(index.denominator),
        "exact_low": points(index.low),
        "exact_high": points(index.high),
        "percent": _percent(index, figures),
        "low": low,
        "high": high,
    }


def _percent(index: Index | None, figures: Figures) -> str | None:
    return figures.percent_decimal(index.low) if index is not None and index.exact else None


def _fields(card: Scorecard, figures: Figures) -> list[Json]:
    pairs = zip(card.fields, card.field_indexes, strict=True)
    return [{**_named(f), **ledger_data(f.ledger), "percent": _percent(index, figures)} for f, index in pairs]


def _named(node: NodeScore) -> Json:
    return {"code": node.criterion.code.text, "title": node.criterion.title}


def _group(card: Scorecard, node: NodeScore) -> Json:
    return {
        **_named(node),
        "level": card.rubric.level_of(node.criterion),
        "state": node.state.value,
        **({"method": group_method(stated.value)} if (stated := node.criterion.group) is not None else {}),
        **ledger_data(node.ledger),
        "lost_by": _taken(card, node.taken),
    }


# ---- rows


def _criterion(card: Scorecard, node: NodeScore) -> Json:
    c, entered = node.criterion, stage_values(card, node)
    return {
        "code": c.code.text,
        "printed_code": card.rubric.printed_code(c),
        "title": c.title,
        "level": card.rubric.level_of(c),
        "state": node.state.value,
        **({"deducts": True} if c.deducts else {}),
        **({"wording": [text for text, _ in cited]} if (cited := cited_words(node)) else {}),
        **({"followed_by": c.followed_by.value} if c.followed_by is not None else {}),
        **({"evidence_asked": c.evidence.value} if c.evidence is not None else {}),
        **ledger_data(node.ledger),
        **dict.fromkeys(KEYS.values()),
        **{KEYS[stage]: value(v) for stage, v in entered if stage in KEYS},
        **_named_stages(card, node),
        "final": points(node.final) if node.final is not None else None,
        "lost_by": _taken(card, node.taken),
        "because": [_reason(card, node, b) for b in node.because],
        "cites": _cites(phrases.row_cites(card.rubric, c)),
    }


def _named_stages(card: Scorecard, node: NodeScore) -> Json:
    """What stages entered that the rubric names itself, and opinions; nothing where there are none."""
    named, seen = card.rubric.provisions.lineup.named, entries_seen(card, node)
    values = {s.value: next((value(e.value) for e in seen if e.stage == s), None) for s in named}
    opinions = [{"stage": stage_key(e.stage), "text": e.opinion, **justification(e)} for e in seen if e.opinion]
    return {**({"stages": values} if named else {}), **({"opinions": opinions} if opinions else {})}


def _reason(card: Scorecard, node: NodeScore, because: Because) -> Json:
    if isinstance(because, BySurveyTallies):
        return _tallied(because)
    if isinstance(because, ByScoringRule):
        return rule_data(card, node, because)
    return _by_people(because)


def _by_people(because: ByPeople) -> Json:
    match because:
        case Lost(stage, before, after, entry):
            changed = {"stage": stage_key(stage), "before": points(before), "after": points(after)}
            return {"kind": "lost", **changed, **justification(entry)}
        case Excluded(code, entry):
            return {"kind": "excluded", "code": code.text, "stage": _stage_of(entry), **justification(entry)}
        case ExcludedByRule(code, rule):
            told = {"form": _FORMS[type(rule.value)], "rule": applicability(rule.value)}
            return {"kind": "excluded_by_rule", "code": code.text, **told, **place(rule.at)}
        case NotChosen(code, chosen):
            return {"kind": "not_chosen", "code": code.text, "chosen": chosen.text}
        case Refused(claim, entry):
            given = {"stage": stage_key(entry.stage), "after": value(entry.value), **justification(entry)}
            return {"kind": "refused", **given, "claim": justification(claim)}
        case Awaiting(stage):
            return {"kind": "awaiting", "stage": stage_key(stage)}
        case FactUnknown(code, facts, bounds):
            low, high = map(points, bounds) if bounds is not None else (None, None)
            return {"kind": "fact_unknown", "code": code.text, "facts": list(facts), "low": low, "high": high}
        case _:
            assert_never(because)


def _tallied(because: Tallied | TalliesOpen) -> Json:
    told = {**_survey(because.result), "working": list(survey_words.tallied(because))}
    if isinstance(because, Tallied):
        return {"kind": "tallied", **told}
    return {"kind": "tallies_open", **told, "lacking": list(survey_words.lacking(because))}


def _survey(result: SurveyResult) -> Json:
    given = None if result.points is None else points(result.points)
    return {"points": given, "instruments": [_form(f) for f in result.forms]}


def _form(form: FormResult) -> Json:
    questions = [
        {
            "number": q.question.value.number,
            "answers": [{"option": a.option.text, "count": points(a.count)} for a in q.answers],
            "valid": points(q.total),
            "needed": q.needed,
            "percent": None if q.mean is None else points(q.mean * 100),
        }
        for q in form.questions
    ]
    ratio = None if form.ratio is None else points(form.ratio * 100)
    name = {"name": form.form.name, "share": points(form.share * 100), "percent": ratio}
    return {**name, "questions": questions}


def _stage_of(entry: Entry | Claim) -> str:
    return stage_key(entry.stage if isinstance(entry, Entry) else Stage.SELF)


def _cites(cites: Sequence[Cite]) -> list[Json]:
    return [{"text": c.text, **place(c.at)} for c in cites]


# ---- consequences


def _consequence(rubric: Rubric, result: ConsequenceResult) -> Json:
    return {
        "number": result.consequence.value.number,
        "text": result.consequence.value.text,
        "state": HOLDS[result.holds],
        "because": [_trigger(t) for t in result.triggers],
        "cites": _cites(phrases.stated_cites(rubric, result.consequence)),
    }


def _trigger(result: TriggerResult) -> Json:
    within = interval_of(result.trigger)
    bounds = {
        "from": decimal_string(within.low * 100) if within.low is not None else None,
        "below": decimal_string(within.high * 100) if within.high is not None else None,
    }
    told = {"state": HOLDS[result.holds], **bounds, "fields": [c.text for c in result.fields]}
    match result.trigger:
        case IndexWithin():
            return {"kind": "index", **told}
        case FieldsWithin(least, _):
            return {"kind": "fields", **told, "least": least}
        case FieldWithin(code, _):
            return {"kind": "field", **told, "code": code.text}
        case _:
            assert_never(result.trigger)
