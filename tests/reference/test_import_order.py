"""What has to be loaded before the frameworks is."""

import os
import subprocess
import sys


def test_triton_is_loaded_before_tensorflow(tmp_path):
    (tmp_path / "triton.py").write_text("import sys\nprint('tensorflow' in sys.modules)\n")
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", "import reference.observed"],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
