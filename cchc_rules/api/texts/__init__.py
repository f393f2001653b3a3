"""The use cases on the texts of a request: nothing else is read, and answers are JSON in the forms of `schemas/`."""
