"""A document and its renderers, one a format."""
