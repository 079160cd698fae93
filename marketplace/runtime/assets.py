"""Front-end assets: installed from npm and built into `static/vendor/`, which git ignores."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from .icons import sprite
from .progress import stage

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
TOKENS, THEME = ROOT / "var" / "design-tokens", ROOT / "var" / "theme"
OLDEST_NODE = 20

STYLES = PACKAGES / "@digdir" / "designsystemet-css" / "dist" / "src" / "index.css"
# The umd file is the only one a browser can load without a bundler.
SCRIPT = PACKAGES / "@digdir" / "designsystemet-web" / "dist" / "umd" / "index.js"
FONTS = PACKAGES / "@fontsource-variable" / "inter" / "files"
ICONS = PACKAGES / "@navikt" / "aksel-icons" / "dist" / "svg"
SOURCES = ("package-lock.json", "designsystemet.config.json")
MAP_LINE = re.compile(r"^(//# sourceMappingURL=.*|/\*# sourceMappingURL=.*\*/)\s*$", re.MULTILINE)


def build() -> None:
    """Install and build whatever has changed since the last time."""
    if not _is_fresh(VENDOR, _build_mark()):
        if not _is_fresh(PACKAGES, _digest("package-lock.json")):
            install()
        with stage("Building theme, icons and fonts"):
            _build_vendor()


def install() -> None:
    """Install exactly the packages of package-lock.json."""
    require_node()
    with stage("Installing front-end packages from npm"):
        _run("npm", "ci", "--loglevel=error")
    (PACKAGES / ".stamp").write_text(_digest("package-lock.json"))


def require_node() -> None:
    """Stop with a plain sentence when Node or npm is missing or too old."""
    if not shutil.which("npm") or not shutil.which("node"):
        raise SystemExit(f"npm is missing. Install Node.js {OLDEST_NODE} or newer with npm.")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    if int(re.sub(r"\D.*", "", version.lstrip("v")) or 0) < OLDEST_NODE:
        raise SystemExit(f"Node.js {version} is too old. Install Node.js {OLDEST_NODE} or newer.")


def _build_vendor() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    _copy(STYLES, "designsystemet.css")
    _copy(SCRIPT, "designsystemet-web.js")
    _copy(_build_theme(), "fkj-theme.css")
    for alphabet in ("latin", "latin-ext"):
        shutil.copy(FONTS / f"inter-{alphabet}-wght-normal.woff2", VENDOR / "fonts")
    (VENDOR / "icons.svg").write_text(sprite(ICONS))
    (VENDOR / ".stamp").write_text(_build_mark())


def _build_theme() -> Path:
    _run("npx", "--no-install", "designsystemet", "tokens", "create", "--out-dir", str(TOKENS))
    places = ["--tokens", str(TOKENS), "--out-dir", str(THEME)]
    _run("npx", "--no-install", "designsystemet", "tokens", "build", "--clean", *places)
    return THEME / "fkj.css"


def _copy(source: Path, name: str) -> None:
    # Hashed static files refuse a reference to a source map that is not there.
    (VENDOR / name).write_text(MAP_LINE.sub("", source.read_text()))


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} failed:\n{done.stdout}{done.stderr}".rstrip())


def _is_fresh(directory: Path, mark: str) -> bool:
    stamp = directory / ".stamp"
    return stamp.exists() and stamp.read_text() == mark


def _build_mark() -> str:
    here = Path(__file__).parent
    ours = [str(path.relative_to(ROOT)) for path in (here / "icons.py", here / "assets.py")]
    return _digest(*SOURCES, *ours)


def _digest(*names: str) -> str:
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


if __name__ == "__main__":
    build()
