"""The report of a change: as a document for people, as data for other tools."""
