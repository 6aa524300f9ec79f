"""Millions of comparisons that anonlink's compiled Dice kernel makes in a second of processor time: one random filter of 1024
bits against many, threshold 0.8, packed beforehand.

  anonlink_kernel.py FILTERS REPEATS
"""
import json
import os
import sys
import time
from array import array

from anonlink.similarities import _dice

BYTES = 128
filters, repeats = map(int, sys.argv[1:])
query, pool = array("b"), array("b")
query.frombytes(os.urandom(BYTES))
pool.frombytes(os.urandom(BYTES * filters))
counts = _dice.popcount_arrays(pool, BYTES)


def compare():
    for _ in range(repeats):
        _dice.dice_many_to_many(query, pool, 1, filters, counts, BYTES, filters, 0.8, array("d"), array("I"), array("I"))


compare()
start = time.process_time()
compare()
print(json.dumps({"millionPerSecond": filters * repeats / (time.process_time() - start) / 1e6}))
