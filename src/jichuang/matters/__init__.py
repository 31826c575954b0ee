"""事项目录: one folder per matter (form + rules + route + outcome). Knows the hall, the registry and policy."""
