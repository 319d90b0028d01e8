"""What several rooms of tests use: brute force, a reader of the check, parsed pages, a small tree to build."""
