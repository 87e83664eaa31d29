"""Trains the tagger that ships in `onrecord.attribution`: `python -m training.attribution DATA_DIR`."""
