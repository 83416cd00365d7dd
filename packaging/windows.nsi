; The Windows installer, for one user and without administrator's rights:
;   python packaging\freeze.py
;   makensis /DVERSION=0.1.0 packaging\windows.nsi
; It writes dist\story-timeline-VERSION-setup.exe. /S installs and uninstalls silently.

Unicode true
!ifndef VERSION
  !error "makensis /DVERSION=0.1.0 packaging\windows.nsi"
!endif
!define NAME "Story Timeline"
!define ID "StoryTimeline"
!define STORY "StoryTimeline.Story"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"

Name "${NAME}"
OutFile "..\dist\story-timeline-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; A type that keeps the program it has, and offers this one under "Open with".
!macro OfferFor extension
  WriteRegStr HKCU "${CLASSES}\${extension}\OpenWithProgids" "${STORY}" ""
!macroend
!macro OfferNoMoreFor extension
  DeleteRegValue HKCU "${CLASSES}\${extension}\OpenWithProgids" "${STORY}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}"
!macroend
; Explorer reads types again.
!macro TypesChanged
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
  ; Files of an earlier version that this one does not have must not be found by it.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "..\dist\story-timeline\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\story-timeline.exe"

  WriteRegStr HKCU "${CLASSES}\${STORY}" "" "Story with citations"
  WriteRegStr HKCU "${CLASSES}\${STORY}\DefaultIcon" "" '"$INSTDIR\story-timeline.exe",0'
  WriteRegStr HKCU "${CLASSES}\${STORY}\shell\open\command" "" '"$INSTDIR\story-timeline.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.story" "" "${STORY}"
  WriteRegStr HKCU "${CLASSES}\.story" "Content Type" "text/x-story"
  WriteRegStr HKCU "${CLASSES}\.story" "PerceivedType" "text"
  !insertmacro OfferFor ".txt"
  !insertmacro OfferFor ".md"
  !insertmacro OfferFor ".json"
  !insertmacro OfferFor ".html"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\story-timeline.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro TypesChanged
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\story-timeline.exe"
  Delete "$INSTDIR\story-timeline-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  ; Only where nothing else lies in it: the reader may have chosen a folder of their own.
  RMDir "$INSTDIR"

  DeleteRegKey HKCU "${CLASSES}\${STORY}"
  DeleteRegKey HKCU "${CLASSES}\.story"
  !insertmacro OfferNoMoreFor ".txt"
  !insertmacro OfferNoMoreFor ".md"
  !insertmacro OfferNoMoreFor ".json"
  !insertmacro OfferNoMoreFor ".html"
  DeleteRegKey HKCU "${UNINSTALL}"
  !insertmacro TypesChanged
SectionEnd
