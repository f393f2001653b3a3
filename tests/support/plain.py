"""The words of a page without its markup."""

import re
from html.parser import HTMLParser

_MARKDOWN = re.compile(r"\\(.)|&#8203;|(\*\*|\|[-:|]+\||[|`])")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.inside):
            self.found.append(data)


def plain_html(page: str) -> str:
    """What a browser shows, with single spaces."""
    words = _Words()
    words.feed(page)
    words.close()
    return " ".join(" ".join(words.found).split())


def plain_markdown(text: str) -> str:
    """What a reader of Markdown sees, with single spaces."""
    shown = _MARKDOWN.sub(lambda m: m[1] or (" " if m[2] else ""), text)
    return " ".join(shown.split())
