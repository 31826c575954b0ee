"""The national table of a notice: one row for each firm still on it; for the provincial desk only."""

from __future__ import annotations

from io import BytesIO

from jichuang.codes.tabular import read_table

URL = "/matters/tech-sme-evaluation/national-table.xlsx"


def test_a_notice_is_exported_row_by_row_from_its_desk_page(client, published, province_officer, firm):
    client.force_login(province_officer)
    page = client.get(f"/desk/notices/{published.number}/").content.decode()
    assert f"{URL}?notice={published.number}" in page
    answer = client.get(URL, {"notice": published.number})
    table = read_table(BytesIO(answer.content), "汇总.xlsx", max_bytes=10**6)
    rows = [[cell.value for cell in row.cells] for row in table]
    assert len(rows) == 1 and firm.name in rows[0] and firm.credit_code in rows[0]


def test_others_are_refused_and_an_unknown_notice_is_not_found(
    client, published, province_officer, city_officer, clerk, outsider
):
    for stranger in (city_officer, clerk, outsider):
        client.force_login(stranger)
        answer = client.get(URL, {"notice": published.number})
        assert answer.status_code == 403 and "任职" in answer.content.decode()
    client.force_login(province_officer)
    assert client.get(URL, {"notice": "GS2018-9999"}).status_code == 404
