"""河北省科技型中小企业认定. One folder: form, route, outcome, guide, tests. The law is `policy.hebei_tech_sme`."""
