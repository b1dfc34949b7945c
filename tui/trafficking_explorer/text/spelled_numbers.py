"""The value of a number in words, word by word: "three hundred and forty-two thousand"."""

from trafficking_explorer.text.number_words import DOZEN, HUNDRED, SCALES, TENS, UNITS

_DOZEN, _HUNDRED = 12, 100


class SpelledNumber:
    """A number in words, to which the next word is added if it goes on with it.

    Attributes:
        last: the sort of the last word: unit, ten, hundred, dozen, scale; empty at the beginning.
        coefficient, scale: 2 and 100,000 of "two hundred thousand"; the scale is 1 where words are
            added to what was multiplied.
    """

    def __init__(self) -> None:
        self.last = ""
        self._total = 0
        """The sum of all that a scale multiplied."""
        self._group = -1
        """The words after it; -1 for none."""
        self._added = 0
        """The last summand of the total."""
        self._limit = 0
        """The last scale; the next one is smaller."""
        self._small = 1
        self._factor = 1
        self._is_product = True

    @property
    def value(self) -> int:
        """The number so far."""
        return self._total + max(self._group, 0)

    @property
    def coefficient(self) -> int:
        """The number that the scale multiplies."""
        return self._small if self._is_product else self.value

    @property
    def scale(self) -> int:
        """The product of all that multiplies."""
        return self._factor if self._is_product else 1

    @property
    def takes_and(self) -> bool:
        """True if "and" may follow."""
        return self.last in ("hundred", "scale")

    def add(self, word: str) -> bool:
        """Add a word; False if it does not go on with the number."""
        if word in UNITS:
            return self._small_number(UNITS[word], "unit")
        if word in TENS:
            return self._small_number(TENS[word], "ten")
        if word == HUNDRED:
            return self._multiply(_HUNDRED, "hundred")
        if word == DOZEN:
            return not self._total and self._multiply(_DOZEN, "dozen")
        return word in SCALES and self._scale(SCALES[word])

    def _small_number(self, value: int, kind: str) -> bool:
        goes_on = self.last == "ten" and kind == "unit" and 0 < value < 10
        if not (self._group < 0 or self.last == "hundred" or goes_on):
            return False
        if self._factor > 1:
            self._is_product = False
        self._group = max(self._group, 0) + value
        self._small, self.last = self._group, kind
        return True

    def _multiply(self, factor: int, kind: str) -> bool:
        if self.last and not (self.last in ("unit", "ten") and 0 < self._group < 100):
            return False
        self._group = (self._group if self.last else 1) * factor
        self._factor *= factor
        self.last = kind
        return True

    def _scale(self, scale: int) -> bool:
        if self.last == "scale":
            # "hundred thousand million", "lakh crore"
            self._total += self._added * (scale - 1)
            self._added *= scale
        elif (self.last and self._group <= 0) or (self._limit and scale >= self._limit):
            return False
        else:
            self._added = (self._group if self._group > 0 else 1) * scale
            self._total, self._group = self._total + self._added, -1
            self._limit = scale
        self._factor *= scale
        self.last = "scale"
        return True
