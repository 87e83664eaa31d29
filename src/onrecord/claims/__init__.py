"""What sentences state, without any question asked."""
