"""科技型中小企业评价. Form, route, guide, outcome, the national table and the announced list, in one folder."""
