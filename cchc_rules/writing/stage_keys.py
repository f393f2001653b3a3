"""What JSON calls the stages: the usual ones by an English word, those that a rubric names itself by their name."""

from cchc_rules.model.stages import Stage

STAGES = {"self": Stage.SELF, "appraised": Stage.APPRAISAL, "reviewed": Stage.REVIEW, "survey": Stage.SURVEY}
KEYS = {stage: key for key, stage in STAGES.items()}


def stage_key(stage: Stage) -> str:
    """`appraised`; of a stage that a rubric names itself its name."""
    return KEYS.get(stage, stage.value)


def stage_of_key(key: str) -> Stage:
    """The stage that JSON calls so."""
    return STAGES.get(key) or Stage(key)
