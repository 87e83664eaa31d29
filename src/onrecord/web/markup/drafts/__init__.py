"""A whole draft that was checked: on the page, and as a report of its own."""
