"""Two passages of a comparison in their texts, side by side, with the words that differ marked."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from trafficking_explorer.database.read_models import SourceDocument, Span
from trafficking_explorer.findings.comparison import Saying
from trafficking_explorer.text.word_diff import compare, spans
from trafficking_explorer.ui.passage_walk import PassageStop
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.comparison_panel import SideView
from trafficking_explorer.ui.widgets.mixins import ResizeMixin
from trafficking_explorer.ui.widgets.source_lines import title_line
from trafficking_explorer.ui.widgets.status_line import StatusLine

Documents = dict[str, SourceDocument]
_FEW_LINES = 3


class ComparedView(SideView):
    """A passage in its text; of a long one, the words that the table shows are in sight."""

    def _scroll_to_span(self, span: Span) -> None:
        words = self.words[0] if self.words else span
        super()._scroll_to_span(words)
        if self._room <= _FEW_LINES and self._article.lines:
            # No room for what leads to them.
            first = self._article.line_of(words[0])
            self.scroll_to(y=first, animate=False, force=True)


class ComparedPassages(ResizeMixin, Horizontal):
    """The passage under the cursor and the one to read it against, in the order of the columns."""

    DEFAULT_CSS = """
    ComparedPassages {
        & .compared-head { height: 1; color: $text-muted; text-style: bold; }
        & .-here .compared-head { color: $text-accent; text-style: bold reverse; }
        & .compared-side { width: 1fr; height: 1fr; display: none; }
        & .compared-side.-shown { display: block; }
        & #compared-second { border-left: solid $panel; }
        &.-narrow .compared-side.-shown { display: none; }
        &.-narrow .compared-side.-shown.-here { display: block; }
        &.-narrow #compared-second { border-left: none; }
    }
    """
    SIDE_CELLS = 34
    """The least width of a passage beside another."""

    def __init__(self, *, id: str, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks

    def compose(self) -> ComposeResult:
        for name in ("first", "second"):
            with Vertical(classes="compared-side", id=f"compared-{name}"):
                yield StatusLine(id=f"compared-{name}-head", classes="compared-head")
                yield ComparedView(id=f"compared-{name}-text", marks=self.marks)

    def on_resize(self) -> None:
        is_narrow = self.marks.is_linear or self.size.width < 2 * self.SIDE_CELLS
        self.set_class(is_narrow, "-narrow")

    @property
    def sides(self) -> tuple[ComparedView, ComparedView]:
        """The views of the two passages; one or both may be hidden."""
        return (
            self.query_one("#compared-first-text", ComparedView),
            self.query_one("#compared-second-text", ComparedView),
        )

    def show_sayings(
        self, sayings: tuple[Saying, ...], here: Saying | None, documents: Documents
    ) -> None:
        """Show one passage or two.

        Args:
            here: the one under the cursor.
        """
        marked: list[tuple[tuple[int, int], ...]] = [(), ()]
        if len(sayings) == 2:
            # Imported with the first two passages that are compared.
            one, other = (saying.passage for saying in sayings)
            found = compare(one.exact, other.exact)
            marked = [spans(found.first, one.start), spans(found.second, other.start)]
        for at, name in enumerate(("first", "second")):
            side = self.query_one(f"#compared-{name}", Vertical)
            saying = sayings[at] if at < len(sayings) else None
            document = documents.get(saying.source_id) if saying else None
            side.set_class(document is not None, "-shown")
            # Without a passage under the cursor, a narrow screen shows the first.
            side.set_class(saying is here if here else at == 0, "-here")
            if saying is None or document is None:
                continue
            self.query_one(f"#compared-{name}-head", StatusLine).text = title_line(
                document, self.marks, f"line {saying.lines[0]}", ""
            )
            stop = PassageStop(saying.passage, (saying.span,))
            self.sides[at].show_stop(stop, document, marked[at])
