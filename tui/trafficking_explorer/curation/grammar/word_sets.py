"""Sets of words, declared as one text."""


def words(text: str) -> frozenset[str]:
    """The words of a text, without order."""
    return frozenset(text.split())
