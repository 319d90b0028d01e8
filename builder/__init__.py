"""The steps that turn the repository into the site, one module each, in the order in which they run."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = "MINGJIE_SITE"
"""The variable that names the folder of another site, as `build.py --site` sets it."""
RUNTIME = "MINGJIE_RUNTIME"
"""The variable that says how Python comes into the page, as `build.py --runtime` and the like set it: JSON."""
HERE = Path(os.environ.get(SITE) or ROOT).resolve()
"""Whose mkdocs.yml, docs/ and cases/ are built; what it does not bring itself is this repository's."""
SHARED = ROOT / ".build"
"""The environment, and what else any site is built with."""
BUILD = HERE / ".build"
