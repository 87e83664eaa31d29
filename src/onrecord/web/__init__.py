"""The page: a chat with the articles, and beside it the sources of each answer."""
