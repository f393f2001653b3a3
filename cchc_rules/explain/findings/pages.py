"""Where the page of a code is, and what it says."""

import re
from functools import cached_property
from urllib.parse import quote, urljoin

from attrs import field

from cchc_rules.explain.rule_page import Entry, anchor, entries
from cchc_rules.frozen import frozen

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")
# What the fences of the page say beside the language is for the tests of the page.
_FENCE = re.compile(r"^```.+$", re.MULTILINE)


@frozen
class Pages:
    """The page of diagnostics (Markdown); `base` is its address on the web, None where it is nowhere but here."""

    page: str = field(repr=False)
    base: str | None = None

    def entry(self, code: str) -> Entry | None:
        """What the page says of a code."""
        return self._by_code.get(code)

    def address(self, code: str) -> str | None:
        """The address of what the page says of a code; None without a base."""
        entry = self.entry(code)
        return f"{self.base}#{quote(anchor(entry))}" if self.base is not None and entry is not None else None

    def told(self, code: str) -> str:
        """What the page says of a code, as Markdown, with its address where there is one."""
        entry, address = self.entry(code), self.address(code)
        if entry is None:
            return ""
        body = _FENCE.sub("```", _LINK.sub(lambda m: self._link(m[1], m[2]), entry.body))
        return f"{body}\n\n<{address}>" if address is not None else body

    def _link(self, words: str, target: str) -> str:
        """A link of the page as it leads there from elsewhere; its words alone where the page is nowhere."""
        return words if self.base is None else f"[{words}]({urljoin(self.base, target)})"

    @cached_property
    def _by_code(self) -> dict[str, Entry]:
        return {e.code: e for e in entries(self.page)}
