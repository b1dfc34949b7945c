"""Keys in the order in which they are typed, each done before the next."""

from collections import deque
from collections.abc import Iterator
from functools import partial

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

_START = "start"


class KeyOrderMixin:
    """An app that keeps keys until what they were typed for is there; goes before an app class.

    Textual gives a key to what has the focus when it arrives. That may be too early: before the first
    pane is there, or while an action of the key before still makes a pane, a dialog or an editor. The
    key would then do something else where it was not meant, or nothing.
    """

    patience_seconds = 10.0
    """A key that takes longer no longer keeps back those that follow it."""
    _in_hand: events.Event | None = None
    """The key whose effects are under way."""
    _came_up = False
    """True if it has come up to the app, which asks for bindings."""
    _patience: Timer | None = None
    """Runs while other keys wait for the one in hand."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self._typed: deque[events.Event] = deque()
        self._holders: set[object] = {_START}
        """Whatever keeps keys back until it is ready."""

    @property
    def has_keys_waiting(self) -> bool:
        """True while keys are kept back that nothing is going to hold for long."""
        return self._in_hand is not None or bool(self._typed)

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            self._came_up = self._came_up or event is self._in_hand
            await super().on_event(event)  # type: ignore[misc]
            return
        self._typed.append(event)
        await self._let_next()
        self._be_patient()

    def hold_keys(self, holder: object) -> None:
        """Keep keys until the holder lets them go."""
        self._holders.add(holder)

    def let_keys_go(self, holder: object = _START) -> None:
        """Take the keys that were kept for a holder, and those to come."""
        self._holders.discard(holder)
        self._app.call_later(self._let_next)

    @property
    def _app(self) -> App[object]:
        assert isinstance(self, App)
        return self

    async def _let_next(self) -> None:
        if not self._typed or self._holders or self._in_hand is not None:
            return
        self._in_hand = event = self._typed.popleft()
        self._came_up = False
        target = self._target
        await super().on_event(event)  # type: ignore[misc]
        self._follow(event, target, _way_up(target), is_again=False)
        self._be_patient()

    def _be_patient(self) -> None:
        """Wait for the key in hand, but not for ever, where others wait for it."""
        if self._typed and self._in_hand is not None and self._patience is None:
            done = partial(self._done, self._in_hand)
            self._patience = self._app.set_timer(self.patience_seconds, done)

    @property
    def _target(self) -> MessagePump:
        """The widget, or else the screen, that takes the next key."""
        return self._app.focused or self._app.screen

    def _follow(
        self,
        event: events.Event,
        target: MessagePump,
        way: Iterator[MessagePump],
        *,
        is_again: bool,
    ) -> None:
        """Go on when the next of those on the way up has done what the key led to there.

        A key goes up from its target until something stops it, and so do the messages that it leads to.
        Each of those takes them in their order, so what is sent behind them arrives after them.
        """
        if self._in_hand is not event:
            return
        for pump in way:
            if pump.call_later(self._follow, event, target, way, is_again=is_again):
                return
        now = self._target
        # Bindings of a key that has come up to the app have sent messages only now.
        if now is not target or (self._came_up and not is_again):
            self._follow(event, now, _way_up(now), is_again=True)
        else:
            self._app.call_later(self._done, event)

    async def _done(self, event: events.Event) -> None:
        if self._in_hand is event:
            self._in_hand = None
            if self._patience is not None:
                self._patience.stop()
                self._patience = None
            await self._let_next()


def _way_up(pump: MessagePump) -> Iterator[MessagePump]:
    """A widget and what it is in, up to the app."""
    at: MessagePump | None = pump
    while at is not None:
        yield at
        at = at._parent
