"""What people write: one record type per file, read strictly, with the position of every value."""
