"""What can be said against scoring rules and the facts they read."""
