"""Tables of many things: a rubric, a ranking, the impact of a change, a questionnaire."""
