"""Write the words of cchc_rules/language/words.py into the grammars and the table of terms: `python3 dev.py words`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen
from lark import Lark

from cchc_rules.language.words import TERMINALS, Terminal, Word, pattern, squeeze
from cchc_rules.source.text import fold_tones

GRAMMAR = Path(__file__).resolve().parents[2] / "grammar"
_TERMINAL = re.compile(r"^(?P<head>(?P<name>[A-Z_]+)(?:\.-?\d+)?: )(?P<regex>.*)$", re.MULTILINE)
_SYNONYMS = re.compile(r"(?<=\n\| Viết như \| Cũng đọc được \|\n\|---\|---\|\n)(?:\|.*\n)*")


def with_words(grammar: str, text: str) -> str:
    """The text of a grammar with every terminal that has words made from them."""

    def made(match: re.Match[str]) -> str:
        terminal = words_of(grammar, match["name"])
        return match.group() if terminal is None else f"{match['head']}/{pattern(terminal.every)}/"

    return _TERMINAL.sub(made, text)


def words_of(grammar: str, name: str) -> Terminal | None:
    """The words of a terminal in a grammar, None where it is made of no words."""
    found = [t for t in TERMINALS if t.name == name and t.grammar in (grammar, None)]
    return max(found, key=lambda t: t.grammar is not None) if found else None


@cache
def _parser(grammar: str) -> Lark:
    path = str(GRAMMAR / f"{grammar}.lark")
    return Lark.open(path, parser="lalr", lexer="contextual", g_regex_flags=re.IGNORECASE, maybe_placeholders=False)


@frozen
class Said:
    """A word of the language in a line: what was read, its terminal, and its columns (from 0)."""

    text: str
    terminal: Terminal
    start: int
    end: int

    @property
    def word(self) -> Word:
        """The word meant."""
        return next(w for w in self.terminal.every if self.text in map(squeeze, w.forms))


def words_said(grammar: str, line: str) -> Iterator[Said]:
    """The words of the language in a line of a grammar."""
    for token in _parser(grammar).parse_interactive(fold_tones(line)).iter_parse():
        terminal = words_of(grammar, token.type.removeprefix("terminals__"))
        if terminal is not None:
            text = token.lstrip(", ")
            end = token.end_pos or 0
            yield Said(squeeze(text), terminal, end - len(text), end)


def with_synonyms(readme: str) -> str:
    """The text of grammar/README.md with the list of what else is read."""
    rows = {
        f"| `{w.said}` | {', '.join(f'`{form}`' for form in w.also)} |\n": None
        for t in TERMINALS
        for w in t.every
        if w.also
    }
    return _SYNONYMS.sub(lambda _: "".join(rows), readme)


def rewrite() -> None:
    """Write all of it."""
    for path in GRAMMAR.glob("*.lark"):
        path.write_text(with_words(path.stem, path.read_text(encoding="utf-8")), encoding="utf-8")
    readme = GRAMMAR / "README.md"
    readme.write_text(with_synonyms(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
