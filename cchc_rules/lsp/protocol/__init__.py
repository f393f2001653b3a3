"""The protocol: messages in, values of the features out; nothing is decided here."""
