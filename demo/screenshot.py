"""Take docs/datasette.png: what `scrapy browse` shows of the demo's database. Needs `make demo` first, and Chromium.

python -m demo.screenshot
"""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

__all__ = ["browsing", "chromium"]

ROOT = Path(__file__).resolve().parent.parent
DATABASE = ROOT / "build" / "demo.db"
PICTURE = ROOT / "docs" / "datasette.png"
PAGE = "/demo/most_republished"

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


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


def main() -> None:
    """Start, look, save, stop."""
    executable = chromium()
    if executable is None or not DATABASE.exists():
        sys.exit("needs Chromium, and the demo's database: run make demo first")
    server, address = browsing(DATABASE)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            page = browser.new_page(viewport={"width": 1200, "height": 760})
            page.goto(address + PAGE)
            page.screenshot(path=PICTURE)
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
