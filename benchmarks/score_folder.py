"""Run by many_sheets in a process of its own: score a folder, tell how long it took and the peak memory."""

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.score import score_files, sheet_files
from cchc_rules.explain.tables.ranking import ranking_text
from cchc_rules.files.cache import user_cache
from cchc_rules.files.processes import processes_for


def main() -> None:
    """Print units, seconds and peak memory in KiB as JSON."""
    start = perf_counter()
    files = sheet_files([Path(sys.argv[1])])
    scored = score_files(files, Library(user_cache()), processes=processes_for(len(files)))
    ranking_text(scored.rankings, tuple(b.name for b in scored.bad))
    units = sum(len(r.units) for r in scored.rankings)
    print(json.dumps({"units": units, "seconds": perf_counter() - start, "peak_kib": peak_kib()}))


def peak_kib() -> int:
    """Peak memory of this process in KiB."""
    try:
        # ru_maxrss of a new process starts at what its parent had on Linux; this does not.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak // 1024 if sys.platform == "darwin" else peak


if __name__ == "__main__":
    main()
