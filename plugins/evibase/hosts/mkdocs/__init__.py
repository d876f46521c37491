"""MkDocs and ProperDocs, which reads the same plugins. A handler here is one call into the core."""
