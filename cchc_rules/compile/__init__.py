"""Rubrics compiled to rule trees."""

from cchc_rules.compile.compiler import compile_rubric
from cchc_rules.compile.tree import Guard, RuleTree, TreeNode

__all__ = ["Guard", "RuleTree", "TreeNode", "compile_rubric"]
