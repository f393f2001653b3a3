"""How a text is coloured: functions from whoever knows the terminal. Colour never carries meaning alone."""

from collections.abc import Callable
from typing import assert_never

from cchc_rules.explain.render.document import Tone
from cchc_rules.frozen import frozen

Paint = Callable[[str], str]


def plain(text: str) -> str:
    """The text as it is."""
    return text


@frozen
class Style:
    """One function a look; each gets a text without line ends and may only add codes of no width."""

    bold: Paint = plain
    dim: Paint = plain
    red: Paint = plain
    green: Paint = plain
    yellow: Paint = plain
    cyan: Paint = plain

    def paint(self, text: str, tone: Tone) -> str:
        """The text in the look of a tone."""
        match tone:
            case Tone.LOSS:
                return self.red(text)
            case Tone.GAIN:
                return self.green(text)
            case Tone.PENDING:
                return self.yellow(text)
            case Tone.EXCLUDED:
                return self.cyan(text)
            case Tone.FAINT | Tone.REPEALED:
                return self.dim(text)
            case Tone.STRONG:
                return self.bold(text)
            case Tone.PLAIN:
                return text
            case _:
                assert_never(tone)


PLAIN = Style()
