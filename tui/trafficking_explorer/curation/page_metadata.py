"""Facts on an article from the metadata of its HTML page, each with the place that has it."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from trafficking_explorer.text.world_dates import written_days

_PUBLISHED = (
    *(
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
    ),
    *(
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
    ),
    *(
        "publish_date",
        "publication_date",
        "published_date",
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
    ),
    *("citation_publication_date", "article_date_original", "release_date", "date"),
)
"""Names of metadata with the day of publication, the surest first."""
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_SITE = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "twitter:app:name:iphone",
)
_ARTICLE_TYPES = re.compile(r"article|report|blogposting|posting", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(?P<url>https?://\S+?)\s*-->", re.IGNORECASE
)
_SINGLE_FILE = re.compile(
    r"<!--.{0,80}?saved with SingleFile.{0,20}?\burl:\s*(?P<url>https?://\S+)\s+saved date:\s*(?P<date>[^\n(]+?)\s*(?:\(|-->|\n)",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT_DATE = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ASIDE = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::*[contains(@class, 'related') or contains(@class, 'comment')]"
_LONGEST_NAME = 120


class PageFact(NamedTuple):
    """A value, and a sentence that says where the page has it."""

    value: str
    reason: str


def page_facts(tree: Any, html: str, address: str) -> dict[str, PageFact]:
    """Title, author, publisher, day of publication, language and address of a page's article."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    found: dict[str, PageFact | None] = {
        "title": _title(tree, metas),
        "published": _published(tree, metas, linked),
        "publisher": _first(metas, _SITE) or _named(linked, "publisher"),
        "author": _named(linked, "author") or _author(metas),
        "language": _language(tree),
        "url": _address(tree, metas, address),
    }
    return {name: fact for name, fact in found.items() if fact is not None}


def saved_from(html: str) -> dict[str, PageFact]:
    """The address of a page and the time it was saved, as the browser that saved it wrote them."""
    start = html[:10_000]
    found: dict[str, PageFact] = {}
    single, saved = _SINGLE_FILE.search(start), _SAVED_FROM.search(start)
    if single is not None:
        found["url"] = PageFact(single["url"], "The saved page names its address.")
        if (when := _script_date(single["date"])) is not None:
            found["captured"] = PageFact(when, "The saved page says when it was saved.")
    elif saved is not None:
        found["url"] = PageFact(saved["url"], "The saved page names its address.")
    return found


def _script_date(words: str) -> str | None:
    """A date as browsers write it, in ISO 8601; None if it is another."""
    # Start-up: a text has none, and this takes a while to load.
    from email.utils import parsedate_to_datetime

    match = _SCRIPT_DATE.search(words)
    try:
        if match is not None:
            month, day, year, time, zone = match.groups()
            return parsedate_to_datetime(f"{day} {month} {year} {time} {zone}").isoformat()
        return datetime.fromisoformat(words.strip()).isoformat()
    except (ValueError, TypeError):
        return None


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().casefold(), content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> PageFact | None:
    for name in names:
        if (value := metas.get(name)) and len(value) <= _LONGEST_NAME and "://" not in value:
            return PageFact(value, f"The page's metadata have it ({name}).")
    return None


def _author(metas: dict[str, str]) -> PageFact | None:
    found = _first(metas, _AUTHOR)
    if found is None:
        return None
    name = re.sub(r"\Aby\s+", "", found.value, flags=re.IGNORECASE)
    return found._replace(value=name) if re.search(r"[^\W\d_]\s+[^\W\d_]", name) else None


def _title(tree: Any, metas: dict[str, str]) -> PageFact | None:
    """The heading of the page if its title agrees, else that of its metadata."""
    said = metas.get("og:title") or metas.get("twitter:title") or ""
    element = tree.find(".//title")
    title = " ".join(element.text_content().split()) if element is not None else ""
    headings = [
        words for each in tree.iter("h1") if (words := " ".join(each.text_content().split()))
    ]
    around = f"{said} {title}".casefold()
    agreeing = [each for each in headings if each.casefold() in around]
    if len(headings) == 1 or agreeing:
        return PageFact((agreeing or headings)[0], "It is the heading of the page.")
    words = said or title
    return PageFact(words, "It is the title of the page.") if words else None


def _published(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> PageFact | None:
    days: dict[str, str] = {}
    for each in linked:
        value = each.get("datePublished")
        if (
            isinstance(value, str)
            and (day := _day(value))
            and _ARTICLE_TYPES.search(str(each.get("@type")))
        ):
            days.setdefault(day, value)
    if len(days) == 1:
        ((day, value),) = days.items()
        return PageFact(day, f"The page's metadata have it (datePublished: {value}).")
    for name in _PUBLISHED:
        value = metas.get(name, "")
        if day := _day(value):
            return PageFact(day, f"The page's metadata have it ({name}: {value}).")
    times = tree.xpath(f"//time[@datetime and not({_ASIDE})]")
    marked = [
        each
        for each in times
        if each.get("pubdate") is not None
        or "publish" in f"{each.get('itemprop')} {each.get('class')}".casefold()
    ]
    days = {
        day: each.get("datetime") for each in marked or times if (day := _day(each.get("datetime")))
    }
    if len(days) == 1:
        ((day, value),) = days.items()
        return PageFact(day, f"The page marks this time beside the article ({value}).")
    return None


def _day(words: str) -> str | None:
    """The day in the value of a metadatum; None if it is not one, or not sure."""
    found = {each.day() for each in written_days(words[:60])}
    day = found.pop() if len(found) == 1 else None
    return day.isoformat() if day else None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the JSON-LD in a page, at most a few levels deep."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        waiting = [(data, 0)]
        while waiting:
            value, depth = waiting.pop(0)
            if isinstance(value, list):
                waiting += [(each, depth) for each in value[:100]]
            elif isinstance(value, dict) and depth < 3:
                yield value
                waiting += [
                    (value[key], depth + 1) for key in ("@graph", "mainEntity") if key in value
                ]


def _named(linked: list[dict[str, Any]], key: str) -> PageFact | None:
    """The names of the author or the publisher of an article."""
    for each in linked:
        value = each.get(key)
        if value is None or not _ARTICLE_TYPES.search(str(each.get("@type"))):
            continue
        items = value if isinstance(value, list) else [value]
        names = [item.get("name") if isinstance(item, dict) else item for item in items]
        words = [
            " ".join(name.split()) for name in names if isinstance(name, str) and "://" not in name
        ]
        if words and len(words) == len(items):
            joined = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
            return PageFact(joined, f"The page's metadata have it ({key}).")
    return None


def _language(tree: Any) -> PageFact | None:
    code = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
    if not _LANGUAGE.fullmatch(code):
        return None
    return PageFact(code.replace("_", "-"), "The page names its language.")


def _address(tree: Any, metas: dict[str, str], address: str) -> PageFact | None:
    links = tree.xpath(
        "//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href"
    )
    for value, what in ((address, "It was read there."), *((str(each), "The page names its address.") for each in links[:1]),
                        (metas.get("og:url", ""), "The page names its address.")):  # fmt: skip
        try:
            parts = urlsplit(value.strip())
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return PageFact(value.strip(), what)
    return None
