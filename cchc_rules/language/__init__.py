"""The words of the language, each in its one home; nothing here knows what a sentence means."""
