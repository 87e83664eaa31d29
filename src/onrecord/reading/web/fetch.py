"""Fetching a web address: whole timeout, size limit, and the connection made to the very address that was checked."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import FetchError
from onrecord.reading.web.addresses import resolve

if TYPE_CHECKING:
    import httpx

    from onrecord.settings import Settings

_MOST_REDIRECTS = 8
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; onrecord)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """What a web address answered; `url` is the one that the redirects ended at, `type` is without its parameters."""

    url: str
    type: str
    charset: str | None
    data: bytes


def fetch(url: str, settings: "Settings") -> FetchedPage:
    """Fetch one address. Raises FetchError with one clear line, and never anything else."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_within_time(url, settings))
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(asyncio.run, _within_time(url, settings)).result()


async def _within_time(url: str, settings: "Settings") -> FetchedPage:
    """Fetch within the timeout, the names, redirects and body all counted."""
    import httpx

    try:
        async with asyncio.timeout(settings.fetch_timeout_s):
            return await _followed(httpx.URL(url), settings)
    except TimeoutError as error:
        raise FetchError(f"took longer than {settings.fetch_timeout_s:g} seconds") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"is not a web address: {error}") from error
    except (httpx.HTTPError, OSError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(f"could not be fetched: {reason}") from error


async def _followed(url: "httpx.URL", settings: "Settings") -> FetchedPage:
    """Fetch `url` and follow its redirects by hand, so that every hop is checked."""
    import httpx

    async with httpx.AsyncClient(
        headers=_HEADERS, trust_env=False, verify=_tls(), timeout=settings.fetch_timeout_s
    ) as client:
        for _ in range(_MOST_REDIRECTS + 1):
            client.cookies.clear()
            async with _answer(client, url, settings) as response:
                if not response.has_redirect_location:
                    return await _page(url, response, settings.max_source_bytes)
                url = url.join(response.headers["Location"])
    raise FetchError(f"redirects more than {_MOST_REDIRECTS} times")


@cache
def _tls() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context()


@asynccontextmanager
async def _answer(
    client: "httpx.AsyncClient", url: "httpx.URL", settings: "Settings"
) -> "AsyncIterator[httpx.Response]":
    """Ask the host at an address that was checked; the address itself is dialled, so a second look-up cannot differ."""
    import httpx

    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError("is not an http or https address")
    if url.userinfo:
        raise FetchError("holds a user name or password: give the address without them")
    port = url.port or (443 if url.scheme == "https" else 80)
    name = url.raw_host.decode("ascii")
    addresses = await asyncio.to_thread(resolve, name, port, allow_private=settings.allow_private)
    host = {"Host": url.netloc.decode("ascii")}
    named = {"sni_hostname": name}
    for last, address in enumerate(addresses, start=1 - len(addresses)):
        request = client.build_request("GET", url.copy_with(host=address), headers=host, extensions=named)
        try:
            response = await client.send(request, stream=True)
        except httpx.ConnectError:
            if not last:
                raise
            continue
        try:
            yield response
        finally:
            await response.aclose()
        return


async def _page(url: "httpx.URL", response: "httpx.Response", limit: int) -> FetchedPage:
    """Read an answer's body, stopping at `limit` bytes."""
    if not response.is_success:
        raise FetchError(f"answered {response.status_code} {response.reason_phrase}".rstrip())
    if response.headers.get("Content-Encoding", "identity").lower() not in {"identity", "gzip", "deflate"}:
        raise FetchError("answered in an encoding that was not asked for")
    data = bytearray()
    async for piece in response.aiter_bytes(1 << 16):
        data += piece
        if len(data) > limit:
            raise FetchError(f"is larger than {limit:,} bytes: raise ONRECORD_MAX_SOURCE_BYTES to read it")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return FetchedPage(url=str(url), type=kind, charset=response.charset_encoding, data=bytes(data))
