"""JSON as files hold it and other tools read it: keys in the order given, Vietnamese letters as they are."""

import json
from typing import Any


def json_text(data: Any) -> str:
    """The data over several lines; ends with a line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
