"""Pages of signing in and out. Know no role."""
