"""What the table of words is made of: a word with all its forms, a terminal of the grammars with its words."""

from collections.abc import Sequence

from cchc_rules.frozen import frozen


@frozen
class Word:
    """A word as the language writes it, and others `also` read as the same.

    `lead` and `ahead` are regular expressions: what is read with it before it, and what must follow it.
    """

    said: str
    also: tuple[str, ...] = ()
    lead: str = ""
    ahead: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All that is read as this word."""
        return (self.said, *self.also)


@frozen
class Terminal:
    """The words of one terminal of the grammars, of one `grammar` alone where another has other words.

    `unnamed` are read like the rest, and too many to be named in messages.
    """

    name: str
    words: tuple[Word, ...]
    unnamed: tuple[Word, ...] = ()
    grammar: str | None = None

    @property
    def every(self) -> tuple[Word, ...]:
        """All words, named in messages or not."""
        return self.words + self.unnamed


def of(
    name: str, *words: str | Sequence[str] | Word, unnamed: Sequence[str] = (), grammar: str | None = None
) -> Terminal:
    """A terminal by its words; of words in brackets the first is written, the rest are also read."""
    return Terminal(name, tuple(map(_word, words)), tuple(map(_word, unnamed)), grammar)


def _word(given: str | Sequence[str] | Word) -> Word:
    if isinstance(given, Word):
        return given
    return Word(given) if isinstance(given, str) else Word(given[0], tuple(given[1:]))
