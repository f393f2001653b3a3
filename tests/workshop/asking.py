"""A session with some texts, asked as the page asks: by JSON."""

import json
from pathlib import Path
from typing import Any

from attrs import define, field

from cchc_rules.lsp.text.positions import Change, Position, Range, changed
from cchc_rules.workshop.answers import answer
from cchc_rules.workshop.session import Session

ROOT = Path(__file__).resolve().parents[2]


@define
class Page:
    """What the page does: it keeps the texts, tells which changed, and makes the changes that it is given."""

    texts: dict[str, str]
    session: Session = field(factory=Session)
    told: dict[str, str] = field(factory=dict)

    def ask(self, ask: str, file: str = "", at: tuple[int, int] = (0, 0), **given: str) -> dict[str, Any]:
        """The answer to a question."""
        put: dict[str, str | None] = {n: t for n, t in self.texts.items() if self.told.get(n) != t}
        put |= dict.fromkeys(self.told.keys() - self.texts.keys())
        self.told = dict(self.texts)
        where = {"line": at[0], "character": at[1]}
        asked = {"put": put, "ask": ask, "file": file, "at": where, "given": given}
        made: dict[str, Any] = json.loads(answer(self.session, json.dumps(asked)))
        return made

    def make(self, file: str, changes: list[dict[str, Any]]) -> None:
        """Make changes of a file, the last first."""
        for change in sorted(changes, key=lambda c: (c["from"]["line"], c["from"]["character"]), reverse=True):
            ends = Range(Position(**change["from"]), Position(**change["to"]))
            self.texts[file] = changed(self.texts[file], Change(ends, change["text"]))


def of_2019(*sheets: str) -> Page:
    """The tables of 2019 with some of the sheets of Bảng 1."""
    texts = {f"2019/{p.name}": p.read_text("utf-8") for p in (ROOT / "rubrics/2019").glob("*.cchc")}
    folder = ROOT / "examples/2019/bang-1"
    return Page(texts | {f"phieu/{n}.phieu": (folder / f"{n}.phieu").read_text("utf-8") for n in sheets})
