"""What many pages show alike, made before the first of them.

Each of these is kept in a table and would be made when a page first asks for it. Processes that share the pages of a
large site would each make nearly all of them; those who part from one that has them need not.
"""

from __future__ import annotations

from evibase.pages.neighbourhood import boxes
from evibase.pages.parts import Parts
from evibase.pages.rendering import compile_templates
from evibase.pages.view import View
from evibase.pages.works import works_of
from evibase.records.model import Ref

#: All pages as deep as those of findings show the same cards, links and entries.
_LIKE = "findings/x.md"


def make_ahead(view: View) -> None:
    """Make the card of each finding and the entry of each source, as pages of records show them."""
    compile_templates()
    parts = Parts(view, view.page_url(_LIKE))
    box, works = boxes(parts), works_of(view)
    for name in view.findings:
        parts.in_passing(name)
        _ = box[Ref("findings", name)]
    for key in works.references:
        works.listed(key, parts.root)
