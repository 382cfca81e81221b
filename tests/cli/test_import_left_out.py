"""A list nobody understands is left out aloud, with what to do about it."""

import pytest


@pytest.mark.parametrize(
    ("language", "guide"),
    [("en", "docs/import-mapping.md"), ("zh_CN", "docs/import-mapping.zh_CN.md")],
)
def test_a_list_left_out_is_told_with_the_way_to_map_it(call, tmp_path, language, guide):
    (tmp_path / "cu.csv").write_text("Customer No.,Name,City\nC1,Acme,Leeds\n")
    (tmp_path / "iris.csv").write_text("sepal,petal\n5.1,1.4\n")

    answer = call(
        "import", tmp_path / "cu.csv", tmp_path / "iris.csv", "--file", tmp_path / "new.crm",
        "--lang", language,
    )  # fmt: skip

    assert answer.code == 0
    told = "".join(answer.out.split())
    assert "iris.csv" in told
    assert "--map" in told
    assert guide in told
