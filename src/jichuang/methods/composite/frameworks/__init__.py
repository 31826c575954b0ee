"""指标体系文件: shipped frameworks, one TOML file each, read by `library`."""
