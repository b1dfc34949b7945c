"""One part of the screen, with the words of the help about it."""

from dataclasses import dataclass

Line = tuple[str, str]
"""Ids of bindings, separated by blanks, and what they do together."""


@dataclass(frozen=True, slots=True)
class Place:
    """One part of the screen.

    Attributes:
        name: its heading in the help.
        owners: the classes whose bindings belong to it.
        about: what it is.
        lines: what its keys do.
        where: the part in a sentence, after “works”.
        way: the id of a binding that leads there.
        is_general: a kind of part, such as any list; described after the others.
        examples: words to type there, and their effect.
        inside: names of the parts around it, whose keys work in it too.
    """

    name: str
    owners: tuple[str, ...]
    about: str = ""
    lines: tuple[Line, ...] = ()
    where: str = ""
    way: str = ""
    is_general: bool = False
    examples: tuple[Line, ...] = ()
    inside: tuple[str, ...] = ()
