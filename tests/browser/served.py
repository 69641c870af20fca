"""A server of a case as somebody starts it, and a browser that writes down all that goes wrong in a page of it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

PATIENCE = 60_000
"""Milliseconds that anything may take on a machine that has much to do."""
_STARTING = 120.0
"""Seconds that a server may take to answer, and to stop."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_LISTENING = """
    document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`forbidden by the page's policy: ${event.violatedDirective} of ${event.blockedURI}`));
    Object.defineProperty(window, "__pwned", { set: (how) => console.error(`a script of a document ran: ${how}`) });
"""


def chromium() -> str | None:
    """The browser that this machine has."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def launched(playwright: Playwright, program: str) -> Browser:
    # Its own sandbox needs a user that is not root.
    options = [*_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=program, args=options)


class Served:
    """``allegedly serve`` on a case, in a process of its own."""

    def __init__(self, folder: Path, log: Path, by: str = "Nadia", options: Sequence[str] = ()) -> None:
        self.folder = folder
        self.base = ""
        self._by = by
        self._options = options
        self._log = log
        self._token = ""
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "allegedly", "serve", str(self.folder), "--no-browser", "--by", self._by]
        command += self._options
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            opened = urlsplit(self._told())
        except BaseException:
            self.stop()
            raise
        self.base = f"{opened.scheme}://{opened.netloc}"
        self._token = opened.query.removeprefix("token=")

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_STARTING)
        finally:
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
            self._process = None

    def address(self) -> str:
        """The address that it printed, which lets one in."""
        return f"{self.base}/?token={self._token}"

    def _told(self) -> str:
        """The address that it prints when it answers."""
        begun = time.monotonic()
        while time.monotonic() - begun < _STARTING:
            words = self._log.read_text(encoding="utf-8").split()
            found = next((word for word in words if word.startswith("http://")), None)
            if found is not None and self._log.read_bytes().endswith(b"\n"):
                return found
            if self._process is None or self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"The server did not start: {self._log.read_text(encoding='utf-8')}")


class Desk:
    """A page that is let in, what its server answers, and all that went wrong in it."""

    def __init__(self, browser: Browser, served: Served, **options: Any) -> None:
        chosen = {"viewport": {"width": 1280, "height": 860}, "locale": "en-GB", "reduced_motion": "reduce"}
        self.served = served
        self.context: BrowserContext = browser.new_context(**{**chosen, **options})
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(_LISTENING)
        self.troubles: list[str] = []
        self.expected: set[int] = set()
        """Answers that a test asks for; any other from 400 on is trouble."""
        self.forgiven: tuple[str, ...] = ()
        """What the console may tell."""
        self.context.request.get(served.address())  # lets all pages in
        self.page = self._watched(self.context.new_page())

    def go(self, path: str = "/") -> Page:
        """Opens a room by its address."""
        self.page.goto(self.served.base + path)
        return self.page

    def ask(self, path: str, **query: Any) -> Any:
        """What the server answers to this page's reader, once it is worked out."""
        begun = time.monotonic()
        while True:
            answer = self.context.request.get(self.served.base + path, params=query or None)
            if answer.status != 202:
                assert answer.ok, f"{path}: {answer.status} {answer.text()}"
                return answer.json()
            assert time.monotonic() - begun < PATIENCE / 1000, path
            time.sleep(0.2)

    def settled(self) -> None:
        """Waits until what is shown is what was judged."""
        begun = time.monotonic()
        while not self.ask("/api/state")["up_to_date"]:
            assert time.monotonic() - begun < PATIENCE / 1000, "The rooms were not brought up to date."
            time.sleep(0.1)

    def close(self) -> None:
        """Raises where anything went wrong."""
        self.context.close()
        assert not self.troubles, "\n".join(self.troubles)

    def _watched(self, page: Page) -> Page:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"error in the page: {error}"))
        page.on("dialog", lambda dialog: (self.troubles.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        known = (*self.forgiven, *(f"status of {status}" for status in self.expected))
        expected = any(words in message.text for words in known)
        if message.type in ("error", "warning") and not expected and not _is_of_an_original(message):
            self.troubles.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left, or asks for something else, gives up what it asked for before.
        given_up = request.failure == "net::ERR_ABORTED" and self._is_own(request.url)
        kept_in = request.failure == "csp" and request.frame.parent_frame is not None
        if not given_up and not kept_in:
            self.troubles.append(f"not answered: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if not self._is_own(response.url):
            self.troubles.append(f"asked another host: {response.url}")
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"answered with {response.status}: {response.url}")

    def _is_own(self, url: str) -> bool:
        return url.startswith((f"{self.served.base}/", "about:", "blob:", "data:"))


def _is_of_an_original(message: ConsoleMessage) -> bool:
    """Whether it tells what the frame of an original kept the original from."""
    policy = "Content Security Policy" in message.text and "/original" in message.location["url"] + message.text
    return policy or "is sandboxed" in message.text


def passage_of(line: dict[str, Any]) -> str:
    """The address of a claim where it stands."""
    return f"/documents/{quote(line['document'], safe='')}?claim={quote(line['claim'], safe='')}"
