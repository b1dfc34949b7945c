"""The grammar of a figure in an English sentence: its noun, its verb, and who or what is meant by both."""
