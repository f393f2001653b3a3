"""What is remembered by object is given again for that object alone, and for no equal one."""

import pytest
from attrs import frozen

from cchc_rules.same import once_for_same


@frozen
class Named:
    """Equal ones are told apart."""

    name: str


def test_the_same_objects_are_worked_on_once_and_equal_ones_by_themselves() -> None:
    worked: list[tuple[Named, ...]] = []

    @once_for_same(2)
    def work(*given: Named) -> str:
        worked.append(given)
        return "".join(one.name for one in given)

    one, twin, other = Named("a"), Named("a"), Named("b")
    assert [work(one, other), work(one, other), work(twin, other), work(one, other)] == ["ab"] * 4
    assert len(worked) == 2 and worked[0][0] is one and worked[1][0] is twin
    assert work(other, one) == "ba"
    assert work(twin, other) == "ab" and len(worked) == 4, "asked the longest ago, and forgotten"


def test_what_fails_is_tried_again() -> None:
    tries: list[Named] = []

    @once_for_same(2)
    def work(given: Named) -> str:
        tries.append(given)
        raise ValueError(given.name)

    one = Named("a")
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            work(one)
    assert len(tries) == 2
