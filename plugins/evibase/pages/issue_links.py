"""Links to the forms in which somebody who has never seen a record proposes one (`importers/forms.py` makes them).

GitHub takes the answers to a form's questions from the address; what it does not take, the person still reads in the
title. GitLab knows no forms: there the title and the text are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, urlencode, urlsplit

_NONE: Mapping[str, str] = MappingProxyType({})


def new_issue(repo_url: str, form: str, title: str, answers: Mapping[str, str] = _NONE) -> str:
    """Give the address at which a form opens, with its title and some answers filled in; "" without a repository.

    `answers` are by the question's id, in the words that the form offers. Source of the parameters:
    https://docs.github.com/issues/tracking-your-work-with-issues/creating-an-issue (from a URL query) and
    https://docs.gitlab.com/user/project/issues/create_issues/ (with prefilled values).
    """
    try:
        parts = urlsplit(repo_url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    repository = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('.git')}"
    if "gitlab" in parts.hostname:
        text = "\n".join(f"{name}: {answer}" for name, answer in answers.items())
        asked = {"issue[title]": title, "issue[description]": text}
        return f"{repository}/-/issues/new?{urlencode(asked, quote_via=quote)}"
    return (
        f"{repository}/issues/new?{urlencode({'template': f'{form}.yml', 'title': title, **answers}, quote_via=quote)}"
    )
