"""The language server: what editors ask while a text is being written, answered from texts that are not saved yet."""
