"""What sites ask of a crawler: robots.txt by RFC 9309, pauses between requests, Retry-After and 429 over runs."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.http import Response

from crawler.middlewares.backoff import retry_after
from crawler.urls import site_of
from storage.database import close_database, open_database
from storage.holds import FIRST, LONGEST, Holds
from tests.crawls import crawl, rows
from tests.hostile.case import REPORT, feed_of, page
from tests.hostile.web import Chunks, Site, answer, head, hostile_web, redirect
from tests.records import NOW

pytestmark = pytest.mark.slow


def rules(text: str) -> Chunks:
    return answer(text, "text/plain")


def paper(seed: int, robots: Callable[[], Chunks], path_of_robots: str = "/robots.txt") -> Site:
    """A site with a feed of one report, whose robots.txt answers so."""

    def site(path: str) -> Chunks | None:
        if path == path_of_robots:
            return robots()
        return feed_of(REPORT) if path == "/feed" else answer(page(seed)) if path == REPORT else None

    return site


def hops(n: int) -> Site:
    """robots.txt is found behind `n` redirects, and allows nothing."""

    def site(path: str) -> Chunks | None:
        if path == "/robots.txt":
            return redirect("/hop1")
        if path.startswith("/hop"):
            at = int(path.removeprefix("/hop"))
            return redirect(f"/hop{at + 1}") if at < n else rules("User-agent: *\nDisallow: /")
        return paper(80 + n, list)(path)

    return site


def endless_rules() -> Chunks:
    yield head("Content-Type: text/plain")
    yield b"User-agent: *\nDisallow: /nowhere\n"
    for _ in range(1_000_000):
        yield b"# and so on\n" * 1000


STATUS = "Service Unavailable"
ROBOTS: dict[str, tuple[Site, int, str | None]] = {
    "none": (paper(60, lambda: answer("", status="404 Not Found")), 1, None),
    "forbidden": (paper(61, lambda: answer("", status="403 Forbidden")), 1, None),
    "an-error-page": (paper(62, lambda: answer("Allow: /", status="500 Server Error")), 0, "robots.txt unreachable"),
    "closed": (paper(63, list), 0, "cut off"),
    "not-us": (
        paper(64, lambda: rules("User-agent: Broadsheet\nDisallow: /\nUser-agent: *\nAllow: /")),
        0,
        "robots.txt",
    ),
    "only-us": (paper(65, lambda: rules("User-agent: *\nDisallow: /\nUser-agent: broadsheet\nAllow: /")), 1, None),
    "a-page": (paper(66, lambda: answer(page(66))), 1, None),
    "endless": (paper(67, endless_rules), 1, None),
    "behind-5": (hops(5), 0, "robots.txt"),
    "behind-9": (hops(9), 1, None),
}
"""Name of a site -> the site, how many articles are stored, the kind of problem of its feed."""


def test_robots_txt_is_read_as_rfc_9309_says(tmp_path: Path) -> None:
    database, sources = tmp_path / "articles.db", tmp_path / "sources.toml"
    sources.write_text(
        "".join(f'[[source]]\nname = "{name}"\nurl = "http://{name}.example/"\nfeeds = ["/feed"]\n' for name in ROBOTS)
    )
    with hostile_web({f"{name}.example": site for name, (site, _, _) in ROBOTS.items()}) as web:
        run = crawl(database, "-a", f"sources={sources}", proxy=web.proxy)
        asked = list(web.asked)
    assert "Traceback" not in run.stderr
    listed = rows(database, "SELECT name, new, error_kinds FROM crawl_sources c JOIN sources s ON s.id = c.source")
    found = {row["name"]: (row["new"], *json.loads(row["error_kinds"] or "{}")) for row in listed}
    assert found == {name: (new, *([kind] if kind else [])) for name, (_, new, kind) in ROBOTS.items()}
    assert [host for host in ROBOTS if asked.count(f"{host}.example/robots.txt") != 1] == []


@dataclass
class Log:
    """Requests with the time of their arrival, by the monotonic clock."""

    asked: list[tuple[float, str]] = field(default_factory=list)

    def site(self, inner: Site, host: str) -> Site:
        def site(path: str) -> Chunks | None:
            self.asked.append((time.monotonic(), host))
            return inner(path)

        return site

    def pauses(self) -> dict[str, list[float]]:
        """Seconds between requests, by site."""
        times: dict[str, list[float]] = {}
        for moment, host in self.asked:
            times.setdefault(site_of(f"http://{host}/"), []).append(moment)
        return {site: [later - earlier for earlier, later in pairwise(sorted(at))] for site, at in times.items()}


def several(seed: int, robots: str = "", to: str = "") -> Site:
    """A site with a feed of four reports, the first of which leads to another host of the site."""
    paths = [f"/2026/03/0{n}/harbour-reopens-after-the-storm" for n in range(1, 5)]

    def site(path: str) -> Chunks | None:
        if path == "/robots.txt":
            return rules(robots)
        if path == "/feed":
            return feed_of(*paths)
        if path == paths[0] and to:
            return redirect(f"http://{to}{path}")
        return answer(page(seed * 10 + paths.index(path))) if path in paths else None

    return site


def test_no_site_sees_two_requests_closer_than_its_delay(tmp_path: Path) -> None:
    """Of a replayed crawl's access log: several sources on one site, redirects between its hosts, Crawl-delay."""
    log, delay, longer = Log(), 0.5, 1.5
    hosts = {
        "www.paper.example": several(11, to="m.paper.example"),
        "m.paper.example": several(12),
        "sport.paper.example": several(13),
        "slow.example": several(14, f"User-agent: *\nCrawl-delay: {longer}"),
        "other.example": several(15, to="slow.example"),
        "fast.example": several(16),
    }
    database, sources = tmp_path / "articles.db", tmp_path / "sources.toml"
    sources.write_text(
        "".join(f'[[source]]\nname = "{host}"\nurl = "http://{host}/"\nfeeds = ["/feed"]\n' for host in hosts)
    )
    with hostile_web({host: log.site(site, host) for host, site in hosts.items()}) as web:
        settings = ("-s", f"DOWNLOAD_DELAY={delay}", "-s", "AUTOTHROTTLE_ENABLED=0")
        run = crawl(database, "-a", f"sources={sources}", *settings, proxy=web.proxy)
    assert run.exit_code == 0, run.stderr
    pauses = log.pauses()
    # A busy machine may notice a request late, which makes the next pause seem shorter: one in ten, not more.
    assert len(pauses["paper.example"]) >= 3 * (2 + 4) - 1
    for site, between in pauses.items():
        assert sorted(between)[len(between) // 10] >= 0.8 * delay, (site, between)
        assert sum(between) >= 0.95 * delay * len(between)
    assert sorted(pauses["slow.example"])[2] >= 0.8 * longer  # the first is before robots.txt is known


# --- 429, 503, Retry-After ---


def test_retry_after_is_seconds_or_a_date_within_bounds() -> None:
    def asks(value: str) -> timedelta | None:
        return retry_after(Response("http://a.example/", headers={"Retry-After": value}), NOW)

    assert asks("120") == timedelta(minutes=2)
    assert asks(format_datetime(NOW + timedelta(minutes=3), usegmt=True)) == timedelta(minutes=3)
    assert asks(format_datetime(NOW - timedelta(days=1), usegmt=True)) == timedelta()
    assert asks("9" * 400) == LONGEST
    assert asks("Fri, 31 Dec 9999 23:59:59 GMT") == LONGEST
    for nonsense in ("", "soon", "-5", "1e9", "Mon, 99 Foo 2026", "\u0663"):
        assert retry_after(Response("http://a.example/", headers={"Retry-After": nonsense.encode()}), NOW) is None


def busy(status: str, refusals: int, *lines: str) -> tuple[Site, list[float]]:
    """A site whose articles are refused so often at first, and when they were asked for."""
    asked: list[float] = []
    good = several(17)

    def site(path: str) -> Chunks | None:
        if path.startswith("/2026/"):
            asked.append(time.monotonic())
            if len(asked) <= refusals:
                return [head("Content-Length: 0", *lines, status=status)]
        return good(path)

    return site, asked


def test_a_short_pause_that_a_site_asks_for_is_kept_within_the_run(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    site, asked = busy(f"503 {STATUS}", 1, "Retry-After: 2")
    with hostile_web({"busy.example": site}) as web:
        (tmp_path / "sources.toml").write_text(
            '[[source]]\nname = "busy"\nurl = "http://busy.example/"\nfeeds = ["/feed"]\n'
        )
        run = crawl(database, "-a", f"sources={tmp_path}/sources.toml", "-s", "RETRY_TIMES=2", proxy=web.proxy)
    assert run.exit_code == 0, run.stderr
    assert asked[1] - asked[0] >= 2
    assert rows(database, "SELECT new, errors FROM crawl_sources") == [{"new": 4, "errors": 0}]
    assert rows(database, "SELECT * FROM holds") == []


def test_a_site_that_refuses_is_left_alone_by_the_next_runs_and_loses_nothing(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    site, asked = busy("429 Too Many Requests", 1, "Retry-After: 3600")
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "busy"\nurl = "http://www.busy.example/"\nfeeds = ["/feed"]\n'
    )
    arguments = ("-a", f"sources={tmp_path}/sources.toml", "-s", "RETRY_TIMES=2")
    with hostile_web({"www.busy.example": site}) as web:
        crawl(database, *arguments, proxy=web.proxy)
        assert len(asked) == 1  # the other three waited in line
        (hold,) = rows(database, "SELECT * FROM holds")
        assert (hold["site"], hold["times"], hold["status"]) == ("busy.example", 1, 429)
        assert hold["until"] > (datetime.now(UTC) + timedelta(minutes=55)).strftime("%Y-%m-%dT%H:%M:%SZ")
        before = len(web.asked)
        second = crawl(database, *arguments, proxy=web.proxy)
        assert second.exit_code == 0
        assert len(web.asked) == before
        (row,) = rows(database, "SELECT errors, refusal_kinds FROM crawl_sources ORDER BY crawl DESC LIMIT 1")
        assert row["errors"] == 0
        assert json.loads(row["refusal_kinds"])["on hold"] >= 4
        with_hold_over(database)
        crawl(database, *arguments, proxy=web.proxy)
    stored = rows(database, "SELECT count(*) AS n FROM articles")
    assert stored[0]["n"] == 3  # the one that was refused is due in half an hour
    assert rows(database, "SELECT * FROM holds") == []


def with_hold_over(database: Path) -> None:
    db = open_database(database)
    db.execute("UPDATE holds SET until = '2026-01-01T00:00:00Z'")
    db.conn.commit()
    close_database(db)


def test_holds_grow_and_are_bounded_whatever_the_clock_said(tmp_path: Path) -> None:
    db = open_database(tmp_path / "articles.db")
    holds = Holds(db)
    ends = [holds.hold("paper.example", None, 503, NOW) for _ in range(30)]
    assert ends[:3] == [NOW + FIRST, NOW + 2 * FIRST, NOW + 4 * FIRST]
    assert ends[-1] == NOW + LONGEST
    assert holds.all(NOW) == {"paper.example": NOW + LONGEST}
    year_ago = NOW - timedelta(days=365)  # the clock was a year ahead when it was written
    assert holds.all(year_ago) == {"paper.example": year_ago}
    holds.release("paper.example")
    assert holds.all(NOW) == {}
    close_database(db)


# --- A source's share of a run ---


@pytest.mark.parametrize("setting", ["SOURCE_PAGES=1", "SOURCE_MINUTES=0.0000001"])
def test_what_is_over_a_sources_share_of_a_run_is_left_to_the_next(tmp_path: Path, setting: str) -> None:
    database, (site, asked) = tmp_path / "articles.db", busy("200 OK", 0)
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "big"\nurl = "http://big.example/"\nfeeds = ["/feed"]\n')
    with hostile_web({"big.example": site}) as web:
        first = crawl(database, "-a", f"sources={tmp_path}/sources.toml", "-s", setting, proxy=web.proxy)
        assert first.exit_code == 0
        assert len(asked) == (1 if "PAGES" in setting else 0)
        crawl(database, "-a", f"sources={tmp_path}/sources.toml", proxy=web.proxy)
    assert rows(database, "SELECT count(*) AS n FROM articles") == [{"n": 4}]
    assert len(asked) == 4
