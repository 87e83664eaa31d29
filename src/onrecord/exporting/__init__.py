"""Results in other forms.

Imported with its wings for claims and for what was said, so that `to_json` knows their shapes wherever it comes from.
"""

from onrecord.exporting import claim_values, said_values
from onrecord.exporting.plain_values import to_json

__all__ = ["claim_values", "said_values", "to_json"]
