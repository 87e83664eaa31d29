"""What visitors let be watched, and what they may not."""

from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.errors import SettingsError
from onrecord.web.door import Door
from onrecord.web.tabs.source import Source
from onrecord.web.tabs.watching import Watching


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "otters.txt").write_text("Otters <b>return</b>\n\nFour otters were seen.\n", encoding="utf-8")
    return folder


def test_a_folder_that_the_owner_allows_is_watched_and_looked_at(archive: Archive, inbox: Path) -> None:
    desk = Watching(archive, Source(archive), [inbox.parent])
    told, done = desk.begin(str(inbox), "15")
    assert done
    assert "1 new or changed article" in told
    shown = desk.shown(told)
    assert "every 15 minutes · looked at" in shown
    assert "Otters &lt;b&gt;return" in shown
    assert "nothing new" in desk.look({"source": str(inbox)})
    barred = Watching(archive, Source(archive)).shown()
    assert "Serve the page with --folder" in barred
    assert "Look now" not in barred
    assert "Watched no more" in desk.stop({"source": str(inbox)})
    assert "Nothing is watched yet." in desk.shown()


def test_nothing_else_of_the_machine_can_be_looked_into(archive: Archive, inbox: Path) -> None:
    for desk in (Watching(archive, Source(archive)), Watching(archive, Source(archive), [inbox / "deeper"])):
        for source in (str(inbox), "/etc", "file:///etc", "", "a\0b", f"{inbox}/deeper/.."):
            told, done = desk.begin(source, "60")
            assert not done, source
            assert 'role="alert"' in told
    archive.watches.add(str(inbox), 15)
    assert "That is not watched here." in Watching(archive, Source(archive)).look({"source": str(inbox)})
    assert "That is not watched here." in Watching(archive, Source(archive)).look({"source": "https://example.org"})
    assert archive.articles() == []


def test_an_address_of_this_machine_is_refused_and_its_watch_tells_so(archive: Archive) -> None:
    desk = Watching(archive, Source(archive))
    _, done = desk.begin("http://127.0.0.1:1/feed.xml", "")
    assert done
    assert "private address" in desk.shown()
    assert "when you ask" in desk.shown()


def test_a_folder_that_is_none_is_refused_before_the_page_is_served(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no folder"):
        Door(folders=(tmp_path / "none",))
