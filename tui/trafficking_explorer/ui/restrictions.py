"""Keys and actions that the explorer does not offer in secure mode."""

from collections.abc import Mapping

from textual.binding import ActiveBinding
from textual.dom import DOMNode

from trafficking_explorer.secure import Feature, is_secure, refusal

FEATURES: Mapping[str, Feature] = {
    "app.notes": Feature.NOTES,
    "overview.bookmark": Feature.NOTES,
    "overview.note": Feature.NOTES,
    "pane.bookmark": Feature.NOTES,
    "compare.edit": Feature.EDITOR,
    "pane.edit": Feature.EDITOR,
    "pane.note": Feature.NOTES,
    "problems.edit": Feature.EDITOR,
    "result.edit": Feature.EDITOR,
    "search.bookmark": Feature.NOTES,
    "search.edit": Feature.EDITOR,
    "search.note": Feature.NOTES,
    "settings.edit": Feature.EDITOR,
    "finding.answer": Feature.CURATION,
    "compare.answer": Feature.CURATION,
    "app.undo": Feature.CURATION,
    "pane.next-open": Feature.CURATION,
    "pane.previous-open": Feature.CURATION,
    "select.record": Feature.CURATION,
    "pane.export": Feature.EXPORTS,
    "result.export": Feature.EXPORTS,
    "sql.save": Feature.SAVING_QUERIES,
}
"""The feature that each of these bindings needs, by their ids."""
_DIALOGS: Mapping[str, Feature] = {
    "export": Feature.EXPORTS,
    "offers": Feature.CURATION,
    "rebind": Feature.WRITING,
    "save": Feature.SAVING_QUERIES,
}
"""The feature that a dialog is about, by the first part of the ids of its bindings."""


def is_offered(binding_id: str | None) -> bool:
    """True if lists of keys and of actions show a binding."""
    is_free = binding_id not in FEATURES and (binding_id or "").partition(".")[0] not in _DIALOGS
    return is_free or not is_secure()


def offered(bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """The bindings of a screen that secure mode leaves."""
    if not is_secure():
        return bindings
    return {key: each for key, each in bindings.items() if is_offered(each.binding.id)}


def refuses(node: DOMNode, feature: Feature) -> bool:
    """True if a feature is off, with a notice to the reader."""
    if not is_secure():
        return False
    node.app.notify(refusal(feature), severity="warning", markup=False)
    return True
