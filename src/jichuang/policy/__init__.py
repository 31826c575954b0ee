"""政策规则: dated, cited law as expression trees. Pure Python and Polars; knows no Django, no database."""
