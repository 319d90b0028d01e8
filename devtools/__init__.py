"""What only a developer runs: browsers, attacks, measurements. Nothing of it is part of a build."""
