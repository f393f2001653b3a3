"""The conditions of rows and ratings in a rubric, and the unit kinds and facts they may use."""

from collections.abc import Iterable, Iterator, Mapping

from cchc_rules.frozen import frozen
from cchc_rules.model.condition import Condition, FactAtom
from cchc_rules.model.fact import FactDeclaration, in_year_before
from cchc_rules.model.result_condition import result_atoms
from cchc_rules.model.rubric import Criterion, ExcludedWhen, OnlyWhen, Rubric, Subjects
from cchc_rules.source import Span, fold_name, same_unit


@frozen
class Placed:
    """A condition on a row: the row does not apply when it holds (`excludes`), or when it does not."""

    row: Criterion
    condition: Condition
    excludes: bool
    at: Span | None
    common: bool = False
    """Whether it is of common provisions, which may speak of what other rubrics have."""


def conditions_on(row: Criterion) -> tuple[Placed, ...]:
    """The row's own conditions, in order."""
    return tuple(
        Placed(row, stated.value.condition, isinstance(stated.value, ExcludedWhen), stated.at)
        for stated in row.applicability
        if isinstance(stated.value, ExcludedWhen | OnlyWhen)
    )


def all_conditions(rubric: Rubric) -> Iterator[Placed]:
    """Every condition of the table."""
    for row in (*rubric.walk(), *rubric.bucket_rows()):
        yield from conditions_on(row)


def rating_conditions(rubric: Rubric) -> Iterator[Placed]:
    """The comparisons of facts and units that ratings are chosen by; the row is only a place to put them."""
    if not rubric.fields:
        return
    p, anywhere = rubric.provisions, rubric.fields[0]
    scoped = [(d.value.scope, d.at, d.common is not None) for d in p.disqualifiers]
    scoped += [(b.value.scope, b.at, b.common is not None) for b in p.bands]
    scoped += [(q.value.scope, q.at, q.common is not None) for q in p.quotas]
    for scope, (at, common) in {scope: (at, common) for scope, at, common in reversed(scoped)}.items():
        if scope is not None:
            yield Placed(anywhere, scope, False, at, common)
    for d in p.disqualifiers:
        for atom in result_atoms(d.value.condition):
            if isinstance(atom, FactAtom):
                yield Placed(anywhere, atom, False, d.at, d.common is not None)


@frozen
class Scope:
    """What conditions may speak of, by folded name: kinds assessed (None: unsaid), facts; units excepted."""

    kinds: Mapping[str, str] | None
    excepted: tuple[str, ...]
    facts: Mapping[str, FactDeclaration]

    @classmethod
    def of(cls, rubric: Rubric) -> "Scope":
        """The scope of a rubric."""
        stated = rubric.provisions.subjects
        return cls.among(stated.value if stated is not None else None, (f.value for f in rubric.facts))

    @classmethod
    def among(cls, subjects: Subjects | None, declared: Iterable[FactDeclaration]) -> "Scope":
        """The scope of conditions where these are assessed (None: unsaid) and these facts are declared."""
        facts = {fold_name(f.name): f for f in declared}
        for f in tuple(facts.values()):
            facts |= {fold_name(in_year_before(f.name, back)): f for back in range(1, f.years_before + 1)}
        if subjects is None:
            return cls(None, (), facts)
        return cls({fold_name(kind): kind for kind in subjects.kinds}, subjects.excepted, facts)

    def excepts(self, unit: str) -> bool:
        """Whether a unit is excepted, however its name is typed."""
        return any(same_unit(unit, name) for name in self.excepted)

    def fact(self, name: str) -> FactDeclaration | None:
        """The declaration of a fact, case and spelling of its name aside; None when there is none."""
        return self.facts.get(fold_name(name))
