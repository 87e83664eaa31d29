"""The house keeps its walls: what may import what, how much a folder holds, and one name for one thing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "onrecord"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "version", "disjoint_sets"),
    ("stint",),
    ("model", "settings", "backbone"),
    ("question_encoder", "precision"),
    ("embedding",),
    ("language",),
    ("llm", "reader", "reading", "exporting", "terminal"),
    ("attribution", "storage"),
    ("claims",),
    ("speakers", "retrieval", "ingesting"),
    ("quoting", "checking"),
    ("tracking",),
    ("answering",),
    ("archive",),
    ("integrations",),
    ("web",),
    ("cli",),
    ("__init__", "__main__"),
)
"""The rooms, from the ground up. A room imports from layers before its own, and never from a neighbour on it."""

MOST_MODULES, MOST_LINES = 12, 260
KEPT_IN_STORAGE = ("sqlalchemy", "sqlite3", "chromadb")

LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def name_of(path: Path) -> str:
    """Return a module's dotted name."""
    parts = ("onrecord", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


def room_of(module: str) -> str:
    """Return the room of a module of the package."""
    return module.split(".")[1] if "." in module else "__init__"


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it; a name that is itself a module counts as that module."""
    known = {name_of(each) for each in MODULES}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            base = node.module or ""
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in known else base


IMPORTS = {path: sorted(set(imported(path))) for path in MODULES}
OURS = {path: [name for name in names if name.split(".")[0] == "onrecord"] for path, names in IMPORTS.items()}


def test_every_room_has_its_layer() -> None:
    assert {room_of(name_of(path)) for path in MODULES} == set(LEVEL)


def test_no_import_goes_up_or_sideways() -> None:
    wrong = [
        f"{name_of(path)} imports {name}"
        for path, names in OURS.items()
        for name in names
        if room_of(name) != room_of(name_of(path)) and LEVEL[room_of(name)] >= LEVEL[room_of(name_of(path))]
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name_of(path): names for path, names in OURS.items()}
    done: set[str] = set()

    def circle(module: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if module in trail:
            return (*trail[trail.index(module) :], module)
        if module in done:
            return ()
        found = next(filter(None, (circle(name, (*trail, module)) for name in graph.get(module, ()))), ())
        done.add(module)
        return found

    assert next(filter(None, (circle(module, ()) for module in graph)), ()) == ()


def test_wings_form_no_circle() -> None:
    arrows: defaultdict[str, set[str]] = defaultdict(set)
    for path, names in OURS.items():
        here = wing_of(name_of(path))
        if here.count(".") > 1:
            others = {wing_of(name) for name in names if wing_of(name).count(".") > 1}
            arrows[here] |= {other for other in others if not f"{here}.".startswith(f"{other}.")}
    pairs = {(one, other) for one, others in arrows.items() for other in others if one < other and one in arrows[other]}
    assert pairs == set()


def wing_of(module: str) -> str:
    """Return the folder of a module, or the module itself where it stands in its room alone."""
    path = PACKAGE.joinpath(*module.split(".")[1:])
    return module if path.is_dir() else ".".join(module.split(".")[:-1])


def test_no_folder_holds_more_than_twelve_modules() -> None:
    folders = {path.parent for path in MODULES}
    counted = {folder: len([p for p in folder.glob("*.py") if p.name != "__init__.py"]) for folder in folders}
    assert {folder.name: count for folder, count in counted.items() if count > MOST_MODULES} == {}


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_a_package_only_hands_names_on() -> None:
    kept = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign)
    for path in MODULES:
        if path.name == "__init__.py" and path.parent not in (PACKAGE, PACKAGE / "cli"):
            odd = [n for n in ast.parse(path.read_text(encoding="utf-8")).body if not isinstance(n, kept)]
            assert odd == [], path


def public_types(path: Path) -> Iterator[str]:
    """Yield the public classes of a module, and its public names for types."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from (name for name in names if re.fullmatch(r"[A-Z][a-z]\w*", name))


def test_no_two_public_types_share_a_name() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name in set(public_types(path)):
            if not name.startswith("_"):
                homes[name].append(name_of(path))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_databases_are_known_to_storage_alone() -> None:
    for path, names in IMPORTS.items():
        if room_of(name_of(path)) != "storage":
            assert [name for name in names if name.split(".")[0] in KEPT_IN_STORAGE] == [], path
            assert "fts5" not in path.read_text(encoding="utf-8").lower(), path


def test_sqlite_is_known_to_its_own_wing_alone() -> None:
    for path in MODULES:
        if "sqlite" not in path.parent.parts and room_of(name_of(path)) == "storage":
            text = path.read_text(encoding="utf-8")
            assert "fts5" not in text.lower(), path
            assert "dialects.sqlite" not in text, path


def test_nothing_inherits_to_divide_a_class() -> None:
    tree = ast.parse((PACKAGE / "archive.py").read_text(encoding="utf-8"))
    archive = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Archive")
    assert archive.bases == []


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_every_path_that_a_document_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|json|jsonl|md|txt|css|js|safetensors))`", text)
    folders = (ROOT, ROOT / "src", PACKAGE, *(p for p in PACKAGE.iterdir() if p.is_dir()))
    assert [path for path in named if not any((folder / path).exists() for folder in folders)] == []


def test_the_walls_would_be_missed() -> None:
    assert sum(map(len, OURS.values())) > len(MODULES)
    assert set(chain.from_iterable(LAYERS)) == set(LEVEL)
