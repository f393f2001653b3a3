"""What an address of the text that a rubric transcribes comes to: which sentences, rows and rules rest on it."""
