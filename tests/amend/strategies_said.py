"""Changes of which the author has to say something: rows merged and split, facts with other names."""

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from cchc_rules.amend.compare.drafted import Became, Changed, Said, misfits
from cchc_rules.model.code import Code
from cchc_rules.model.fact import this_year
from cchc_rules.model.references import with_fact_names

from .strategies import balanced, bases, edited, titles


@st.composite
def said_changes(draw, rubric):
    """The rubric with rows merged or split, facts renamed, and other edits beside these."""
    rows = draw(_became(rubric))
    made = rubric if rows is None else evolve(rubric, fields=_with(draw, rubric.fields, rows))
    total = rubric.provisions.total
    made = balanced(made, total.basis if total else draw(bases), total is not None)
    names = [f.value.name for f in rubric.facts]
    chosen = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
    swap = len(chosen) == 2 and draw(st.booleans())
    facts = tuple(zip(chosen, chosen[::-1] if swap else [f"{n} nay" for n in chosen], strict=True))
    follow = dict(facts)
    # Other edits bring rules on facts by their old names.
    after = made if facts or draw(st.booleans()) else draw(edited(made))
    after = with_fact_names(after, lambda n: follow.get(this_year(n), this_year(n)) + n[len(this_year(n)) :])
    changed = Changed(rubric, after, Said((rows,) if rows is not None else (), facts))
    assume(not list(misfits(changed)))
    return changed


@st.composite
def _became(draw, rubric):
    parents = [rows for rows in (rubric.fields, *(c.children for c in rubric.walk())) if rows]
    among = [c for c in draw(st.sampled_from(parents)) if not c.children and not c.deducts]
    if not among:
        return None
    if len(among) > 1 and draw(st.booleans()):
        old = tuple(c.code for c in draw(st.lists(st.sampled_from(among), min_size=2, max_size=3, unique=True)))
        old = tuple(sorted(old))
        return Became(old, old[:1])
    old = draw(st.sampled_from(among)).code
    if not old.last.isdigit():
        return None
    beside = f"{old.last}đ"
    return Became((old,), (old, Code(beside) if old.parent is None else old.parent.child(beside)))


def _with(draw, rows, became):
    made = []
    for row in rows:
        if row.code == became.old[0]:
            taken = [r for r in rows if r.code in became.old]
            whole = sum((r.max for r in taken), start=row.max * 0)
            new = [
                evolve(row, code=code, title=draw(titles), max=whole / len(became.new), rule=None, wording=(), facts=())
                for code in became.new
            ]
            made += [evolve(r, discrepancies=(), applicability=()) for r in new]
        elif row.code not in became.old:
            made.append(evolve(row, children=_with(draw, row.children, became)))
    return tuple(sorted(made, key=lambda c: c.code))
