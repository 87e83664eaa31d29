"""Where the parts of an index are, when they are not all in its folder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageAddresses:
    """The address of the ledger's database and of the vectors' server; each is in the index's folder when None.

    `vectors_token` is what the vectors' server asks for.
    """

    ledger: str | None = None
    vectors: str | None = None
    vectors_token: str | None = None


IN_FOLDER = StorageAddresses()
