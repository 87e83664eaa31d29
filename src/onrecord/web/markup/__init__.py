"""What the page shows, as markup that is safe."""
