"""The demonstration province and its cast (演示). Removable; nothing below knows it exists."""
