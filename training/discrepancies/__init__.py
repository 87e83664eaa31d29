"""How the weights of what two sentences are at odds about were fitted."""
