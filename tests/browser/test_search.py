"""Search and explorer: every record is found, the address keeps what was asked, and nothing depends on luck."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from evibase.pages.search_words import STOP, words
from tests.bases import searched

_INDEX = "search/index.json"
_CONTENT = Path(__file__).parent.parent.parent / "content"
#: What people at work type, and what the first result should be: its title begins like that.
_ASKED = {
    "do we have to pay for training time": "Time and capacity for learning",
    "staff leave after training": "Does training make staff stay or leave?",
    "older workers training": "Older workers",
    "small company training": "Learning in small firms",
    "e-learning works?": "Online and blended learning",
    "mentoring": "Trainers",
    "who pays": "Who is responsible and who pays",
    "induction": "Induction",
    "does training save money": "Benefits of workplace learning",
    "managers support": "Line managers and support",
    "time off to learn": "Time and capacity for learning",
    "release time": "Time and capacity for learning",
    "time for learning in social care": "Social care",
    "learning on the job": "Learning through work",
    "new starters": "New staff",
    "part-time staff": "Part-time workers",
    "return on investment": "Benefits of workplace learning",
    "stress 87%": "In an evaluation after six months",
    "glossary": "Glossary",
    "how is confidence judged": "How confidence is judged",
}


@pytest.fixture(scope="module")
def records(site_folder: Path) -> list[dict[str, Any]]:
    """Give the records of the search index."""
    files = (site_folder / "search").glob("r/*.txt")
    return searched({path.relative_to(site_folder).as_posix(): path.read_text(encoding="utf-8") for path in files})


@pytest.fixture
def broken(browser: Browser) -> Iterator[Page]:
    """Give a page for which the search index cannot be loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(f"**/{_INDEX}", lambda route: route.fulfill(status=500, body="no"))
    yield context.new_page()
    context.close()


def _words(text: str) -> list[str]:
    folded = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.category(c).startswith("M"))
    return re.findall(r"[^\W_]+", folded.lower())


def _results(page: Page) -> list[str]:
    _settled(page)
    addresses: list[str] = page.locator(".ev-result a").evaluate_all("links => links.map((link) => link.href)")
    return addresses


def _settled(page: Page) -> None:
    """Wait until the explorer shows what its address asks for."""
    page.locator("[data-ev-results]:not([aria-busy])").wait_for()


def _count(page: Page) -> tuple[int, int]:
    """Give the numbers that the explorer tells: shown, and all."""
    _settled(page)
    match = re.match(r"([\d,]+) of ([\d,]+)", page.locator("[data-ev-count]").inner_text())
    assert match
    return int(match[1].replace(",", "")), int(match[2].replace(",", ""))


def test_the_index_names_every_record_page(records: list[dict[str, Any]], site_folder: Path) -> None:
    """Every page of a finding, option, case, question, source, term, and every written page is in the index, once."""
    addresses = [record["u"] for record in records]
    assert len(set(addresses)) == len(addresses)
    assert [one for one in addresses if not (site_folder / one / "index.html").is_file()] == []
    heads = re.compile(r'class="ev-head ev-head--(finding|option|case|question|source|term)"')
    pages = {
        f"{path.parent.relative_to(site_folder).as_posix()}/"
        for path in site_folder.rglob("index.html")
        if path.parent.parent.name != "page" and heads.search(path.read_text(encoding="utf-8"))
    }
    assert pages - set(addresses) == set()
    own = {path.relative_to(_CONTENT).as_posix().removesuffix(".md") for path in _CONTENT.rglob("*.md")}
    lists = {path.parent.relative_to(site_folder).as_posix() for path in site_folder.glob("*/feed.json")}
    written = {f"{name.removesuffix('index')}".rstrip("/") + "/" for name in own - {"index"} if f"{name}/" not in pages}
    assert {one["u"] for one in records if one["k"] == "pages"} == {
        one for one in written if one.rstrip("/") not in lists
    }


def test_every_record_is_found(records: list[dict[str, Any]], visit: Callable[..., Page]) -> None:
    """The two most telling words of a record's title bring the record among the suggestions that a reader sees."""
    seen = Counter(word for record in records for word in set(_words(record["t"])))
    queries = []
    for record in records:
        telling = (word for word in dict.fromkeys(_words(record["t"])) if word not in STOP)
        queries.append(" ".join(sorted(telling, key=lambda word: (seen[word], -len(word)))[:2]))
    page = visit("")
    found = page.evaluate(
        """async ([address, queries]) => {
          const index = await evibase.openIndex(address);
          const asked = queries.map((q) => index.search({ q, most: 7 }));
          return (await Promise.all(asked)).map(({ records }) => records.map(({ u }) => u));
        }""",
        [_INDEX, queries],
    )
    lost = [
        (record["u"], query)
        for record, query, hits in zip(records, queries, found, strict=True)
        if record["u"] not in hits
    ]
    assert lost == []


def test_titles_as_written_find_their_record(records: list[dict[str, Any]], visit: Callable[..., Page]) -> None:
    """Whoever pastes a whole title, with its case and accents changed, finds the record among the first hits."""
    page = visit("")
    titles = [record["t"].upper() for record in records]
    found = page.evaluate(
        """async ([address, queries]) => {
          const index = await evibase.openIndex(address);
          const asked = queries.map((q) => index.search({ q, most: 7 }));
          return (await Promise.all(asked)).map(({ records }) => records.map(({ u }) => u));
        }""",
        [_INDEX, titles],
    )
    assert [r["u"] for r, hits in zip(records, found, strict=True) if r["u"] not in hits] == []


@pytest.mark.parametrize(("query", "first"), _ASKED.items(), ids=list(_ASKED))
def test_questions_of_people_at_work(query: str, first: str, visit: Callable[..., Page]) -> None:
    """Whoever asks in their own words finds first what fits: a topic, a finding, or its numbers, or a written page."""
    page = visit("")
    page.locator("#ev-home-q").fill(query)
    page.locator(".ev-suggest__option").first.wait_for()
    expect(page.locator(".ev-suggest__title").first).to_have_text(re.compile(f"^{re.escape(first)}"))


def test_a_long_page_hides_no_record(visit: Callable[..., Page]) -> None:
    """Where only a page holds all words, the records with most of them are shown, too, and that is told."""
    page = visit("explore/?q=night+shift+courses")
    page.locator(".ev-chip").first.wait_for()
    assert _count(page)[0] > 10
    expect(page.locator("[data-ev-told]")).to_contain_text("No record has all of these words")


def test_suggestions(site: str, visit: Callable[..., Page]) -> None:
    """Typing suggests records; arrows move, Enter opens, Escape closes and a second Escape leaves the text alone."""
    page = visit("about/")
    field = page.locator("#ev-header-q")
    field.click()
    page.keyboard.type("mentor")
    options = page.locator(".ev-suggest__option")
    options.first.wait_for()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_contain_text("mentor", ignore_case=True)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("mentor")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    address = options.first.get_attribute("data-address")
    page.keyboard.press("Enter")
    page.wait_for_url(str(address))
    page.go_back()
    page.locator("#ev-header-q").fill("mentor")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}explore/?q=mentor")


def test_a_suggestion_is_clicked(visit: Callable[..., Page]) -> None:
    """A click on a suggestion opens it, on a phone, too."""
    page = visit("", width=360, height=800)
    page.locator("#ev-home-q").fill("redundancy")
    option = page.locator(".ev-suggest__option").first
    option.wait_for()
    address = option.get_attribute("data-address")
    option.click()
    page.wait_for_url(str(address))


def test_nothing_found(visit: Callable[..., Page]) -> None:
    """Where nothing fits the reader is told so in words, in the header and in the explorer."""
    page = visit("")
    page.locator("#ev-header-q").fill("xyzzyplugh")
    expect(page.locator(".ev-search--header .ev-suggest__message")).to_contain_text("Nothing found")
    page = visit("explore/?q=xyzzyplugh")
    expect(page.locator(".ev-empty__title")).to_be_visible()
    assert _count(page)[0] == 0


def test_a_typo_is_forgiven(visit: Callable[..., Page]) -> None:
    """One wrong letter in a long word still finds, and the reader is told that the match is not exact."""
    page = visit("explore/?q=mentorign")
    page.locator(".ev-chip").first.wait_for()
    assert _count(page)[0] > 0
    expect(page.locator("[data-ev-told]")).to_contain_text("No match for “mentorign”; showing “mentoring”")


def test_both_sides_know_the_same_words(records: list[dict[str, Any]], visit: Callable[..., Page]) -> None:
    """What the build takes for the words of a text is what the script takes for them, in any writing."""
    texts = [f"{record['t']} {record['x']}" for record in records]
    texts += [
        "Čapek's naïve CAFÉ; e\u0301te\u0301",
        "STRASSE Straße ΣΟΦΟΣ İstanbul",
        "日本語 ไทย नमस्ते 한국어",
        "a_b 87.10 ½ x²",
    ]
    page = visit("")
    page.evaluate('() => evibase.needed("search-words.js")')
    found = page.evaluate("texts => texts.map((text) => evibase.words(text))", texts)
    lost = [
        (text, {*theirs} - STOP ^ words(text))
        for text, theirs in zip(texts, found, strict=True)
        if {word[:32] for word in theirs} - STOP != words(text)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("aprenticeship", "No match for “aprenticeship”; showing “apprenticeship”"),
        ("mentorign", "No match for “mentorign”; showing “mentoring”"),
        ("lerning", "showing “learning”"),
        ("zentoring", "showing “mentoring”"),
        ("managr", "showing"),
        ("on-the-job", "also called “on the job” are included: "),
        ("release elephants", "No record has all of these words"),
    ],
)
def test_what_was_forgiven_is_said(query: str, note: str, visit: Callable[..., Page]) -> None:
    """Misspellings, other words for a topic and words that nothing holds still find, and readers are told how."""
    page = visit("explore/?q=" + query.replace(" ", "+"))
    page.locator(".ev-chip").first.wait_for()
    assert _count(page)[0] > 0
    expect(page.locator("[data-ev-told]")).to_contain_text(note)
    page = visit("about/")
    page.locator("#ev-header-q").fill(query)
    expect(page.locator(".ev-search--header .ev-suggest__message")).to_contain_text(note)
    assert page.locator(".ev-suggest__option").count() > 1


def test_synonyms_find_the_topic(visit: Callable[..., Page]) -> None:
    """Another word for a topic brings the topic's page and what carries it, and says that this is why."""
    page = visit("explore/?q=on-the-job")
    page.locator(".ev-chip").first.wait_for()
    _settled(page)
    assert "Informal learning" in page.locator(".ev-result__title").all_inner_texts()[:3]
    assert page.locator(".ev-result__match", has_text="On the topic: ").count() > 0


def test_forms_of_a_word_find_each_other(visit: Callable[..., Page]) -> None:
    """Plural, -ing and -ed find what the plain word finds; a beginning finds all of it."""

    def number(query: str) -> int:
        page = visit(f"explore/?q={query}")
        page.locator(".ev-chip").first.wait_for()
        return _count(page)[0]

    assert number("employers") == number("employer")
    assert number("mentors") <= number("mentor")
    assert number("trai") >= number("training") > 0


def test_the_address_asks(records: list[dict[str, Any]], visit: Callable[..., Page]) -> None:
    """`/explore/?q=...` shows what fits, and the field and a chip say what was asked."""
    page = visit("explore/?q=line+manager")
    page.locator(".ev-chip").first.wait_for()
    shown, every = _count(page)
    assert 0 < shown < every == len(records)
    expect(page.locator("#ev-explore-q")).to_have_value("line manager")
    expect(page.locator(".ev-chip").first).to_contain_text("line manager")


def test_facets(site: str, visit: Callable[..., Page]) -> None:
    """A facet narrows the list to the number it told, the address keeps it, a reload and the back button restore it."""
    page = visit("explore/")
    page.locator(".ev-facet input").first.wait_for()
    every = _count(page)[1]
    assert _count(page) == (every, every)
    kind = page.locator("input[name=kind][value=findings]")
    told = int(kind.locator("xpath=..").locator(".ev-facet__count").inner_text())
    kind.check()
    expect(page).to_have_url(f"{site}explore/?kind=findings")
    assert _count(page) == (told, every)
    theme = page.locator("input[name=themes]").first
    theme.check()
    value = theme.get_attribute("value")
    expect(page).to_have_url(f"{site}explore/?kind=findings&themes={value}")
    narrowed = _count(page)[0]
    assert 0 < narrowed < told
    first = _results(page)
    page.reload()
    page.locator(".ev-chip").first.wait_for()
    assert (_count(page)[0], _results(page)) == (narrowed, first)
    expect(page.locator(f"input[name=themes][value={value}]")).to_be_checked()
    page.locator(".ev-result a").first.click()
    page.wait_for_url(first[0])
    page.go_back()
    page.locator(".ev-chip").first.wait_for()
    assert (_count(page)[0], _results(page)) == (narrowed, first)
    page.go_back()
    expect(page.locator(f"input[name=themes][value={value}]")).not_to_be_checked()
    assert _count(page)[0] == told
    page.go_forward()
    expect(page.locator(f"input[name=themes][value={value}]")).to_be_checked()
    page.locator(".ev-chip--clear").click()
    expect(page).to_have_url(f"{site}explore/")
    assert _count(page) == (every, every)


def test_two_terms_widen_and_two_facets_narrow(visit: Callable[..., Page]) -> None:
    """Within a facet either term will do; between facets a record must fit both; words narrow further."""

    def number(address: str) -> int:
        page = visit(f"explore/?{address}")
        page.locator(".ev-chip").first.wait_for()
        return _count(page)[0]

    one, other = number("kind=findings"), number("kind=sources")
    assert number("kind=findings&kind=sources") == one + other
    both = number("kind=findings&contested=yes")
    assert 0 < both < one
    assert number("kind=findings&contested=yes&q=time") < both
    assert number("kind=sources&contested=yes&kind=findings") == both


def test_show_more_reaches_the_last(records: list[dict[str, Any]], visit: Callable[..., Page]) -> None:
    """The button shows more, step by step, until every record stands there, and takes the focus along."""
    page = visit("explore/")
    more = page.locator("[data-ev-more] button")
    more.wait_for()
    before = len(_results(page))
    more.click()
    _settled(page)
    assert page.evaluate("() => document.activeElement.closest('.ev-result') !== null")
    assert len(_results(page)) > before
    for _ in range(len(records)):
        _settled(page)
        if not more.is_visible():
            break
        more.click()
    assert len(_results(page)) == len(records)


def test_results_lead_to_their_records(visit: Callable[..., Page], site: str) -> None:
    """What the explorer and the suggestions link to exists, from any depth of the site."""
    page = visit("explore/?q=learning")
    page.locator(".ev-chip").first.wait_for()
    assert all(one.startswith(site) for one in _results(page))
    for path in ("404.html", "findings/page/2/", "about/methods/"):
        page = visit(path)
        page.locator("#ev-header-q").fill("learning")
        page.locator(".ev-suggest__option").first.wait_for()
        address = str(page.locator(".ev-suggest__option").first.get_attribute("data-address"))
        assert page.request.get(address).status == 200


@pytest.mark.parametrize("path", ["", "about/methods/", "findings/page/2/"])
def test_search_without_javascript(path: str, site: str, visit: Callable[..., Page]) -> None:
    """Without JavaScript the search form leads to the explorer, which lists records in full sentences and links on."""
    page = visit(path, width=360, height=800, javascript=False)
    # On a phone the home page has its own field, and the header none.
    form = page.locator(".ev-search").filter(visible=True).first
    form.locator("input").fill("mentoring")
    form.locator("button").click()
    expect(page).to_have_url(f"{site}explore/?q=mentoring")
    note = page.locator(".ev-note").first
    assert note.is_visible()
    assert "JavaScript" in note.inner_text()
    assert not page.locator(".ev-explore__form").is_visible()
    listed = _results(page)
    assert len(listed) == 50
    assert page.locator(".ev-pages").is_visible()
    while page.locator(".ev-pages a[rel=next]").count():
        page.locator(".ev-pages a[rel=next]").click()
        listed += _results(page)
    assert len(set(listed)) == len(listed) > 200
    page.locator(".ev-result a").first.click()
    assert page.locator("h1").is_visible()


def test_every_theme_is_browsed_without_javascript(visit: Callable[..., Page]) -> None:
    """Without JavaScript the explorer names every facet, and each of these links leads to a list."""
    page = visit("explore/", javascript=False)
    links = page.locator(".ev-note a").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) >= 5
    for link in links:
        page.goto(link)
        assert page.locator(".ev-row").count() > 0, link


def test_a_broken_index_in_the_header(broken: Page, site: str) -> None:
    """Where the index cannot be loaded the reader is told so and what to do; Enter still leads to the explorer."""
    broken.goto(site)
    broken.locator("#ev-header-q").fill("mentor")
    message = broken.locator(".ev-search--header .ev-suggest__message")
    expect(message).to_be_visible()
    expect(message).to_contain_text("could not be loaded")
    broken.keyboard.press("Enter")
    broken.wait_for_url(f"{site}explore/?q=mentor")


@pytest.mark.parametrize("part", ["r", "w"])
def test_a_lost_part_of_the_index(part: str, browser: Browser, site: str) -> None:
    """Where a part of the index cannot be read, both searches say so; once it is there again, the next try finds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()

    def lost(route: Route) -> None:
        route.fulfill(status=404, body="no")

    context.route(f"**/search/{part}/**", lost)
    page.goto(f"{site}explore/?q=mentor")
    expect(page.locator(".ev-note--warning")).to_contain_text("Try again")
    page.locator("#ev-header-q").fill("mentor")
    expect(page.locator(".ev-search--header .ev-suggest__message")).to_contain_text("could not be loaded")
    context.unroute(f"**/search/{part}/**", lost)
    page.locator("#ev-header-q").fill("mentors")
    page.locator(".ev-suggest__option").first.wait_for()
    page.locator("#ev-explore-q").fill("mentors")
    page.locator(".ev-result").first.wait_for()
    expect(page.locator(".ev-note--warning")).to_have_count(0)
    context.close()


def test_a_broken_index_in_the_explorer(broken: Page, site: str) -> None:
    """Where the index cannot be loaded the explorer says so and keeps the list that the build wrote."""
    broken.goto(f"{site}explore/?q=mentor")
    note = broken.locator(".ev-note--warning")
    expect(note).to_be_visible()
    expect(note).to_contain_text("could not be loaded")
    assert len(_results(broken)) == 50
    assert not broken.locator(".ev-explore__form").is_visible()
    assert broken.locator(".ev-pages").is_visible()
