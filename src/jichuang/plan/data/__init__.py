"""要点数据: plans as data files, and what reads them. Knows no database."""
