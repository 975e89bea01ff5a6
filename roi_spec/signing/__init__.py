"""Sign-offs with the disk and git at hand: writing one, and asking git who signed.

What holds of a sign-off is worked out in `model/signed.py` and judged in `lint/rules/signing.py`, without either.
"""

from __future__ import annotations

from roi_spec.signing.eyes import examined, signed_of, with_four_eyes
from roi_spec.signing.writing import CannotSign, Prepared, prepare

__all__ = ["CannotSign", "Prepared", "examined", "prepare", "signed_of", "with_four_eyes"]
