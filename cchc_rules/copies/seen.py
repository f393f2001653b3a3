"""What somebody looked at when entering something: figures of the stages before, by which an entry stands or falls."""

from collections.abc import Mapping
from functools import cached_property

from cchc_rules.copies.cells import Cells, Key, Of, Value
from cchc_rules.frozen import frozen
from cchc_rules.meaning.facts_of_rules import reported_facts
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Acceptance
from cchc_rules.model.stages import Stage
from cchc_rules.source import fold_name


@frozen
class Looked:
    """What each entry of a sheet of a rubric looks at."""

    rubric: Rubric

    @cached_property
    def _facts(self) -> Mapping[str, frozenset[str]]:
        """The facts by folded name that the rules of each row, or of the rows in a group, need."""
        declared = {fold_name(f.value.name): f.value for f in self.rubric.facts}
        made: dict[str, frozenset[str]] = {}
        for row in self.rubric.rows():
            read = reported_facts(row.rule.value, declared) if row.rule is not None else frozenset[str]()
            for above in row.code.up():
                made[above.text] = made.get(above.text, frozenset()) | read
        return made

    def changed(self, key: Key, before: Cells, now: Cells) -> Key | None:
        """A figure that an entry looked at and that is another now, the nearest of them; None where it stands.

        One that holds itself against the unit's figures by its mark always stands.
        """
        said = before.get(key)
        if said is not None and isinstance(said.value, Acceptance) and said.value.mark is not None:
            return None
        order = self.rubric.provisions.lineup.order
        earlier = order[: order.index(key.stage)] if key.stage in order and key.stage is not Stage.SURVEY else ()
        figures = (k for k in dict.fromkeys((*before, *now)) if k.stage in earlier)
        changed = [k for k in figures if _figure(k, before) != _figure(k, now) and self._concerns(k, key)]
        return min(changed, key=lambda k: (k.of is not key.of, k.name, order.index(k.stage)), default=None)

    def _concerns(self, figure: Key, key: Key) -> bool:
        if figure.of is Of.TALLY or key.of is Of.TALLY:
            return False
        if key.of is Of.FACT:
            return figure.of is Of.FACT and figure.name == key.name
        if key.of is Of.ALL or figure.of is Of.ALL:
            return True
        own = Code(key.name)
        if figure.of is Of.FACT:
            return figure.name in self._facts.get(key.name, ())
        other = Code(figure.name)
        return other.lies_in(own) or own.lies_in(other)


def _figure(key: Key, cells: Cells) -> Value | None:
    content = cells.get(key)
    return content.value if content is not None else None
