"""Short articles about towns, people and sums that do not exist, for the benchmarks that need many."""

import random
from datetime import date, timedelta

from onrecord.model import Article

TOWNS = ("Ostrel", "Marrowick", "Sorrel Bay", "Tarn Ferry", "Quillhaven", "Lower Venn", "Harrow Sands", "Pellmouth")
THINGS = ("ferry", "sea wall", "lock gate", "lighthouse", "fish market", "tram line", "reservoir", "library")
FIRST = ("Ada", "Bram", "Cora", "Dorian", "Edda", "Finn", "Greta", "Hollis")
LAST = ("Quill", "Vale", "Thorne", "Marsh", "Okell", "Penrose", "Lund", "Farrow")
ROLES = ("mayor", "harbour master", "chief engineer", "head of the union", "council leader", "inspector")
OUTLETS = ("Ostrel Post", "Marrowick Gazette", "Sorrel Tribune", "Venn Courier")
SAID = (
    "We warned the board about the {thing} in the spring, and nobody wrote back",
    "The {thing} will not open before the winter, whatever the board says",
    "I have never seen the {thing} in a worse state than it is now",
    "Not one of the {count} people who work there was told",
    "It cost {sum} million crowns, and it does not work",
)
BEGINNING = date(2031, 1, 1)


def file_number(number: int, version: int) -> str:
    """Return a word that stands in one version of one article alone."""
    return f"{number + 100}v{version}"


def invented(number: int, version: int = 0) -> Article:
    """Return the article of a number in one of its versions: the same id and source, other words."""
    of_article = random.Random(number)  # noqa: S311
    dice = random.Random(number * 1_000 + version)  # noqa: S311
    town, thing = of_article.choice(TOWNS), of_article.choice(THINGS)
    name, role = f"{of_article.choice(FIRST)} {of_article.choice(LAST)}", of_article.choice(ROLES)
    given = {"thing": thing, "count": dice.randint(12, 900), "sum": dice.randint(2, 90)}
    text = (
        f"The {thing} at {town} will cost {given['sum']} million crowns, the council said in file"
        f" {file_number(number, version)}.\n\n“{dice.choice(SAID).format(**given)},” said {name}, the {role}."
    )
    return Article(
        id=f"n{number}",
        source=f"invented/{number}.txt",
        title=f"The {thing} of {town} is closed",
        publisher=of_article.choice(OUTLETS),
        published=BEGINNING + timedelta(days=of_article.randint(0, 600)),
        text=text,
    )
