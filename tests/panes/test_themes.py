"""Our own themes: every text can be read on every ground that it is used on."""

import pytest
from rich.color import Color as RichColor
from textual.app import App
from textual.color import Color
from textual.geometry import Region

from tests.explorer_driver import Explore, Explorer
from tests.slow import first_quick
from trafficking_explorer.config import Config
from trafficking_explorer.ui.colourless import luminance
from trafficking_explorer.ui.themes import DARK, OWN, defaults, theme_names

LEAST = 4.5
COLOURED = [theme for theme in OWN if not theme.ansi]
TEXTS = (
    *("foreground", "text-muted", "text-disabled", "text-accent", "text-error"),
    *("text-warning", "text-success", "open", "evidence-bar"),
)
GROUNDS = ("background", "surface", "panel", "primary-muted", "evidence-faint")
PAIRS = (
    ("evidence-text", "evidence"),
    ("match-text", "match"),
    ("selection-text", "selection"),
    ("text", "primary"),
    ("foreground", "open-here"),
    ("text-error", "error-muted"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("accent", "background"),
)
DIM = 0.66
"""The part that Textual leaves of a dimmed colour."""
DRAWING = set("─│╭╮╰╯▔▁▂▃▄▅▆▇█▌▏▎┊▕━ ")


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    """Black on white has 21, and the grey that is known to be just enough has 4.5."""
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("#ffffff")) == pytest.approx(4.54, abs=0.01)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) < LEAST


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_pair_can_be_read(theme: object) -> None:
    """Texts on all grounds, the pairs that belong together, and dimmed text."""
    from textual.theme import Theme

    assert isinstance(theme, Theme)
    made = theme.to_color_system().generate()
    variables = {**defaults(made), **made, **theme.variables}
    base = Color.parse(variables["background"])

    def color(name: str, ground: Color) -> Color:
        value = variables[name]
        if value.startswith("auto"):
            alpha = float(value.partition(" ")[2].rstrip("%") or 100) / 100
            return ground + ground.get_contrast_text(alpha)
        found = Color.parse(value)
        return ground + found if found.a < 1 else found

    poor = {}
    for text, ground in [*((t, g) for t in TEXTS for g in GROUNDS), *PAIRS]:
        under = color(ground, base)
        poor[text, ground] = contrast(color(text, under), under)
    for ground in ("background", "surface", "panel", "primary-muted"):
        under = color(ground, base)
        poor["dim", ground] = contrast(under.blend(color("foreground", under), DIM), under)
    assert {pair: ratio for pair, ratio in poor.items() if ratio < LEAST} == {}


def unreadable(it: Explorer) -> dict[str, float]:
    """The words on screen whose contrast is too low, as the terminal gets them."""
    background = Color.parse(it.app.theme_variables["background"])
    found = {}
    screen = it.app.screen
    boxes = screen.query("#dialog, CommandInput, CommandList")
    region = Region.from_union([box.region for box in boxes]) if boxes else screen.region
    for y, strip in enumerate(screen._compositor.render_strips()):
        if not region.y <= y < region.bottom:
            continue  # What is behind a dialog is meant to step back.
        segments = list(strip.crop(region.x, region.right))
        for each in it.app._filters:
            if each.enabled:
                segments = each.apply(segments, background)
        for segment in segments:
            style = segment.style
            if style is None or not set(segment.text) - DRAWING:
                continue
            text = _color(style.color, it.app.theme_variables["foreground"])
            ground = _color(style.bgcolor, it.app.theme_variables["background"])
            if style.reverse:
                text, ground = ground, text
            if (ratio := contrast(text, ground)) < LEAST:
                found[segment.text] = round(ratio, 2)
    return found


def _color(color: RichColor | None, usual: str) -> Color:
    return Color.parse(usual) if color is None else Color.from_rich_color(color)


VISITED = (
    ("down", "enter", "down", "tab", "space", "w", "escape"),
    ("f",),
    ("c",),
    ("C",),
    ("y",),
    ("question_mark",),
    ("ctrl+p",),
    ("a", "m", "a", "l", "i"),
    ("7",),
    ("8",),
)


@pytest.mark.parametrize("theme", first_quick([theme.name for theme in COLOURED[::-1]]))
async def test_every_word_on_screen_can_be_read(open_tiny: Explore, theme: str) -> None:
    """On the main screen, in dialogs, in the search, among findings and in the SQL pane."""
    async with open_tiny(config=Config(theme=theme), size=(140, 40)) as it:
        assert it.app.theme == theme
        for keys in VISITED:
            await it.press(*keys)
            assert unreadable(it) == {}, keys
            if not it.on_main:
                await it.press("escape")
            if not it.on_main:
                await it.press("escape")


async def test_the_terminal_s_own_colours(open_tiny: Explore) -> None:
    """Nothing is drawn in 24-bit colour."""
    async with open_tiny(config=Config(theme="terminal"), size=(100, 30)) as it:
        for keys in (("tab", "tab"), ("f",), ("escape", "question_mark")):
            await it.press(*keys)
            background = Color.parse("ansi_default")
            for strip in it.app.screen._compositor.render_strips():
                segments = list(strip)
                for each in it.app._filters:
                    if each.enabled:
                        segments = each.apply(segments, background)
                styles = [segment.style for segment in segments if segment.style is not None]
                colors = [color for style in styles for color in (style.color, style.bgcolor)]
                assert [color for color in colors if color and color.triplet] == []


def test_the_first_theme_is_the_usual_one() -> None:
    """Names are listed with ours first, and are those that an app knows."""
    assert theme_names()[: len(OWN)] == tuple(theme.name for theme in OWN)
    assert theme_names()[0] == DARK.name
    assert set(theme_names()) - {theme.name for theme in OWN} == set(App().available_themes)
