"""Parts of a text whose digits are not quantities: dates, times, telephone numbers, addresses, references."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from trafficking_explorer.text.months import MONTH

_B = "[ \u00a0\u2009\u202f]"
_ANY_MONTH = f"(?:{MONTH}|{MONTH.upper()})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = rf"(?:{_B}?[-‐–—]{_B}?|{_B}(?:to|through|until|and|or){_B})"
_DATE = re.compile(
    rf"(?<![\w.,:/-]){_DAY}(?:{_TO}{_DAY})?(?:{_B}of)?{_B}{_ANY_MONTH}\b\.?(?:,?{_B}\d{{4}}\b)?"
    rf"|\b{_ANY_MONTH}\b\.?(?:(?P<day>{_B}{_DAY}(?![\d%]|[.,]\d|{_B}?%)(?:{_TO}(?:{_ANY_MONTH}\.?{_B})?{_DAY}(?![\d%]|[.,]\d))?)"
    rf"(?P<year>,?{_B}\d{{4}}\b)?|,?{_B}\d{{4}}\b(?![.,]\d))"
    r"|(?<![\w.,:/-])\d{4}-(?:0\d|1[0-2])(?:-\d{2})?(?:T\d{2}:\d{2}\S{0,12})?(?![\w-]|\.\d)"
    r"|(?<![\w.,:/-])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/-])"
    r"|(?<![\w.,:/-])\d{1,2}(?P<mark>[.-])\d{1,2}(?P=mark)\d{4}(?![\w/-])"
)
_MONTHS_ELSEWHERE = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|janvier|février|"
    "mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januar|jänner|februar|märz|juni|juli|oktober|"
    "dezember|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|"
    "julho|setembro|outubro|novembro|dezembro"
)
_DATE_ELSEWHERE = re.compile(
    rf"(?<![\w.,:/-])\d{{1,2}}(?:er|[.ºo])?{_B}(?:de{_B})?(?:{_MONTHS_ELSEWHERE})\b(?:{_B}(?:de{_B}|del{_B})?\d{{4}}\b)?",
    re.IGNORECASE,
)
_IN = re.compile(r"\b[Ii]n\s\Z")
_COUNTED = re.compile(
    rf"{_B}(?!to|through|and|until|or|at|when|where|in|by|as|for|after|before|on|is|was|were|are|which|that|while|the|"
    r"a|an|with|of|from|said|has|had)[a-z]{3,}"
)
_TIME = re.compile(
    rf"(?<![\w.,:/$€£-])\d{{1,2}}(?:[:.h]\d{{2}}(?::\d{{2}})?)?{_B}?(?:[aApP]\.?{_B}?[mM]\b\.?|o['’]clock)"
    rf"|(?<![\w.,:/$€£-])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\w:%]|\.\d)"
    rf"|(?<![\w.,:/$€£-])\d{{1,2}}[.h]\d{{2}}{_B}?(?:hrs|hours|GMT|UTC|[A-Z]{{2,3}}T)\b"
    rf"|(?<![\w.,:/$€£-])[0-2]\d{{3}}{_B}?(?:hrs|GMT|UTC)\b"
)
_PHONE = re.compile(
    r"(?<![\w.,-])\+\d[\d ().\u00a0\u2009\u202f‑-]{6,19}\d(?![\w])"
    r"|(?<![\w.,-])(?:1[-. ])?\(?\d{3}\)?[-. ‑]\d{3}[-.‑]\d{4}(?![\w-])"
    r"|(?<![\w.,-])(?<!\d\s)\(?00?[1-9]\d{0,3}\)?[-. /‑]\d{2,5}(?:[-. ‑]\d{2,5}){0,4}(?![\w-]|[.,]\d)"
    r"|(?<![\w.,-])1[-‑]8\d\d[-‑][\w‑-]{5,12}"
    r"|(?<![\w.,-])\d{3}[-‑]0\d{3}(?![\w-])"
    r"|(?<![\w.,-])0[1-9]\d{6,10}(?![\w-])"
    r"|\b(?:[Cc]all(?:ing)?|[Dd]ial(?:l?ing)?|[Pp]hone|[Tt]el(?:ephone)?|[Hh]otline|[Hh]elpline|[Ff]ax|[Rr]ing|"
    r"[Tt]ext|[Ww]hats[Aa]pp|[Mm]obile|[Cc]ell)\b[.:]?\s(?:us\s|police\s|number:?\s|on\s|at\s|is\s|the\s){0,3}"
    r"(?P<called>\d{2,5}(?:[ -]\d{2,5}){1,4}(?![\w-]|[.,]\d)|\d{5,13}(?![\w-])|(?:911|999|112|101|111|116)(?![\w-]|[ -]?\d|\s[a-z]+s\b))"
)
_EMERGENCY = re.compile(
    r"(?<![\w.,$€£-])(?:(?:911|999|112)(?= (?:calls?|operators?|dispatch\w*|emergency)\b)"
    r"|116[ \u00a0]?\d{3}(?= (?:[a-z]+ ){0,2}(?:hot|help)?line\b|\)))"
)
_ADDRESS = re.compile(r"://|@|\bwww\.")
_REFERENCE = re.compile(
    r"(?:\b(?:[Aa]rticles?|[Ss]ections?|[Cc]hapters?|[Pp]ages?|[Ff]igures?|Tables?|[Aa]nnex(?:es)?|[Aa]ppendix|"
    r"[Pp]aragraphs?|Resolutions?|Directives?|Regulations?|Conventions?|Protocols?|[Pp]hases?|Levels?|Routes?|"
    r"[Hh]ighway|Channel|[Rr]ooms?|Flat|Apartment|Units?|Lines?|Rules?|Bill|Case|File|Grade|Class|Type|Terminal|"
    r"[Gg]ate|[Pp]latform|[Vv]ersion|[Vv]olume|Issue|Part|Step|Day|Week|Stage|Group|Zone|District|Ward|Precinct|"
    r"Station|Building|Block|Apollo|Pier|Dock|Berth|Exit|Junction|Interstate|Windows|Title|Schedule|Category|Tier|"
    r"Lot|Box|Footnote|[Nn]ote|War|Agenda|Goal|Target|Vision|Horizon|ISO|ILO|Convention)"
    r"|\b(?:[Nn]os?|NO|[Aa]rt|[Ss]ec|[Cc]h|[Pp]{1,2}|[Ff]ig|[Pp]ara|[Vv]ol)\.|§{1,2}|№|\b[Nn][ro]\.?°?)"
    r"[ \u00a0\u202f]?(?:[Nn]os?\.?[ \u00a0]?)?(?P<number>\d{1,6}(?:[./-]\d{1,5})*[a-z]?(?:\(\w\))*)(?![\w%]|[.,]\d|[ \u00a0]?%| per)"
)
_LISTED = re.compile(r"^[ \t]*[(\[]?(?P<number>\d{1,2})[.)\]][ \t](?=\S)", re.MULTILINE)
_FOOTNOTE = re.compile(r"(?<=[\w.,;:”’\"')])\[(?P<number>\d{1,3})\]")
_CLOCK = re.compile(r"(?<![\w.,/-])(?:24/7|9/11|7/7|50[-/]50|20/20)(?![\w/-]|[.,]\d)")
_EDGES = " \t\n\r\x0b\x0c\u00a0\u2028\u2029\u202f<>()[]“”\"'"
_MOST = 500
"""A longer run of characters without a blank is read to here, on either side of its mark."""


class Mask(NamedTuple):
    """A part of a text, in code points, whose digits are of one kind."""

    start: int
    end: int
    kind: str
    has_number: bool = False
    """True if a number was found in it."""


def find_masks(text: str) -> list[Mask]:
    """The parts of a text whose numbers are not quantities, in order and apart from one another."""
    found = sorted(
        [*_addresses(text), *_dates(text), *_others(text)], key=lambda mask: (mask.start, -mask.end)
    )
    apart: list[Mask] = []
    for mask in found:
        if not apart or mask.start >= apart[-1].end:
            apart.append(mask)
    return apart


def _addresses(text: str) -> Iterator[Mask]:
    done = 0
    for match in _ADDRESS.finditer(text):
        if match.start() < done:
            continue
        start, end = match.span()
        while start > max(done, match.start() - _MOST) and text[start - 1] not in _EDGES:
            start -= 1
        while end < min(len(text), match.end() + _MOST) and text[end] not in _EDGES:
            end += 1
        done = end
        if end > start + 1:
            yield Mask(start, end, "address")


def _dates(text: str) -> Iterator[Mask]:
    for match in _DATE_ELSEWHERE.finditer(text):
        yield Mask(*match.span(), "date")
    for match in _DATE.finditer(text):
        if (
            match["day"]
            and not match["year"]
            and _IN.search(text[max(0, match.start() - 4) : match.start()])
            and _COUNTED.match(text, match.end())
        ):
            # "In June 12 people were arrested"
            continue
        yield Mask(*match.span(), "date")


def _others(text: str) -> Iterator[Mask]:
    for match in _TIME.finditer(text):
        yield Mask(*match.span(), "time")
    for match in _PHONE.finditer(text):
        start = match.start("called") if match["called"] else match.start()
        yield Mask(start, match.end(), "telephone")
    for match in _EMERGENCY.finditer(text):
        yield Mask(*match.span(), "telephone")
    for pattern in (_REFERENCE, _LISTED, _FOOTNOTE):
        for match in pattern.finditer(text):
            yield Mask(*match.span("number"), "reference")
    for match in _CLOCK.finditer(text):
        yield Mask(*match.span(), "name")
