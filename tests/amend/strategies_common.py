"""Common provisions whose sentences may be for some tables alone, and tables that replace parts of them by words."""

from attrs import evolve
from hypothesis import strategies as st

from cchc_rules.model.amendments.slot import LISTS, OF_PROVISIONS, Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.link import link, same_consequence, same_scope
from cchc_rules.model.rubric import CommonProvisions, InPlaceOfBands, InPlaceOfConsequence
from cchc_rules.model.sentences import sentences, with_sentences

from .strategies import provisions, rubrics
from .strategies_ratings import with_ratings

TABLES = ("bang-1", "bang-2")
marks = st.sampled_from(((), (), *((id,) for id in TABLES), TABLES))
_WHOLE = (Slot.LEVELS, Slot.NUMBERING, Slot.SURVEYS, Slot.SURVEY_SHARES, Slot.OVERRIDES, Slot.DISCREPANCIES)
"""Slots whose sentences are never for one table alone here."""


@st.composite
def marked(draw, p):
    """The provisions with some sentences for some tables alone, and some said otherwise for the other table."""
    other = draw(provisions)
    for slot in (s for s in OF_PROVISIONS if s not in _WHOLE):
        own = sentences(p, slot)
        if slot in LISTS:
            made = tuple(evolve(s, tables=draw(marks)) for s in own)
        elif own and draw(st.booleans()) and (beside := sentences(other, slot)):
            made = (evolve(own[0], tables=TABLES[:1]), evolve(beside[0], tables=TABLES[1:]))
        else:
            made = tuple(evolve(s, tables=draw(marks)) for s in own)
        p = with_sentences(p, slot, made)
    return p


@st.composite
def commons(draw):
    """Common provisions, from those of a whole rubric with all that ratings may have."""
    p = draw(rubrics().flatmap(with_ratings)).provisions
    bare = evolve(p, levels=None, numbering=None, total=None, counts=None, discrepancies=(), facts=(), calendar=())
    return CommonProvisions("chung", "Quy định chung", draw(marked(bare)))


@st.composite
def others_of(draw, common):
    """The same common provisions with some slots as in others."""
    other = draw(commons())
    chosen = draw(st.lists(st.sampled_from([s for s in OF_PROVISIONS if s is not Slot.OVERRIDES]), max_size=4))
    p = common.provisions
    for slot in chosen:
        p = with_sentences(p, slot, sentences(other.provisions, slot))
    return evolve(common, provisions=p)


@st.composite
def tables(draw, common):
    """A table that uses the common provisions, with sentences of its own and words that replace common ones."""
    rubric = draw(rubrics().flatmap(with_ratings))
    own, replaced = rubric.provisions, []
    shared = [s for s in common.provisions.bands if not s.tables or rubric.id in s.tables]
    mine = [s.value.scope for s in own.bands]
    for stated in shared:
        scope = stated.value.scope
        if any(same_scope(scope, given) for given in mine):
            replaced.append(InPlaceOfBands(scope))
    numbers = {s.value.number for s in own.consequences}
    told = [same_consequence(s.value) for s in own.consequences]
    for stated in common.provisions.consequences:
        if stated.value.number in numbers and same_consequence(stated.value) not in told:
            replaced.append(InPlaceOfConsequence(stated.value.number))
    overrides = tuple(Stated(o) for o in dict.fromkeys(replaced))
    return evolve(rubric, uses=(Stated(common.id),), provisions=evolve(own, overrides=overrides))


def linked(pair):
    """A table with its common provisions merged in."""
    common, table = pair
    return link(table, [common])


with_tables = commons().flatmap(lambda c: st.tuples(st.just(c), tables(c)))
