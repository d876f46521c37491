"""Problems for people and for machines, one form to a file: a terminal, GitHub, JSON, SARIF."""
