"""Laws of drafted amendments: applied, they give the new text, whatever the author says of rows and facts."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.amend import apply
from cchc_rules.amend.compare.drafted import Became, Changed, Said, drafted, misfits, operations
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.operation import RenameFact, ReplaceRows
from cchc_rules.model.code import Code
from cchc_rules.writing.amendment_file import print_amendment

from .strategies import edited, rubrics
from .strategies_said import said_changes
from .test_following import baseless
from .test_laws import HEADER, few
from .texts import base, good, read

changes = rubrics().flatmap(said_changes)


@few
@given(changes)
def test_what_is_drafted_gives_the_new_text_and_says_what_the_author_said(changed):
    made = drafted((changed,), HEADER)
    result = apply(changed.before, [made])
    assert result.ok, render_all(result.diagnostics)
    assert baseless(canonical(result.rubric)) == baseless(canonical(changed.after))
    done = [w.operation for _, w in made.written()]
    assert sum(isinstance(op, ReplaceRows) for op in done) == len(changed.said.rows)
    assert sum(isinstance(op, RenameFact) for op in done) == len(changed.said.facts)
    if made.provisions:
        assert read(print_amendment(made)).value == made


pairs = rubrics().flatmap(lambda a: st.tuples(st.just(a), edited(a)))


@few
@given(pairs, changes)
def test_one_amendment_of_two_tables_gives_both(first, second):
    """Each table as if it alone had been amended."""
    two = evolve(second, before=evolve(second.before, id="bang-2"), after=evolve(second.after, id="bang-2"))
    texts = tuple(t for t in (Changed(*first), two) if operations(t))
    if len(texts) < 2:
        return
    made = drafted(texts, HEADER)
    back = read(print_amendment(made))
    assert back.diagnostics == (), render_all(back.diagnostics)
    assert back.value.provisions == made.provisions
    assert back.value == made
    for text in texts:
        result = apply(text.before, [made])
        assert result.ok, render_all(result.diagnostics)
        assert baseless(canonical(result.rubric)) == baseless(canonical(text.after))


MERGED = 'GỘP 1.1.1, 1.1.2 đang là 3 điểm\n  1.1.1 "Kế hoạch và thực hiện": 3 điểm\n'


def became(old, new):
    return Said((Became(tuple(map(Code, old)), tuple(map(Code, new))),))


def test_what_is_not_said_is_never_guessed():
    """A row that takes two rows' points is, by itself, a row changed and a row gone."""
    after = good(MERGED)
    plain = [type(op).__name__ for op in operations(Changed(base(), after))]
    assert "ReplaceRows" not in plain and "RepealRow" in plain
    said = operations(Changed(base(), after, became(("1.1.1", "1.1.2"), ("1.1.1",))))
    assert [type(op).__name__ for op in said if not type(op).__name__.endswith("Sentence")] == ["ReplaceRows"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (became(("1.1.1",), ("1.1.1",)), "gộp là nhiều dòng thành một"),
        (became(("1.1.1", "1.1.2"), ("1.1.1", "1.1.3")), "gộp là nhiều dòng thành một"),
        (became(("1.1.1", "1.1.9"), ("1.1.1",)), "bên cũ không có dòng 1.1.9"),
        (became(("1.1.1", "1.1.2"), ("1.1.7",)), "bên mới không có dòng 1.1.7"),
        (became(("1.1.2", "1.2"), ("1.1.1",)), "cùng nằm trong một dòng"),
        (became(("2.1.1", "2.1.2"), ("2.1.1",)), "bên mới vẫn có dòng 2.1.2"),
        (became(("1.1.1",), ("1.1.1", "2.1.1")), "cùng nằm trong một dòng"),
        (Said(facts=(("x", "y"),)), "bên cũ không có số liệu [x]"),
        (Said(facts=(("có đơn vị", "y"),)), "bên mới không có số liệu [y]"),
    ],
)
def test_what_does_not_fit_is_told(said, told):
    assert any(told in why for why in misfits(Changed(base(), good(MERGED), said)))
