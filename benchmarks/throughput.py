"""Pages a second of our crawl beside the plain script, in turns on the same machine, politeness off.

    throughput.py WEB [--rounds N]

WEB is a folder made by `../shared/replay.py build ../shared/corpus WEB --copies 5`. Prints each round, then the
medians and their ratio: on a noisy machine only the ratio means something.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.replayed import ROOT, Web, crawl_command, run, served
from crawler.urls import normalise

MIB = 1 << 20


def ours(web: Web, scratch: Path) -> tuple[int, float, int]:
    """(true articles stored, seconds, peak bytes) of one crawl into an empty database."""
    database = scratch / "articles.db"
    for left in scratch.glob("articles.db*"):
        left.unlink()
    result = run(crawl_command(web, database), web)
    if result.exit_code != 0:
        sys.exit(f"the crawl ended with exit code {result.exit_code}:\n{result.output}")
    with sqlite3.connect(database) as connection:
        urls = {row[0] for row in connection.execute("SELECT url FROM articles UNION SELECT url FROM copies")}
    return len(urls & {normalise(url) for url in web.articles()}), result.seconds, result.peak


def plain(web: Web, scratch: Path) -> tuple[int, float, int]:
    """The same of the plain script."""
    sources, out = web.folder / "sources.txt", scratch / "plain.jsonl"
    spider = ROOT / "benchmarks" / "plain_spider.py"
    command = [sys.executable, "-m", "scrapy", "runspider", str(spider), "-a", f"sources={sources}", "-O", str(out)]
    # Run from the scratch folder's point of view: a project's settings would not be the plain script's.
    result = run([sys.executable, "-c", _OUTSIDE, str(scratch), *command[1:]], web)
    if result.exit_code != 0:
        sys.exit(f"the plain script ended with exit code {result.exit_code}:\n{result.output}")
    urls = {json.loads(line)["url"] for line in out.read_text().splitlines()}
    return len(urls & web.articles().keys()), result.seconds, result.peak


_OUTSIDE = "import os, sys; os.chdir(sys.argv[1]); os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"


def main() -> None:
    """Run the rounds and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("web", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    rates: dict[str, list[float]] = {"broadsheet": [], "plain script": []}
    with tempfile.TemporaryDirectory() as folder, served(options.web.resolve()) as web:
        for number in range(1, options.rounds + 1):
            for name, measure in (("plain script", plain), ("broadsheet", ours)):
                articles, seconds, peak = measure(web, Path(folder))
                rates[name].append(articles / seconds)
                print(
                    f"round {number}  {name:12}  {articles} articles in {seconds:.1f} s, "
                    f"{articles / seconds:.1f}/s, peak {peak / MIB:.0f} MiB",
                    flush=True,
                )
    medians = {name: statistics.median(values) for name, values in rates.items()}
    for name, rate in medians.items():
        print(f"{name:12}  median {rate:.1f} articles/s")
    print(f"ratio {medians['broadsheet'] / medians['plain script']:.2f}")


if __name__ == "__main__":
    main()
