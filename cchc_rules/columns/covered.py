"""What of a rubric the columns do not cover, by name: such a rubric is walked unit by unit, or refused."""

from collections.abc import Iterator

from cchc_rules.columns.contract import conditions_of, declared
from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.model.condition import FactCompared, FactEquals, FactIs, FactWithin, YearWithin, fact_atoms
from cchc_rules.model.fact import FactType


@frozen
class NotCovered:
    """Something that only a walk works out, in words of the language, and where it stands."""

    what: str
    where: tuple[str, ...] = ()


def not_covered(tree: RuleTree) -> tuple[NotCovered, ...]:
    """Everything that only a walk works out; nothing where columns give all that it gives."""
    return tuple(_not_covered(tree))


def _not_covered(tree: RuleTree) -> Iterator[NotCovered]:
    p = tree.rubric.provisions
    ruled = tuple(n.criterion.code.text for inner in (tree, *tree.buckets) for n, _ in inner.ruled)
    if ruled:
        yield NotCovered("cách chấm theo số liệu", ruled)
    if tree.surveys:
        yield NotCovered("phiếu điều tra xã hội học", tuple(tree.surveys))
    if p.quotas:
        yield NotCovered("hạn mức xếp loại", tuple(q.value.band for q in p.quotas))
    atoms = [a for c in dict.fromkeys(conditions_of(tree)) if not isinstance(c, YearWithin) for a in fact_atoms(c)]
    compared = tuple(dict.fromkeys(a.fact for a in atoms if isinstance(a, FactCompared)))
    if compared:
        yield NotCovered("điều kiện so hai số liệu", compared)
    read = [a.fact for a in atoms if isinstance(a, FactIs | FactWithin | FactEquals)]
    computed = tuple(dict.fromkeys(f for f in read if (d := declared(tree, f)) is None or d.formula is not None))
    if computed:
        yield NotCovered("điều kiện theo số liệu tính ra", computed)
    odd = (FactType.DATE, FactType.TEXT)
    other = tuple(dict.fromkeys(f for f in read if (d := declared(tree, f)) is not None and d.type in odd))
    if other:
        yield NotCovered("điều kiện theo ngày hoặc chữ", other)
