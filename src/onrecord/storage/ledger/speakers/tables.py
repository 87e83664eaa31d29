"""The tables of the archive's speakers, and of what a person states of who said what."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table

from onrecord.storage.ledger.schema import LIST, NUMBER, WORDS, metadata

speakers = Table(
    "speakers",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("name", WORDS, nullable=False),
    Column("aliases", LIST, nullable=False),
    Column("attributions", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
)
"""The speakers of the whole archive, as they were joined last; `speakers.py` says whether that still holds."""

members = Table(
    "members",
    metadata,
    Column("article_id", WORDS, primary_key=True),
    Column("name", WORDS, primary_key=True),
    Column("speaker_id", ForeignKey("speakers.id", ondelete="CASCADE"), nullable=False, index=True),
)
"""Which speaker of the archive a name stands for in an article."""

families = Table(
    "families",
    metadata,
    Column("family", WORDS, primary_key=True),
    Column("speaker_id", ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""The families of a speaker: only speakers who share one can turn out to be the same (see `speakers/families.py`)."""

called = Table(
    "called",
    metadata,
    Column("word", WORDS, primary_key=True),
    Column("speaker_id", ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""The words of a speaker's names, one of which whoever means them by name must say."""

unjoined = Table(
    "unjoined",
    metadata,
    Column("article_id", WORDS, primary_key=True),
    Column("at", Integer, nullable=False),
)
"""The articles whose attributions changed, or that were removed, since the speakers were joined.

`at` is the count of changes then.
"""

identities = Table(
    "identities",
    metadata,
    Column("one", WORDS, primary_key=True),
    Column("other", WORDS, primary_key=True),
    Column("are_one", Boolean, nullable=False),
)
"""What the user states of two folded names: that they are one speaker's, or are not. No ingest changes it."""

corrections = Table(
    "corrections",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("article_id", WORDS, nullable=False, index=True),
    Column("content", LIST, nullable=False),
    Column("words", LIST, nullable=False),
    Column("before", WORDS, nullable=False),
    Column("after", WORDS, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("speaker", WORDS),
    Column("names", LIST, nullable=False),
    Column("note", WORDS),
    Column("stated_at", WORDS, nullable=False),
)
"""What a person states of the words of one quotation. No ingest changes it, and it outlives the article."""

corrected = Table(
    "corrected",
    metadata,
    Column("attribution_id", ForeignKey("attributions.id", ondelete="CASCADE"), primary_key=True),
    Column("correction_id", ForeignKey("corrections.id", ondelete="CASCADE"), nullable=False),
)
"""The attributions that are as a person states."""

as_read = Table(
    "as_read",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("attributions", LIST, nullable=False),
)
"""The attributions of an article as they were read, where a person states something else of some."""
