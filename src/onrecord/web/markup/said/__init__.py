"""Who said what in an article: its marks, how each is known, and how it is corrected."""
