"""Every kind gives the exact points at and around each threshold."""

import pytest
from rules_kinds import KINDS, Example, Kind
from rules_sample import rubric_of, situation_of

from cchc_rules.meaning.rules import apply

CASES = [(kind, example) for kind in KINDS for example in kind.examples]


@pytest.mark.parametrize(("kind", "example"), CASES, ids=lambda v: getattr(v, "name", None) or v.facts)
def test_points_are_exact(kind: Kind, example: Example) -> None:
    rubric = rubric_of(kind.facts, kind.rule, kind.max)
    row = rubric.fields[0].children[0]
    assert row.rule is not None
    result = apply(row.rule.value, situation_of(rubric, example.facts, example.kind))
    if example.points is None:
        assert result.excluded is True
    else:
        assert (result.excluded, result.exact) == (False, example.points)
    assert result.missing == ()
