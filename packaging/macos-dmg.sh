#!/usr/bin/env bash
# The macOS disk image, on a Mac: python3 packaging/freeze.py && bash packaging/macos-dmg.sh 0.1.0
# It is signed with the identity in CODESIGN_IDENTITY where that is set, else for this machine alone
# ("-"): then Finder's "Open" in the context menu starts it the first time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=${1:?say which version}
app="dist/Story Timeline.app"
image="dist/story-timeline-$version.dmg"
plutil -lint "$app/Contents/Info.plist"
codesign --force --deep --sign "${CODESIGN_IDENTITY:--}" "$app"
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -quiet -ov -fs HFS+ -format UDZO -volname 'Story Timeline' -srcfolder "$staging" "$image"
hdiutil verify -quiet "$image"
echo "$image"
