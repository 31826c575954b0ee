"""The Django kit: journal, clock, files, jobs, page components, Excel, links. Knows no business noun."""
