"""A curator's answer to a finding, which settles it for good."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from trafficking_explorer.records.base import STRICT
from trafficking_explorer.records.fields import Coded, NonBlankStr
from trafficking_explorer.records.vocabulary import Term, Vocabulary

_HERE = "this project"

ANSWER_VOCABULARY = Vocabulary(
    "answer to a finding",
    (
        Term("accepted", "The finding is right.", _HERE),
        Term("explained", "The finding is right, and there is a reason for it.", _HERE),
        Term("wrong_rule", "The finding is wrong: the rule misreads the texts.", _HERE),
    ),
)


_TYPE = "finding/"
"""The beginning of an id where records of all kinds are named, as by `show` and `--goto`."""


def bare_id(given: object) -> object:
    """An id of a finding without its kind before it."""
    return given.removeprefix(_TYPE) if isinstance(given, str) else given


class FindingAnswer(BaseModel):
    """One entry of `answers:`."""

    model_config = STRICT

    finding: Annotated[NonBlankStr, BeforeValidator(bare_id)]
    """The id of the finding, as `check` prints it; it may also be given as `finding/ID`."""
    answer: Annotated[str, Coded(ANSWER_VOCABULARY)]
    reason: NonBlankStr
