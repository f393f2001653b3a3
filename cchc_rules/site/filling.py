"""The templates of the pages: ours, and in their place those of the same name that an office brings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_rules.frozen import frozen

FOLDER = Path(__file__).parent / "templates"
STYLE, SCRIPT = "trang.css", "trang.js"
NAMES = ("khung.html", "thong-bao.html", "xep-hang.html", "linh-vuc.html", "don-vi.html", "so-nam.html", STYLE, SCRIPT)


@frozen
class BadPage:
    """Why a template of an office cannot be filled in (Vietnamese), with its name, and its line where that is known."""

    why: str


class TemplateError(Exception):
    """Carries what is wrong with a template out of the page being made; `site` makes a value of it."""

    def __init__(self, bad: BadPage) -> None:
        super().__init__(bad.why)
        self.bad = bad


class Templates:
    """Fills in templates; `own` are those of the office, by name. Raises ImportError without the extra `site`."""

    def __init__(self, own: Mapping[str, str]) -> None:
        from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        # An office's template shows what it is given; it runs nothing.
        self._made = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([DictLoader(own), FileSystemLoader(FOLDER)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
        )
        self._own = own

    def page(self, name: str, values: Mapping[str, Any]) -> bytes:
        """A page. Raises TemplateError."""
        import jinja2

        try:
            return self._made.get_template(name).render(values).encode()
        except jinja2.TemplateSyntaxError as error:
            why = f"mẫu {error.name or name}, dòng {error.lineno}: {error.message}"
            raise TemplateError(BadPage(why)) from None
        except (jinja2.TemplateError, TypeError, AttributeError) as error:
            raise TemplateError(BadPage(f"mẫu {name}: {error}")) from None

    def plain(self, name: str) -> bytes:
        """A file that is no template: the office's, or ours."""
        return (self._own[name] if name in self._own else (FOLDER / name).read_text("utf-8")).encode()
