"""Reading: from bytes on disk to a tree in which every value knows where it was written.

`load` and `discover` (files.py) touch the disk; `admit` (gate.py) and `parse` (yaml.py) are pure.
"""

from __future__ import annotations
