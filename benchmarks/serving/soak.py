"""What a worker holds as more and more pages have been asked for."""
