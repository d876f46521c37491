"""The record types, as a list that can be read aloud. A new type is one new file and one line here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evibase.records.authored import Authored
from evibase.records.case_study import CaseStudy
from evibase.records.edition import Edition
from evibase.records.finding import Finding
from evibase.records.kit import Kit
from evibase.records.model import Record
from evibase.records.person import Person
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from evibase.records.source import Source
from evibase.records.term_page import TermPage
from evibase.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of record: how it is called, in which files it stands, and what it may say.

    `place` matches the file's path and names its `id`; `section` is the first part of the record's address.
    `many` says that one file holds several records, keyed by id.
    """

    name: str
    section: str
    place: re.Pattern[str]
    model: type[Record]
    many: bool = False


RECORD_TYPES = (
    RecordType("finding", "findings", re.compile(r"findings/(?:[^/]+/)*(?P<id>[^/]+)\.yml\Z"), Finding),
    RecordType("vocabulary", "vocabularies", re.compile(r"content/vocabularies/(?P<id>[^/]+)\.yml\Z"), Vocabulary),
    RecordType("case study", "case-studies", re.compile(r"content/case-studies/(?P<id>[^/]+)\.md\Z"), CaseStudy),
    RecordType(
        "policy option", "policy-options", re.compile(r"content/policy-options/(?P<id>[^/]+)\.md\Z"), PolicyOption
    ),
    RecordType("question", "questions", re.compile(r"content/questions/(?P<id>[^/]+)\.md\Z"), Question),
    RecordType("source", "sources", re.compile(r"content/sources/(?P<id>[^/]+)\.yml\Z"), Source),
    RecordType("person", "people", re.compile(r"content/(?P<id>people)\.yml\Z"), Person, many=True),
    RecordType("kit", "kit", re.compile(r"content/(?P<id>kit)\.yml\Z"), Kit),
    RecordType("edition", "edition", re.compile(r"(?P<id>CITATION)\.cff\Z"), Edition),
)

#: A page under a vocabulary's folder; which folders those are, the vocabularies say.
TERM_PAGE = RecordType("term page", "", re.compile(r"content/(?P<section>[^/]+)/(?P<id>[^/]+)\.md\Z"), TermPage)
#: Any other page.
AUTHORED = RecordType("page", "", re.compile(r"content/(?P<id>.+)\.md\Z"), Authored)

#: The bibliography.
BIBLIOGRAPHY = "references.bib"
#: How to cite the base as a whole.
CITATION_FILE = "CITATION.cff"
#: First parts of addresses that no vocabulary may take.
RESERVED_SECTIONS = frozenset(
    {
        "about",
        "assets",
        "bibliography",
        "brief",
        "changes",
        "contribute",
        "explore",
        "follow",
        "map",
        "search",
        "findings",
        "vocabularies",
        "people",
    }
) | {kind.section for kind in RECORD_TYPES}
