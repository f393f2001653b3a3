"""Part of every build, and of an editable install: the tables of the grammars, so that no start has to make them."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GrammarTables(BuildHookInterface):
    """Leaves them in `grammar/tables`, which goes into the wheel with the grammars and never into the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make those that are not there or do not fit any more."""
        sys.path.insert(0, self.root)
        from cchc_rules.syntax.lines.parse_tables import write_tables

        write_tables()
