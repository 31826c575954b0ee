"""专家评审: the expert pool, draws, reviews and their result, handed to the hall. Knows no matter by name."""
