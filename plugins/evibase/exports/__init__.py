"""Exports for machines: one format per file."""
