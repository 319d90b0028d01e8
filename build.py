# -*- coding: utf-8 -*-
"""Build, serve or test the site: `python3 build.py --help`. This file parses on any Python; the rest needs 3.11."""

from __future__ import unicode_literals

import sys

if sys.version_info < (3, 11):
    line = "build.py：这里的 Python 是 %d.%d，需要 3.11 或更新的版本；请安装后用它运行，例如 python3.13 build.py。\n"
    getattr(sys.stderr, "buffer", sys.stderr).write((line % sys.version_info[:2]).encode("utf-8"))
    sys.exit(1)

from builder.__main__ import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
