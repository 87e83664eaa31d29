"""Where the page is served: the address, who may come in, and the socket that is there before the page is."""

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.errors import SettingsError

_THIS_MACHINE = ("127.0.0.1", "localhost", "[")
"""The names of this machine; a bracket is what Starlette reads of an address such as `[::1]:7860`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An address to serve at; raises SettingsError for one beyond this machine that anybody could come in by.

    `auth` is `user:password`. `root_path` is where a proxy shows the page: a path, or a whole address. `mcp` says that
    assistants are served there too, `folders` are those of this machine that visitors may let be watched.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth: str | None = None
    root_path: str | None = None
    mcp: bool = False
    folders: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what would be open to everybody, a login that is none, and folders that are none."""
        for folder in self.folders:
            if not folder.is_dir():
                raise SettingsError(f"{folder} is no folder: name one that is there with --folder")
        if self.auth is None and not self.is_private:
            raise SettingsError(f"{self.host} can be reached from other machines: give --auth user:password too")
        if self.auth is not None and not all(self._login):
            raise SettingsError("--auth is user:password, and neither may be empty")
        if self.mcp and not (self.is_private and self.auth is None):
            raise SettingsError("--mcp serves this machine alone and asks for no password: leave out --host and --auth")

    @property
    def is_private(self) -> bool:
        """Whether only this machine can come in."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def login(self) -> list[tuple[str, str]] | None:
        """The user and the password that are asked for."""
        return None if self.auth is None else [self._login]

    @property
    def names(self) -> list[str]:
        """The names that a browser may know the server by; with a login any, for a stranger's page has no session."""
        public = urlsplit(self.root_path or "").hostname
        return ["*"] if not self.is_private else [*_THIS_MACHINE, self.host, *([public] if public else [])]

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def _login(self) -> tuple[str, str]:
        user, _, password = (self.auth or "").partition(":")
        return user, password

    def listen(self) -> socket.socket:
        """Return a socket that takes visitors from now on, who wait for the page; raises SettingsError."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((self.host, self.port))
            taken.listen(128)
        except (OSError, OverflowError) as error:
            taken.close()
            if isinstance(error, socket.gaierror):
                raise SettingsError(f"{self.host} is no address of this machine: choose another with --host") from error
            raise SettingsError(f"port {self.port} cannot be used: choose another with --port") from error
        return taken
