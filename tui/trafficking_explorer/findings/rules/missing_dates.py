"""An operation that a text tells of without saying when."""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.findings.finding import Found, Ref, Rule
from trafficking_explorer.findings.material import Material
from trafficking_explorer.findings.wording import counted, sources
from trafficking_explorer.findings.written_dates import tells_when

EXPLAIN = """\
What it looks for
  Operations that texts tell of, and of which no text says when they took place, or one text only
  where several tell of them. A year, a month, or words such as “last month” say when; “a two-year
  crackdown” does not. Only the words that records rest on count: those of the date, of the
  curator's `date_note`, of the periods of its claims.

Why it matters
  An operation without a year reads as if it were of today. A year that one text alone gives is
  only as sure as that text.

What to do
  If the text does say when, quote it under `evidence`. If it does not, the date is yours: mark it
  `resolved`, with the reason.

Severity
  note.

What it does not see
  Initiatives, recurring operations and appeals, which have no one date; events.
"""

_KINDS = ("operation", "investigation")


def find(material: Material) -> Iterator[Found]:
    """Every operation that fewer texts date than tell of it, and no more than one does."""
    for operation in material.operations.values():
        if operation.kind not in _KINDS or not operation.told:
            continue
        works: dict[str, list[str]] = defaultdict(list)
        for id_ in operation.told:
            works[material.work_of(id_)].append(id_)
        # Of the editions of one text it is enough that one says when.
        dated: list[str] = []
        silent: list[str] = []
        for editions in works.values():
            saying = [id_ for id_ in editions if any(map(tells_when, operation.told[id_]))]
            (dated if saying else silent).append((saying or editions)[0])
        names = material.name_of[operation.key]
        side = operation.ref("date_note", "date", "name")
        if not dated:
            whence = f"; “{operation.edtf}” was worked out" if operation.edtf else ""
            tells = "tells" if len(silent) == 1 else "tell"
            yield Found(
                f"{operation.name}: {sources(silent)} {tells} of it and "
                f"{'does' if len(silent) == 1 else 'do'} not say when it was{whence}",
                side,
            )
        elif len(dated) == 1 and silent:
            said = min(filter(tells_when, operation.told[dated[0]]), key=len)
            others = "the other" if len(silent) == 1 else "the others"
            yield Found(
                f"{operation.name}: of {counted(len(works), 'source')} only source "
                f"{dated[0]} says when it was (“{said}”); {others} ({', '.join(silent)}) "
                f"{'does' if len(silent) == 1 else 'do'} not",
                side,
                Ref("source", silent[0], fields=(), passages=names.places(silent[0])),
                apart="" if len(silent) == 1 else "one-of-several",
            )


RULE = Rule("missing-dates", "An operation without a date", "note", EXPLAIN, find)
