"""What a wheel must hold and must not: `python -m tests.wheel_contents WHEEL`."""

import sys
import zipfile
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "onrecord"
CACHES = ("__pycache__", ".pyc", ".mypy_cache", ".ruff_cache", ".hypothesis", ".sqlite", ".venv")


def expected() -> set[str]:
    """The files that the package has, with the prompts and the sample articles that are put into it."""
    own = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    held = {f"onrecord/{path.relative_to(PACKAGE).as_posix()}" for path in own}
    held |= {f"onrecord/prompts/{path.name}" for path in (ROOT / "prompts").iterdir()}
    return held | {f"onrecord/examples/{path.name}" for path in (ROOT / "examples" / "articles").iterdir()}


def wrong(names: Collection[str]) -> list[str]:
    """What is missing from a wheel with these files, and what should not be there."""
    own = {name for name in names if ".dist-info/" not in name}
    missing = [f"missing: {name}" for name in sorted(expected() - own)]
    too_much = [f"too much: {name}" for name in sorted(own - expected())]
    return missing + too_much + [f"a cache: {name}" for name in names if any(part in name for part in CACHES)]


def main() -> None:
    """Look into a wheel."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        names = wheel.namelist()
        size = sum(each.compress_size for each in wheel.infolist())
    found = wrong(names)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(names)} files, {size / 1e6:.1f} MB, {len(found)} wrong\n")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
