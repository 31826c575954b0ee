"""JSON 接口: the hall for other systems. It calls the same verbs and reads as the pages, and knows no matter by name."""
