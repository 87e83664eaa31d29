"""English as text: it knows no article, no archive and no question."""
