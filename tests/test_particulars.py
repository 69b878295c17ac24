from crawler.particulars import Particulars, has_moved, middle


def test_the_first_error_is_the_example() -> None:
    noted = Particulars().of("paper")
    for n in range(3):
        noted.error("timeout", f"https://paper.example/{n}")
    assert noted.error_kinds == {"timeout": 3}
    assert noted.example == "https://paper.example/0"


def test_all_sources_together() -> None:
    particulars = Particulars()
    particulars.of("a").article(100, dated=True, authored=False)
    particulars.of("a").article(300, dated=True, authored=True)
    particulars.of("b").article(900, dated=False, authored=True)
    for source in ("a", "b"):
        particulars.of(source).error("timeout", "https://a.example/")
        particulars.of(source).answered(10.0, 0.5)
    total = particulars.total()
    assert middle(total.words) == 300
    assert middle(particulars.of("a").words) == 200
    assert middle(particulars.of("c").words) is None
    assert (total.dated, total.authored, total.error_kinds["timeout"]) == (2, 2, 2)
    assert (total.answers, total.waited) == (2, 1.0)


def test_seconds_are_from_the_first_request_to_the_last_answer() -> None:
    noted = Particulars().of("paper")
    assert noted.seconds == 0.0
    noted.asked(5.0)
    assert noted.seconds == 0.0
    noted.asked(6.0)
    noted.answered(7.0, 0.1)
    noted.answered(9.5, 0.1)
    assert noted.seconds == 4.5


def test_another_spelling_of_an_address_is_no_move() -> None:
    for asked, answered in (
        ("http://paper.example/", "https://www.paper.example"),
        ("https://paper.example/feed", "https://paper.example/feed/"),
    ):
        assert not has_moved(asked, answered)
    for asked, answered in (
        ("https://paper.example/feed", "https://paper.example/rss.xml"),
        ("https://paper.example/", "https://journal.example/"),
        ("https://paper.example/?feed=rss", "https://paper.example/"),
    ):
        assert has_moved(asked, answered)
