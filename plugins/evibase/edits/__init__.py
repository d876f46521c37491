"""Changes of records, worked out as new texts of files: only what changes is touched, and comments stay."""
