"""`python -m roi_spec` is `roi-spec`."""

from __future__ import annotations

from roi_spec.cli import main

if __name__ == "__main__":
    main()
