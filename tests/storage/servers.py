"""Servers that the tests start for themselves and stop again: PostgreSQL, and Chroma's own."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema

_NUMBERS = count(1)
_PATIENCE = 60


def binaries() -> Path | None:
    """The folder of PostgreSQL's newest programs, where Debian puts them or the path finds them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: float(each.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@cache
def user() -> str | None:
    """Somebody who is not root, for PostgreSQL refuses to run as root; None when we are nobody special already."""
    if os.getuid():
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def postgresql() -> Iterator[str]:
    """A throwaway cluster; its address, to which a schema can be added."""
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed")
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    owner = user()
    if owner:
        shutil.chown(folder, owner)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "--pgdata", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, user=owner, cwd=folder, stdout=subprocess.DEVNULL, env={"LC_ALL": "C"})

    try:
        run("initdb", "--auth=trust", "--username=onrecord", "--encoding=UTF8", "--locale=C", "--no-sync")
        quick = f"-F -k {folder} -c listen_addresses= -c shared_buffers=16MB -c max_connections=200"
        run("pg_ctl", "--wait", f"--log={folder / 'log'}", f"--options={quick}", "start")
        try:
            yield f"postgresql+psycopg://onrecord@/postgres?host={folder}"
        finally:
            run("pg_ctl", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def schema(address: str) -> str:
    """Make a schema of its own in a cluster and return the address of that."""
    name = f"archive_{os.getpid()}_{next(_NUMBERS)}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(CreateSchema(name))
    engine.dispose()
    return f"{address}&options=-csearch_path%3D{name}"


@contextmanager
def chroma(folder: Path) -> Iterator[str]:
    """A Chroma server over a folder; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "chroma"
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        with socket.socket() as there:
            if there.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.05)
