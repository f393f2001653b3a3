"""The sheets of a year as the one value that is published, and the rankings of an earlier year to compare with."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.api.period.registers import NO_REGISTERS, Registers
from cchc_rules.api.sheets.kept import KeptCards
from cchc_rules.api.sheets.score import Scored, score_files
from cchc_rules.evaluate.year import evaluate_year
from cchc_rules.explain.publication.public import for_the_public
from cchc_rules.explain.publication.value import AtStage, Published, PublishedRanking, PublishedUnit
from cchc_rules.frozen import frozen
from cchc_rules.model.stages import Stage
from cchc_rules.results.ranking import Ranking, as_ranked
from cchc_rules.results.scorecard import Scorecard, View


@frozen
class Publishing:
    """What is published, and what came of scoring: sheets that could not be scored, remarks."""

    published: Published
    scored: Scored


def publishing(
    files: Iterable[Path],
    library: Library,
    view: View | None,
    closed: bool,
    before: Sequence[Ranking] = (),
    registers: Registers = NO_REGISTERS,
) -> Publishing:
    """Score all sheets as `score` does, and put each unit beside what it was after every stage.

    By the register of a period a year is closed when every unit has a sheet, whatever was said.
    """
    kept = KeptCards()
    scored = score_files(files, library, view, closed, kept=kept, registers=registers)
    registered = all(registers.of_year(r.year) is not None for r in scored.rankings)
    complete = (closed or registered) and not scored.bad and not scored.missing
    rankings = tuple(_published(r, kept, view, complete) for r in scored.rankings)
    not_scored = tuple(b.not_scored for b in scored.bad)
    missing = tuple(d.message for d in scored.missing)
    published = Published(rankings, not_scored, tuple(before), complete, missing)
    return Publishing(for_the_public(published), scored)


def _published(ranking: Ranking, kept: KeptCards, view: View | None, closed: bool) -> PublishedRanking:
    names = [u.standing.source for u in ranking.units]
    by_stage = dict(_by_stage(names, kept, view, closed))
    units = []
    for place, (name, ranked) in enumerate(zip(names, ranking.units, strict=True)):
        card = as_ranked(kept.cards[name], ranked.standing)
        stages = tuple(AtStage(s, cards[place]) for s, cards in by_stage.items() if _acted(s, card))
        units.append(PublishedUnit(ranked, card, kept.made_from[name], stages))
    return PublishedRanking(ranking, tuple(units))


def _by_stage(
    names: Sequence[str], kept: KeptCards, view: View | None, closed: bool
) -> Iterator[tuple[Stage, tuple[Scorecard, ...]]]:
    """Every unit as it stands after each stage that the rubric has and the view reads."""
    tree, _ = kept.sheets[names[0]]
    unseen = view.unseen(tree.lineup) if view is not None else ()
    sheets = [kept.sheets[name][1] for name in names]
    for stage in tree.lineup.acting:
        if stage not in unseen and any(_acted(stage, kept.cards[name]) for name in names):
            yield stage, evaluate_year(tree, sheets, View(stage), closed)


def _acted(stage: Stage, card: Scorecard) -> bool:
    """Whether a stage gave the unit points, took rows out or put facts in the place of others."""
    if any(f.stage == stage for f in card.facts):
        return True
    return any(n.value_at(stage) is not None for n in card.every)
