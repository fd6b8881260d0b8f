"""Run this folder as a package of its own: alone, the service around it is out of reach."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent

sys.path[0] = str(HERE.parent)
runpy.run_module(f"{HERE.name}.cut", run_name="__main__")
