"""国家标准与值类型: credit code, regions, calendar, money, tables. Pure Python; knows no Django, no database."""
