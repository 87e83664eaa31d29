"""Expressions of time in English text: where they stand and what they mean."""
