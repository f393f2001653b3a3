"""What comes of the cases of a folder: a line a case, then a line for each expectation that is not met."""

from collections.abc import Iterator, Sequence

from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.scorecard.cases import actual
from cchc_rules.explain.snapshot.sheets import unit_line
from cchc_rules.explain.words.figures import Figures
from cchc_rules.frozen import frozen
from cchc_rules.model.case import Expectation
from cchc_rules.results.ranking import Ranked, standing
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.writing.cases import say


@frozen
class CaseResult:
    """A case by the name of its file: its scorecard, how many expectations it has, and those not met."""

    name: str
    card: Scorecard
    expected: int
    unmet: tuple[Expectation, ...]


def cases_snapshot(cases: Sequence[CaseResult]) -> str:
    """The cases in the order given, as one text that ends with a line end."""
    return "".join(f"{line}\n" for case in cases for line in _case(case))


def _case(case: CaseResult) -> Iterator[str]:
    rubric = case.card.rubric
    unit = Ranked(None, standing(case.card, case.name))
    told = unit_line(unit, Figures.of(rubric.provisions), rubric.level_names[0])
    met = case.expected - len(case.unmet)
    yield f"{clean(case.name)} · năm {case.card.header.year} · {told} · đúng {met}/{case.expected} điều mong đợi"
    for e in case.unmet:
        yield f"  mong đợi {clean(say(e))}; thực tế {clean(actual(case.card, e))}"
