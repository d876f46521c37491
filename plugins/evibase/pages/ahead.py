"""What many pages show alike, made before the first of them.

Each of these is kept in a table and would be made when a page first asks for it. Processes that share the pages of a
large site would each make nearly all of them; those who part from one that has them need not.
"""

from __future__ import annotations

from evibase.graph.related import targets
from evibase.pages.fit import fit_of
from evibase.pages.neighbourhood import names_in_boxes
from evibase.pages.parts import Parts
from evibase.pages.rendering import compile_templates
from evibase.pages.view import USUAL, View
from evibase.pages.works import works_of
from evibase.records.model import Ref


def make_ahead(view: View) -> None:
    """Make what pages of records show of each finding and source, and compile the templates."""
    compile_templates()
    parts = Parts(view, view.page_url(USUAL))
    box, linked, works = names_in_boxes(view), targets(view.graph), works_of(view)
    for name in view.findings:
        ref = Ref("findings", name)
        parts.card(name)
        fit_of(view, ref)
        _ = box[ref], linked[ref]
    for key in works.references:
        _ = works.entry(key), works.about(key, parts.root)
