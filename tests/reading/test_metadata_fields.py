from datetime import date

from onrecord.reading.metadata_fields import field_name, stated_fields, words_of


def test_every_alias_is_understood() -> None:
    for name in ("published", "date", "published_at", "pubdate", "publication_date"):
        assert stated_fields({name: "2031-04-22"}).published == date(2031, 4, 22)
    for name in ("publisher", "source", "outlet"):
        assert stated_fields({name: "The Courier"}).publisher == "The Courier"
    for name in ("author", "authors", "byline"):
        assert stated_fields({name: ["Mara Quill", "Bo Tarn"]}).author == "Mara Quill, Bo Tarn"


def test_what_the_usual_extractors_write() -> None:
    for name in ("publish_date", "date_publish"):
        assert stated_fields({name: "2031-04-22T09:00:00+01:00"}).published == date(2031, 4, 22)
    saved = {"author": "Mara Quill; Bo Tarn", "source": "https://courier.example/a", "source_hostname": "The Courier"}
    found = stated_fields(saved)
    assert (found.author, found.publisher, found.url) == (
        "Mara Quill, Bo Tarn",
        "The Courier",
        "https://courier.example/a",
    )


def test_an_empty_column_gives_way_to_its_alias() -> None:
    assert stated_fields({"title": " ", "headline": "Harbour"}).title == "Harbour"
    assert stated_fields({"published": "yesterday", "date": "2031-04-22"}).published == date(2031, 4, 22)


def test_words_of() -> None:
    assert words_of({"id": None, "name": "The Courier"}) == "The Courier"
    assert words_of([{"name": "Mara Quill"}, "", "Bo Tarn"]) == "Mara Quill, Bo Tarn"
    assert words_of(12) == "12"
    assert words_of(True) is None
    assert words_of(None) is None


def test_field_name() -> None:
    assert field_name("\ufeffPublication Date ") == "publication_date"
    assert field_name("Doc-ID") == "doc_id"
