"""The draw of a period: by the seed that its text states, or by one that is given where it states none."""

from cchc_rules.api.period.held import HeldPeriod
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.evaluate.draw import draws
from cchc_rules.results.draw import Draw


def draw_of(held: HeldPeriod, seed: str | None) -> Draw | Diagnostic:
    """The draw of a period that can be relied on, or why there is none: the seed is not to be chosen after a look."""
    period = held.period
    assert period is not None
    stated = period.seed.value if period.seed is not None else None
    if seed is not None and stated is not None and seed != stated:
        return catalog.SEED_DIFFERS.at(period.seed.at if period.seed else None, given=seed, stated=stated)
    used = stated if stated is not None else seed
    if not used:
        return catalog.SEED_MISSING.at(period.at)
    rubrics = ((t.table, t.rubric.rubric) for t in held.tables if t.rubric is not None)
    found = tuple(d for table, rubric in rubrics if rubric is not None for d in draws(table, rubric, used))
    if not found:
        return catalog.NOTHING_TO_DRAW.at(period.at)
    digest = held.loaded.digest
    return Draw(period, digest.name, digest.sha256, used, found)
