"""The ledger's tables."""

from sqlalchemy import JSON, BigInteger, Column, Date, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import postgresql

VERSION = 7
"""Changed with every change of the tables."""

MIGRATED = (3, 4, 5, 6)
"""Earlier versions that lack only tables, which are made from the others or begin empty."""

FIRST_WITH_CLAIMS = 4

NUMBER = Integer().with_variant(BigInteger(), "postgresql")
WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""In the order of the characters' numbers everywhere."""

LIST = JSON().with_variant(postgresql.JSONB(), "postgresql")
"""PostgreSQL compares values only in this form."""

metadata = MetaData()

manifest = Table(
    "manifest",
    metadata,
    Column("key", WORDS, primary_key=True),
    Column("value", WORDS, nullable=False),
)
"""Facts about the whole index: schema, embedding model, passage cutter, vector generation."""

articles = Table(
    "articles",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("source", WORDS, unique=True),
    Column("sha256", WORDS, nullable=False),
    Column("title", WORDS),
    Column("publisher", WORDS, index=True),
    Column("author", WORDS),
    Column("published", Date, index=True),
    Column("url", WORDS),
    Column("language", WORDS),
    Column("text", WORDS, nullable=False),
)

descriptions = Table(
    "descriptions",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("values", LIST, nullable=False),
)
"""What a user stated of an article, by field; it goes before what the document says, however often that is read."""

readings = Table(
    "readings",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("notes", JSON, nullable=False),
)
"""What reading an article left out or guessed: a list of its notes, each with `kind`, `count` and `words`."""

passages = Table(
    "passages",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""`vector`: the unit mean of the sentences' vectors, float16.

Ids are never used again, so a stale vector can't be mistaken.
"""

sentences = Table(
    "sentences",
    metadata,
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("role", WORDS, nullable=False),
    Column("speakers", WORDS, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
"""`vector`: the sentence's unit vector, float16; `role`: prose, or why it is not.

`speakers`: the stems of the names of those whose words the sentence reports, with a space between them.
"""

attributions = Table(
    "attributions",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", WORDS, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("speaker", WORDS),
    Column("aliases", LIST, nullable=False),
)
"""Who said what; `aliases` is the list of the speaker's other names in this article."""

contents = Table(
    "contents",
    metadata,
    Column("attribution_id", ForeignKey("attributions.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
)
"""The spans of the words that were said."""

wordings = Table(
    "wordings",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    sqlite_autoincrement=True,
)
"""The number under which an article's exact words stand in the full-text table `exact`."""

pending = Table(
    "pending",
    metadata,
    Column("passage_id", NUMBER, primary_key=True, autoincrement=False),
    Column("action", WORDS, nullable=False),
)
"""What the vector collection has not yet been told: `add` or `delete` a passage. Emptied once it has."""

unclaimed = Table(
    "unclaimed",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
)
"""The articles whose claims have not been found yet, or not been compared with the others. Emptied once they have."""

claims = Table(
    "claims",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sentence_start", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("score", Float, nullable=False),
    Column("verifiable", Float, nullable=False),
    Column("reasons", LIST, nullable=False),
    Column("speaker", WORDS),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("said_on", Date),
    Column("said_on_start", Integer),
    Column("said_on_end", Integer),
    Column("vague_start", Integer),
    Column("vague_end", Integer),
    sqlite_autoincrement=True,
)
"""What the articles claim; its vector is that of the sentence at `sentence_start` of its passage."""

claim_links = Table(
    "claim_links",
    metadata,
    Column("a", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("b", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True, index=True),
    Column("strength", WORDS, nullable=False),
    Column("probability", Float, nullable=False),
)
"""Which two claims are the same, or similar; `a` is the smaller number."""

discrepancies = Table(
    "discrepancies",
    metadata,
    Column("a", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("b", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True, index=True),
    Column("kind", WORDS, nullable=False),
    Column("relation", WORDS, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("a_start", Integer, nullable=False),
    Column("a_end", Integer, nullable=False),
    Column("b_start", Integer, nullable=False),
    Column("b_end", Integer, nullable=False),
)
"""Which two claims are not at one, with the places of what differs; `a` is the smaller number."""

fact_checks = Table(
    "fact_checks",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("claim", WORDS, nullable=False),
    Column("rating", WORDS),
    Column("speaker", WORDS),
    Column("claimed_on", Date),
    Column("reviewer", WORDS),
    Column("reviewed_on", Date),
    Column("title", WORDS),
    Column("url", WORDS),
    Column("feed", WORDS),
)
"""What others published about claims."""

fact_check_vectors = Table(
    "fact_check_vectors",
    metadata,
    Column("words", WORDS, primary_key=True),
    Column("model", WORDS, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""The unit vectors, float16, of the claims and the titles of fact-checks, by the identity of the embedding model."""

follows = Table(
    "follows",
    metadata,
    Column("claim_id", WORDS, primary_key=True),
    Column("words", WORDS, nullable=False),
    Column("followed_at", WORDS, nullable=False),
)
"""The claims that the user follows, with their words; they outlive the article."""

rulings = Table(
    "rulings",
    metadata,
    Column("claim_id", WORDS, primary_key=True),
    Column("words", WORDS, nullable=False),
    Column("verdict", WORDS, nullable=False),
    Column("note", WORDS),
    Column("sources", LIST, nullable=False),
    Column("ruled_at", WORDS, nullable=False),
)
"""What the user found out about claims, with the claim's words; no ingest changes it, and it outlives the article."""
