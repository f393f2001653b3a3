"""What is found in the texts as they are typed, and what may be typed next."""

from collections import defaultdict
from collections.abc import Sequence

from cchc_rules.diagnostics import summary
from cchc_rules.lsp.features.completion import completions
from cchc_rules.lsp.features.diagnostics import Finding, findings
from cchc_rules.lsp.features.fixes import Offer, fix_all, quick_fixes
from cchc_rules.lsp.features.formatting import formatting
from cchc_rules.lsp.features.hover import hover
from cchc_rules.lsp.features.present_values import insertions
from cchc_rules.lsp.features.semantic_tokens import coloured
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Position, Range
from cchc_rules.workshop.plain import Json, change_json, finding_json, offer_json, range_json


def checked(desk: Desk, document: Document) -> Json:
    """The findings of one file with their fixes, a word on how many, what kind of text it is, and the fix of all."""
    found = findings(desk, document)
    offers: dict[Finding, list[Offer]] = defaultdict(list)
    for offer in quick_fixes(desk, document, _whole(document)):
        if offer.finding is not None:
            offers[offer.finding].append(offer)
    every = fix_all(desk, document) if any(o.preferred for some in offers.values() for o in some) else None
    return {
        "kind": document.kind.value,
        "summary": _told(found),
        "findings": [finding_json(f, offers[f]) for f in found],
        "all": offer_json(every) if every is not None else None,
    }


def _whole(document: Document) -> Range:
    return document.editor.range(0, len(document.text))


def _told(found: Sequence[Finding]) -> str:
    return summary([f.diagnostic for f in found])


def colours(document: Document) -> Json:
    """Every word that has a colour: its sort, by the names that editors have for them, and where it stands."""
    return {"words": [{**range_json(c.range), "sort": c.sort.value} for c in coloured(document)]}


def completed(desk: Desk, document: Document, at: Position) -> Json:
    """What may stand at a place."""
    return {
        "items": [
            {"label": c.label, "detail": c.detail, "sort": c.sort.value, **range_json(c.range), "text": c.text}
            for c in completions(desk, document, at)
        ]
    }


def hovered(desk: Desk, document: Document, at: Position) -> Json:
    """What is known of the word at a place, in Markdown, and the present values that can be written on its line."""
    told = hover(desk, document, at)
    offers = [offer_json(o) for o in insertions(desk, document, Range(at, at))]
    return {"text": told.text if told is not None else "", "offers": offers}


def formatted(desk: Desk, document: Document) -> Json:
    """The changes that make a text canonical; none where it has errors."""
    return {"changes": [change_json(c) for c in formatting(desk, document)]}
