"""Private addresses: refused by default on the address itself, by name, and behind a redirect."""

from pathlib import Path

import pytest

from crawler.middlewares.addresses import is_public
from tests.crawls import crawl, rows
from tests.local_web import Answer, local_web

ARTICLE = Answer(
    "<html><head><title>Harbour reopens</title><meta property='og:type' content='article'></head><body><article>"
    "<h1>Harbour reopens</h1>"
    + "".join(
        f"<p>The harbour reopened on day {n} after a storm had closed it, the council said.</p>" for n in range(9)
    )
    + "</article></body></html>"
)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_the_rest_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_private_host_is_never_asked(tmp_path: Path, host: str) -> None:
    database = tmp_path / "articles.db"
    with local_web({"/": ARTICLE, "/report": ARTICLE}) as web:
        url = web.address.replace("127.0.0.1", host) + "/report"
        run = crawl(database, "-a", f"url={url}")
        assert web.asked == []
    assert run.exit_code == 0
    assert rows(database, "SELECT count(*) AS n FROM articles") == [{"n": 0}]
    (row,) = rows(database, "SELECT state, note FROM frontier")
    assert row["state"] == "refused"
    assert "private address" in row["note"]
    assert rows(database, "SELECT refused, errors FROM crawl_sources") == [{"refused": 1, "errors": 0}]


def test_a_setting_opens_them(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    with local_web({"/report": ARTICLE}) as web:
        run = crawl(database, "-a", f"url={web.address}/report", "-s", "ALLOW_PRIVATE_ADDRESSES=True")
    assert run.exit_code == 0
    assert rows(database, "SELECT title FROM articles") == [{"title": "Harbour reopens"}]


def test_a_redirect_does_not_lead_there(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"

    def pages(address: str) -> dict[str, Answer]:
        # https, for which no proxy is set: so it is asked directly, while the first address goes through the proxy
        return {"paper.example/report": Answer(status=302, headers={"Location": "https" + address[4:] + "/secret"})}

    with local_web(pages) as web:
        crawl(database, "-a", "url=http://paper.example/report", proxy=web.address)
        assert web.asked[-1] == "paper.example/report"
    assert rows(database, "SELECT state FROM frontier") == [{"state": "refused"}]
