"""Work shared over processes: the same results in the same order, with processes or without."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from cchc_rules.files.processes import processes_for, shared_out, usable_cores

PARTS = list(range(40))


def double(n: int) -> tuple[int, int]:
    """Twice the number, and who worked it out."""
    return 2 * n, os.getpid()


def fail(n: int) -> int:
    """No result for one part."""
    if n == 7:
        raise ValueError(n)
    return n


class DiesElsewhere:
    """Work that ends every process but the one it was made in."""

    def __init__(self) -> None:
        self.home = os.getpid()

    def __call__(self, n: int) -> tuple[int, int]:
        """Twice the number."""
        if os.getpid() != self.home:
            os._exit(1)
        return double(n)


class Counting:
    """Work that remembers how often it was asked in its process."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, n: int) -> tuple[int, int]:
        """The number, and which part of its process it is."""
        self.asked += 1
        return n, self.asked


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_parts(processes: int) -> None:
    results = list(shared_out(double, iter(PARTS), processes))
    assert [value for value, _ in results] == [2 * n for n in PARTS]
    assert (os.getpid() in {who for _, who in results}) is (processes <= 1)


def test_each_process_remembers_from_part_to_part() -> None:
    results = list(shared_out(Counting(), PARTS, 2))
    assert [n for n, _ in results] == PARTS and max(asked for _, asked in results) >= len(PARTS) // 2


def test_parts_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = shared_out(double, parts(), 2)
    assert next(results)[0] == 0 and len(taken) < 20
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_goes_wrong_in_the_work_is_told(processes: int) -> None:
    results = shared_out(fail, PARTS, processes)
    assert [next(results) for _ in range(7)] == PARTS[:7]
    with pytest.raises(ValueError, match="7"):
        next(results)


@pytest.mark.parametrize("error", [ImportError, NotImplementedError, OSError])
def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def none(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    assert list(shared_out(double, PARTS, 2)) == [double(n) for n in PARTS]


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_when_none_can_be_started_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def none(*_: Any) -> None:
        raise error

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor.submit", none)
    assert list(shared_out(double, PARTS, 2)) == [double(n) for n in PARTS]


def test_when_they_die_the_work_is_done_here() -> None:
    assert list(shared_out(DiesElsewhere(), PARTS, 2)) == [double(n) for n in PARTS]


def test_few_files_are_not_worth_a_process() -> None:
    assert processes_for(1) == processes_for(100) == 1
    assert processes_for(100_000) == usable_cores() >= 1
