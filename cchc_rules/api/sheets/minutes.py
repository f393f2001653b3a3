"""A sheet as the minutes of its appraisal need it: explained, and as it stood after each stage."""

from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import Explained, explain_sheet
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.scorecard.minutes import Staged
from cchc_rules.results.scorecard import View


def minutes_of(path: Path, library: Library, view: View | None = None) -> tuple[Explained, Staged]:
    """The sheet at a path up to a stage (by default as far as it goes), and after each stage until then.

    Raises OSError when the disk does.
    """
    explained = explain_sheet(path, library, view=view, figures_alone=True)
    ready = library.sheet(path)
    if explained.scorecard is None or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
        return explained, ()
    tree, sheet = ready.rubric.tree, ready.sheet
    unseen = explained.scorecard.view.unseen(tree.lineup)
    return explained, [(s, evaluate(tree, sheet, View(s))) for s in tree.lineup.acting if s not in unseen]
