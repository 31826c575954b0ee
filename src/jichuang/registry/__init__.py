"""主体、区划、任职、授权、名录: who and what exists, dated. Knows no case."""
