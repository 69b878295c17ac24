"""Helpers of the tests that open the newsroom in Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright

from demo.screenshot import FLAGS, browsing, chromium


@contextmanager
def chromium_open() -> Iterator[Browser]:
    """Debian's Chromium; the test is skipped where there is none."""
    executable = chromium()
    if executable is None:
        pytest.skip("there is no Chromium here; .ci/run installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def newsroom(database: Path, *options: str) -> Iterator[str]:
    """`scrapy browse` over a database; the address it answers at."""
    server, address = browsing(database, *options)
    try:
        yield address
    finally:
        server.terminate()
        server.communicate()


def faults_of(page: Page) -> list[str]:
    """What goes wrong in the page from here on: errors, refusals by its policy, dialogs; filled as it happens."""
    faults: list[str] = []

    def said(line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            faults.append(f"console: {line.text}")

    def asked(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("console", said)
    page.on("dialog", asked)
    return faults
