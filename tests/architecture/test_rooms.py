"""Between the folders of one layer imports go one way as well; `docs/developers.md` prints who may use whom."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("club", "storage", "handlers", "bot")
MAP = (
    (ROOT / "docs" / "developers.md")
    .read_text(encoding="utf-8")
    .split("## Who may use whom", 1)[1]
    .split("\n## ", 1)[0]
)
GROUND = {"conversation", "members", "kin"}
"""what every feature may use whole; of each other they use `service` and `buttons` alone"""


def printed() -> dict[str, dict[str, set[str]]]:
    """The rows "| `money` | vietnamese, errors |" below each layer's heading."""
    found: dict[str, dict[str, set[str]]] = {}
    for layer, table in re.findall(r"\*\*`(\w+)/`\*\*.*?\n\n(.*?)(?=\n\n|\Z)", MAP, re.DOTALL):
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \|$", table, re.MULTILINE)
        found[layer] = {room: set(re.findall(r"\w+", users)) for room, users in rows}
    return found


def imports(layer: str) -> list[tuple[str, str, str, str]]:
    """(room, room used, file, module) of every import within the layer."""
    found = []
    for path in (ROOT / layer).rglob("*.py"):
        parts = path.relative_to(ROOT).parts
        room = parts[1] if len(parts) > 2 else parts[1].removesuffix(".py")
        if "versions" in parts or room == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == layer:
                module = node.module.split(".")
                for used in [module[1]] if len(module) > 1 else [alias.name for alias in node.names]:
                    if used != room:
                        found.append((room, used, str(path.relative_to(ROOT)), node.module))
    return found


def test_the_map_has_no_way_round() -> None:
    for rooms in printed().values():
        assert list(TopologicalSorter(rooms).static_order())


def test_imports_follow_the_map_and_the_map_names_no_more() -> None:
    rooms = printed()
    assert set(rooms) == set(LAYERS)
    for layer in LAYERS:
        used: dict[str, set[str]] = {}
        for room, other, path, module in imports(layer):
            ways = rooms[layer].get(room, set())
            capitals = {"Connection", "Storage", "StorageError"}  # what `storage` itself hands out
            assert other in ways | capitals, f"{path} imports {module}"
            used.setdefault(room, set()).add(other)
        assert {room: ways for room, ways in rooms[layer].items() if ways} == used, layer


def test_features_reach_each_other_by_their_service_and_their_buttons() -> None:
    for room, other, path, module in imports("handlers"):
        if room in ("features", "understanding", "conversation") or other in GROUND:
            continue
        assert module.split(".")[-1] in ("service", "buttons"), f"{path} imports {module}"
