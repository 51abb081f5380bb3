#!/bin/sh
# Measures the Python package on 20,000 generated articles: the core alone, the module with each engine beside an empty map of
# that engine, JSON lines, the command line, and what people run today. It builds in the release profile, takes the engines of
# `tests/python/run.sh`, and measures the time that processors work, on one of them (Linux).
#
#     bindings/python/benchmark/run.sh [ARTICLES]
set -eu
cd "$(dirname "$0")/../../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
engines=$cache/python
[ -x "$engines/bin/python" ] || { echo "run tests/python/run.sh first: it fetches the engines" && exit 1; }
from_pypi "$cache/peers" ftfy==6.3.1 trafilatura==2.3.1 lxml_html_clean==0.4.5
from_pypi "$cache/maturin" maturin==1.16.0

make_work_folder
trap 'rm -rf "$work" "$wheel_data"' EXIT
target=$(target_folder)
echo "compiling: the first time it takes some minutes"
cargo build --quiet --locked --release --bin copydesk
cargo build --quiet --locked --release --package copydesk-python --example native
mkdir -p "$wheel_data/scripts"
cp "$target/release/copydesk" "$wheel_data/scripts"
CARGO_TARGET_DIR=$target "$cache/maturin/bin/maturin" build --quiet --locked --release --compatibility linux --out "$work/wheels"
"$engines/bin/pip" install --quiet --disable-pip-version-check --no-index --no-deps --target "$work/site" "$work"/wheels/*.whl
PYTHONPATH=$work/site HF_HOME=$work/huggingface PYTHONDONTWRITEBYTECODE=1 \
    taskset -c 0 "$engines/bin/python" bindings/python/benchmark/benchmark.py --work "$work" --articles "${1:-20000}" \
    --native "$target/release/examples/native" --program "$work/site/bin/copydesk" --peers "$cache/peers/bin/python" \
    --wheel "$work"/wheels/*.whl
