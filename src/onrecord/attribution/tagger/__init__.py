"""The network that tags sources, cues and contents, and what is made of its tags."""
