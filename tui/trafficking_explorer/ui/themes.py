"""The explorer's colours: one for focus, one for evidence, one for hits of a filter.

Every colour of text has a contrast of at least 4.5:1 to every ground that it is used on, dimmed text too;
`tests/panes/test_themes.py` measures it. Those of `terminal` are the terminal's own.
"""

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

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
        "text-muted": "#a9b0ba",
        "text-disabled": "#a3a9b3",
        "primary-muted": "#25384b",
        "evidence": "#553f11",
        "evidence-text": "#fff3d6",
        "evidence-faint": "#2e2615",
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
        "text-muted": "#4a5056",
        "text-disabled": "#55595e",
        "primary-muted": "#cfdfee",
        "evidence": "#ffdf94",
        "evidence-text": "#1f2328",
        "evidence-faint": "#fff1cc",
        "passage-other": "#5d5030",
        "evidence-bar": "#7a4d00",
        "match": "#e3c2ee",
        "match-text": "#1f2328",
        "open": "#14584e",
        "open-here": "#c9ebe4",
        "selection": "#b3d4f5",
        "selection-text": "#1f2328",
    },
)


CONTRAST_DARK = Theme(
    name="contrast-dark",
    primary="#4da3ff",
    secondary="#e08cff",
    accent="#8cc8ff",
    foreground="#ffffff",
    background="#000000",
    surface="#0a0a0a",
    panel="#262626",
    success="#7dff9b",
    warning="#ffd000",
    error="#ff8a8a",
    dark=True,
    variables={
        "text-muted": "#e6e6e6",
        "text-disabled": "#d0d0d0",
        "text-accent": "#9ad1ff",
        "text-success": "#7dff9b",
        "text-warning": "#ffd84d",
        "text-error": "#ffa0a0",
        "primary-muted": "#00376b",
        "error-muted": "#4d0000",
        "block-cursor-foreground": "#000000",
        "evidence": "#ffd000",
        "evidence-text": "#000000",
        "evidence-faint": "#332a00",
        "passage-other": "#e6d9a8",
        "evidence-bar": "#ffd000",
        "match": "#ff9cf5",
        "match-text": "#000000",
        "open": "#6ff0dc",
        "open-here": "#004d43",
        "selection": "#9ad1ff",
        "selection-text": "#000000",
    },
)
CONTRAST_LIGHT = Theme(
    name="contrast-light",
    primary="#003a8c",
    secondary="#6a0080",
    accent="#003a8c",
    foreground="#000000",
    background="#ffffff",
    surface="#f4f4f4",
    panel="#d6d6d6",
    success="#004d13",
    warning="#663c00",
    error="#8c0000",
    dark=False,
    variables={
        "text-muted": "#1a1a1a",
        "text-disabled": "#2b2b2b",
        "text-accent": "#002c6b",
        "text-success": "#003d0f",
        "text-warning": "#4d2d00",
        "text-error": "#780000",
        "primary-muted": "#c7e0ff",
        "error-muted": "#ffd6d6",
        "block-cursor-foreground": "#ffffff",
        "evidence": "#ffe070",
        "evidence-text": "#000000",
        "evidence-faint": "#fff3c4",
        "passage-other": "#3d3000",
        "evidence-bar": "#4d2d00",
        "match": "#f3c6ff",
        "match-text": "#000000",
        "open": "#00403a",
        "open-here": "#b8f0e6",
        "selection": "#a8d0ff",
        "selection-text": "#000000",
    },
)
TERMINAL = Theme(
    name="terminal",
    primary="ansi_blue",
    secondary="ansi_magenta",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_bright_black",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    ansi=True,
    variables={
        # As in Textual's own themes of this kind.
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        # Shown on grounds of the primary colour alone.
        "text": "ansi_bright_white",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "surface": "ansi_default",
        "panel": "ansi_bright_black",
        "primary-muted": "ansi_bright_black",
        "error-muted": "ansi_default",
        "block-cursor-foreground": "ansi_bright_white",
        "block-cursor-background": "ansi_blue",
        "evidence": "ansi_yellow",
        "evidence-text": "ansi_black",
        "evidence-faint": "ansi_default",
        "passage-other": "ansi_default",
        "evidence-bar": "ansi_yellow",
        "match": "ansi_magenta",
        "match-text": "ansi_bright_white",
        "open": "ansi_cyan",
        "open-here": "ansi_default",
        "selection": "ansi_cyan",
        "selection-text": "ansi_black",
    },
)
OWN = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT, TERMINAL)
"""The explorer's own themes, the first the usual one."""


def theme_names() -> tuple[str, ...]:
    """The names of all themes, our own first."""
    return (*(theme.name for theme in OWN), *sorted(BUILTIN_THEMES))


def defaults(variables: dict[str, str]) -> dict[str, str]:
    """Our variables for a theme without them, made of the colours it has."""
    return {
        "evidence": variables.get("warning-muted", "#5c4413"),
        "evidence-text": variables.get("foreground", "#ffffff"),
        "evidence-faint": variables.get("panel", "#2e2615"),
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
    for own in OWN:
        app.register_theme(own)
    theme = wanted if wanted in app.available_themes else DARK.name
    if theme == DARK.name:
        # Nothing is styled yet: a notification of the change would style everything twice.
        app.set_reactive(App.theme, theme)
        app.stylesheet.set_variables(app.get_css_variables())
    else:
        app.theme = theme
