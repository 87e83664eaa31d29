import pytest

from onrecord.reading.formats.webpage import read_html

from .samples import STORY, html_page

TEASER = '<a href="/other">Fishermen say that the quay is sinking</a>'


def _kinds(*body: str) -> tuple[str, dict[str, int]]:
    draft = read_html(html_page(*STORY, *body)).cleaned()
    return draft.text, {note.kind: note.count for note in draft.notes}


@pytest.mark.parametrize(
    "line",
    [
        TEASER,
        f"READ MORE: {TEASER}",
        f"<strong>{TEASER}</strong>",
        f"{TEASER} [PICTURES]",
        f"</p><h3>{TEASER}</h3><p>",
    ],
)
def test_a_line_that_is_only_a_link_is_left_out(line: str) -> None:
    text, kinds = _kinds(line)
    assert "sinking" not in text
    assert kinds["links_dropped"] == 1
    assert all(part in text for part in STORY)


@pytest.mark.parametrize(
    "line",
    [
        '<a href="/other">The quay is sinking, fishermen say.</a>',
        f"Vale said: {TEASER}, and would say no more.",
        '<a href="#part">Fishermen say that the quay is sinking</a>',
        "The quay is sinking",
    ],
)
def test_what_may_be_a_sentence_stays(line: str) -> None:
    text, kinds = _kinds(line, STORY[0])
    assert "links_dropped" not in kinds
    assert "sinking" in text


def test_a_list_of_links_goes_with_its_label() -> None:
    text, kinds = _kinds(
        f"</p><p><strong>DON’T MISS</strong></p><ul><li>{TEASER}</li><li>{TEASER.replace('quay', 'mole')}</li></ul><p>"
    )
    assert "MISS" not in text
    assert kinds["links_dropped"] == 3


def test_a_list_with_one_entry_in_words_stays() -> None:
    text, _ = _kinds(f"</p><ul><li>{TEASER}</li><li>two cranes and a boat</li></ul><p>")
    assert "sinking" in text
    assert "two cranes" in text


@pytest.mark.parametrize(
    "box",
    [
        '<div role="dialog"><p>Your subscription is used elsewhere, so choose a device.</p></div>',
        '<div class="cookie-notice modal"><p>We keep cookies to know you again.</p></div>',
        '<div style="display: none"><p>Nobody sees these words on the page.</p></div>',
        "<div hidden><p>Nobody sees these words on the page.</p></div>",
    ],
)
def test_a_box_over_the_article_is_left_out(box: str) -> None:
    text, kinds = _kinds(f"</p>{box}<p>")
    assert kinds["boxes_dropped"] == 1
    assert not any(words in text for words in ("subscription", "cookies", "Nobody sees"))


def test_an_article_that_is_called_a_box_stays() -> None:
    body = "".join(f"<p class='paywall'>{part}</p>" for part in STORY * 3)
    text = read_html(
        f"<html><body><article><div class='article overlay'>{body}</div></article></body></html>".encode()
    ).text
    assert all(part in text for part in STORY)


def test_captions_outside_figures_are_left_out() -> None:
    text, kinds = _kinds('</p><div class="image"><img src="x.jpg"><span class="image-caption">The quay</span></div><p>')
    assert "The quay" not in text
    assert kinds["captions_dropped"] == 1


def test_parts_of_a_text_in_several_boxes_come_in_whole() -> None:
    words = " ".join(f"word{n}" for n in range(30))
    parts = [f"<p>Part {n} says {words}.</p><p>And part {n} adds {words}.</p>" for n in range(4)]
    boxes = '<div class="ad"></div>'.join(f'<div class="body part">{part}</div>' for part in parts)
    draft = read_html(
        f"<html><body><main><article><h1>Harbour reopens</h1>{boxes}</article></main></body></html>".encode()
    )
    assert [draft.text.count(f"art {n} ") for n in range(4)] == [2, 2, 2, 2]
    assert {note.kind: note.count for note in draft.notes} == {"chunks_joined": 3}


def test_an_article_below_the_article_is_another() -> None:
    other = "<article><h1>A new mayor</h1><p>" + " ".join(["The town has chosen."] * 30) + "</p></article>"
    own = "<article><h1>Harbour reopens</h1>" + "".join(f"<p>{part} {part}</p>" for part in STORY * 2) + "</article>"
    page = f"<html><head><title>Harbour reopens</title></head><body><main>{own}{other}</main></body></html>"
    draft = read_html(page.encode())
    assert "mayor" not in draft.text
    assert "chosen" not in draft.text


def test_posts_of_a_live_blog_stay() -> None:
    posts = "".join(
        f"<article class='post'><h2>Update {n}</h2>"
        f"<p>At {n} o’clock the water stood at {n} metres, said Orla Vale.</p></article>"
        for n in range(1, 8)
    )
    main = f"<main><h1>Flood live</h1><p>{STORY[0]}</p>{posts}</main>"
    page = f"<html><head><title>Flood live</title></head><body>{main}</body></html>"
    text = read_html(page.encode()).text
    assert all(f"At {n} o’clock" in text for n in range(1, 8))


def test_a_gallery_whose_parts_are_hidden_at_first_stays() -> None:
    parts = "".join(
        f"<div style='display:none'><h2>Boat {n}</h2><p>Boat {n} was built in 190{n} by Bo Tarn, in Orrin.</p></div>"
        for n in range(8)
    )
    body = f"<article><h1>Eight boats</h1><p>{STORY[0]}</p>{parts}</article>"
    text = read_html(f"<html><body>{body}</body></html>".encode()).text
    assert all(f"Boat {n} was built" in text for n in range(8))
