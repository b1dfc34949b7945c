"""A source text."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, Field

from trafficking_explorer.model.evidence import Passages, TextQuote
from trafficking_explorer.model.fields import Date, Fact, Own, Text, Words
from trafficking_explorer.model.record import STRICT, Record


def as_quote(raw: object) -> object:
    """A bare text as a quote of just these words."""
    return {"exact": raw} if isinstance(raw, str) else raw


Edge = Annotated[TextQuote, BeforeValidator(as_quote)]


class Article(BaseModel):
    """The text without page furniture, by its first and its last words."""

    model_config = STRICT

    first: Edge = Field(alias="from")
    last: Edge = Field(alias="to")


class Source(Record):
    """A text that records are drawn from."""

    record_type: ClassVar[str] = "source"
    key: ClassVar[str] = "sources"

    path: Text
    """The file, below `seeds/`."""
    sha256: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$")] = None
    article: Article
    furniture: Passages = ()
    """Passages inside the article that are not part of it."""
    title: Annotated[Text, Words()]
    publisher: Annotated[Text | None, Words()] = None
    author: Annotated[Text | None, Words()] = None
    language: Annotated[Text | None, Own()] = None
    """BCP 47."""
    url: Annotated[Text | None, Fact()] = None
    published: Annotated[Text | None, Date()] = None
    rights: Annotated[Text | None, Own()] = None

    @property
    def display_name(self) -> str:
        """The title: a source has no name."""
        return self.title
