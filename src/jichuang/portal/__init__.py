"""首页、搜索、我的空间: gives every page its navigation as data. Knows every room, holds no fact."""
