"""A system, database, tool, service or capability."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Coded, NonBlankStr, Ref, Slug, Verbatim
from trafficking_explorer.records.vocabulary import TOOL_KIND


class Tool(Record):
    """Something that police or offenders use."""

    record_type: ClassVar[str] = "tool"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim(), Field(description="other names")] = ()
    kind: Annotated[str, Coded(TOOL_KIND), Field(description="database, system, service, …")]
    operator: Annotated[
        Slug | None, Ref("agency"), Field(description="the agency that runs it")
    ] = None
    summary: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="the source's own words")
    ] = None
