"""The settings file of a repository, `cchc-rules.toml`: TOML to a value with every error in its place."""
