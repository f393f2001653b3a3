"""What has no formula yet: whatever hangs on it stays undecided, by its name."""


class Untranslated(Exception):  # noqa: N818 - it is no error of anybody: a question ends undecided by it
    """Raised inside the translation; `what` is in the user's words."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
