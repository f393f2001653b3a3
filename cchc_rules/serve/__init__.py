"""The engine over HTTP, for programs: texts in a request, JSON back; nothing is kept and no file is read."""
