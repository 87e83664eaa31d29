"""Who "he", "the minister" and "they" are, within one article."""
