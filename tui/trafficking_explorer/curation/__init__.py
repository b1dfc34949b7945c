"""From words of a source to a record in a file: what a curator would otherwise type."""
