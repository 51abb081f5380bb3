#!/bin/sh
# Takes the picture of the page that leads the README, `picture.png` beside this script. Not a test; look at what comes out.
#
#     bindings/web/page/picture.sh [PACKAGE]
#
# PACKAGE is a built `@copydesk/core`, as for `build.sh`. The fonts are those of Debian's packages.
set -eu
cd "$(dirname "$0")/../../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
fetch fonts-inter fonts-jetbrains-mono fonts-sil-charis fonts-droid-fallback || echo "without its fonts, the picture looks different" >&2
browser=$(browser) || { echo "$no_browser" >&2 && exit 1; }
from_npm "$cache/web-page" axe-core@4.14.1 playwright-core@1.65.1 || { echo "a driver cannot be fetched from npm" >&2 && exit 1; }
make_work_folder
bindings/web/page/build.sh "$work/page" ${1:+"$1"}
cat >"$work/fonts.conf" <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>ui-monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
  <alias binding="strong"><family>Georgia</family><prefer><family>Charis SIL</family></prefer></alias>
</fontconfig>
END
FONTCONFIG_FILE=$work/fonts.conf node bindings/web/page/picture.mjs "$work/page" "$cache/web-page" "$browser" bindings/web/page/picture.png
