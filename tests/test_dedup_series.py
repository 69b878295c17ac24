from crawler.record import Recorder
from dedup.differences import replacements
from dedup.series import is_series
from storage.database import close_database, open_database
from tests.records import article, page


def test_the_told_replacements_are_read_back() -> None:
    told = "12 → 15; harbour → port; said → ∅; 3 more changes; +10 words “Follow us …”"
    assert replacements(told) == {"12": "15", "harbour": "port"}


def test_other_words_in_the_same_places_each_time_are_a_series() -> None:
    assert is_series("a → x; b → y", ["a → p; b → q", "a → r; b → s"])


def test_the_same_words_each_time_are_one_papers_style() -> None:
    assert not is_series("a → x; b → y", ["a → x; b → y"] * 5)


def test_other_places_or_too_few_copies_are_no_series() -> None:
    assert not is_series("a → x; b → y", ["c → x; d → y", "e → p; f → q"])
    assert not is_series("a → x; b → y", ["a → p; b → q"])
    assert not is_series("a → x", ["a → p", "a → q"])


def test_names_that_no_capital_shows_are_found_out_after_a_few(tmp_path: object) -> None:
    cities = ["القاهرة", "بيروت", "دمشق", "بغداد", "تونس", "الرباط", "عمان", "الدوحة", "مسقط", "صنعاء"]
    names = ["أحمد", "محمود", "سعيد", "ليلى", "فاطمة", "يوسف", "خالد", "مريم", "عمر", "زينب"]
    db = open_database(f"{tmp_path}/articles.db")
    recorder = Recorder(db)
    kinds = []
    for n, (city, name) in enumerate(zip(cities, names, strict=True)):
        url = f"https://paper{n}.example/{n}"
        body = (
            f"أعلنت وزارة الداخلية في {city} اليوم القبض على المتهم {name} بعد بلاغ تقدم به مواطن إلى مركز الشرطة "
            "في المدينة "
            "وقالت الوزارة في بيان إن المتهم اعترف بارتكاب الواقعة وإنه تمت إحالته إلى "
            "النيابة العامة لاستكمال التحقيقات"
        )
        kinds.append(recorder.record(page(url, f"paper{n}"), article(url, body)).kind)
    close_database(db)
    assert kinds[:3] == ["new", "copy", "copy"]
    assert kinds[3] == "new"
    assert kinds.count("new") >= 3
