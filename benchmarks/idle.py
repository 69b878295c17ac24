"""What a run costs that finds nothing new: many sources, one machine that pretends to be all their hosts.

    idle.py [--sources 2000] [--runs 2]

A first crawl takes in two pages of each source, one an article and one gone; then nothing changes, and the runs are
measured. Of every three sites one is found by the feed that its home page names, one by the news sitemap that its
robots.txt names, one by the links of its home page. Feeds, sitemaps and home pages answer conditional requests
with 304. Politeness is off (DOWNLOAD_DELAY=0), robots.txt is obeyed. Prints for each run: requests a source (mean,
most), seconds, CPU seconds of all its processes, peak memory, and seconds from the start to the first request.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.replayed import Run, Web, crawl_command, run

MIB = 1 << 20
XML = "application/xml; charset=utf-8"
HTML = "text/html; charset=utf-8"
WORDS = ("harbour", "council", "bridge", "market", "school", "river")


def page_of(host: str, path: str) -> tuple[int, str, str]:
    """(status, content type, body) of a site's page; sites differ by the number in their host's name."""
    number = int(host[1 : host.index(".")])
    kind = ("feed", "sitemap", "links")[number % 3]
    base, title = f"http://{host}", f"The plan number {number} angers the whole town"
    story = f"{base}/2026/11/23/plan-{number}-angers-the-town"
    gone = f"{base}/2026/11/22/plan-{number}-is-forgotten-by-all"
    links = "".join(f'<li><a href="{url}">{title}</a></li>' for url in (story, gone)) if kind == "links" else ""
    head = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">' if kind == "feed" else ""
    match path:
        case "/robots.txt":
            named = f"Sitemap: {base}/sitemap.xml\n" if kind == "sitemap" else ""
            return 200, "text/plain", f"User-agent: *\nDisallow: /private/\n{named}"
        case "/":
            filler = f"<p>{'The paper of the town. ' * 400}</p>"
            return (
                200,
                HTML,
                f"<html><head><title>{host}</title>{head}</head><body>{filler}<ul>{links}</ul></body></html>",
            )
        case "/feed.xml" if kind == "feed":
            items = "".join(f"<item><title>{title}</title><link>{url}</link></item>" for url in (story, gone))
            return 200, XML, f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
        case "/sitemap.xml" if kind == "sitemap":
            urls = "".join(f"<url><loc>{url}</loc><lastmod>2099-01-01</lastmod></url>" for url in (story, gone))
            return 200, XML, f"<urlset>{urls}</urlset>"
        case _ if base + path == story:
            words = " ".join(f"{word}{number}" for word in WORDS * 5)
            text = "".join(f"<p>{words} {part}, said the mayor of the town.</p>" for part in "abc")
            return 200, HTML, f"<html lang=en><body><article><h1>{title}</h1>{text}</article></body></html>"
    return 410, HTML, "<h1>Gone</h1>"


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, log: Path) -> None:
    """Answer one connection's requests, as a proxy is asked; a line of the log for each."""
    with log.open("a", buffering=1) as file:
        try:
            while line := await reader.readline():
                target, known = line.split(b" ")[1].decode(), ""
                while header := (await reader.readline()).rstrip(b"\r\n"):
                    if header.lower().startswith(b"if-none-match:"):
                        known = header.partition(b":")[2].strip().decode()
                parts = urlsplit(target)
                status, kind, body = page_of(parts.netloc, parts.path)
                tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
                if status == 200 and known == tag:
                    status, body = 304, ""
                file.write(
                    json.dumps({"time": time.time(), "host": parts.netloc, "path": parts.path, "status": status}) + "\n"
                )
                head = (
                    f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
                )
                writer.write((head + body).encode())
                await writer.drain()
        except (ConnectionError, ValueError, IndexError):
            pass
        finally:
            writer.close()


async def serve(log: Path) -> None:
    """Serve until ended; says its address."""
    server = await asyncio.start_server(lambda reader, writer: answer(reader, writer, log), "127.0.0.1", 0, backlog=512)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


@contextmanager
def served(folder: Path, sources: int) -> Iterator[Web]:
    """A web of so many sites, in a process of its own."""
    log = folder / "requests.jsonl"
    log.touch()
    (folder / "sources.txt").write_text("".join(f"http://s{n}.example/\n" for n in range(sources)))
    server = subprocess.Popen([sys.executable, __file__, "--serve", str(log)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield Web(folder, server.stdout.readline().strip(), log)
    finally:
        server.terminate()
        server.wait()


def measured(web: Web, database: Path) -> tuple[Run, float, list[dict[str, object]], float]:
    """(run, CPU seconds of it and its workers, its requests, seconds to the first of them)."""
    seen, before, started = len(web.requests()), _spent(), time.time()
    result = run(crawl_command(web, database), web)
    asked = web.requests(since=seen)
    return result, _spent() - before, asked, min((each["time"] for each in asked), default=started) - started


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve))
        return
    with tempfile.TemporaryDirectory() as scratch, served(Path(scratch), options.sources) as web:
        for number in range(options.runs + 1):
            result, cpu, asked, first = measured(web, Path(scratch) / "articles.db")
            if result.exit_code:
                sys.exit(result.output)
            counts = Counter(str(each["host"]) for each in asked)
            statuses = Counter(each["status"] for each in asked)
            print(
                f"{'first' if not number else f'idle {number}':7} {len(asked) / options.sources:.2f} requests a source "
                f"(most {max(counts.values())}; {dict(statuses)}), {result.seconds:.1f} s, {cpu:.1f} s of CPU, "
                f"{result.peak / MIB:.0f} MiB, first request after {first:.2f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
