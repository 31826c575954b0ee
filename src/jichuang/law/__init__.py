"""政策: calculators, library, ladder and population runs over policy. Knows the hall and the registry; knows no plan."""
