"""The tabs of the page: each lays out, listens and answers."""
