"""What a record is: one pydantic model a kind, and what they share."""
