"""Bytes of one kind to a draft of an article: a module for each kind."""
