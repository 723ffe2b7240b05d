; The installer for Windows (Inno Setup 6): iscc resources\windows\dainvo.iss /DVersion=…
; Installs for one user without administrator rights; removing it leaves only the profile folder.
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif

[Setup]
AppId=dainvo
AppName=Dainvo
AppVersion={#Version}
AppPublisher=The Dainvo authors
DefaultDirName={autopf}\Dainvo
DefaultGroupName=Dainvo
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=..\app\dainvo.ico
UninstallDisplayIcon={app}\dainvo.exe
OutputDir=..\..\build
OutputBaseFilename=dainvo-{#Version}-windows
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Files]
Source: "..\..\build\bundle\dainvo\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Dainvo"; Filename: "{app}\dainvo.exe"; AppUserModelID: "dainvo"

[Registry]
; Offered for calendar files and links; what is the default stays for the user to choose.
Root: HKA; Subkey: "Software\Classes\Dainvo.ics"; ValueType: string; ValueData: "Calendar"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Dainvo.ics\shell\open\command"; ValueType: string; ValueData: """{app}\dainvo.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.ics\OpenWithProgids"; ValueType: none; ValueName: "Dainvo.ics"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\dainvo"; ValueType: string; ValueData: "URL:Dainvo"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\dainvo"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\dainvo\shell\open\command"; ValueType: string; ValueData: """{app}\dainvo.exe"" ""%1"""

; Webcal links: Dainvo is offered where Windows lets one choose, and takes them from nobody.
Root: HKA; Subkey: "Software\Classes\Dainvo.webcal"; ValueType: string; ValueData: "URL:Calendar subscription"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Dainvo.webcal\shell\open\command"; ValueType: string; ValueData: """{app}\dainvo.exe"" ""%1"""
Root: HKA; Subkey: "Software\Dainvo\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Dainvo"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Dainvo\Capabilities"; ValueType: string; ValueName: "ApplicationDescription"; ValueData: "A desktop calendar"
Root: HKA; Subkey: "Software\Dainvo\Capabilities\FileAssociations"; ValueType: string; ValueName: ".ics"; ValueData: "Dainvo.ics"
Root: HKA; Subkey: "Software\Dainvo\Capabilities\URLAssociations"; ValueType: string; ValueName: "webcal"; ValueData: "Dainvo.webcal"
Root: HKA; Subkey: "Software\Dainvo\Capabilities\URLAssociations"; ValueType: string; ValueName: "webcals"; ValueData: "Dainvo.webcal"
Root: HKA; Subkey: "Software\RegisteredApplications"; ValueType: string; ValueName: "Dainvo"; ValueData: "Software\Dainvo\Capabilities"; Flags: uninsdeletevalue
; Written by Dainvo itself if it shall start at login; goes with it.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "Dainvo"; Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\dainvo.exe"; Description: "{cm:LaunchProgram,Dainvo}"; Flags: nowait postinstall skipifsilent
