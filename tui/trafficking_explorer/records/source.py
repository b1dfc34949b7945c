"""A source text."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from trafficking_explorer.records.base import STRICT, Record
from trafficking_explorer.records.evidence import Passages, TextQuote
from trafficking_explorer.records.fields import (
    Coded,
    Date,
    Editorial,
    NonBlankStr,
    Ref,
    Verbatim,
)
from trafficking_explorer.records.vocabulary import CAPTURE_METHOD


def to_quote(raw: object) -> object:
    """Turn plain text into a quote."""
    return {"exact": raw} if isinstance(raw, str) else raw


ArticleBoundary = Annotated[TextQuote, BeforeValidator(to_quote)]


def to_moment(value: str) -> str:
    """Return the time of a capture.

    Raises:
        ValueError: it is not a day, or a time with its zone, in ISO 8601.
    """
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or (len(value) > len("2021-05-04") and moment.tzinfo is None):
        raise ValueError(
            f"{value!r} is not a time: write a day (2021-05-04), or a time with its zone "
            "(2021-05-04T10:12:00Z)"
        )
    return value


def to_address(value: str) -> str:
    """Return an address of the web.

    Raises:
        ValueError: it is not one.
    """
    if not re.fullmatch(r"https?://[^\s/?#]+\S*", value, re.IGNORECASE):
        raise ValueError(f"{value!r} is not an address: it begins with https:// and has no blanks")
    return value


class Article(BaseModel):
    """The text without page furniture, given by its first and last words."""

    model_config = STRICT

    first: ArticleBoundary = Field(alias="from")
    last: ArticleBoundary = Field(alias="to")


class Source(Record):
    """A text from which records are taken."""

    record_type: ClassVar[str] = "source"
    fields_without_role: ClassVar[frozenset[str]] = frozenset(
        ("path", "sha256", "article", "furniture")
    )

    path: NonBlankStr
    """The file, below `seeds/`."""
    sha256: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$")] = None
    article: Article
    furniture: Passages = ()
    """Passages inside the article that do not belong to it."""
    title: Annotated[NonBlankStr, Verbatim()]
    publisher: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="as written, or worked out")
    ] = None
    author: Annotated[NonBlankStr | None, Verbatim()] = None
    language: Annotated[NonBlankStr | None, Editorial(), Field(description="BCP 47")] = None
    url: Annotated[NonBlankStr | None, Editorial(), Field(description="public address")] = None
    captured: Annotated[
        Annotated[str, AfterValidator(to_moment)] | None,
        Editorial(),
        Field(description="when the text was taken from there: a day, or a time with its zone"),
    ] = None
    archived: Annotated[
        Annotated[str, AfterValidator(to_address)] | None,
        Editorial(),
        Field(description="address of an archived copy"),
    ] = None
    capture_method: Annotated[
        str | None,
        Coded(CAPTURE_METHOD, own=True),
        Field(description="how the text was taken"),
    ] = None
    published: Annotated[NonBlankStr | None, Date(), Field(description="date of publication")] = (
        None
    )
    rights: Annotated[NonBlankStr | None, Editorial(), Field(description="who holds them")] = None
    edition_of: Annotated[
        NonBlankStr | None,
        Ref("source", own=True),
        Field(description="the source that is the newer edition of this text"),
    ] = None

    @property
    def display_name(self) -> str:
        """The title: a source has no name."""
        return self.title


def newest_edition(source_id: str, newer: Mapping[str, str | None]) -> str:
    """The id of a source's newest edition, which may be itself.

    Args:
        source_id: any id.
        newer: the `edition_of` of sources, by their ids.
    """
    seen = {source_id: None}
    while (newer_id := newer.get(source_id)) is not None:
        if newer_id in seen:
            # A ring has no newest edition, but all its members must give the same answer.
            ring = list(seen)
            return min(ring[ring.index(newer_id) :])
        seen[newer_id] = None
        source_id = newer_id
    return source_id
