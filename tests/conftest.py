"""How Hypothesis runs here: on busy machines an example may take its time, and CI draws the same ones each time."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("evibase", deadline=None, max_examples=25, derandomize=bool(os.environ.get("CI")))
settings.load_profile("evibase")
