"""Files to model: a folder of YAML and texts, read with every place kept."""
