"""Small invented articles of many shapes, each with the parts that `add` should find in it."""
