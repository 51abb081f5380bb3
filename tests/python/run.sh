#!/bin/sh
# Builds the Python package's wheel, installs it into a clean folder, and runs its tests with pyarrow, Polars, DuckDB, Hugging
# Face datasets, datatrove, Ray, Spark and Daft, which are kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the Python package"

has_python || leave_all_out "$tests" "$no_python"
from_pypi "$cache/maturin" maturin==1.16.0 || leave_all_out "$tests" "maturin cannot be fetched"
from_pypi "$cache/python" pyarrow==25.0.1 pandas==2.3.3 polars==2.1.0 duckdb==2.0.1 nanoarrow==0.9.0 datasets==5.2.0 \
    datatrove==0.10.1 orjson==3.13.0 'ray[data]==2.60.0' pyspark==4.3.0 daft==0.7.26 mypy==2.4.1 ||
    leave_all_out "$tests" "the engines that it is tested with cannot be fetched"

# Whether there is a Java for Spark, after an attempt to install it.
has_java() {
    command -v java >/dev/null || fetch default-jre-headless
}

make_work_folder
trap 'rm -rf "$work" "$wheel_data"' EXIT
compile_copydesk
echo "compiling the module"

installs() {
    "$cache/python/bin/pip" install --quiet --disable-pip-version-check --no-index --no-deps --target "$work/site" "$work"/wheels/*.whl
}

# python ARGUMENT...: Python with the package and with the engines, in the folder of the tests.
python() {
    cd tests/python
    PYTHONPATH=$work/site PYTHONDONTWRITEBYTECODE=1 COPYDESK=$work/site/bin/copydesk HF_HOME=$work/huggingface \
        timeout 900 "$cache/python/bin/python" "$@"
}

check "the wheel is built" build_wheel "$work/wheels"
check "pip installs it" installs
check "single articles, and the same as the command line" python test_module.py
check "columns of Arrow" python test_arrow.py
check "filters and reports" python test_corpus.py
check "the types are right" "$cache/python/bin/mypy" --strict --cache-dir "$work/mypy" "$work/site/copydesk"
check "the types are those of the module" python -m mypy.stubtest --ignore-disjoint-bases copydesk._native

# Each engine by itself: they bring allocators and thread pools that are not made to share a process.
for engine in Missing Polars DuckDB HuggingFace Datatrove Ray Daft; do
    check "$engine" python test_engines.py "$engine"
done
if has_java; then
    check "Spark" python test_engines.py Spark
else
    leave_part_out "Spark" "there is no Java (package default-jre-headless)"
fi
finish
