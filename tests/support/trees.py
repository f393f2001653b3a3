"""Rule trees of rubrics on disk."""

from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.compile import RuleTree


def tree_of(path: Path) -> RuleTree:
    """The tree of a rubric, or of guidance laid over its table, without errors."""
    tree = Library().rubric_file(path).tree
    assert tree is not None, path
    return tree
