"""Rubrics for tests: from a text, or the ones that come with the package."""

from functools import cache

from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import has_errors, render_all
from cchc_rules.files.rubrics import load_rubric
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric


def rubric_of(text: str) -> Rubric:
    """The rubric a text says; the text must be free of errors."""
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert isinstance(parsed.value, Rubric) and not has_errors(parsed.diagnostics), render_all(parsed.diagnostics)
    return link(parsed.value, ())


@cache
def bundled(name: str) -> Rubric:
    """A rubric by id."""
    loaded = load_rubric(name)
    assert loaded.rubric is not None and not has_errors(loaded.diagnostics), render_all(loaded.diagnostics)
    return loaded.rubric


@cache
def tree_of(name: str) -> RuleTree:
    """The rule tree of a bundled rubric."""
    return compile_rubric(bundled(name))
