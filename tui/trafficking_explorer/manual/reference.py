"""Parts of the manual that are read from the code and from what is installed, as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import Field, fields
from importlib import metadata
from typing import TYPE_CHECKING

from trafficking_explorer.manual.markdown import code, table
from trafficking_explorer.paths import APP

if TYPE_CHECKING:
    from trafficking_explorer.records.fields import FieldSpec
    from trafficking_explorer.records.registry import Kind
_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(?:\[(?P<extras>[^\]]*)\])?[^;]*;?(?P<marker>.*)"
)
_EXTRA = re.compile(r"extra == ['\"](?P<name>[^'\"]+)['\"]")
_CLASSIFIER = "License :: OSI Approved :: "

# Each function imports the code it describes: a page loads only the parts it shows.


def settings() -> str:
    """The settings of config.toml."""
    from trafficking_explorer.config import ABOUT, Config, SqlConfig
    from trafficking_explorer.database.sandbox import Limits

    usual = Limits()

    def rows(kind: type[Config | SqlConfig], prefix: str) -> Iterator[tuple[str, ...]]:
        for setting in fields(kind):
            if ABOUT in setting.metadata:
                default = _default(setting) or getattr(usual, setting.name, None)
                shown = "" if default is None else code(str(default))
                yield code(f"{prefix}{setting.name}"), shown, setting.metadata[ABOUT]

    found = (*rows(Config, ""), *rows(SqlConfig, "sql."))
    return table(("setting", "default", "what it does"), found)


def _default(setting: "Field[object]") -> str | None:
    if isinstance(setting.default, bool):
        return str(setting.default).lower()
    return setting.default if isinstance(setting.default, str) else None


def tables() -> str:
    """The tables of a corpus, with their columns."""
    from trafficking_explorer.database.kind_tables import all_tables
    from trafficking_explorer.database.tables import NOTES_TABLE

    return "\n\n".join(
        f"### {each.name}\n\n{each.comment}\n\n"
        + table(("column", "type", "meaning"), ((c.name, c.type, c.comment) for c in each.columns))
        for each in (*all_tables(), NOTES_TABLE)
    )


def saved_queries() -> str:
    """The queries that come with the program."""
    from trafficking_explorer.console.saved_queries import read_queries

    queries, _ = read_queries()
    rows = (
        (each.title, " ".join(f"${parameter.name}" for parameter in each.parameters))
        for each in queries
    )
    return table(("query", "asks for"), rows)


def filter_fields() -> str:
    """The fields of the filter language."""
    from trafficking_explorer.search.fields import FIELDS

    rows = (
        (code(field.name), ", ".join(field.aliases), field.kind, field.meaning)
        for field in FIELDS.all
    )
    return table(("field", "also", "holds", "meaning"), rows)


def check_rules() -> str:
    """The rules by which `check` finds problems."""
    from trafficking_explorer.corpus.rule_docs import problem_rules, rule_doc

    pages = filter(None, map(rule_doc, problem_rules()))
    return table(("rule", "problem"), ((page.rule, page.title) for page in pages))


def finding_rules() -> str:
    """The rules that make findings."""
    from trafficking_explorer.findings.rules import RULES

    rows = ((rule.id, rule.severity, rule.title) for rule in RULES)
    return table(("rule", "severity", "finding"), rows)


def answers() -> str:
    """The answers that a curator can give to a finding."""
    from trafficking_explorer.records.answer import ANSWER_VOCABULARY

    rows = ((code(term.code), term.definition) for term in ANSWER_VOCABULARY.terms)
    return table(("answer", "meaning"), rows)


def formats() -> str:
    """The formats of results."""
    from trafficking_explorer.export.formats import FORMATS

    rows = (
        (code(name), code(FORMATS[name].suffix), "no" if FORMATS[name].is_binary else "yes")
        for name in FORMATS.names
    )
    return table(("format", "ending", "can be printed"), rows)


def secure_mode() -> str:
    """The features that secure mode turns off."""
    from trafficking_explorer.secure import Feature

    return "\n".join(f"- {feature.value}" for feature in Feature)


def record_kinds() -> str:
    """The kinds of record, and the fields of each beyond those that all have."""
    from trafficking_explorer.records.registry import KINDS

    return "\n\n".join(_record_kind(kind) for kind in KINDS.values())


def _record_kind(kind: "Kind") -> str:
    from trafficking_explorer.records.base import Record
    from trafficking_explorer.records.fields import fields_of

    held = {field.name: _holds(field) for field in fields_of(kind.model)}
    rows = [
        (
            code(name),
            held.get(name, _UNROLED.get(name, "text")),
            "yes" if info.is_required() else "",
        )
        for name, info in kind.model.model_fields.items()
        if name not in Record.model_fields or info.is_required()
        if name != "id"
    ]
    return f"### {kind.plural}\n\n{table(('field', 'holds', 'required'), rows)}"


_UNROLED = {
    "quote": "words of the text",
    "article": "`from:` and `to:`, the first and last words of the article",
    "furniture": "words inside the article that do not belong to it",
    "path": "file in `seeds/`",
    "sha256": "SHA-256 of that file",
}
"""The content of fields that state nothing about the world."""


def _holds(field: "FieldSpec") -> str:
    from trafficking_explorer.records import fields as roles

    match field.role:
        case roles.Verbatim():
            held = "words of the text"
        case roles.Editorial():
            held = "the curator's words"
        case roles.Coded(vocabulary):
            held = f"a code: {vocabulary.name}"
        case roles.ExploitationCode():
            held = "a code: purpose, means, act or distinct"
        case roles.Country():
            held = "a country code, ISO 3166-1 alpha-2"
        case roles.Date():
            held = "a date, EDTF"
        case roles.Ref(target):
            held = f"the id of a record: {target}"
        case roles.Normalized(written_in) if written_in:
            held = f"a number in digits; needs `{written_in}`"
        case _:
            held = "text"
    return f"{held}; may be a list" if field.many else held


def codes() -> str:
    """The codes that fields may hold, with their meaning."""
    from trafficking_explorer.records.fields import Coded, fields_of
    from trafficking_explorer.records.registry import KINDS
    from trafficking_explorer.records.vocabulary import FORM_VOCABULARIES, RELATION

    used = [
        field.role.vocabulary
        for kind in KINDS.values()
        for field in fields_of(kind.model)
        if isinstance(field.role, Coded)
    ]
    found = {vocabulary.name: vocabulary for vocabulary in (*used, *FORM_VOCABULARIES, RELATION)}
    return "\n\n".join(
        f"### {name}\n\n"
        + table(("code", "meaning"), ((code(t.code), t.definition) for t in vocabulary.terms))
        for name, vocabulary in found.items()
    )


def crosswalk() -> str:
    """The codes of other vocabularies beside ours, with the origin of each vocabulary."""
    from trafficking_explorer.records import crosswalk as terms

    pairs = terms.crosswalk()
    return "\n\n".join(
        f"### {scheme.title}\n\n`{scheme.name}`: {scheme.publisher}, {scheme.address}; "
        f"{scheme.licence}.\n\n"
        + table(
            ("code", "label", "ours"),
            (
                (code(each.code), each.label, f"{code(each.ours)}, {each.vocabulary}")
                for each in pairs
                if each.scheme == scheme.name
            ),
        )
        for scheme in terms.SCHEMES
    )


def libraries() -> str:
    """A table of all libraries: name, licence, and what needs it."""
    needed_by = required_libraries()
    if not needed_by:
        return f"{APP} is not installed here, so that its libraries are not known."
    rows = ((name, licence(name), ", ".join(sorted(by))) for name, by in sorted(needed_by.items()))
    return table(("library", "licence", "needed by"), rows)


def required_libraries() -> dict[str, set[str]]:
    """Every library that is installed for this program, and the libraries that need it.

    Requirements for other systems and for extras that nobody asks for are left out.
    """
    needed_by: dict[str, set[str]] = {}
    waiting, seen = [(APP, frozenset[str]())], set()
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        name, extras = item
        for required, its_extras in _requirements(name, extras):
            needed_by.setdefault(required, set()).add(name)
            waiting.append((required, its_extras))
    return needed_by


def licence(name: str) -> str:
    """The licence of an installed library, as its author gives it."""
    about = metadata.metadata(name)
    # "License" may hold the whole text.
    stated = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ())]
    lines = [text.strip().partition("\n")[0] for text in stated]
    classifiers = about.get_all("Classifier") or []
    lines += [each.removeprefix(_CLASSIFIER) for each in classifiers if _CLASSIFIER in each]
    return next(filter(None, lines), "not stated")


def _requirements(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    found = []
    for line in _requires(name):
        match = _REQUIREMENT.match(line)
        assert match is not None, line
        extra = _EXTRA.search(match["marker"])
        required = re.sub(r"[-_.]+", "-", match["name"]).lower()
        if (extra is None or extra["name"] in extras) and _is_installed(required):
            wanted = (match["extras"] or "").replace(" ", "").split(",")
            found.append((required, frozenset(filter(None, wanted))))
    return found


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
