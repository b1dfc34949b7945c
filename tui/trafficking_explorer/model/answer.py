"""What a curator says to a finding, so that it is settled and stays so."""

from typing import Annotated

from pydantic import BaseModel

from trafficking_explorer.model.fields import Code, Text
from trafficking_explorer.model.record import STRICT
from trafficking_explorer.model.vocabulary import Term, Vocabulary

_HERE = "this project"

ANSWER = Vocabulary(
    "answer to a finding",
    (
        Term("accepted", "The finding is right; what it says of the texts stands.", _HERE),
        Term("explained", "The finding is right, and there is a reason for it.", _HERE),
        Term("wrong_rule", "The finding is wrong: the rule mistakes what the texts say.", _HERE),
    ),
)


class Answer(BaseModel):
    """One entry of `answers:`."""

    model_config = STRICT

    finding: Text
    """The id of the finding, as `check` prints it."""
    answer: Annotated[str, Code(ANSWER)]
    reason: Text
