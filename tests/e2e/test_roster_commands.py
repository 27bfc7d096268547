"""`lienthehe roster …` as somebody at the machine uses it."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.process import output, write_config
from tests.e2e.warm import ROOT


@pytest.fixture
async def config(tmp_path: Path) -> Path:
    path = write_config(tmp_path)
    code, said, _ = await output(
        "club", "add", "CLB Nà Khương", "--commune", "xã", "--province", "tỉnh", "--config", str(path)
    )
    assert code == 0
    assert "club: 1" in said
    return path


async def roster(config: Path, *args: str) -> tuple[int, str, str]:
    return await output("roster", *args, "--config", str(config))


async def test_a_list_goes_in_out_and_in_again(config: Path, tmp_path: Path) -> None:
    source = tmp_path / "ds.csv"
    source.write_text(
        "STT;Họ tên;Năm sinh;SĐT\n1;Lò Thị Ón;1948;912345678\n2;Lò Văn Inh;2090;12345\n", encoding="utf-8-sig"
    )
    code, said, _ = await roster(config, "import", "1", str(source), "--dry-run")
    assert code == 0
    assert "added: 1" in said
    assert "applied: no" in said
    code, said, errors = await roster(config, "import", "1", str(source))
    assert (code, errors) == (0, "")
    assert "Dòng 3 (Lò Văn Inh): " in said
    assert "applied: yes" in said
    out = tmp_path / "ra.xlsx"
    code, said, _ = await roster(config, "export", "clb nà khương", str(out))
    assert (code, said) == (0, f"members: 1\nfile: {out}\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [c.value for c in sheet[2]][1:7] == ["Lò Thị Ón", 1948, None, None, None, "0912 345 678"]
    code, said, _ = await roster(config, "import", "1", str(out), "--json")
    found = json.loads(said)
    assert (found["added"], found["unchanged"], found["applied"]) == (0, 1, False)
    assert found["columns_not_read"] == ["Chức vụ", "Tình trạng"]
    code, _, _ = await roster(config, "export", "1", str(tmp_path / "ra.csv"))
    assert code == 0
    assert "Lò Thị Ón" in (tmp_path / "ra.csv").read_text(encoding="utf-8-sig")


async def test_a_sheet_of_cards_is_written(config: Path, tmp_path: Path) -> None:
    (tmp_path / "ds.csv").write_text("Họ tên\nLò Thị Ón\nSùng A Páo\n", encoding="utf-8")
    code, _, errors = await roster(config, "cards", "1", str(tmp_path / "ma.pdf"))
    assert code == 1
    assert "there is nothing to print" in errors
    await roster(config, "import", "1", str(tmp_path / "ds.csv"))
    code, said, _ = await roster(config, "cards", "1", str(tmp_path / "ma.pdf"))
    assert (code, said.splitlines()[0]) == (0, "cards: 2")
    assert (tmp_path / "ma.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("import", "1", "nowhere.xlsx"), "nowhere.xlsx cannot be read: No such file or directory."),
        (("import", "9", "{csv}"), "There is no club number 9; lienthehe club list shows them."),
        (
            ("import", "CLB khác", "{csv}"),
            "There is no club called CLB khác; lienthehe club list shows them.",
        ),
        (("import", "1", "{broken}"), "không phải bảng danh sách"),
        (("cards", "1", "ma.doc"), "ma.doc: the name has to end in .pdf."),
        (("export", "1", "ra.pdf"), "ra.pdf: the name has to end in .xlsx or .csv."),
        (
            ("export", "1", "/nowhere/ra.xlsx"),
            "/nowhere/ra.xlsx cannot be written: No such file or directory.",
        ),
    ],
)
async def test_what_cannot_be_done_is_one_sentence(
    config: Path, tmp_path: Path, args: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "ds.csv").write_text("Họ tên\nLò Thị Ón\n", encoding="utf-8")
    (tmp_path / "ds.xlsx").write_bytes(b"nothing")
    given = [a.format(csv=tmp_path / "ds.csv", broken=tmp_path / "ds.xlsx") for a in args]
    code, _, errors = await roster(config, *given)
    assert code == 1
    assert sentence in errors
    assert errors.count("\n") == 1


async def test_an_officers_code_is_for_a_unit_that_has_clubs(config: Path) -> None:
    code, said, _ = await output(
        "officer", "code", "--province", "tỉnh", "--commune", "xã", "--json", "--config", str(config)
    )
    assert code == 0
    assert json.loads(said)["unit"] == "xã"
    assert len(json.loads(said)["officer_code"]) == 8
    code, _, errors = await output("officer", "code", "--province", "Huế", "--config", str(config))
    assert (code, errors) == (1, "No club is in Huế; lienthehe club list shows where clubs are.\n")


def asked(config: Path, file: Path, *args: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Imports with somebody at the keyboard."""
    command = [
        sys.executable,
        "-m",
        "bot",
        "roster",
        "import",
        "1",
        str(file),
        *args,
        "--config",
        str(config),
    ]
    return subprocess.run(command, input=typed, capture_output=True, text=True, cwd=ROOT, timeout=60)


async def test_a_line_that_may_be_somebody_known_is_left_out_or_asked_about(
    config: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "mot.csv", tmp_path / "hai.csv"
    first.write_text("Họ tên,Năm sinh,SĐT,Tổ\nVàng A Páo,1948,0977111123,1\n", encoding="utf-8")
    second.write_text("Họ tên,Năm sinh,SĐT,Tổ\nVàng A Páo,1948,0977333789,2\n", encoding="utf-8")
    await roster(config, "import", "1", str(first))
    code, said, _ = await roster(config, "import", "1", str(second))
    assert code == 0
    assert "to_decide: 1 (with --ask each of these lines is asked about)" in said
    assert "chưa rõ có phải là Vàng A Páo 1948, số …123, Tổ 1 đã có hay không" in said
    assert "applied: no" in said
    gone = asked(config, second, "--ask", typed="7\n")
    assert (gone.returncode, gone.stdout.strip()) == (1, ""), "nobody answers any more: nothing is written"
    done = asked(config, second, "--ask", typed="7\nđể xem đã\nngười khác\n")
    assert "Trong câu lạc bộ đã có Vàng A Páo 1948, số …123, Tổ 1." in done.stderr
    assert "1. Cùng một người\n2. Người khác\n3. Bỏ dòng này" in done.stderr
    assert "+ Vàng A Páo, sinh 1948, 0977 333 789, Tổ 2" in done.stdout
    assert "applied: yes" in done.stdout
    code, said, _ = await roster(config, "import", "1", str(first), "--json")
    assert (json.loads(said)["unchanged"], json.loads(said)["to_decide"]) == (1, 0)
