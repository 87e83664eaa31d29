"""Results in other forms.

Imported with its wing for claims, so that `to_json` knows their shapes wherever it comes from.
"""

from onrecord.exporting import claim_values
from onrecord.exporting.plain_values import to_json

__all__ = ["claim_values", "to_json"]
