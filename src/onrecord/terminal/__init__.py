"""Results as a person reads them in a terminal.

Articles are never trusted with the terminal: their words are printed as they are, not as markup, and without the
control characters that could move the cursor, colour the screen or turn the direction of the text.
"""

from onrecord.terminal.progress import in_writing, progress_bar
from onrecord.terminal.safe_text import byline, one_line, safe
from onrecord.terminal.terminal import Terminal

__all__ = ["Terminal", "byline", "in_writing", "one_line", "progress_bar", "safe"]
