"""How fast roi-spec is, as ratios against a named peer in one run: `python -m bench [--quick] [NAME...]`."""
