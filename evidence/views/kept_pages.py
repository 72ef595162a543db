"""Pages as they were last made, for the next reader who asks for one: in the memory of each process, a few megabytes.

Nothing is kept beyond the edition it was made in: the first request after a change empties everything.
"""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field

from django.http import HttpResponse

MOST = 8_000_000  # bytes of all pages together
LARGEST = 1_000_000  # of one: a page that fills the memory alone would push out all others
LONG = 60_000  # what is longer is kept compressed: that takes a hundredth of the time it was made in
_KEPT_HEADERS = ("Content-Type", "Vary")


@dataclass
class KeptPages:
    """Pages of one edition, those asked for longest ago given up first."""

    most: int = MOST
    largest: int = LARGEST
    _edition: str = ""
    _size: int = 0
    _pages: OrderedDict[str, tuple[bytes, dict[str, str], bool]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, edition: str, name: str) -> HttpResponse | None:
        """The page as it was made in this edition."""
        with self._lock:
            if edition != self._edition:
                self._edition, self._size = edition, 0
                self._pages.clear()
            if name not in self._pages:
                return None
            self._pages.move_to_end(name)
            content, headers, is_compressed = self._pages[name]
        return HttpResponse(zlib.decompress(content) if is_compressed else content, headers=headers)

    def keep(self, edition: str, name: str, response: HttpResponse) -> None:
        """Keeps a page that anybody may see; before anything was ever written there is no edition to keep it for."""
        if not edition or response.streaming or response.cookies:
            return
        content, is_compressed = response.content, len(response.content) > LONG
        if is_compressed:
            content = zlib.compress(content, level=1)
        if len(content) > self.largest:
            return
        headers = {header: response[header] for header in _KEPT_HEADERS if header in response}
        with self._lock:
            if edition != self._edition or name in self._pages:
                return
            self._pages[name] = content, headers, is_compressed
            self._size += len(content)
            while self._size > self.most:
                _, (given_up, _, _) = self._pages.popitem(last=False)
                self._size -= len(given_up)

    def forget(self) -> None:
        """Keeps nothing more."""
        with self._lock:
            self._edition, self._size = "", 0
            self._pages.clear()


kept_pages = KeptPages()
