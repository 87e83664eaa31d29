"""What a sentence states, as far as it can be compared with what another one does."""

from dataclasses import dataclass

from onrecord.language.amounts import Amount
from onrecord.language.moments import Moment
from onrecord.model import Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """A yes or a no to a question, and the place of the word that it is said with."""

    start: int
    end: int
    is_denied: bool


Told = Amount | Moment | YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence with the one amount, moment, yes or no that it tells of something.

    `speakers` holds the stems of the names of those whose words it reports, `narrowed` the kin of the words that narrow
    what an amount counts.
    """

    excerpt: Excerpt
    speakers: frozenset[str]
    told: Told
    narrowed: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The words of the amount, moment or verdict, exactly as the article has them."""
        return self.excerpt.text[self.told.start : self.told.end]
