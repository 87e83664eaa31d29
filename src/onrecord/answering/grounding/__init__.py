"""The gate between a model's sentences and the reader."""
