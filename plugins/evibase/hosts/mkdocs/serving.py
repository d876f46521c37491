"""Live reload: while somebody is in the middle of a record, the pages stay as they were."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("evibase")


class UnsoundError(PluginError):
    """The base has errors. It is raised before anything is written."""


def patient(builder: Callable[[], None]) -> Callable[[], None]:
    """Give a builder that leaves the site as it is when the base has errors.

    Without it the host's server answers no request until the next good build.
    """

    def rebuild() -> None:
        try:
            builder()
        except Abort as error:
            if not isinstance(error.__context__, UnsoundError):
                raise
            log.error("The pages are shown as they were before.")  # noqa: TRY400 - the lines above say it all

    return rebuild
