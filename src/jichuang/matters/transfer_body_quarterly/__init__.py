"""技术转移服务机构季度业务报告: owed every quarter by whoever stands in the register. Form, declaration, consequence."""
