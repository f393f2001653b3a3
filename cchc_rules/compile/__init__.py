"""Rubrics compiled to rule trees."""

from cchc_rules.compile.compiler import compile_rubric
from cchc_rules.compile.rule_tree import Group, Guard, RuleTree, TreeNode

__all__ = ["Group", "Guard", "RuleTree", "TreeNode", "compile_rubric"]
