"""Did this person say this, in these words? From a quote and the articles to a verdict with its evidence."""
