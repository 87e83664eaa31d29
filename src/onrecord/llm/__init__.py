"""The user's language model: the client and the prompts."""
