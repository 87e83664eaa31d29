"""The tables of the archive's speakers."""

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
