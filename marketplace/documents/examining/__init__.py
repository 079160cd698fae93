"""Looking into a file from a stranger. Runs in a small process of its own, without Django.

Nothing here imports the rest of the portal: the process starts fast, holds no secret and has no
connection to anything. `child.py` is where it starts; `../inspection.py` starts and judges it.
"""
