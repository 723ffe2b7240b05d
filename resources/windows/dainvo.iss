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

[Run]
Filename: "{app}\dainvo.exe"; Description: "{cm:LaunchProgram,Dainvo}"; Flags: nowait postinstall skipifsilent
