"""What was found in files, as the tools that review changes read it: annotations of GitHub, SARIF, GitLab."""
