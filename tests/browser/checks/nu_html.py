"""The Nu HTML checker over saved pages, all in one run: starting Java costs more than reading them."""

import json
import shutil
import subprocess
from pathlib import Path

JAR = (
    Path(__file__).parents[3]
    / ".tools"
    / "checker"
    / "node_modules"
    / "vnu-jar"
    / "build"
    / "dist"
    / "vnu.jar"
)


def missing_checker() -> str:
    """Why the checker cannot run here, or nothing."""
    if not shutil.which("java"):
        return "no java on this machine"
    return "" if JAR.exists() else "the Nu HTML checker is not installed: `make test` does it where npm is"


def html_problems(folder: Path) -> list[str]:
    """Errors and warnings in the .html files of a folder: "name.html:line: message: extract"."""
    command = ["java", "-Xss1m", "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(ran.stderr)["messages"]
    return [
        f"{Path(m.get('url', '?')).name}:{m.get('lastLine', '?')}: {m['message']}: {m.get('extract', '').strip()[:120]}"
        for m in messages
        if m["type"] == "error" or m.get("subType") == "warning"
    ]
