"""A filter line to its tree. Every line is a filter: nothing that can be typed is an error."""

import re

from trafficking_explorer.folding import fold
from trafficking_explorer.search.syntax import Filter, Term

_TERM = re.compile(r'(?P<sign>-?+)(?:["“”](?P<phrase>[^"“”]*)(?:["“”]|$)|(?P<word>[^\s"“”]+))')


def parse_filter(line: str) -> Filter:
    """Read `word "a phrase" -not`.

    A quotation mark that is still open reaches to the end of the line, and a lone minus is
    nothing yet: the line is complete at every keystroke.
    """
    terms = []
    for match in _TERM.finditer(line):
        phrase = match["phrase"]
        # A minus inside a word, as in "multi-billion", is a part of the word.
        folded = fold(phrase if phrase is not None else match["word"])
        if folded:
            terms.append(Term(folded, bool(match["sign"]), phrase is not None))
    return Filter(tuple(terms))
