"""Evibase compiles YAML findings and a BibTeX bibliography into a cross-linked, searchable site."""
