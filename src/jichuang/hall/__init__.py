"""办事大厅 kernel: Matter, Form, Stage, Route, Case, Task, Publicity, Clock. Knows no matter by name."""
