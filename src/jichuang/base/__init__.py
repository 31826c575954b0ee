"""The Django kit: journal, clock row, files, jobs, page components, Excel pages, Ref links. Knows no business noun."""
