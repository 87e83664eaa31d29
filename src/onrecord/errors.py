"""Every error that On Record raises on purpose.

    OnRecordError
    ├── ReadError              a source could not be turned into articles
    │   ├── FetchError         a web address could not be fetched, or must not be
    │   └── SourceLimitError   a source takes more time or memory than it may
    ├── QuoteIntegrityError    words shown as an article's own are not in it at that place
    ├── ArticleNotFoundError   no article with that id
    ├── QuotationNotFoundError no words, or several places with them, that a correction could mean
    ├── ClaimNotFoundError     no claim, or more than one, with that id
    ├── SpeakerNotFoundError   nobody, or not one alone, goes by a name
    ├── AmbiguousSpeakerError  several different people fit a name that was asked for
    ├── IndexMissingError      no index in a folder that one is read from
    ├── IndexLockedError       another process is writing to this index
    ├── IndexDamagedError      the index on disk cannot be read, or is from a newer version
    │   └── IndexUnreachableError  a server that holds a part of the index does not answer
    ├── IndexOutdatedError     the index was made with another model or cutter than is in use
    ├── VectorsDamagedError    the vector collection cannot be read; it is made again from the ledger
    ├── WorkersError           the processes that make articles ready die again and again
    ├── ModelError             the language model cannot be reached, is slow or failed
    ├── EmbeddingModelError    the embedding model is missing, or is not the file it should be
    ├── WriteError             a file could not be written
    ├── BadDayError            words that should be a day are none
    └── SettingsError          a setting has a value that cannot be used

Each message is one line that says what to do; the command line prints it and exits with 1.
"""


class OnRecordError(Exception):
    """Base of every error that On Record raises on purpose."""


class ReadError(OnRecordError):
    """A source could not be turned into articles."""


class FetchError(ReadError):
    """A web address could not be fetched, or must not be."""


class SourceLimitError(ReadError):
    """A source takes more time or memory than it may."""


class QuoteIntegrityError(OnRecordError):
    """Words shown as an article's own are not in it at that place."""


class ArticleNotFoundError(OnRecordError):
    """No article with that id."""


class QuotationNotFoundError(OnRecordError):
    """No words, or several places with them, that a correction could mean."""


class ClaimNotFoundError(OnRecordError):
    """No claim, or more than one, with that id."""


class SpeakerNotFoundError(OnRecordError):
    """Nobody, or not one alone, goes by a name."""


class AmbiguousSpeakerError(OnRecordError):
    """Several different people fit a name that was asked for; `candidates` holds their names."""

    def __init__(self, asked: str, *candidates: str) -> None:
        """Say who could be meant."""
        self.candidates = candidates
        super().__init__(f"{asked!r} fits several people: write {', '.join(candidates[:-1])} or {candidates[-1]}")


class IndexMissingError(OnRecordError):
    """No index in a folder that one is read from."""


class IndexLockedError(OnRecordError):
    """Another process is writing to this index."""


class IndexDamagedError(OnRecordError):
    """The index on disk cannot be read, or is from a newer version."""


class IndexUnreachableError(IndexDamagedError):
    """A server that holds a part of the index does not answer."""


class IndexOutdatedError(OnRecordError):
    """The index was made with another model or cutter than is in use."""


class VectorsDamagedError(OnRecordError):
    """The vector collection cannot be read; it is made again from the ledger."""


class WorkersError(OnRecordError):
    """The processes that make articles ready die again and again."""


class ModelError(OnRecordError):
    """The language model cannot be reached, is slow or failed."""


class EmbeddingModelError(OnRecordError):
    """The embedding model is missing, or is not the file it should be."""


class WriteError(OnRecordError):
    """A file could not be written."""


class BadDayError(OnRecordError):
    """Words that should be a day are none."""


class SettingsError(OnRecordError):
    """A setting has a value that cannot be used."""
