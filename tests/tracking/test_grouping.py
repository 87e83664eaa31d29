"""Claims in groups: what is the same stands together, what is similar beside it, and one origin counts once."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.storage.ledger.ledger import Ledger
from onrecord.tracking.grouping import groups_of
from onrecord.tracking.timeline import timeline

from .builders import article, ids, link, set_against, store

FIRST = article("b", "The mill burned down. Nobody slept that night.", day=3, publisher="Ostrel Post")
THEN = article("a", "Fire took the mill. The roof fell in at four.", day=5, publisher="Sorrel Tribune")
ODD = article("c", "The mill still stands. A guard saw it.", day=7, publisher="Dunmere Echo")
NEAR = article("d", "A barn burned down. It was empty.", day=4)
UNDATED = article("e", "The mill is gone. No one knows how.")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def test_the_same_claim_stands_together_the_earliest_first(ledger: Ledger) -> None:
    numbers = [store(ledger, each) for each in (THEN, FIRST, UNDATED, NEAR)]
    then, first, undated, near = numbers
    link(ledger, (then, first, "same"), (first, undated, "same"), (then, near, "similar"))
    (group,) = groups_of(ledger, [undated])
    assert ids(group.claims) == ["b", "a", "e"]
    assert ids(group.similar) == ["d"]
    assert group.id == "c-b"
    assert group.first_seen == FIRST.published
    assert group.origins == 3


def test_what_is_not_at_one_belongs_to_the_group(ledger: Ledger) -> None:
    first, odd = store(ledger, FIRST), store(ledger, ODD)
    set_against(ledger, first, odd)
    (group,) = groups_of(ledger, [odd])
    assert ids(group.claims) == ["b", "c"]
    assert [each.why for each in group.discrepancies] == ["they differ"]


def test_groups_do_not_depend_on_the_order_of_the_articles(tmp_path: Path) -> None:
    seen = set()
    for nth, order in enumerate(permutations((FIRST, THEN, ODD, NEAR))):
        ledger = Ledger(tmp_path / f"{nth}.sqlite")
        numbers = {each.id: store(ledger, each) for each in order}
        one, other = sorted((numbers["a"], numbers["b"]))
        link(ledger, (one, other, "same"))
        set_against(ledger, min(numbers["b"], numbers["c"]), max(numbers["b"], numbers["c"]))
        (group,) = groups_of(ledger, [numbers["a"]])
        seen.add((group.id, tuple(ids(group.claims)), len(group.discrepancies)))
        ledger.close()
    assert seen == {("c-b", ("b", "a", "c"), 1)}


def test_each_group_comes_once_in_the_order_asked_for(ledger: Ledger) -> None:
    first, near, then = store(ledger, FIRST), store(ledger, NEAR), store(ledger, THEN)
    link(ledger, (first, then, "same"))
    assert [group.id for group in groups_of(ledger, [near, then, first])] == ["c-d", "c-b"]
    assert groups_of(ledger, []) == []


@pytest.mark.parametrize(
    ("text", "publisher", "origins"),
    [
        ("Another line about fire. Fish were sold on the quay as on every other day.", "Sorrel Tribune", 2),
        (
            "Another line about fire. Three engines came from the harbour and two from the hill. "
            "Nobody had slept in the mill since the spring of last year.",
            "Sorrel Tribune",
            1,
        ),
        ("Another line about fire. Fish were sold on the quay as on every other day.", "ostrel post", 1),
    ],
    ids=["its own story", "the same wire story", "the same outlet"],
)
def test_one_origin_counts_once(ledger: Ledger, text: str, publisher: str, origins: int) -> None:
    wire = (
        "The mill burned down. Three engines came from the harbour and two from the hill. "
        "Nobody had slept in the mill since the spring of last year."
    )
    one = store(ledger, article("one", wire, day=3, publisher="Ostrel Post"))
    other = store(ledger, article("other", text, day=4, publisher=publisher))
    link(ledger, (one, other, "same"))
    assert groups_of(ledger, [one])[0].origins == origins


def test_a_timeline_tells_first_said_repeated_and_changed(ledger: Ledger) -> None:
    first, then, odd = store(ledger, FIRST), store(ledger, THEN), store(ledger, ODD)
    undated = store(ledger, UNDATED)
    link(ledger, (first, then, "same"), (first, undated, "same"))
    set_against(ledger, then, odd)
    told = timeline("the mill", groups_of(ledger, [first]))
    assert [(entry.claim.article.id, entry.role) for entry in told.entries] == [
        ("b", "first said"), ("a", "repeated"), ("c", "changed"), ("e", "repeated"),
    ]  # fmt: skip
    assert told.entries[2].discrepancy is not None
    assert told.entries[3].day is None


def test_what_is_removed_while_it_is_asked_for_is_in_no_group(ledger: Ledger) -> None:
    first, near = store(ledger, FIRST), store(ledger, NEAR)
    ledger.remove(FIRST.id)
    assert [group.id for group in groups_of(ledger, [first, near])] == ["c-d"]
