"""Seconds that Splink's link step takes on FEBRL 4, full overlap, nine columns: plaintext, the rich model of the peers' own
runner, blocking included, training left out.

  splink_link.py FOLDER_OF_THE_LINKAGE_DATA
"""
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder / "scripts"))
sys.dont_write_bytecode = True

from common import Dataset  # noqa: E402
from run_splink import run  # noqa: E402

times = {}
run(Dataset(folder / "data" / "febrl4_100"), "FULL", "rich", times)
print(json.dumps({"seconds": times["link"][0]}))
