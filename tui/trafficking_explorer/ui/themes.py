"""The explorer's colours: one for focus, one for evidence, one for hits of a filter."""

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="explorer-dark",
    primary="#5b9bd5",
    secondary="#c678dd",
    accent="#7fb3e6",
    foreground="#d8dce2",
    background="#14171c",
    surface="#1b1f26",
    panel="#2a303a",
    success="#8fbf7f",
    warning="#e0a83c",
    error="#e06c75",
    dark=True,
    variables={
        "evidence": "#5c4413",
        "evidence-text": "#fff3d6",
        "evidence-faint": "#2e2615",
        "evidence-other": "#1b1b1a",
        "passage-other": "#c4b48f",
        "evidence-bar": "#e0a83c",
        "match": "#6d2f86",
        "match-text": "#ffffff",
        "open": "#7fb8ad",
        "open-here": "#1f4a44",
        "selection": "#2f5d94",
        "selection-text": "#ffffff",
    },
)
LIGHT = Theme(
    name="explorer-light",
    primary="#2463a4",
    secondary="#8b2fa8",
    accent="#1d5a99",
    foreground="#1f2328",
    background="#fbfbf9",
    surface="#f0f0ec",
    panel="#dcdcd4",
    success="#3c7a2c",
    warning="#a86a00",
    error="#b3261e",
    dark=False,
    variables={
        "evidence": "#ffdf94",
        "evidence-text": "#1f2328",
        "evidence-faint": "#fff1cc",
        "evidence-other": "#faf7ee",
        "passage-other": "#5d5030",
        "evidence-bar": "#a86a00",
        "match": "#e3c2ee",
        "match-text": "#1f2328",
        "open": "#1b6e62",
        "open-here": "#c9ebe4",
        "selection": "#b3d4f5",
        "selection-text": "#1f2328",
    },
)


def defaults(variables: dict[str, str]) -> dict[str, str]:
    """Our variables for a theme without them, made of the colours it has."""
    return {
        "evidence": variables.get("warning-muted", "#5c4413"),
        "evidence-text": variables.get("foreground", "#ffffff"),
        "evidence-faint": variables.get("panel", "#2e2615"),
        "evidence-other": variables.get("surface", "#1b1b1a"),
        "passage-other": variables.get("foreground-muted", "#c4b48f"),
        "evidence-bar": variables.get("warning", "#e0a83c"),
        "match": variables.get("secondary-muted", "#6d2f86"),
        "match-text": variables.get("foreground", "#ffffff"),
        "open": variables.get("text-success", "#7fb8ad"),
        "open-here": variables.get("success-muted", "#1f4a44"),
        "selection": variables.get("primary-muted", "#2f5d94"),
        "selection-text": variables.get("foreground", "#ffffff"),
    }


def use_theme(app: App[int], wanted: str | None) -> None:
    """Give an app that has not started yet its colours: those of a theme that exists, else ours."""
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    theme = wanted if wanted in app.available_themes else DARK.name
    if theme == DARK.name:
        # Nothing is styled yet: a notification of the change would style everything twice.
        app.set_reactive(App.theme, theme)
        app.stylesheet.set_variables(app.get_css_variables())
    else:
        app.theme = theme
