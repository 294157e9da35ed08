"""How the documentation is built: without network, every example executed."""

import os
import shutil
import sys
from pathlib import Path

import bemodels

HERE = Path(__file__).parent
# The page on verification runs the very examples that the tests run.
for folder in (HERE / "_extensions", HERE.parent / "tests" / "rates"):
    sys.path.insert(0, str(folder))
# Examples call the command of this environment, whether it is activated or not, and
# run under the project's settings of IPython, whatever the builder's own are.
os.environ["PATH"] = os.pathsep.join(
    (str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
)
IPYTHON = HERE / "_build" / "ipython"
(IPYTHON / "profile_default").mkdir(parents=True, exist_ok=True)
shutil.copy(HERE / "ipython_kernel_config.py", IPYTHON / "profile_default")
os.environ["IPYTHONDIR"] = str(IPYTHON)

project = "bemodels"
author = "the bemodels authors"
project_copyright = author
version = release = bemodels.__version__
language = "en"

extensions = [
    "command",
    "coverage_table",
    "mathml",
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.viewcode",
    "verification",
]
exclude_patterns = ["_build", "jupyter_execute"]
templates_path = ["_templates"]
default_role = "py:obj"

# An example that fails fails the build, and none is taken from an earlier build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 240
nb_merge_streams = True
# Widgets would be loaded from elsewhere.
nb_ipywidgets_js = {}
nb_render_markdown_format = "myst"
myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3

autosummary_generate = True
autosummary_imported_members = True
autodoc_typehints = "none"
autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
toc_object_entries_show_parents = "hide"

html_math_renderer = "mathml"
html_theme = "pydata_sphinx_theme"
html_title = f"bemodels {release}"
html_static_path = ["_static"]
html_css_files = ["bemodels.css"]
html_show_sourcelink = False
# Pages that stand alone have no section to navigate.
html_sidebars = {name: [] for name in ("index", "architecture", "changelog")}
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "logo": {"text": "bemodels"},
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_toc_level": 2,
    "header_links_before_dropdown": 6,
}
