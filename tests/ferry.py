"""Two articles that count the dead of one fire otherwise."""

FIRST = "Published: 2031-03-04\n\nTwelve people died when the ferry Corvo burned off Ostrel on Monday.\n"
SECOND = "Published: 2031-03-06\n\nNineteen people died when the ferry Corvo burned off Ostrel on Monday.\n"
