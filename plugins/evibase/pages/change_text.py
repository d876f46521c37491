"""A told change as text for a terminal, and as Markdown for a pull request.

Both hold what strangers have written. On a terminal no control character gets through; in Markdown nothing of it
is a sign, a tag, a link, or a mention of somebody.
"""

from __future__ import annotations

import re
from html import escape

from evibase.pages.change_report import Part, Report
from evibase.pages.words import count, say

#: What fits into a comment, which has at most 65,536 characters: entries of a part, details of an entry, and all.
_ENTRIES, _DETAILS = 15, 10
_LARGEST = 60_000
#: What Markdown could take for a sign, anywhere or where a line begins.
_SIGN = re.compile(r"[\\`*_\[\]#|~!$]|^(?:[-+=:]|\d+(?=[.)]))")
#: What GitHub turns into a link, an image or a mention once all is shown: an address, a person, an issue.
_LINKED = re.compile(r"(?<=@)|(?<=#)|(?<=://)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-\d)", re.IGNORECASE)


def as_text(report: Report) -> str:
    """Give a report for a terminal."""
    lines = [report.title, "", report.summary]
    for part in report.parts:
        lines += ["", f"{part.heading} ({len(part.entries)})"]
        for entry in part.entries:
            lines += [f"  {entry.text}", *(f"    - {detail}" for detail in entry.details)]
    return "".join(f"{_printable(line)}\n" for line in lines)


def as_markdown(report: Report) -> str:
    """Give a report as GitHub-flavoured Markdown that fits into a comment."""
    blocks = [f"## {_plain(report.title)}\n\n{_plain(report.summary)}\n"]
    blocks += [_part(part) for part in report.parts]
    text = ""
    for block in blocks:
        if len(text) + len(block) > _LARGEST:
            return f"{text}\n{say('The rest is left out; `evibase diff` shows it.')}\n"
        text += f"\n{block}" if text else block
    return text


def _part(part: Part) -> str:
    lines = []
    for entry in part.entries[:_ENTRIES]:
        lines.append(f"- {_plain(entry.text)}")
        lines += [f"  - {_plain(detail)}" for detail in entry.details[:_DETAILS]]
        lines += _rest(len(entry.details) - _DETAILS, "  - ")
    lines += _rest(len(part.entries) - _ENTRIES, "- ")
    heading = f"{_plain(part.heading)} ({len(part.entries)})"
    body = "\n".join(lines)
    if part.folded:
        return f"<details>\n<summary>{heading}</summary>\n\n{body}\n\n</details>\n"
    return f"### {heading}\n\n{body}\n"


def _rest(number: int, indent: str) -> list[str]:
    return [f"{indent}{say('and {more}').format(more=count(number, 'more', 'more'))}"] if number > 0 else []


def _plain(text: str) -> str:
    """Write text so that Markdown shows it as it is: signs escaped, and nothing mentions, links or refers."""
    shown = escape(_printable(" ".join(text.split())), quote=False)
    return _LINKED.sub("\u2060", _SIGN.sub(_escaped, shown))


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() or each == "\u00a0" else f"<U+{ord(each):04X}>" for each in text)
