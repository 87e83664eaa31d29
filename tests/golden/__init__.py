"""What the product says of its samples, kept whole: a change that was meant to change no answer is held to it."""
