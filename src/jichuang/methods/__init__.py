"""方法: lights, forecasting, index, matching. Pure Python; knows no Django, no database."""
