"""Which characters are quotation marks, what stands inside them, and whether it is somebody's words."""
