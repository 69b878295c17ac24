import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.source_values import READERS
from crawler.sources import Source, SourcesError, parse_sources, read_sources, select

SHIPPED = Path(__file__).parent.parent / "sources.toml"

FULL = r"""
# two papers
[[source]]
name = "The Bell"
url = "https://Bell.example.org"

[[source]]
name = "Der Bote"
url = "https://www.bote.example.de/nachrichten"
feeds = ["/feed.xml", "https://feeds.example.org/bote?format=atom", "/feed.xml"]
sitemaps = ["https://www.bote.example.de/sitemap.xml.gz"]
sections = ["politik/"]
language = "de"
include = ['/\d{4}/', "^https://www"]
exclude = ["/video/"]
delay = 2.5
prune = ["//aside", "//div[@class='box']"]
"""


def write(folder: Path, text: str | bytes, name: str = "sources.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    bell, bote = read_sources(write(tmp_path, FULL))
    assert bell == Source("The Bell", "https://bell.example.org/")
    assert bote == Source(
        name="Der Bote",
        url="https://www.bote.example.de/nachrichten",
        feeds=("https://www.bote.example.de/feed.xml", "https://feeds.example.org/bote?format=atom"),
        sitemaps=("https://www.bote.example.de/sitemap.xml.gz",),
        sections=("https://www.bote.example.de/politik/",),
        language="de",
        include=(r"/\d{4}/", "^https://www"),
        exclude=("/video/",),
        delay=2.5,
        prune=("//aside", "//div[@class='box']"),
    )
    assert list(READERS) == [field.name for field in dataclasses.fields(Source)]


def test_home_pages_line_by_line(tmp_path: Path) -> None:
    text = "\ufeff# papers\n\nhttp://www.one.example/\r\n  https://two.example:8080/en/  # English\nhttp://www.one.example/fr\n"
    sources = read_sources(write(tmp_path, text, "sources.txt"))
    assert [(source.name, source.url) for source in sources] == [
        ("one.example", "http://www.one.example/"),
        ("two.example:8080/en", "https://two.example:8080/en/"),
        ("one.example/fr", "http://www.one.example/fr"),
    ]


def test_toml_is_known_by_its_content(tmp_path: Path) -> None:
    assert len(read_sources(write(tmp_path, FULL, "papers.conf"))) == 2


def test_the_shipped_file() -> None:
    sources = read_sources(SHIPPED)
    assert len(sources) >= 12
    assert len({source.language for source in sources} - {None}) >= 6
    assert all(source.feeds for source in sources)
    text = SHIPPED.read_text(encoding="utf-8")
    for key in READERS:
        assert f"#   {key} " in text, f"{key} is not explained"


HEAD = '[[source]]\nname = "A"\nurl = "https://a.example/"\n'
WRONG = [
    (HEAD + 'feed = ["/x"]', 4, "wrong key 'feed': did you mean 'feeds'?"),
    (HEAD + "zzz = 1", 4, "wrong key 'zzz'"),
    (
        HEAD + '\n[[source]]\nname = "B"\nurl = "https://b.example/"\nsitmaps = []',
        8,
        "did you mean 'sitemaps'?",
    ),
    ('[[sources]]\nname = "A"', 1, "wrong key 'sources': did you mean 'source'?"),
    ('x = 1\n[source]\nname = "A"', 1, "wrong key 'x'"),
    ('[source]\nname = "A"', 1, "write [[source]]"),
    ("source = 3", 1, "write [[source]]"),
    ('[[source]]\nname = "A"', 1, "a source without url"),
    ('\n[[source]]\nurl = "https://a.example/"', 2, "a source without name"),
    (HEAD + '[[source]]\nurl = "https://b.example/"\nname = "a"', 6, "a second source is called 'a'"),
    ('[[source]]\nname = "A"\nurl = "a.example"', 3, "did you mean 'https://a.example/'?"),
    ('[[source]]\nname = "A"\nurl = "ftp://a.example"', 3, "not a web address: 'ftp://a.example'"),
    ('[[source]]\nname = "A"\nurl = ["https://a.example"]', 3, "url: ['https://a.example'] is no string"),
    ('[[source]]\nname = "A, B"\nurl = "https://a.example"', 2, "comma"),
    ('[[source]]\nname = " "\nurl = "https://a.example"', 2, "name: '' is no name"),
    ('[[source]]\nname = "a\\u202eb"\nurl = "https://a.example"', 2, "\\u202e"),
    (HEAD + 'feeds = [\n  "/a",\n  "javascript:x",\n]', 6, "feeds: not a web address: 'javascript:x'"),
    (HEAD + 'feeds = "/a"', 4, "feeds: '/a' is no list of strings"),
    (HEAD + "feeds = [1]", 4, "feeds: [1] is no list of strings"),
    (HEAD + 'include = ["a", "("]', 4, "include: '(' is no regular expression"),
    (HEAD + 'exclude = ["[[a]"]', 4, "exclude: '[[a]' is no regular expression"),
    (HEAD + f'exclude = ["{"a" * 501}"]', 4, "not from 1 to 500 characters"),
    (HEAD + 'exclude = [""]', 4, "not from 1 to 500 characters"),
    (HEAD + "prune = ['//div[']", 4, "prune: '//div[' is no XPath"),
    (HEAD + "prune = ['//p[nonsense(.)]']", 4, "is no XPath"),
    (HEAD + "prune = ['count(//p)']", 4, "gives no elements"),
    (HEAD + "delay = -1", 4, "delay: -1 is not from 0 to 3600 seconds"),
    (HEAD + "delay = nan", 4, "delay: nan is not"),
    (HEAD + "delay = inf", 4, "delay: inf is not"),
    (HEAD + "delay = true", 4, "delay: True is no number"),
    (HEAD + 'delay = "2"', 4, "delay: '2' is no number"),
    (HEAD + f"delay = 0x{'f' * 9000}", 4, "delay: this int is not"),
    (HEAD + f"feeds = [0x{'f' * 9000}]", 4, "feeds: this list is no list of strings"),
    (HEAD + 'language = "english"', 4, "language: 'english' is no code of ISO 639-1"),
    (HEAD + 'language = "EN"', 4, "language: 'EN' is no code"),
    (HEAD + "delay = = 1", 4, "no TOML: Invalid value"),
    (HEAD + "delay = 1" + "1" * 5000, None, "no TOML: "),
    (HEAD + "feeds = " + "[" * 100_000, None, "nested too deeply"),
    ("", None, "holds no source"),
    ("source = []", None, "holds no source"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_one_line_that_names_what_is_wrong(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SourcesError) as caught:
        read_sources(path)
    said = str(caught.value)
    assert said.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert message in said
    assert said.isprintable()
    assert len(said) < 1000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("http://a.example/\nnonsense\n", ":2: not a web address: 'nonsense'"),
        (
            "http://a.example/\na.example\n",
            ":2: not a web address: 'a.example' (not absolute http or https): did you",
        ),
        ("http://a.example/\n\nhttp://a.example\n", ":3: 'a.example' stands in line 1 already"),
        ("# nothing\n", ": holds no source"),
        (b"http://a.example/\nhttp://\xff.example/", ":2: byte 0xff is not UTF-8"),
    ],
)
def test_one_line_on_text_files(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(SourcesError) as caught:
        read_sources(write(tmp_path, text, "papers.txt"))
    assert message in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"none\.toml: No such file or directory"):
        read_sources(tmp_path / "none.toml")
    with pytest.raises(SourcesError, match="Is a directory"):
        read_sources(tmp_path)
    with pytest.raises(SourcesError, match="null"):
        read_sources("a\0b")
    with pytest.raises(SourcesError, match="longer than"):
        read_sources("/dev/zero")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace")))
def test_any_bytes_are_sources_or_one_line(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    for name in ("any.toml", "any.txt"):
        path = write(tmp_path_factory.getbasetemp(), body, name)
        try:
            assert read_sources(path)
        except SourcesError as error:
            assert str(error).startswith(str(path))  # noqa: PT017 # any input: most raise nothing - either outcome is right
            assert "\n" not in str(error)  # noqa: PT017  either outcome is right


def test_select_by_name() -> None:
    sources = parse_sources(FULL, "f")
    assert [source.name for source in select(sources, ["der bote"])] == ["Der Bote"]
    assert select(sources, ["Der Bote", " The Bell", ""]) == sources
    with pytest.raises(SourcesError, match="no source is called 'the bel': did you mean 'The Bell'"):
        select(sources, ["the bel"])
    with pytest.raises(SourcesError, match="no source is named"):
        select(sources, [" "])


def test_include_and_exclude() -> None:
    plain = Source("A", "https://a.example/")
    assert plain.wants("https://a.example/x") is None
    chosen = Source("A", "https://a.example/", include=("/news/",), exclude=("video",))
    assert chosen.wants("https://a.example/news/x") is True
    assert chosen.wants("https://a.example/sport/x") is False
    assert chosen.wants("https://a.example/news/video") is False
    open_but = Source("A", "https://a.example/", exclude=("video",))
    assert open_but.wants("https://a.example/video/x") is False
    assert open_but.wants("https://a.example/news/x") is None
