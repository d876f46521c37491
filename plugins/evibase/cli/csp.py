"""`evibase csp`: what a server should tell browsers about the site."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.hosts.policy import FORMS, policy_of, written


@click.command()
@click.argument("site", type=click.Path(file_okay=False, path_type=Path), default=Path("site"))
@click.option("--format", "form", type=click.Choice(FORMS), default="header", show_default=True, help="For which host.")
def csp(site: Path, form: str) -> None:
    """Print the strictest Content-Security-Policy under which the pages in SITE, a built site, work.

    Scripts that stand in pages are allowed by their hashes, and listed: they should be the theme's. Exits with 1 if
    pages hold what the policy stops.
    """
    paths = sorted(site.rglob("*.html"))
    if not paths:
        raise click.UsageError(f"no page in {site}. Build the site first: mkdocs build --strict")
    pages = ((path.relative_to(site).as_posix(), path.read_text(encoding="utf-8", errors="replace")) for path in paths)
    policy = policy_of(pages)
    click.echo(written(policy.text, form))
    for digest, (begin, number) in policy.scripts.items():
        click.echo(f"sha256-{digest}: on {number} of {len(paths)} pages: {begin}", err=True)
    for line in policy.stopped[:50]:
        click.echo(f"stopped: {line}", err=True)
    if len(policy.stopped) > 50:  # noqa: PLR2004 - as many as the check shows
        click.echo(f"and {len(policy.stopped) - 50} more", err=True)
    raise SystemExit(1 if policy.stopped else 0)
