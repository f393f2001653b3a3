"""Where the command `cchc-rules` begins: being stopped while the rest is still loading is told as at any other time."""

import sys


def main() -> None:
    """Load the command line, run it and exit."""
    try:
        from cchc_rules.cli import main as command_line

        command_line.main()
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng.\n")
        sys.exit(130)
