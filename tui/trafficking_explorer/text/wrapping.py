"""Text broken into lines for terminals: at white space only, measured in cells."""

from collections.abc import Iterator

from trafficking_explorer.text.display import cell_width, single_line


def wrap_words(text: str, width: int) -> list[str]:
    """The lines of a text of at most `width` cells; a longer word has a whole line to itself.

    An empty text has one line.
    """
    return list(_lines(single_line(text).split(" "), width))


def _lines(words: list[str], width: int) -> Iterator[str]:
    line, used = words[0], cell_width(words[0])
    for word in words[1:]:
        cells = cell_width(word)
        if used + 1 + cells <= width:
            line, used = f"{line} {word}", used + 1 + cells
        else:
            yield line
            line, used = word, cells
    yield line


def longest_word(text: str) -> int:
    """The width of the longest word of a text, in cells."""
    return max(map(cell_width, single_line(text).split(" ")))


def pad(text: str, width: int) -> str:
    """A text with blanks at its right, up to a width in cells."""
    return text + " " * max(0, width - cell_width(text))
