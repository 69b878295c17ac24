"""The real command on a replayed web of real sites: completeness, politeness of a second run, kill -9, score.

    crawl.py WEB [--kills 10] [--out PREDICTIONS.jsonl]

WEB is a folder made by `../shared/replay.py build ../shared/corpus WEB --copies 5`. Reads the server's log and the
database, prints a figure a line, and exits 1 where one is not reached. The text's figures are score.py's, over WEB.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.replayed import SHARED, Web, crawl_command, run, served
from crawler.urls import normalise

MIB = 1 << 20
NO_ARTICLES = ("/about", "/login", "/tag/", "/private/")

SCORES = {  # figure -> (sign, floor or ceiling)
    "f1": (">=", 0.962),
    "residue": ("<=", 0.035),
    "lost": ("<=", 0.022),
    "title": (">=", 0.85),
    "date": (">=", 0.975),
    "minute": (">=", 0.80),
}


class Board:
    """Prints figures beside what is to be reached, and remembers whether all were."""

    def __init__(self) -> None:
        self.reached = True

    def show(self, name: str, value: float, sign: str, bound: float) -> None:
        """One line; `sign` is ">=" or "<="."""
        good = value >= bound if sign == ">=" else value <= bound
        self.reached &= good
        number = f"{value:.4f}" if isinstance(value, float) else str(value)
        print(f"{'ok ' if good else 'NOT'}  {name:44} {number:>10}   ({sign} {bound})", flush=True)


def stored(database: Path) -> dict[str, str]:
    """{url: "article" or "copy"} of everything stored."""
    with sqlite3.connect(database) as db:
        rows = db.execute("SELECT url, 'article' FROM articles UNION ALL SELECT url, 'copy' FROM copies")
        return dict(rows.fetchall())


def snapshot(database: Path) -> list[tuple[Any, ...]]:
    """All of `articles`, to see that nothing changed."""
    with sqlite3.connect(database) as db:
        return db.execute("SELECT * FROM articles ORDER BY id").fetchall()


def article_requests(web: Web, since: int) -> collections.Counter[str]:
    """How often each article page was requested."""
    articles = web.articles()
    asked = (f"http://{entry['host']}{entry['path']}" for entry in web.requests(since))
    return collections.Counter(url for url in asked if url in articles)


def first_run(web: Web, database: Path, board: Board) -> None:
    """One crawl into an empty database."""
    result = run(crawl_command(web, database), web)
    print(result.output.strip().splitlines()[-1] if result.output.strip() else "(no output)")
    board.show("exit code", result.exit_code, "<=", 0)
    found = stored(database)
    truth = {normalise(url) for url in web.articles()}
    board.show("share of the articles stored", len(truth & set(found)) / len(truth), ">=", 0.97)
    strays = [url for url in found if any(mark in url for mark in NO_ARTICLES) and url not in truth]
    board.show("pages stored that are no article", len(strays), "<=", 0)
    board.show("requests for /private/", sum("/private/" in entry["path"] for entry in web.requests()), "<=", 0)
    board.show("article pages requested twice", sum(n > 1 for n in article_requests(web, 0).values()), "<=", 0)
    board.show("peak memory of all processes, MiB", result.peak // MIB, "<=", 900)


def second_run(web: Web, database: Path, board: Board) -> None:
    """The same at once again: nothing is new."""
    before, so_far = snapshot(database), len(web.requests())
    board.show("second run: exit code", run(crawl_command(web, database), web).exit_code, "<=", 0)
    board.show("second run: article pages requested", sum(article_requests(web, so_far).values()), "<=", 0)
    listings = [e for e in web.requests(so_far) if e["path"].endswith(".xml")]
    board.show("second run: feeds and sitemaps asked", len(listings), ">=", 1)
    board.show("second run: of these not answered 304", sum(e["status"] != 304 for e in listings), "<=", 0)
    board.show("second run: articles changed", int(snapshot(database) != before), "<=", 0)


def killed_runs(web: Web, undisturbed: Path, database: Path, kills: int, board: Board) -> None:
    """`kills` runs ended by SIGKILL at a random moment, then one to the end."""
    chance = random.Random(0)  # noqa: S311 # no secret: a repeatable choice of moments
    whole = run(crawl_command(web, undisturbed.with_name("timed.db")), web).seconds
    broken = 0
    for number in range(kills):
        # Early enough that ten of them do not finish the work: the start alone takes about a second.
        moment = chance.uniform(0.8, 0.8 + 0.15 * whole)
        result = run(crawl_command(web, database), web, kill_after=moment)
        broken += not whole_database(database) if database.exists() else 0
        how = "ended before" if result.exit_code == 0 else "killed"
        print(f"     kill {number + 1} after {moment:.1f} s of {whole:.1f}: {how}", flush=True)
    board.show(
        "after the kills: exit code of the last run",
        run(crawl_command(web, database), web).exit_code,
        "<=",
        0,
    )
    board.show("after the kills: databases found broken", broken + (not whole_database(database)), "<=", 0)
    missing = set(stored(undisturbed)) ^ set(stored(database))
    board.show("after the kills: addresses that differ", len(missing), "<=", 0)
    with sqlite3.connect(database) as db:
        twice = db.execute("SELECT count(*) FROM articles JOIN copies USING (url)").fetchone()[0]
        counts = db.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM articles_fts)").fetchone()
    board.show("after the kills: pages stored twice", twice, "<=", 0)
    board.show("after the kills: articles without search row", abs(counts[0] - counts[1]), "<=", 0)


def whole_database(database: Path) -> bool:
    """PRAGMA integrity_check and foreign_key_check find nothing."""
    with sqlite3.connect(database) as db:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return True  # killed before the first table
        sound = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return sound and not db.execute("PRAGMA foreign_key_check").fetchall()


def predictions(web: Web, database: Path, out: Path) -> None:
    """What the database holds of each truth row, in score.py's format; a copy is judged by its article."""
    with sqlite3.connect(database) as db:
        db.row_factory = sqlite3.Row
        rows = db.execute("SELECT a.url, a.title, a.text, a.published, a.id FROM articles a").fetchall()
        names = collections.defaultdict(list)
        for article, name in db.execute(
            "SELECT article, name FROM article_authors JOIN authors ON authors.id = author ORDER BY position"
        ):
            names[article].append(name)
        by_url = {row["url"]: row for row in rows}
        by_id = {row["id"]: row for row in rows}
        for url, article in db.execute("SELECT url, article FROM copies"):
            by_url[url] = by_id[article]
    with out.open("w") as file:
        for url, truth in web.articles().items():
            row = by_url.get(normalise(url))
            if row is not None:
                said = {"text": row["text"], "title": row["title"], "published": row["published"]}
                file.write(json.dumps({"id": truth["id"], "authors": names[row["id"]], **said}) + "\n")


def score(web: Web, out: Path, scratch: Path, board: Board) -> None:
    """Show score.py's figures of the real pages; those with their copies, whose words are made up, for comparison."""
    real = scratch / "real"
    real.mkdir()
    lines = (web.folder / "truth.jsonl").read_text().splitlines(keepends=True)
    (real / "truth.jsonl").write_text("".join(line for line in lines if "rewritten" not in json.loads(line)))
    figures = _scored(real, out)
    for name, (sign, bound) in SCORES.items():
        board.show(f"text of the real pages: {name}", figures[name], sign, bound)
    together = _scored(web.folder, out)
    print("     with their copies:", ", ".join(f"{name} {together[name]:.4f}" for name in SCORES), flush=True)


def _scored(folder: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, str(SHARED / "score.py"), str(folder), str(out), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)["all"]
    return figures


def main() -> None:
    """Run all and exit."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("web", type=Path)
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--out", type=Path, help="also keep the predictions for score.py")
    options = arguments.parse_args()
    board = Board()
    with tempfile.TemporaryDirectory() as folder, served(options.web.resolve()) as web:
        database = Path(folder) / "articles.db"
        first_run(web, database, board)
        second_run(web, database, board)
        out = options.out or Path(folder) / "predictions.jsonl"
        predictions(web, database, out)
        score(web, out, Path(folder), board)
        if options.kills:
            killed_runs(web, database, Path(folder) / "killed.db", options.kills, board)
    sys.exit(0 if board.reached else 1)


if __name__ == "__main__":
    main()
