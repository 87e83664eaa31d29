"""The whole product in one run, with doors that must stay shut: `python -m tests.safety.whole_product FOLDER`.

Every connection to another machine, every look-up of another machine's name and every class that a pickle names ends
the run. Python reports them to an audit hook, which nothing can take away again.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

SAMPLES = Path(__file__).parents[2] / "examples" / "articles"
HERE = frozenset({"127.0.0.1", "::1", "localhost", None})
opened: list[str] = []


def shut(event: str, details: Sequence[object]) -> None:
    """Refuse what must not happen."""
    if event in {"socket.connect", "socket.sendto"}:
        address = details[1]
        if isinstance(address, tuple):
            _refuse_unless(address[0] in HERE, f"{event} {address}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        _refuse_unless(details[0] in HERE, f"{event} {details[0]}")
    elif event == "pickle.find_class":
        _refuse_unless(allowed=False, what=f"{event} {details}")
    elif event == "open" and isinstance(details[0], str) and details[0].endswith((".pkl", ".pickle", ".bin", ".pt")):
        opened.append(details[0])


def _refuse_unless(allowed: bool, what: str) -> None:
    if not allowed:
        sys.stderr.write(f"REFUSED {what}\n")
        raise PermissionError(what)


def run(folder: Path) -> None:
    """Take articles in, ask, quote, check, track, export, back up, serve."""
    from onrecord import Archive, to_json
    from onrecord.exporting.export_formats import FORMATS
    from onrecord.exporting.export_options import ExportOptions
    from onrecord.model import ClaimList

    sources = sorted(SAMPLES.glob("*bridge*"))
    with Archive.open(folder / "index") as archive:
        report = archive.ingest(sources)
        assert len(report.added) == len(sources)
        assert not report.failed
        assert not archive.ask("Why did the bridge at Brindle Cross fall?").abstained
        archive.ask("And when?", history=[("Why did the bridge fall?", "It was old.")])
        assert archive.quotes(about="the bridge")
        assert archive.check("the bridge was safe").verdict
        assert archive.check_draft(sources[0]).quotes
        groups = archive.claims()
        assert groups
        to_json(groups)
        assert archive.tracker.timeline("the bridge")
        options = ExportOptions()
        for form in FORMATS.values():
            for part in form.of_claims(ClaimList(groups=tuple(groups)), options) if form.of_claims else ():
                assert part is not None
        assert archive.health().is_sound
        archive.backup(folder / "backup")
        Archive.restore(folder / "backup", folder / "restored")
        _serve(archive)
        archive.rebuild()
        archive.remove(report.added[0])


def _serve(archive: object) -> None:
    """Serve the page on this machine, and fetch what a browser would."""
    import socket

    import httpx

    from onrecord.archive import Archive
    from onrecord.web.app import start

    assert isinstance(archive, Archive)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = start(archive, port=port)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            assert "On Record" in client.get("/").text
            assert client.get("/config").json()["dependencies"]
    finally:
        page.close()


def main() -> NoReturn:
    """Run the product behind shut doors."""
    sys.addaudithook(shut)
    run(Path(sys.argv[1]))
    assert not opened, opened
    sys.stdout.write("whole\n")
    sys.stdout.flush()
    raise SystemExit(0)


if __name__ == "__main__":
    main()
