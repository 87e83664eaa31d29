from onrecord.archive import Archive
from onrecord.web.tabs.chat import Chat
from onrecord.web.tabs.check import Check
from onrecord.web.tabs.claims import Tracking
from onrecord.web.tabs.intake import Intake
from onrecord.web.tabs.library import Library
from onrecord.web.tabs.quotes import Quotes
from onrecord.web.tabs.source import Source

# Parts of a page that is not laid out.


def chat(archive: Archive) -> Chat:
    return Chat(archive, Source(archive))


def library(archive: Archive) -> Library:
    return Library(archive, Source(archive))


def quotes(archive: Archive) -> Quotes:
    return Quotes(archive, Source(archive))


def check(archive: Archive) -> Check:
    return Check(archive, Source(archive))


def intake(archive: Archive) -> Intake:
    return Intake(archive, Source(archive))


def claims(archive: Archive) -> Tracking:
    return Tracking(archive, Source(archive))
