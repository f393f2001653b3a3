"""How every value is said in the language, and files as canonical text: the reader's inverse."""
