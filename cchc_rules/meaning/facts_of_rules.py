"""Which facts a scoring rule needs, through computed ones too."""

from collections.abc import Mapping

from cchc_rules.model.expression import Expression, fact_names
from cchc_rules.model.fact import FactDeclaration, this_year
from cchc_rules.model.rule import Rule, facts_read
from cchc_rules.source import fold_name

Declared = Mapping[str, FactDeclaration]


def reported_facts(rule: Rule, declared: Declared) -> frozenset[str]:
    """Folded names of all facts that somebody has to report for the rule; `declared` is by folded name."""
    names = facts_read(rule)
    inner = (n for f in formulas_behind(names, declared) for n in fact_names(f))
    return frozenset(n for n in map(fold_name, (*names, *inner)) if not is_computed(n, declared))


def is_computed(name: str, declared: Declared) -> bool:
    """Whether a fact is made of others, so that nobody reports it."""
    found = declared.get(fold_name(this_year(name)))
    return found is not None and found.formula is not None


def formulas_behind(names: tuple[str, ...], declared: Declared) -> list[Expression]:
    """The formulas behind these facts, and behind the facts in those."""
    found: dict[str, Expression] = {}
    waiting = list(names)
    while waiting:
        name = fold_name(this_year(waiting.pop()))
        fact = declared.get(name)
        if name not in found and fact is not None and fact.formula is not None:
            found[name] = fact.formula
            waiting += fact_names(fact.formula)
    return list(found.values())
