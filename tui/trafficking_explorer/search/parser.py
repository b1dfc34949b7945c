"""Parse a filter line, at every keystroke; errors have a place and a reason.

The grammar:

    line   = any
    any    = all { "or" all }
    all    = { term }                          all must hold; "and" is allowed between
    term   = ( "-" | "not" ) term | "(" any ")" | word | "phrase" | ~word | /regex/ | field
    field  = name ":" value { "," value }      any of the values
           | name ":" [ bound ] ".." [ bound ] numbers and dates, both ends included
           | name ( "<" | "<=" | ">" | ">=" | "=" ) bound
"""

import re
import warnings
from datetime import date
from functools import lru_cache
from itertools import islice
from math import isfinite

from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import (
    NOTE_STATES,
    And,
    Between,
    Compare,
    FieldMatch,
    Fuzzy,
    Node,
    Not,
    Or,
    Regex,
    Word,
    is_bare,
)
from trafficking_explorer.search.fields import FIELDS, Field
from trafficking_explorer.search.lexer import Token, Value, tokenize
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.folding import fold, fold_words

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_NUMBER = re.compile(r"-?\d[\d_,]*(\.\d+)?(k|m|bn)?", re.IGNORECASE)
_GROUPED = re.compile(r"(>=|<=|>|<|=)?-?\d{1,3}(,\d{3})+(\.\d+)?")
_TOO_LARGE = 1e15
"""Numbers from here on are no longer exact."""
MAX_DEPTH = 40
"""Levels of parentheses and negations."""
MAX_TERMS = 20_000
MAX_CONDITIONS = 60
"""Conditions other than words, groups included; each is a subquery."""
MAX_FUZZY = 100
"""Letters of a fuzzy word, which is compared letter by letter with every word."""
MAX_PATTERN = 5_000
"""Characters of a regular expression."""
_CLOSED = {
    "is": ("stated", "resolved", "answered", "open", *NOTE_STATES),
    "severity": ("error", "doubt", "note"),
}
"""Fields with few values."""


@lru_cache(maxsize=16)  # Several places parse what is being typed.
def parse_filter(line: str) -> And:
    """Parse a filter line.

    Raises:
        FilterError: the line is unfinished or wrong; with place and reason.
    """
    tokens = list(islice(tokenize(line), MAX_TERMS + 1))
    if len(tokens) > MAX_TERMS:
        raise FilterError("too many words for one filter", tokens[MAX_TERMS].start, len(line))
    parser = _Parser(tokens, len(line))
    tree = parser.any(0)
    if parser.conditions > MAX_CONDITIONS:
        raise FilterError("too many conditions for one filter", 0, len(line))
    if (rest := parser.peek()) is not None:
        raise _error("this parenthesis closes nothing", rest)
    return tree if isinstance(tree, And) else And((tree,))


class _Parser:
    def __init__(self, tokens: list[Token], length: int) -> None:
        self.tokens = tokens
        self.length = length
        self.at = 0
        self.conditions = 0

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next(self) -> Token | None:
        token = self.peek()
        self.at += 1
        return token

    def any(self, depth: int) -> Node:
        branches = [self.all(depth)]
        while (token := self.peek()) is not None and token.kind == "or":
            self.next()
            self.conditions += 1
            if branches[-1] == And():
                raise _error("“or” needs something on both sides", token)
            branches.append(self.all(depth))
            if branches[-1] == And():
                raise _error("“or” needs something on both sides", token)
        return branches[0] if len(branches) == 1 else Or(tuple(map(simple, branches)))

    def all(self, depth: int) -> Node:
        nodes: list[Node] = []
        while (token := self.peek()) is not None and token.kind not in ("or", "close"):
            if token.kind == "and":
                self.next()
                continue
            node = self.term(depth)
            if node is not None:
                nodes.append(node)
        return And(tuple(nodes))

    def term(self, depth: int) -> Node | None:
        token = self.next()
        assert token is not None
        if depth > MAX_DEPTH:
            raise _error("too many nested parentheses", token)
        match token.kind:
            case "minus" | "not":
                return self.negated(token, depth)
            case "open":
                self.conditions += 1
                return self.group(token, depth)
            case "phrase":
                folded = plain_words(token.text)
                return Word(folded, phrase=True) if folded else None
            case "fuzzy":
                self.conditions += 1
                folded = fold_words(token.text).replace(" ", "")
                if not folded:
                    raise _error("~ needs a word", token)
                if len(folded) > MAX_FUZZY:
                    raise _error(f"~ takes a word of at most {MAX_FUZZY} letters", token)
                return Fuzzy(folded)
            case "regex":
                self.conditions += 1
                return self.regex(token)
            case "field":
                self.conditions += len(token.values) or 1
                return self.field(token)
        folded = plain_words(token.text)
        if not folded.strip("-"):
            return None  # A minus with nothing after it means nothing yet.
        # Folding may turn one word into several, or into a sign of the language.
        return Word(folded, phrase=not is_bare(folded)) if folded else None

    def negated(self, token: Token, depth: int) -> Node | None:
        following = self.peek()
        if following is None or following.kind in ("or", "close", "and"):
            if token.kind == "not":
                raise _error("“not” needs something after it", token)
            return None
        node = self.term(depth + 1)
        return None if node is None else Not(node)

    def group(self, token: Token, depth: int) -> Node | None:
        node = self.any(depth + 1)
        closing = self.next()
        if closing is None:
            raise FilterError("this parenthesis is not closed", token.start, self.length)
        return None if node == And() else simple(node)

    def regex(self, token: Token) -> Node:
        if not token.is_closed:
            raise _error("the expression is not closed: end it with /", token)
        if not token.text:
            raise _error("the expression is empty", token)
        if len(token.text) > MAX_PATTERN:
            raise _error(f"an expression has at most {MAX_PATTERN:,} characters", token)
        try:
            with warnings.catch_warnings():
                # About future changes of Python's expressions; the store has its own.
                warnings.simplefilter("ignore", FutureWarning)
                re.compile(token.text)
        except (re.error, RecursionError, OverflowError) as error:
            raise _error(
                f"not a regular expression: {shorten_middle(str(error))}", token
            ) from error
        return Regex(token.text, token.start, token.end)

    def field(self, token: Token) -> Node:
        field = FIELDS.find(token.text)
        name_end = token.start + len(token.text)
        if field is None:
            near = FIELDS.nearest(token.text)
            hint = f" (did you mean {' or '.join(near)}?)" if near else ""
            raise FilterError(
                f"no field is called “{shorten_middle(token.text)}”{hint}; put it in quotes to search for the text",
                token.start,
                name_end,
            )
        values = [value for value in token.values if value.text.strip()]
        if not values:
            raise _error(f"{token.text}: needs a value: {field.meaning}", token)
        if field.kind == "text":
            return self.text_field(field, token, values)
        joined = ",".join(value.text for value in values)
        if field.kind == "number" and _GROUPED.fullmatch(joined):
            # 1,000 is one number, not 1 or 0.
            values = [Value(joined, values[0].start, values[-1].end)]
        if token.operator != ":":
            if len(values) > 1:
                raise FilterError(
                    "only one number can be compared; thousands are 1,000 or 1000",
                    values[0].start,
                    values[-1].end,
                )
            return Compare(field.name, token.operator, bound(field, values[0]))
        nodes = [ranged(field, value) for value in values]
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def text_field(self, field: Field, token: Token, values: list[Value]) -> Node:
        if token.operator not in (":", "="):
            raise _error(f"{token.text} is not a number: write {token.text}:value", token)
        folded = [plain_words(value.text) for value in values]
        if known := _CLOSED.get(field.name):
            for word, value in zip(folded, values, strict=True):
                if not any(each.startswith(word) for each in known):
                    raise _error(
                        f"{field.name}: is {', '.join(known)}, not “{shorten_middle(word)}”", value
                    )
        if field.name == "has":
            folded = [_has(word, value) for word, value in zip(folded, values, strict=True)]
        folded = list(dict.fromkeys(filter(None, folded)))
        if not folded:
            raise _error(f"{token.text}: needs a value: {field.meaning}", token)
        return FieldMatch(field.name, tuple(folded))


def _error(message: str, at: Token | Value) -> FilterError:
    return FilterError(message, at.start, at.end)


def plain_words(text: str) -> str:
    """Folded words without quotation marks."""
    return " ".join(fold(text).replace('"', " ").split())


def _has(word: str, value: Value) -> str:
    """The name of the field that `has:` asks for."""
    if word in ("evidence", "passage", "passages"):
        return "passages"
    field = FIELDS.find(word)
    if field is None:
        raise _error(f"no field is called “{shorten_middle(value.text)}”", value)
    return field.name


def simple(node: Node) -> Node:
    """The only node of a group, or the node itself."""
    return node.nodes[0] if isinstance(node, And) and len(node.nodes) == 1 else node


def ranged(field: Field, value: Value) -> Node:
    """`2016..2019`, `100..`, `>=100` or a single bound."""
    text = value.text
    if found := re.match(r"(>=|<=|>|<|=)(.*)", text):
        rest = Value(found[2], value.start + len(found[1]), value.end)
        return Compare(field.name, found[1], bound(field, rest))
    low, dots, high = text.partition("..")
    if not dots:
        return Compare(field.name, "=", bound(field, value))
    if not low and not high:
        raise _error("a range needs a bound: 2016..2019, 100..", value)
    ends = [
        bound(field, Value(end, value.start, value.end)) if end else None for end in (low, high)
    ]
    if ends[0] and ends[1] and _is_reversed(field, ends[0], ends[1]):
        raise _error(
            shorten_middle(f"nothing is between {low} and {high}: write {high}..{low}", 200), value
        )
    return Between(field.name, *ends)


def _is_reversed(field: Field, low: str, high: str) -> bool:
    """True if nothing is between two bounds; 2016-06..2016 ends with the year."""
    if field.kind == "date":
        return low > high and not low.startswith(high)
    return float(low) > float(high)


def bound(field: Field, value: Value) -> str:
    """A number or a date in the form in which it is compared.

    Raises:
        FilterError: the text is not what the field needs.
    """
    text = value.text.strip()
    if field.kind == "date":
        if not _DATE.fullmatch(text) or text.startswith("0000"):
            raise _error("a date is 2016, 2016-06 or 2016-06-12", value)
        if len(text) == len("2016-06-12") and not _is_day(text):
            raise _error("no such day exists", value)
        return text
    if not _NUMBER.fullmatch(text):
        raise _error(f"“{shorten_middle(text)}” is not a number", value)
    digits = text.lower().replace(",", "").replace("_", "")
    number = 0.0
    for suffix, scale in (("k", 1e3), ("bn", 1e9), ("m", 1e6), ("", 1.0)):
        if digits.endswith(suffix):
            number = float(digits.removesuffix(suffix)) * scale
            break
    if not isfinite(number) or abs(number) >= _TOO_LARGE:
        raise _error("this number is too large", value)
    return plain(number)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def plain(number: float) -> str:
    """A number without exponent or empty decimals."""
    return str(int(number)) if number == int(number) else repr(number)
