"""Options that ask for sheets beside those scored, where no rubric compares with any."""

from collections.abc import Iterator, Sequence

from cchc_rules.compile import compile_rubric
from cchc_rules.model.rubric import Rubric


def idle_options(rubrics: Sequence[Rubric], last_year: str | None, peers: str | None) -> Iterator[str]:
    """The options given that no rubric scored by has a use for, so that they changed nothing (Vietnamese).

    `last_year` and `peers` are the options given, by their names: that for sheets of the year before, and that which
    speaks of the other units of the year, such as `--closed`.
    """
    if rubrics and last_year and not any(f.value.last_year for r in rubrics for f in r.facts):
        yield f"{last_year} không thay đổi gì: {_none_of(rubrics)} lấy số liệu năm trước."
    if rubrics and peers and not any(r.provisions.quotas or compile_rubric(r).bests for r in rubrics):
        yield f"{peers} không thay đổi gì: {_none_of(rubrics)} so với các đơn vị khác của kỳ."


def _none_of(rubrics: Sequence[Rubric]) -> str:
    return "bộ tiêu chí này không" if len(rubrics) == 1 else "không bộ tiêu chí nào ở đây"
