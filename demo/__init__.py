"""A bundled newsroom: six invented papers served on loopback, to try the crawler on."""
