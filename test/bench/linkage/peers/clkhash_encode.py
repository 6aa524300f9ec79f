"""Records of FEBRL 4, nine columns, that clkhash encodes in a second of processor time, with one worker and cold caches.

  clkhash_encode.py FOLDER_OF_THE_LINKAGE_DATA
"""
import json
import resource
import sys
from pathlib import Path

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder / "scripts"))
sys.dont_write_bytecode = True

from common import Dataset  # noqa: E402
from run_anonlink import encode  # noqa: E402


def processor_seconds():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


records = Dataset(folder / "data" / "febrl4_100").records[0]
start = processor_seconds()
encode(records, "FULL")
print(json.dumps({"perSecond": len(records) / (processor_seconds() - start)}))
