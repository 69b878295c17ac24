import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import MAX_LENGTH, announced, is_page_url, normalise, resolve, same_site, site_of

SAME = [
    "https://example.org/",
    "https://example.org/2024/05/01/a-slug",
    "https://example.org/a/b.html",
    "https://example.org/a//b/",
    "https://example.org/?p=123",
    "https://example.org/news.php?id=7&page=2&lang=de",
    "https://example.org/a?b=2&a=1",
    "https://example.org/a?source=4711&ref=17&cid=5&uid=3&eid=9&from=home&keyword=x",
    "https://example.org/a?empty=&flag",
    "https://example.org/a?q=a+b%20c",
    "https://example.org/a;b/c,d,1.html",
    "https://example.org/%c3%bc",
    "https://example.org/a?sid=1234",
    "https://example.org/...",
    "https://example.org/a/.well-known",
    "http://127.0.0.1:8080/a",
    "http://localhost/",
    "http://[::1]:8000/x",
    "https://a_b.example.org/",
]

CHANGED = [
    ("HTTPS://Www.Example.ORG", "https://www.example.org/"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:443/a", "http://example.org:443/a"),
    ("https://example.org./a", "https://example.org/a"),
    ("https://example.org/a#top", "https://example.org/a"),
    ("https://example.org?a=1", "https://example.org/?a=1"),
    ("https://example.org/a?", "https://example.org/a"),
    ("https://example.org/a?utm_source=x&id=3&UTM_Medium=y", "https://example.org/a?id=3"),
    ("https://example.org/a?id=3&amp;utm_source=x", "https://example.org/a?id=3"),
    ("https://example.org/a?fbclid=abc", "https://example.org/a"),
    ("https://example.org/a?gclid=1&b=2&b=1&xtor=RSS-1", "https://example.org/a?b=2&b=1"),
    ("https://example.org/a;jsessionid=0AF?b=2", "https://example.org/a?b=2"),
    ("https://example.org/a?PHPSESSID=abc&b=2", "https://example.org/a?b=2"),
    ("https://example.org/a?sid=0123456789abcdef0123456789abcdef", "https://example.org/a"),
    ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
    ("https://xn--fa-hia.de/", "https://xn--fa-hia.de/"),
    ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    ("https://example.org/a/../b/./c", "https://example.org/b/c"),
    ("https://example.org/../../a/..", "https://example.org/"),
    ("  https://example.org/a\n", "https://example.org/a"),
    ("https://example.org\\a", "https://example.org/a"),
    ("http://[0:0::1]/", "http://[::1]/"),
]

REFUSED = [
    "",
    "/a",
    "example.org/a",
    "//example.org/a",
    "mailto:desk@example.org",
    "javascript:void(0)",
    "file:///etc/passwd",
    "ftp://example.org/a",
    "http://",
    "http:///a",
    "http://a b.org/",
    "http://example..org/",
    "http://-example.org/",
    "http://exa%6dple.org/",
    "http://user:secret@example.org/",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://[::1/",
    "http://[nonsense]/",
    f"http://{'a' * 64}.org/",
    f"http://{'a.' * 127}org/",
    "http://example.org/\ud800",
    "http://\ud800.org/",
    f"http://example.org/{'a' * MAX_LENGTH}",
    f"http://example.org/{'ü' * MAX_LENGTH}",
]


@pytest.mark.parametrize("url", SAME)
def test_a_normal_address_stays(url: str) -> None:
    assert normalise(url) == url


@pytest.mark.parametrize(("url", "expected"), CHANGED)
def test_one_spelling(url: str, expected: str) -> None:
    assert normalise(url) == expected


@pytest.mark.parametrize("url", REFUSED)
def test_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError, match="not a web address: ") as caught:
        normalise(url)
    message = str(caught.value)
    assert ascii(url)[1:-1][:20] in message
    assert len(message) < 4000
    message.encode()


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-zA-Z0-9.ü-]{1,20}[/?#;.%&=a-zA-Z0-9:@\\-]{0,60}"))
def test_any_text_is_normalised_once_or_refused(text: str) -> None:
    try:
        url = normalise(text)
    except ValueError:
        return
    assert normalise(url) == url
    assert url.isascii()
    assert url.startswith(("http://", "https://"))
    assert "#" not in url
    assert site_of(url)


@given(st.from_regex(r"[a-z0-9.-]{1,20}(/[A-Za-z0-9._~!$&'()*+,=:@-]{0,10}){1,5}", fullmatch=True))
def test_the_short_way_gives_what_the_long_way_gives(rest: str) -> None:
    plain = f"https://{rest}"
    try:
        # an empty query takes the long way and leaves nothing behind
        long_way = normalise(plain + "?")
    except ValueError:
        with pytest.raises(ValueError, match="not a web address"):
            normalise(plain)
        return
    assert normalise(plain) == long_way


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("https://example.org/a/b", "c", "https://example.org/a/c"),
        ("https://example.org/a/b", " /c\n", "https://example.org/c"),
        ("https://example.org/a/b", "//other.org/c", "https://other.org/c"),
        ("https://example.org/a/b?x=1", "?x=2", "https://example.org/a/b?x=2"),
        ("https://example.org/a/b", "", "https://example.org/a/b"),
    ],
)
def test_references(base: str, href: str, expected: str) -> None:
    assert resolve(base, href) == expected


@given(st.text(max_size=60))
def test_any_reference_is_resolved_or_refused(href: str) -> None:
    try:
        assert normalise(url := resolve("https://example.org/a/", href)) == url
    except ValueError as error:
        assert "not a web address" in str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://example.org", "example.org"),
        ("https://news.example.org:8080/a", "example.org"),
        ("https://one.blogspot.com/a", "one.blogspot.com"),
        ("https://www.xn--bcher-kva.de/", "xn--bcher-kva.de"),
        ("http://127.0.0.1:8001/a", "127.0.0.1:8001"),
        ("http://[::1]:8001/", "[::1]:8001"),
        ("http://localhost/a", "localhost"),
        ("http://co.uk/a", "co.uk"),
        ("http://www.paper.example:8000/a", "paper.example"),
    ],
)
def test_sites(url: str, site: str) -> None:
    assert site_of(url) == site


def test_same_site() -> None:
    assert same_site("https://www.example.co.uk/a", "http://m.example.co.uk/b")
    assert not same_site("https://one.co.uk/", "https://two.co.uk/")
    assert not same_site("http://127.0.0.1:8001/", "http://127.0.0.1:8002/")
    with pytest.raises(ValueError, match="no host"):
        site_of("about:blank")


def test_files_are_no_pages() -> None:
    assert is_page_url("https://example.org/a.html")
    assert is_page_url("https://example.org/a.b/c")
    assert is_page_url("https://example.org/story-1.2345")
    assert is_page_url("https://example.org/?file=a.pdf")
    assert not is_page_url("https://example.org/a.PDF")
    assert not is_page_url("https://example.org/feed.xml?x=1")


@pytest.mark.parametrize(
    ("href", "url", "address"),
    [
        ("/a", "https://paper.example/a", ""),
        ("/a#top", "https://paper.example/a", ""),
        ("/a?utm_source=rss&id=7#top", "https://paper.example/a?id=7", "https://paper.example/a?utm_source=rss&id=7"),
        ("HTTPS://Paper.Example/a?fbclid=x", "https://paper.example/a", "https://paper.example/a?fbclid=x"),
    ],
)
def test_what_is_asked_for_is_what_was_announced(href: str, url: str, address: str) -> None:
    assert announced("https://paper.example/", href) == (url, address)
