"""Training of what tells whether two texts make the same claim."""
