"""A number with its noun."""


def count_noun(number: int, noun: str, plural: str = "") -> str:
    """`number` and the right form of `noun`: "1 row", "2,000 rows", "3 agencies".

    Args:
        plural: the noun's plural; "" for the noun and an s.
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
