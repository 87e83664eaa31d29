"""What the grounding gate changed or refused in an answer, told in one line each."""

from dataclasses import dataclass
from typing import Literal

FindingKind = Literal[
    "quotation_repaired",
    "quotation_removed",
    "quotation_unmarked",
    "marker_removed",
    "citation_moved",
    "wrong_speaker",
    "unknown_name",
    "wrong_name",
    "wrong_number",
    "reversed",
    "unsupported",
    "link_removed",
    "cut_off",
]

LINES: dict[FindingKind, str] = {
    "quotation_repaired": "a quotation now has the article's exact words",
    "quotation_removed": "a quotation was removed: its words are not in the passages",
    "quotation_unmarked": "quotation marks were removed: the article does not quote these words",
    "marker_removed": "a citation was removed: it pointed to nothing that supports the sentence",
    "citation_moved": "the citation was moved to the passage that supports the sentence",
    "wrong_speaker": "the article does not have these words from this speaker",
    "unknown_name": "a name is not in the cited passages",
    "wrong_name": "the cited passages say this of somebody else",
    "wrong_number": "a number or date is not in the cited passages",
    "reversed": "the sentence denies something that the cited passages do not deny",
    "unsupported": "the cited passages do not say this",
    "link_removed": "a link, an image or markup was removed",
    "cut_off": "a sentence that broke off was removed",
}
"""What each kind of finding means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that the gate did. `about` holds the words of the model that it concerns; they are not sourced."""

    kind: FindingKind
    about: str = ""

    @property
    def line(self) -> str:
        """The finding as a reader is told it."""
        return LINES[self.kind]

    @property
    def is_repair(self) -> bool:
        """Whether only the form of what the model wrote was changed."""
        return self.kind in ("quotation_repaired", "link_removed")
