"""The unit assessed, as unknowns: its kind, and its name where conditions ask for it."""

from typing import Any

import z3
from attrs import field

from cchc_rules.frozen import define
from cchc_rules.proof.logic import Truth, any_of
from cchc_rules.source import fold_name, unit_key

OTHER_UNIT = "Đơn vị minh họa"
_OTHER = -1


@define
class Unit:
    """`kinds` are those that the rubric assesses. A name that no condition speaks of is that of any other unit."""

    kinds: tuple[str, ...]
    kind: Any = field(factory=lambda: z3.Int("loại đơn vị"))
    name: Any = field(factory=lambda: z3.Int("đơn vị"))
    named: list[str] = field(factory=list)

    def is_kind(self, kinds: tuple[str, ...]) -> Truth:
        """Whether it is of one of the kinds."""
        wanted = {fold_name(k) for k in kinds}
        return any_of(*(self.kind == n for n, k in enumerate(self.kinds) if fold_name(k) in wanted))

    def is_named(self, names: tuple[str, ...]) -> Truth:
        """Whether it has one of the names."""
        known = [unit_key(n) for n in self.named]
        self.named += [n for n in dict.fromkeys(names) if unit_key(n) not in known]
        known = [unit_key(n) for n in self.named]
        return any_of(*(self.name == known.index(unit_key(n)) for n in names))

    def bounded(self) -> list[Truth]:
        """What its kind and name may be."""
        kinds = max(len(self.kinds), 1)
        return [self.kind >= 0, self.kind < kinds, self.name >= _OTHER, self.name < len(self.named)]

    def read(self, model: Any) -> tuple[str, str]:
        """Its name and kind in a model."""
        kind = model.eval(self.kind, model_completion=True).as_long()
        name = model.eval(self.name, model_completion=True).as_long()
        named = self.named[name] if 0 <= name < len(self.named) else OTHER_UNIT
        return named, self.kinds[kind] if 0 <= kind < len(self.kinds) else "đơn vị"
