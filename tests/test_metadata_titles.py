import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.titles import choose_title

HEADLINE = "Harbour bridge closed after crane hits a pillar"


def title_of(
    json_ld: str = "", og: str = "", h1: str = "", twitter: str = "", title: str = "", names: tuple[str, ...] = ()
) -> str:
    places = [[text] if text else [] for text in (json_ld, og, h1, twitter)]
    return choose_title(places[0], places[1], places[2], places[3], title, names)[0]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (f"{HEADLINE} | Harbour Post", ("Harbour Post",)),
        (f"{HEADLINE} - harbourpost.example", ("harbourpost.example",)),
        (f"{HEADLINE} – Politik – Börsen-Blatt", ("Politik", "boersen-blatt")),
        (f"Harbour Post: {HEADLINE}", ("Harbour Post",)),
        (f"{HEADLINE}：海港新聞", ("海港新聞",)),
        (f"{HEADLINE}_海港新聞", ("海港新聞",)),
        (f"{HEADLINE} » Le Phare", ("le phare",)),
        (f"{HEADLINE}, Harbour Post", ("Harbour Post",)),
    ],
)
def test_the_name_of_the_site_is_cut_off(written: str, names: tuple[str, ...]) -> None:
    assert title_of(og=written, names=names) == HEADLINE
    assert title_of(title=written, names=names) == HEADLINE


def test_what_is_set_off_goes_where_another_place_lacks_it() -> None:
    assert title_of(og=f"{HEADLINE} | Local News", h1=HEADLINE) == HEADLINE


def test_a_kicker_that_another_place_lacks_goes() -> None:
    assert title_of(og=f"Traffic | {HEADLINE}", h1=HEADLINE) == HEADLINE
    assert title_of(og=f"Traffic: {HEADLINE}", h1=HEADLINE) == f"Traffic: {HEADLINE}"


def test_the_section_is_cut_off_where_it_is_set_off() -> None:
    for written, title in ((f"Traffic | {HEADLINE}", HEADLINE), (f"Traffic: {HEADLINE}", f"Traffic: {HEADLINE}")):
        assert choose_title([], [written], [], [], "", ["Post"], ["Traffic"])[0] == title


def test_a_part_that_is_no_name_stays() -> None:
    assert title_of(og="Storm - the aftermath", names=("Harbour Post",)) == "Storm - the aftermath"
    assert title_of(og="Bridge: what we know", h1="Bridge") == "Bridge: what we know"


def test_a_headline_that_is_only_the_name_of_the_site_is_none() -> None:
    assert title_of(h1="Harbour Post", title=HEADLINE, names=("Harbour Post",)) == HEADLINE
    assert title_of(h1="Harbour Post", names=("Harbour Post",)) == ""


def test_what_readers_see_beats_what_search_engines_read() -> None:
    searched = "Harbour bridge closure 2024: all you need to know"
    assert title_of(json_ld=searched, og=HEADLINE, h1=HEADLINE, title=f"{searched} | X") == HEADLINE


def test_an_edition_of_what_readers_see_is_no_title_for_search_engines() -> None:
    shown = "Harbour bridge finally closed after crane hits a pillar"
    assert title_of(json_ld=HEADLINE, og=shown, h1=shown, title=f"{HEADLINE} | X") == HEADLINE


@pytest.mark.parametrize(
    ("headline", "path"),
    [
        ("Trains halted as storm Ada hits coast", "/news/2024/trains-halted-as-storm-ada-hits-coast-1234"),
        ("Pågår: Søskenbarna går på ski", "/nyheter/i/dRw/paagaar-soeskenbarna-gaar-paa-ski"),
        ("Übergröße: Länder fordern Maß", "/a/uebergroesse-laender-fordern-mass.html"),
        ("L'été s'achève à Besançon", "/2024/l-ete-s-acheve-a-besancon/"),
        ("Мосты закрыты после шторма", "/news/%D0%BC%D0%BE%D1%81%D1%82%D1%8B-%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D1%82%D1%8B"
         "-%D0%BF%D0%BE%D1%81%D0%BB%D0%B5-%D1%88%D1%82%D0%BE%D1%80%D0%BC%D0%B0"),
    ],
)  # fmt: skip
def test_the_address_settles_what_json_ld_and_og_title_dispute(headline: str, path: str) -> None:
    url = f"https://post.example{path}"
    other = "Storm Ada: all that we know"
    for json_ld, og in ((other, headline), (headline, other)):
        assert choose_title([json_ld], [og], [other], [], "", (), url=url)[0] == headline
    # what two believed places say together, no address gainsays
    assert choose_title([other], [other], [headline], [], headline, (), url=url)[0] == other


def test_two_kickers_before_one_headline_both_go() -> None:
    title = title_of(og=f"Traffic in the city: {HEADLINE}", h1=f"Accident on the river - {HEADLINE}")
    assert title == HEADLINE
    # half a headline, edited, is no kicker
    og, h1 = "Old bridge, closed: repairs could take a year", "Old river bridge, closed: repairs could take a year"
    assert title_of(og=og, h1=h1) == og


def test_an_h1_that_no_other_place_knows_is_not_the_headline() -> None:
    assert choose_title([], [], ["Log in", HEADLINE], [], f"{HEADLINE} | Post", ["Post"])[0] == HEADLINE
    assert choose_title([], [], ["Log in"], [], f"{HEADLINE} | Post", ["Post"])[0] == HEADLINE
    assert choose_title([], [], [HEADLINE], [], "Post", ["Post"])[0] == HEADLINE


def test_json_ld_beats_a_kicker_in_h1() -> None:
    assert title_of(json_ld=HEADLINE, og=HEADLINE, h1=f"Traffic {HEADLINE}") == HEADLINE


def test_markup_entities_and_invisible_characters() -> None:
    assert title_of(og="<b>Bridge</b> &amp;amp; <script>alert(1)</script>cra\u00adne") == "Bridge & crane"
    assert title_of(og="3 < 5 and 7 > 6") == "3 < 5 and 7 > 6"
    assert title_of(og="\u202egnihton\u202c new \ud800") == "gnihton new"


def test_every_form_is_given_once() -> None:
    other = "Crane hits bridge"
    assert choose_title([HEADLINE], [HEADLINE], [other, HEADLINE], [], other, ())[1] == (HEADLINE, other)


def test_no_title() -> None:
    assert choose_title([], [], [], [], "", ["Harbour Post"]) == ("", ())


@given(*[st.lists(st.text())] * 4, st.text(), st.lists(st.text()), st.text())
def test_any_text_gives_a_bounded_title(
    json_ld: list[str], og: list[str], h1: list[str], twitter: list[str], title: str, names: list[str], path: str
) -> None:
    chosen, headlines = choose_title(json_ld, og, h1, twitter, title, names, url=f"https://post.example/{path}")
    assert len(chosen) <= 500
    chosen.encode("utf-8")
    assert chosen or not headlines


def test_hostile_lengths() -> None:
    for unit in ("<", "<script", " | ", "a - ", "_"):
        choose_title([unit * 1_000_000], [], [], [], unit * 1_000_000, ["a"])


def test_the_announced_headline_chooses_among_the_pages_own() -> None:
    places: tuple[list[str], list[str], list[str], list[str], str] = (
        ["Storm Ada: what we know"],
        ["Storm Ada halts trains"],
        ["Trains halted as storm Ada hits coast"],
        [],
        "",
    )
    chosen, headlines = choose_title(*places, ["The Harbour Post"], announced="Trains halted, as storm Ada hits coast")
    assert chosen == "Trains halted as storm Ada hits coast"
    assert len(headlines) == 3
    assert choose_title(*places, [], announced="Read more")[0] == "Storm Ada: what we know"
    suffixed = choose_title(*places, ["The Harbour Post"], announced="Storm Ada halts trains | The Harbour Post")
    assert suffixed[0] == "Storm Ada halts trains"
