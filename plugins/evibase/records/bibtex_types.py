"""What the entry types of BibTeX and biblatex are in CSL, and the names of fields.

Sources: the biblatex manual 3.20, section 2.1 and appendix B (inheritance), "BibTeXing" (Oren Patashnik, 1988),
and the appendix of the CSL 1.0.2 specification.
"""

from __future__ import annotations

from types import MappingProxyType

#: CSL type of every entry type that is known.
CSL_TYPES = MappingProxyType({
    "article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical",
    "review": "review", "book": "book", "mvbook": "book", "booklet": "pamphlet", "collection": "book",
    "mvcollection": "book", "reference": "book", "mvreference": "book", "proceedings": "book",
    "mvproceedings": "book", "manual": "book", "bookinbook": "chapter", "suppbook": "chapter", "inbook": "chapter",
    "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference", "report": "report",
    "techreport": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage", "dataset": "dataset",
    "software": "software", "unpublished": "manuscript", "misc": "document", "patent": "patent",
    "standard": "standard", "legislation": "legislation", "legal": "legislation", "jurisdiction": "legal_case",
    "commentary": "document", "letter": "personal_communication", "artwork": "graphic", "image": "graphic",
    "audio": "song", "music": "song", "video": "motion_picture", "movie": "motion_picture",
    "performance": "performance", "bibnote": "document", "presentation": "speech", "map": "map", "set": "document",
    "film": "motion_picture", "podcast": "song", "interview": "interview", "preprint": "article",
    "workingpaper": "report", "bachelorsthesis": "thesis", "newspaper": "article-newspaper",
    "newsarticle": "article-newspaper", "magazine": "article-magazine", "softwareversion": "software",
    "softwaremodule": "software", "codefragment": "software", "constitution": "legislation",
    "legmaterial": "legislation", "legadminmaterial": "legislation", "bill": "bill", "hearing": "hearing",
    "blog": "post-weblog",
})  # fmt: skip

#: Web pages: `titleaddon` is the name of their site.
SITES = frozenset({"online", "electronic", "www", "webpage", "blog"})

#: Archives by the names that `eprinttype` and `archiveprefix` give them, and those of works before publication.
ARCHIVES = MappingProxyType({
    "arxiv": "arXiv", "psyarxiv": "PsyArXiv", "socarxiv": "SocArXiv", "edarxiv": "EdArXiv", "osf": "OSF",
    "osf preprints": "OSF Preprints", "biorxiv": "bioRxiv", "medrxiv": "medRxiv", "ssrn": "SSRN", "hal": "HAL",
    "jstor": "JSTOR", "pubmed": "PubMed", "googlebooks": "Google Books", "eric": "ERIC", "zenodo": "Zenodo",
    "research square": "Research Square", "preprints.org": "Preprints.org", "repec": "RePEc",
})  # fmt: skip
PREPRINTS = frozenset({
    "arXiv", "PsyArXiv", "SocArXiv", "EdArXiv", "OSF", "OSF Preprints", "bioRxiv", "medRxiv", "SSRN", "HAL",
    "Research Square", "Preprints.org", "RePEc", "ERIC",
})  # fmt: skip

#: Holds fields for others (`xdata = {key}`) and is no work itself.
XDATA = "xdata"

#: What an `@article` is when its `entrysubtype` says so.
ARTICLE_SUBTYPES = MappingProxyType({
    "newspaper": "article-newspaper", "magazine": "article-magazine", "journal": "article-journal",
})  # fmt: skip

#: The keywords that biblatex knows for `type`, in words, and what a type is without one.
GENRES = MappingProxyType({
    "phdthesis": "Doctoral dissertation", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis", "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report", "software": "Computer software", "datacd": "CD-ROM", "audiocd": "Audio CD",
    "patent": "Patent", "patentus": "U.S. Patent", "patenteu": "European Patent", "patentuk": "British Patent",
    "patentde": "German Patent", "patentfr": "French Patent", "patreq": "Patent request",
    "patreqeu": "European patent request", "patreqde": "German patent request", "patrequs": "U.S. patent request",
    "phd thesis": "Doctoral dissertation",
    "ph.d. thesis": "Doctoral dissertation", "ph.d. dissertation": "Doctoral dissertation",
    "phd dissertation": "Doctoral dissertation", "doctoral thesis": "Doctoral dissertation",
    "masters thesis": "Master's thesis", "master thesis": "Master's thesis", "bachelorsthesis": "Bachelor's thesis",
    "doctoral dissertation": "Doctoral dissertation", "dissertation": "Doctoral dissertation",
    "phd": "Doctoral dissertation", "ph.d.": "Doctoral dissertation", "msc thesis": "Master's thesis",
    "ma thesis": "Master's thesis", "master's thesis": "Master's thesis",
})  # fmt: skip

#: Fields whose value may hold the field names of a swallowed neighbour, when a brace or comma is lost.
COMMON_FIELDS = (
    "author", "editor", "title", "subtitle", "booktitle", "journal", "journaltitle", "year", "date", "month",
    "volume", "number", "pages", "publisher", "address", "location", "doi", "url", "isbn", "issn", "note",
    "abstract", "keywords", "edition", "series", "institution", "school", "organization", "howpublished",
)  # fmt: skip
#: How a child of `crossref` takes its parent's fields (biblatex, appendix B): parent's name to child's name.
FROM_PARENT = MappingProxyType({
    "title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon",
})  # fmt: skip
FROM_PERIODICAL = MappingProxyType({"title": "journaltitle", "subtitle": "journalsubtitle"})

#: Never taken over from a parent: they name or describe the parent itself.
OWN_FIELDS = frozenset({
    "crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label", "options", "presort",
    "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey",
    "sortname", "sorttitle", "sortyear", "abstract", "annotation", "annote", "file", "keywords", "note", "pages",
    "doi", "url", "urldate", "shorttitle", "indextitle", "booktitle", "booksubtitle", "key",
})  # fmt: skip
