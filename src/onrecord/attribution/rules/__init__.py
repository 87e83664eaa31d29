"""What the layout decides, what nobody was found to say, and what was never said."""
