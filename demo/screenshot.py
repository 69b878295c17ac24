"""Take pictures of the newsroom over the demo's database. Needs `make demo` first, and Chromium.

python -m demo.screenshot

All of them go to build/screenshots/, light and dark, desk and phone; those of SHOWN to docs/ too.
"""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

__all__ = ["FLAGS", "browsing", "chromium"]

ROOT = Path(__file__).resolve().parent.parent
DATABASE = ROOT / "build" / "demo.db"
FOLDER = ROOT / "build" / "screenshots"
DOCS = ROOT / "docs"

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

PAGES = {
    "front": "/",
    "search": "/search?q=cable",
    "article": "/article/{changed}",
    "report": "/report/{shared}",
    "source": "/source/1",
    "sources": "/sources",
    "crawl": "/crawl/1",
    "tables": "/demo/most_republished",
}
"""Name of the picture: address of the page."""

SIZES = {"desk": (1200, 800), "phone": (390, 780)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

SHOWN = ("front-desk-light", "report-desk-dark", "article-phone-light", "search-phone-dark")
"""Pictures that stand in the documents."""


def chromium() -> str | None:
    """Where Debian's or another Chromium is, None where there is none."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def browsing(database: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """Start `scrapy browse` with these options on a free port; give the process and the address it answers at."""
    command = [sys.executable, "-m", "scrapy", "browse", "-s", f"DATABASE={database}", "--port", "0", *options]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)  # noqa: S603 # our own words
    assert server.stderr is not None
    for line in server.stderr:
        if "running on " in line:
            return server, line.split("running on ")[1].split()[0]
    raise RuntimeError(f"scrapy browse ended with exit code {server.wait()}")


def take(browser: Browser, address: str, name: str, path: str) -> None:
    """One page in every size and scheme."""
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(address + path)
            picture = FOLDER / f"{name}-{size}-{scheme}.png"
            page.screenshot(path=picture)
            if picture.stem in SHOWN:
                shutil.copy(picture, DOCS / f"newsroom-{picture.name}")
            context.close()


def main() -> None:
    """Start, look, save, stop."""
    executable = chromium()
    if executable is None or not DATABASE.exists():
        sys.exit("needs Chromium, and the demo's database: run make demo first")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(DATABASE)) as db:
        (changed,) = db.execute("SELECT article FROM revisions").fetchone()
        (shared,) = db.execute("SELECT article FROM copies GROUP BY article ORDER BY count(*) DESC").fetchone()
    server, address = browsing(DATABASE)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            for name, path in PAGES.items():
                take(browser, address.rstrip("/"), name, path.format(changed=changed, shared=shared))
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
