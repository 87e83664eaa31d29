"""Names in a text: tokens, runs of capitals, mentions and what each names."""
