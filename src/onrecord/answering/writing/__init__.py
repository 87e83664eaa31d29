"""The answer of a language model: asked, streamed, gated."""
