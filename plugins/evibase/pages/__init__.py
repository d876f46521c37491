"""For people: one page kind per file, rendered to HTML bodies that a host puts into its theme."""
