"""The last step of a page: citations in its texts become links, and what it cites is listed at its end."""

from __future__ import annotations

from dataclasses import replace

from evibase.artifact import AUTHORED, Page, to_root
from evibase.pages.cited import Citing, own_footnotes, plain
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.pages.works import Works, works_of

#: The id of the list.
REFERENCES = "references"


def finished(view: View, page: Page) -> Page:
    """Give a page with its citations and the list of what it cites. One that cites nothing stays as it is."""
    if not page.cites and "@" not in page.body and not (page.markdown and "@" in page.markdown):
        return page if "@" not in page.title + page.description else _named(works_of(view), page)
    works = works_of(view)
    first = own_footnotes(page.markdown) + 1 if page.markdown else 1
    citing = Citing(works, to_root(view.page_url(page.path)), first_note=first)
    for key, place in page.cites:
        if key in works.references:
            citing.use(key, place)
    body, markdown, contents = page.body, page.markdown, page.contents
    if markdown:
        before, mark, after = body.partition(AUTHORED)
        before, markdown = citing.html(before), citing.markdown(markdown)
        body = before + mark + citing.html(after)
    else:
        body = citing.html(body)
    if listing := citing.listing():
        body += f'\n<section class="ev-cites">\n<h2 id="{REFERENCES}">{say("References")}</h2>\n{listing}\n</section>'
        contents += ((REFERENCES, say("References")),) if contents else ()
    whole = replace(page, body=body, markdown=markdown, contents=contents)
    return _named(works, whole) if "@" in page.title or "@" in page.description else whole


def _named(works: Works, page: Page) -> Page:
    return replace(page, title=plain(works, page.title), description=plain(works, page.description))


def with_references(
    citing: Citing, markdown: str, command: str = "", full_command: str = "", *, by_default: bool = True
) -> str:
    """Give the Markdown of a page that is no record with its citations, and the list of what it cites.

    The list takes the place of `command` where that is a line of the page; otherwise it comes at the end, under a
    heading, if it is to come by default. In the place of `full_command` all works are listed, cited or not.
    """
    citing.first_note = own_footnotes(markdown) + 1
    text = citing.markdown(markdown)
    lines = text.split("\n")
    asked, all_asked = _lines(lines, command), _lines(lines, full_command)
    listed = False
    for number in asked:
        lines[number] = "" if listed else f"\n{citing.listing()}\n"
        listed = True
    for number in all_asked:
        lines[number] = f"\n{citing.listing(citing.works.references, linked=not listed)}\n"
        listed = True
    text = "\n".join(lines)
    listing = "" if listed or not by_default else citing.listing()
    return f"{text.rstrip()}\n\n## {say('References')}\n\n{listing}\n" if listing else text


def _lines(lines: list[str], command: str) -> list[int]:
    return [number for number, line in enumerate(lines) if command and line.strip() == command]
