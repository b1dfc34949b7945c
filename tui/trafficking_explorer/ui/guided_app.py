"""An app that explains itself: help for the focused part, a palette of all actions, and settings."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual._dispatch_key import dispatch_key
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from trafficking_explorer.config import Config
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.hinted_app import HintedApp
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.symbols import LINEAR, PLAIN, Symbols
from trafficking_explorer.ui.themes import use_theme
from trafficking_explorer.ui.widgets.footer import Footer

if TYPE_CHECKING:
    from pathlib import Path

    from trafficking_explorer.config import SettingProblem
    from trafficking_explorer.ui.keys.sections import KeyPlaces
    from trafficking_explorer.ui.reader_choices import ReaderChoices

# Imports inside functions: help, palette and the check of settings are loaded when they are used.

_MOVING = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "escape", "enter")
)
"""Keys that are pressed to move about; a word on each would be a nuisance."""
_PROBLEM_SECONDS = 30.0


class GuidedApp(HintedApp):
    """An app with help, a palette, themes that are kept, and settings that are checked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.keys", "Help", key_display="?", id="app.help"),
    ]

    def __init__(
        self,
        config: Config,
        choices: "ReaderChoices | None" = None,
        *,
        theme: str | None = None,
        has_lines: bool = True,
        has_colours: bool = True,
    ) -> None:
        """Prepare for a reader.

        Args:
            choices: what the reader chose in earlier runs; None to keep nothing.
            theme: the one that the call asks for.
            has_lines: false if the terminal draws no lines and boxes.
            has_colours: false if it has no colours, or the reader wants none.
        """
        # Before the base class asks for filters of lines.
        self.config = config
        self.is_plain = bool(config.plain_marks) or config.plain
        """True to write signs in ASCII."""
        self._has_lines, self._has_colours = has_lines, has_colours
        super().__init__()
        self.set_class(config.plain, "-linear")
        self.choices = choices
        self.setting_problems: list[SettingProblem] = []
        """Mistakes in config.toml, once they are known."""
        self._dead_keys = LatestAnswer(self, "dead-key")
        self._settings = LatestAnswer(self, "settings")
        self._told: Footer | None = None
        """The line that says where a key works."""
        chosen = choices.theme(config.theme) if choices else None
        use_theme(self, (theme or chosen or config.theme) if has_colours else None)
        self.keys: dict[str, str] = {}
        """The reader's keys that can be, by the ids of bindings."""
        self._use_keys(config.keys)

    def close_questions(self) -> None:
        """End the threads of this class."""
        self._dead_keys.close()
        self._settings.close()

    # Signs.

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = [*super().get_line_filters()]
        if self.is_plain:
            from trafficking_explorer.ui.plain_signs import PlainSigns

            filters.append(PlainSigns(lines=not self._has_lines, blank=self.config.plain))
        if not self._has_colours:
            from trafficking_explorer.ui.colourless import Colourless

            filters.append(Colourless())
        return filters

    def get_key_display(self, binding: Binding) -> str:
        if self.config.plain and binding.key_display:
            from trafficking_explorer.ui.plain_signs import keys_in_words

            return keys_in_words(binding.key_display)
        if not self.is_plain or binding.key_display:
            return super().get_key_display(binding)
        from trafficking_explorer.ui.keys.key_names import shown_key

        return shown_key(binding.key, plain=True)

    @property
    def marks(self) -> Symbols:
        """The signs beside values and passages."""
        if self.config.plain:
            return LINEAR
        return PLAIN if self.is_plain else Symbols()

    # Keys.

    def _use_keys(self, keys: Mapping[str, str]) -> None:
        if keys:
            from trafficking_explorer.ui.keys.key_names import usable_keys

            keys = usable_keys(keys)
        self.keys = dict(keys)
        if self.keys or self._keymap:
            self.set_keymap(self.keys)

    def action_keys(self, *_: object) -> None:
        """Show the keys of the part that has the focus; close them if they are shown.

        A screen may name itself in its binding; the focus says more.
        """
        from trafficking_explorer.ui.keys.key_names import shown_keys
        from trafficking_explorer.ui.keys.sections import all_sections, sections_of
        from trafficking_explorer.ui.screens.help import HelpScreen

        self.end_hint()
        screen: Screen[object] = self.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
            return
        names = partial(shown_keys, plain=self.is_plain)
        here = sections_of(screen, names)
        everything = partial(all_sections, self.keys, names)
        self.push_screen(HelpScreen(here, everything, self.marks, plain=self.is_plain))

    def action_all_keys(self) -> None:
        """Show all keys."""
        self.action_keys()
        self.call_after_refresh(self.run_action, "screen.all")

    async def _on_key(self, event: events.Key) -> None:
        # In place of Textual's own, which says nothing about a key that nobody takes.
        event.prevent_default()
        if self._told is not None:
            self._told.tell("")
            self._told = None
        if not await self._check_bindings(event.key):
            await dispatch_key(self, event)
            self._explain(event.key)

    def _explain(self, key: str) -> None:
        """Say where a key works that does nothing here."""
        if key in _MOVING or not self.screen.query(Footer):
            return
        screen = self.screen

        def tell(known: "KeyPlaces") -> None:
            from trafficking_explorer.ui.keys.dead_keys import where_it_works

            if self.screen is screen:
                words = where_it_works(key, screen, known, plain=self.is_plain)
                self._told = screen.query(Footer).first()
                self._told.tell(words)

        # In a thread: the first such key imports every part of the explorer.
        self._dead_keys.ask(partial(_key_places, self.keys), tell)

    async def explain_key(self, key: str, way: str) -> None:
        """Go to the part of the screen where a key works, and say so; or only say it.

        Args:
            way: the id of the binding that leads there.
        """
        name = way.removeprefix("pane.")
        if way.startswith("pane.") and name in PANES:
            await self.run_action(f"screen.pane({name!r})")
        self._explain(key)

    # The first start.

    def show_hint(self) -> None:
        """Say once, at the first start, how to get help."""
        choices = self.choices
        if choices is None or choices.has_seen_hint:
            return
        key = self.shown_key("app.help", "?")
        self.say_hint(f"{key} explains this screen · esc hides this")
        self.run_worker(choices.keep_hint_seen, thread=True, group="choices")

    def shown_key(self, binding_id: str, usual: str) -> str:
        """The first key of a binding as it is bound now, for a hint."""
        if binding_id not in self.keys:
            return usual
        from trafficking_explorer.ui.keys.key_names import shown_key, split_keys

        return shown_key(split_keys(self.keys[binding_id])[0], plain=self.is_plain)

    # Settings.

    def choose_theme(self, name: str) -> None:
        """Change the colours, and keep them for the next start."""
        self.theme = name
        if self.choices is not None:
            keep = partial(self.choices.keep_theme, name, self.config.theme)
            self.run_worker(keep, thread=True, group="choices")

    def check_settings(self) -> None:
        """Look for mistakes in config.toml, in a thread, and say how many there are."""
        config = self.config
        if config.path is None or not (config.problems or config.keys or config.theme):
            return
        self._settings.ask(partial(_problems_of, config, config.path), self._have_problems)

    def _have_problems(self, found: "list[SettingProblem]") -> None:
        self.setting_problems = found
        if found:
            key = self.shown_key("app.palette", "ctrl+p")
            count = count_noun(len(found), "problem")
            for footer in self.screen_stack[0].query(Footer):
                footer.say(f"config.toml: {count} · {key} Settings", _PROBLEM_SECONDS)

    def action_setting_problems(self) -> None:
        """List the mistakes in config.toml."""
        from trafficking_explorer.ui.screens.settings import SettingsScreen

        path = self.config.path
        if path is not None:
            config = self.config
            self.push_screen(SettingsScreen(path, partial(_problems_of, config, path)))

    def action_open_settings(self, line: int = 1, column: int = 1) -> None:
        """Open config.toml in the editor; write it with all settings as comments if there is none."""
        from trafficking_explorer.errors import ExplorerError
        from trafficking_explorer.secure import Feature
        from trafficking_explorer.settings.template import write_template
        from trafficking_explorer.ui.external_editor import edit_file
        from trafficking_explorer.ui.restrictions import refuses

        path = self.config.path
        if path is None or refuses(self, Feature.EDITOR):
            return
        try:
            if not path.exists():
                write_template(path)
        except (ExplorerError, OSError) as error:
            self.post_message(Notice(str(error), "error"))
            return
        edit_file(
            self,
            path,
            line,
            column,
            setting=self.config.editor,
            saved=self.reload_settings,
            is_bundled=False,
        )

    def change_key(self, binding_id: str, name: str) -> None:
        """Ask for another key of an action.

        Args:
            name: of the action, for readers.
        """
        from trafficking_explorer.ui.screens.key_change import KeyChangeScreen

        if self.config.path is not None:
            screen = KeyChangeScreen(binding_id, name, self.keys, self.config.path)
            self.push_screen(screen, lambda is_written: self._key_changed(bool(is_written)))

    def _key_changed(self, is_written: bool) -> None:
        if is_written:
            self.reload_settings()

    def keys_changed(self) -> None:
        """Show the reader's keys where they are shown always; called when they are others."""

    def reload_settings(self) -> None:
        """Read config.toml again; keys and theme change at once, the rest at the next start."""
        from dataclasses import replace

        from trafficking_explorer.config import read_config
        from trafficking_explorer.ui.themes import theme_names

        before = self.config
        if before.path is None:
            return
        read = read_config(before.path)
        self.config = replace(read, plain_marks=before.plain_marks, sql=before.sql)
        self._use_keys(read.keys)
        if read.theme != before.theme and read.theme in (None, *theme_names()):
            self.theme = read.theme or theme_names()[0]
        self.keys_changed()
        for screen in self.screen_stack:
            if change := getattr(screen, "change_keys", None):
                change(self.keys)
        self.setting_problems = []
        self.check_settings()

    # The palette.

    def action_command_palette(self) -> None:
        """Open the palette."""
        self.open_palette()

    def open_palette(self, typed: str = "") -> None:
        """Open the palette, with words in its line."""
        from trafficking_explorer.ui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(typed))


def _key_places(keymap: Mapping[str, str]) -> "KeyPlaces":
    from trafficking_explorer.ui.keys.sections import KeyPlaces

    return KeyPlaces(keymap)


def _problems_of(config: Config, path: "Path") -> "list[SettingProblem]":
    from trafficking_explorer.ui.settings_check import problems_of

    return problems_of(config, path)
