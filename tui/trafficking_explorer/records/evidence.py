"""Quotes as curators write them, and the positions in a source that they mean.

Origin: W3C Web Annotation Data Model, 4.2.4 (TextQuoteSelector) and 4.2.5 (TextPositionSelector).
"""

from typing import Annotated, Any, NamedTuple, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from trafficking_explorer.records.fields import NonBlankStr

YamlPath = tuple[str | int, ...]
"""The path from a YAML value down to a value inside it: keys and indexes."""


class TextPosition(NamedTuple):
    """A half-open range of a source, in code points from 0; 0 <= start < end."""

    start: int
    end: int


class TextQuote(BaseModel):
    """Words of a source, with the words around them if they occur more than once."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    exact: NonBlankStr
    prefix: str = ""
    suffix: str = ""
    source: str | None = None
    """The source's id; None means the file's own `source`."""
    sha256: Annotated[str | None, Field(pattern="^[0-9a-f]{8,64}$")] = None
    """The beginning of the SHA-256 of the text that it was read in; None means the current text."""
    trail: YamlPath = Field(default=(), exclude=True)
    """The quote's path in the YAML below its field. Set by `flatten_passages`."""


QUOTE_KEYS = frozenset(("exact", "prefix", "suffix", "source", "sha256"))
"""Keys of a quote; a mapping with none of them is one from source ids to passages."""


def flatten_passages(raw: Any) -> Any:
    """Turn every way of writing passages into a tuple of quotes.

    Passages are a text, a mapping with `exact`, a mapping from source ids to passages, or a list of
    these. Anything else is left for pydantic to reject.
    """
    return tuple(_spread(raw, (), None)) if raw is not None else raw


def _spread(raw: Any, trail: YamlPath, source: str | None) -> list[Any]:
    if isinstance(raw, str):
        return [{"exact": raw, "source": source, "trail": trail}]
    if isinstance(raw, tuple):
        return [quote for i, each in enumerate(raw) for quote in _spread(each, (*trail, i), source)]
    if isinstance(raw, dict) and raw and not raw.keys() & QUOTE_KEYS:
        return [
            quote
            for key, each in raw.items()
            for quote in (
                _spread(each, (*trail, key), key)
                if source is None
                else [{"source": key, "trail": (*trail, key)}]
            )
        ]
    if isinstance(raw, dict):
        if "trail" in raw:
            raise ValueError("unknown key 'trail'")
        return [{"source": source, **raw, "trail": trail}]
    return [raw]


Passages = Annotated[tuple[TextQuote, ...], BeforeValidator(flatten_passages)]


class SupportsContext(Protocol):
    """A text that contains evidence."""

    @property
    def text(self) -> str:
        """The whole text."""
        ...

    def context(self, position: TextPosition) -> tuple[str, str]:
        """The words before and after a position."""
        ...

    def line_of(self, position: int) -> int:
        """The line, from 1, of a code point."""
        ...


class Evidence(NamedTuple):
    """The exact place in a source that supports one field of one record."""

    record_type: str
    record_id: str
    field: str
    source_id: str
    start: int
    """First code point of the passage in the source, from 0."""
    end: int
    """The code point after its last."""
    quoted: SupportsContext
    """The text of the source; words, context and line are read from it on demand."""

    @property
    def exact(self) -> str:
        """The words from start to end, including line breaks and no-break spaces."""
        return self.quoted.text[self.start : self.end]

    @property
    def prefix(self) -> str:
        """The words before it."""
        return self.quoted.context(TextPosition(self.start, self.end))[0]

    @property
    def suffix(self) -> str:
        """The words after it."""
        return self.quoted.context(TextPosition(self.start, self.end))[1]

    @property
    def line(self) -> int:
        """The line of the source on which it begins, from 1."""
        return self.quoted.line_of(self.start)
