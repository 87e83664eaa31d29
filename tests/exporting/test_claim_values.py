import json

from onrecord.exporting.plain_values import to_json
from onrecord.model import ClaimList, Discrepancy, Span
from tests.exporting.samples import CHECKED, CLAIMS, DIFFERENT, ECHO, FIRST, RULED, SECOND, UNRATED


def test_a_group_has_the_shape_of_the_contract() -> None:
    assert to_json(UNRATED) == {
        "id": "c1",
        "claim": '"We counted 40 crows," Ilse Varn said on Tuesday.',
        "type": "number",
        "score": 0.75,
        "reasons": ["has a figure", "named speaker"],
        "speakers": ["Ilse Varn"],
        "first_seen": "2031-05-06",
        "origins": 1,
        "occurrences": [
            {
                "n": 1,
                "article_id": "crows",
                "title": "Crows over Tarn",
                "publisher": "Tarn Echo",
                "published": "2031-05-07",
                "url": ECHO.url,
                "start": 14,
                "end": 63,
                "quote": ECHO.text[14:63],
                "speaker": "Ilse Varn",
                "said_on": "2031-05-06",
                "said_on_words": "on Tuesday",
                "id": "c1",
                "source": "Ilse Varn",
                "vague": "We",
                "verifiable": 0.9,
                "type": "number",
                "score": 0.75,
                "days": [{"words": "Tuesday", "day": "2031-05-06", "value": "2031-05-06"}],
            }
        ],
        "discrepancies": [to_json(DIFFERENT)],
        "fact_checks": [],
        "verdict": None,
        "similar": [{**to_json(RULED.first), "n": 2}],
        "followed": True,
    }


def test_a_discrepancy_cites_the_words_that_differ_with_their_claims() -> None:
    shown = to_json(DIFFERENT)
    sides = [(shown[side]["quote"], shown[side]["claim"], shown[side]["claim_id"]) for side in ("a", "b")]
    assert sides == [("40", FIRST.text, "c1"), ("60", SECOND.text, "c2")]
    assert ECHO.text[shown["a"]["start"] : shown["a"]["end"]] == "40"
    assert (shown["kind"], shown["relation"], shown["confidence"], shown["why"]) == (
        *("number", "contradicts", 0.875, "40 and 60 crows"),
    )


def test_where_nothing_stands_in_the_place_of_what_differs_the_whole_claim_is_cited() -> None:
    nothing = Discrepancy(
        kind="wording",
        relation="differs",
        confidence=0.5,
        why="a word is left out",
        a=FIRST,
        b=SECOND,
        told_a=FIRST.span,
        told_b=Span(start=3, end=3),
    )
    assert [cited.quote for cited in nothing.citations] == [FIRST.text, SECOND.text]


def test_what_others_found_and_what_the_user_found() -> None:
    known, suggested = to_json(CHECKED)["fact_checks"]
    assert known["rating"] == "Mostly true"
    assert known["claimed_on"] == "2031-05-06"
    assert (known["confirmed"], suggested["confirmed"]) == (True, False)
    assert to_json(RULED)["verdict"] == {
        "claim_id": "c3",
        "verdict": "not so",
        "note": "Counted twice.\nSee the tape.",
        "sources": ["https://tape.example/1", "The town hall, by phone"],
        "ruled_at": "2031-05-20T09:30:00+00:00",
    }


def test_a_list_is_a_list_and_all_of_it_is_json() -> None:
    shown = to_json(CLAIMS)
    assert [group["id"] for group in shown] == ["c1", "c2", "c3"]
    assert json.loads(json.dumps(shown)) == shown
    assert to_json(ClaimList(())) == []
