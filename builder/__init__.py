"""The steps that turn the repository into the site, one module each, in the order in which they run."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
