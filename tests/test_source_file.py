from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.source_file import AlreadyThere, append_source, as_toml, free_name, known_sources
from crawler.sources import Source, SourcesError, parse_sources, read_sources

OLD = """# Our papers, in the order of their age.

[[source]]   # the oldest
name = "Harbour Courier"
url = "https://www.harbour.example/"   # since 1871
feeds = [ "/rss", ]
"""
NEW = Source("Tamarack Ledger", "https://tamarack.example/", feeds=("https://tamarack.example/feed",), language="en")


def test_an_entry_comes_behind_the_others_which_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(OLD)
    path.chmod(0o640)
    added = append_source(path, NEW)
    assert path.read_text() == f"{OLD}\n{added}"
    assert read_sources(path)[1] == NEW
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("old", ["", "# nothing yet\n", "\ufeff# a mark\n"])
def test_a_missing_or_empty_file_is_begun(tmp_path: Path, old: str) -> None:
    path = tmp_path / "sources.toml"
    assert known_sources(path) == ()
    if old:
        path.write_text(old)
    append_source(path, NEW)
    assert path.read_text().startswith(old)
    assert known_sources(path) == (NEW,)


def test_a_list_of_home_pages_gets_a_line(tmp_path: Path) -> None:
    path = tmp_path / "sites.txt"
    path.write_text("https://harbour.example/  # the oldest")
    assert append_source(path, NEW) == "https://tamarack.example/\n"
    assert path.read_text() == "https://harbour.example/  # the oldest\nhttps://tamarack.example/\n"


def test_line_ends_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "real.toml", tmp_path / "sources.toml"
    path.write_bytes(OLD.replace("\n", "\r\n").encode())
    link.symlink_to(path)
    append_source(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert len(read_sources(link)) == 2


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (Source("H", "http://harbour.example"), "http://harbour.example"),
        (Source("H", "https://other.example/", feeds=("https://harbour.example/rss/",)), "harbour.example/rss"),
    ],
)
def test_what_is_there_already_is_refused(tmp_path: Path, source: Source, what: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(OLD)
    with pytest.raises(AlreadyThere, match=f"{what}.* already, in 'Harbour Courier'"):
        append_source(path, source)
    assert path.read_text() == OLD


def test_a_file_that_is_wrong_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    for text in (OLD + "feed = []\n", 'source = [{name = "a", url = "https://a.example/"}]\n'):
        path.write_text(text)
        with pytest.raises(SourcesError, match=r"sources\.toml"):
            append_source(path, NEW)
        assert path.read_text() == text


def test_names() -> None:
    url = "https://www.paper.example/news"
    taken = (Source("Paper", url), Source("paper 2", url))
    assert free_name("The  Paper, Inc.", url, taken) == "The Paper Inc."
    assert free_name("", url, taken) == free_name("x" * 101, url, taken) == "paper.example"
    assert free_name("PAPER", url, taken) == "PAPER 3"


@given(
    st.text(st.characters(exclude_categories=["C"], exclude_characters=","), min_size=1, max_size=80),
    st.lists(
        st.sampled_from(["https://a.example/?a=\"b'", "https://a.example/\\", "https://a.example/ü" * 40]), unique=True
    ),
)
def test_what_is_written_is_read_back(name: str, feeds: list[str]) -> None:
    (plain,) = parse_sources(as_toml(Source("a", "https://a.example/", feeds=tuple(feeds), delay=2.5)), "x.toml")
    source = Source(free_name(name, plain.url, ()), plain.url, plain.feeds, exclude=(r"/\d+\\x\"",), delay=2.5)
    assert parse_sources(as_toml(source), "x.toml") == (source,)
