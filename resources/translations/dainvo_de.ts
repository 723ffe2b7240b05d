<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutPage</name>
  <message>
   <source>&amp;Copy diagnostics…</source>
   <translation>Diagnose &amp;kopieren …</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>A desktop calendar for people whose days are meetings.</source>
   <translation>Ein Kalender für Menschen, deren Tage aus Besprechungen bestehen.</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Über Dainvo</translation>
  </message>
  <message>
   <source>MIT licence. No account with the makers of Dainvo is needed, and nothing is sent to them.</source>
   <translation>MIT-Lizenz. Es braucht kein Konto bei den Machern von Dainvo, und nichts wird an sie gesendet.</translation>
  </message>
 </context>
 <context>
  <name>AccountForm</name>
  <message>
   <source>&amp;Address</source>
   <translation>&amp;Adresse</translation>
  </message>
  <message>
   <source>Write an e-mail address, a server or a full address</source>
   <translation>Geben Sie eine E-Mail-Adresse, einen Server oder eine ganze Adresse an</translation>
  </message>
  <message>
   <source>Write the password, or an app password</source>
   <translation>Geben Sie das Passwort oder ein App-Passwort an</translation>
  </message>
  <message>
   <source>Write the user name of this account</source>
   <translation>Geben Sie den Benutzernamen dieses Kontos an</translation>
  </message>
 </context>
 <context>
  <name>AccountsPage</name>
  <message>
   <source>&amp;Add account</source>
   <translation>Konto &amp;hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Calendar account…</source>
   <translation>&amp;Kalenderkonto …</translation>
  </message>
  <message>
   <source>&amp;Subscribe to a calendar…</source>
   <translation>Kalender &amp;abonnieren …</translation>
  </message>
  <message>
   <source>&amp;Zoom…</source>
   <translation>&amp;Zoom …</translation>
  </message>
  <message>
   <source>Another &amp;Zoom account…</source>
   <translation>Weiteres &amp;Zoom-Konto …</translation>
  </message>
  <message>
   <source>Connected accounts</source>
   <translation>Verbundene Konten</translation>
  </message>
  <message>
   <source>No calendars yet. Add an account to see your events here.</source>
   <translation>Noch keine Kalender. Fügen Sie ein Konto hinzu, um Ihre Termine hier zu sehen.</translation>
  </message>
  <message>
   <source>Online meetings</source>
   <translation>Online-Meetings</translation>
  </message>
  <message>
   <source>Passwords and sign-ins stay in this computer’s keyring.</source>
   <translation>Passwörter und Anmeldungen bleiben im Schlüsselbund dieses Computers.</translation>
  </message>
  <message>
   <source>Removing an account here deletes no meeting and no event. Links keep working.</source>
   <translation>Ein Konto hier zu entfernen löscht kein Meeting und keinen Termin. Links funktionieren weiter.</translation>
  </message>
 </context>
 <context>
  <name>AddAccount</name>
  <message>
   <source>&amp;App password</source>
   <translation>&amp;App-Passwort</translation>
  </message>
  <message>
   <source>&amp;Apple account</source>
   <translation>&amp;Apple-Account</translation>
  </message>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>&amp;Done</source>
   <translation>&amp;Fertig</translation>
  </message>
  <message>
   <source>&amp;E-mail address</source>
   <translation>&amp;E-Mail-Adresse</translation>
  </message>
  <message>
   <source>&amp;Find calendars</source>
   <translation>Kalender &amp;suchen</translation>
  </message>
  <message>
   <source>&amp;Make a calendar…</source>
   <translation>Kalender &amp;anlegen …</translation>
  </message>
  <message>
   <source>&amp;Password</source>
   <translation>&amp;Passwort</translation>
  </message>
  <message>
   <source>&amp;Sign in in browser</source>
   <translation>Im Browser &amp;anmelden</translation>
  </message>
  <message>
   <source>&amp;User name</source>
   <translation>&amp;Benutzername</translation>
  </message>
  <message>
   <source>Add a calendar account</source>
   <translation>Kalenderkonto hinzufügen</translation>
  </message>
  <message>
   <source>Add {name}</source>
   <translation>{name} hinzufügen</translation>
  </message>
  <message>
   <source>Address as typed</source>
   <translation>Adresse wie eingegeben</translation>
  </message>
  <message>
   <source>Address, user and password</source>
   <translation>Adresse, Benutzer und Passwort</translation>
  </message>
  <message>
   <source>An e-mail address or a host is enough; Dainvo looks for the rest.</source>
   <translation>Eine E-Mail-Adresse oder ein Rechnername genügt; den Rest sucht Dainvo.</translation>
  </message>
  <message>
   <source>Calendar folder</source>
   <translation>Kalenderordner</translation>
  </message>
  <message>
   <source>Calendars</source>
   <translation>Kalender</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message numerus="yes">
   <source>Connected. %n calendars were found.</source>
   <translation>
    <numerusform>Verbunden. Ein Kalender wurde gefunden.</numerusform>
    <numerusform>Verbunden. %n Kalender wurden gefunden.</numerusform>
   </translation>
  </message>
  <message>
   <source>Connected. There is no calendar for events there yet.</source>
   <translation>Verbunden. Dort gibt es noch keinen Kalender für Termine.</translation>
  </message>
  <message>
   <source>Dainvo knows where {name} is; only the sign-in is needed.</source>
   <translation>Dainvo weiß, wo {name} ist; nur die Anmeldung fehlt.</translation>
  </message>
  <message>
   <source>Details…</source>
   <translation>Einzelheiten …</translation>
  </message>
  <message>
   <source>E-mail address and password</source>
   <translation>E-Mail-Adresse und Passwort</translation>
  </message>
  <message>
   <source>Fastmail takes no other password: in Settings, Privacy &amp; Security, App passwords, for calendars (CalDAV).</source>
   <translation>Fastmail nimmt kein anderes Passwort: in Settings, Privacy &amp; Security, App passwords, für Kalender (CalDAV).</translation>
  </message>
  <message>
   <source>If your provider uses two-factor sign-in, make an app password there and type it here.</source>
   <translation>Verlangt Ihr Anbieter einen zweiten Faktor, legen Sie dort ein App-Passwort an und geben es hier ein.</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Looking for your calendars…</source>
   <translation>Ihre Kalender werden gesucht …</translation>
  </message>
  <message>
   <source>Make an app password</source>
   <translation>App-Passwort anlegen</translation>
  </message>
  <message>
   <source>No account; move it to one later</source>
   <translation>Kein Konto; später in eines verschiebbar</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <source>One address (webcal), read only</source>
   <translation>Eine Adresse (webcal), nur lesen</translation>
  </message>
  <message>
   <source>Other CalDAV server</source>
   <translation>Anderer CalDAV-Server</translation>
  </message>
  <message>
   <source>SRV record</source>
   <translation>SRV-Eintrag</translation>
  </message>
  <message>
   <source>Server root</source>
   <translation>Wurzel des Servers</translation>
  </message>
  <message>
   <source>Sign in in your browser</source>
   <translation>In Ihrem Browser anmelden</translation>
  </message>
  <message>
   <source>Sign-in in the browser</source>
   <translation>Anmeldung im Browser</translation>
  </message>
  <message>
   <source>The address of the server is enough; Dainvo looks for the rest.</source>
   <translation>Die Adresse des Servers genügt; den Rest sucht Dainvo.</translation>
  </message>
  <message>
   <source>The same as in SOGo’s web page.</source>
   <translation>Derselbe wie auf der Webseite von SOGo.</translation>
  </message>
  <message>
   <source>The user and password of your Radicale.</source>
   <translation>Benutzer und Passwort Ihres Radicale.</translation>
  </message>
  <message>
   <source>Those that are ticked are kept on this computer. Their events arrive in the background.</source>
   <translation>Die angekreuzten werden auf diesem Computer vorgehalten. Ihre Termine kommen im Hintergrund.</translation>
  </message>
  <message>
   <source>User</source>
   <translation>Benutzer</translation>
  </message>
  <message>
   <source>Web calendar</source>
   <translation>Web-Kalender</translation>
  </message>
  <message>
   <source>With an app password</source>
   <translation>Mit App-Passwort</translation>
  </message>
  <message>
   <source>With two-factor sign-in mailbox.org wants an app password: Settings, Security.</source>
   <translation>Mit zweitem Faktor verlangt mailbox.org ein App-Passwort: Einstellungen, Sicherheit.</translation>
  </message>
  <message>
   <source>Your browser opens your Nextcloud. Your password there is never typed into Dainvo.</source>
   <translation>Ihr Browser öffnet Ihre Nextcloud. Ihr Passwort dort wird nie in Dainvo eingegeben.</translation>
  </message>
  <message>
   <source>anna@cloud.example, cloud.example or https://…</source>
   <translation>anna@cloud.example, cloud.example oder https://…</translation>
  </message>
  <message>
   <source>answer not understood</source>
   <translation>Antwort nicht verstanden</translation>
  </message>
  <message>
   <source>asking</source>
   <translation>fragt</translation>
  </message>
  <message>
   <source>certificate not trusted</source>
   <translation>Zertifikat nicht vertrauenswürdig</translation>
  </message>
  <message>
   <source>found</source>
   <translation>gefunden</translation>
  </message>
  <message>
   <source>iCloud takes no other password: at account.apple.com, Sign-In and Security, App-Specific Passwords.</source>
   <translation>iCloud nimmt kein anderes Passwort: auf account.apple.com, Anmeldung &amp; Sicherheit, App-spezifische Passwörter.</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>no CalDAV here</source>
   <translation>kein CalDAV hier</translation>
  </message>
  <message>
   <source>no Nextcloud here</source>
   <translation>keine Nextcloud hier</translation>
  </message>
  <message>
   <source>no answer</source>
   <translation>keine Antwort</translation>
  </message>
  <message>
   <source>not encrypted</source>
   <translation>nicht verschlüsselt</translation>
  </message>
  <message>
   <source>not reachable</source>
   <translation>nicht erreichbar</translation>
  </message>
  <message>
   <source>password refused</source>
   <translation>Passwort abgelehnt</translation>
  </message>
  <message>
   <source>points to another server</source>
   <translation>verweist auf einen anderen Server</translation>
  </message>
 </context>
 <context>
  <name>AdvancedPage</name>
  <message>
   <source>&amp;Register an app…</source>
   <translation>App &amp;registrieren …</translation>
  </message>
  <message>
   <source>&amp;Use this build’s</source>
   <translation>Die &amp;mitgelieferte verwenden</translation>
  </message>
  <message>
   <source>1024 to 65535. Only needed if your Zoom app lists one exact address.</source>
   <translation>1024 bis 65535. Nur nötig, wenn Ihre Zoom-App eine genaue Adresse nennt.</translation>
  </message>
  <message>
   <source>Fixed redirect &amp;port</source>
   <translation>Fester &amp;Port der Weiterleitung</translation>
  </message>
  <message>
   <source>Of an app that you registered at Zoom. Public, not a secret. Reconnect Zoom after a change.</source>
   <translation>Einer App, die Sie bei Zoom registriert haben. Öffentlich, kein Geheimnis. Danach Zoom neu verbinden.</translation>
  </message>
  <message>
   <source>Remove own ID</source>
   <translation>Eigene ID entfernen</translation>
  </message>
  <message>
   <source>Take the own client ID out again</source>
   <translation>Die eigene Client-ID wieder entfernen</translation>
  </message>
  <message>
   <source>This build brings no Zoom app: register one, or ask whoever gave you Dainvo.</source>
   <translation>Diese Ausgabe bringt keine Zoom-App mit: Registrieren Sie eine, oder fragen Sie, wer Ihnen Dainvo gab.</translation>
  </message>
  <message>
   <source>Use this build’s</source>
   <translation>Die mitgelieferte verwenden</translation>
  </message>
  <message>
   <source>Used now: {id}, from the variable DAINVO_ZOOM_CLIENT_ID, which goes first.</source>
   <translation>Verwendet: {id}, aus der Variablen DAINVO_ZOOM_CLIENT_ID, die vorgeht.</translation>
  </message>
  <message>
   <source>Used now: {id}, that of this build.</source>
   <translation>Verwendet: {id}, die mitgelieferte.</translation>
  </message>
  <message>
   <source>Used now: {id}, your own.</source>
   <translation>Verwendet: {id}, Ihre eigene.</translation>
  </message>
  <message>
   <source>Write a number from 1024 to 65535, or nothing</source>
   <translation>Geben Sie eine Zahl von 1024 bis 65535 an oder nichts</translation>
  </message>
  <message>
   <source>Zoom &amp;client ID</source>
   <translation>Zoom-&amp;Client-ID</translation>
  </message>
  <message>
   <source>any free port</source>
   <translation>ein freier Port</translation>
  </message>
  <message>
   <source>that of this build</source>
   <translation>die mitgelieferte</translation>
  </message>
 </context>
 <context>
  <name>AgendaView</name>
  <message>
   <source>{first} to {last}, {events}</source>
   <translation>{first} bis {last}, {events}</translation>
  </message>
 </context>
 <context>
  <name>AppearancePage</name>
  <message>
   <source>&amp;Accent colour</source>
   <translation>&amp;Akzentfarbe</translation>
  </message>
  <message>
   <source>&amp;Clock</source>
   <translation>&amp;Uhrzeit</translation>
  </message>
  <message>
   <source>&amp;Density</source>
   <translation>&amp;Dichte</translation>
  </message>
  <message>
   <source>&amp;Order of dates</source>
   <translation>&amp;Reihenfolge im Datum</translation>
  </message>
  <message>
   <source>&amp;Size of everything</source>
   <translation>An&amp;zeigegröße</translation>
  </message>
  <message>
   <source>&amp;Theme</source>
   <translation>&amp;Farbschema</translation>
  </message>
  <message>
   <source>1 line</source>
   <translation>1 Zeile</translation>
  </message>
  <message>
   <source>12 hours, 2:30 PM</source>
   <translation>12 Stunden, 2:30 PM</translation>
  </message>
  <message>
   <source>24 hours, 14:30</source>
   <translation>24 Stunden, 14:30</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>As there is room</source>
   <translation>So viele Platz haben</translation>
  </message>
  <message>
   <source>Buttons, selection and focus.</source>
   <translation>Für Knöpfe, Auswahl und Fokus.</translation>
  </message>
  <message>
   <source>Compact</source>
   <translation>Kompakt</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>Kontrast</translation>
  </message>
  <message>
   <source>Cosy</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Day first, 10 March</source>
   <translation>Tag zuerst, 10. März</translation>
  </message>
  <message>
   <source>Height of hours, month lines and rows.</source>
   <translation>Wie hoch Stunden, Zeilen des Monats und Reihen sind.</translation>
  </message>
  <message>
   <source>High</source>
   <translation>Hoch</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Month first, March 10</source>
   <translation>Monat zuerst, März 10</translation>
  </message>
  <message>
   <source>Roomy</source>
   <translation>Geräumig</translation>
  </message>
  <message>
   <source>Same as the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Takes effect when Dainvo next starts. The system’s own text size counts as well.</source>
   <translation>Ab dem nächsten Start von Dainvo. Die Schriftgröße des Systems zählt zusätzlich.</translation>
  </message>
  <message>
   <source>Title &amp;lines of an event</source>
   <translation>Tite&amp;lzeilen eines Termins</translation>
  </message>
  <message>
   <source>Usual</source>
   <translation>Üblich</translation>
  </message>
  <message>
   <source>{n} %</source>
   <translation>{n} %</translation>
  </message>
  <message>
   <source>{n} lines</source>
   <translation>{n} Zeilen</translation>
  </message>
 </context>
 <context>
  <name>AskPassphrase</name>
  <message>
   <source>&amp;Passphrase</source>
   <translation>&amp;Passphrase</translation>
  </message>
  <message>
   <source>&amp;Switch off</source>
   <translation>&amp;Ausschalten</translation>
  </message>
  <message>
   <source>To switch the lock off, type its passphrase.</source>
   <translation>Zum Ausschalten der Sperre geben Sie ihre Passphrase ein.</translation>
  </message>
 </context>
 <context>
  <name>BackgroundPage</name>
  <message>
   <source>&amp;Remind me on the desktop</source>
   <translation>&amp;Auf dem Schreibtisch erinnern</translation>
  </message>
  <message>
   <source>&amp;Tell me on the desktop</source>
   <translation>Auf dem &amp;Schreibtisch melden</translation>
  </message>
  <message>
   <source>An account needs me</source>
   <translation>Ein Konto braucht mich</translation>
  </message>
  <message>
   <source>Notifications &amp; start</source>
   <translation>Mitteilungen und Start</translation>
  </message>
  <message>
   <source>Once, while the window is not in front. Nothing of any event is in it.</source>
   <translation>Einmal, solange das Fenster nicht vorn ist. Von Terminen steht nichts darin.</translation>
  </message>
  <message>
   <source>Reminders of events</source>
   <translation>Erinnerungen an Termine</translation>
  </message>
  <message>
   <source>With title, time and place, as long as Dainvo runs.</source>
   <translation>Mit Titel, Zeit und Ort, solange Dainvo läuft.</translation>
  </message>
 </context>
 <context>
  <name>BackgroundRows</name>
  <message>
   <source>Asks if changes wait</source>
   <translation>Fragt bei Ungesendetem</translation>
  </message>
  <message>
   <source>At login</source>
   <translation>Bei der Anmeldung</translation>
  </message>
  <message>
   <source>Closing the &amp;window</source>
   <translation>&amp;Fenster schließen</translation>
  </message>
  <message>
   <source>Dainvo syncs without a window until you open it.</source>
   <translation>Dainvo gleicht ohne Fenster ab, bis Sie es öffnen.</translation>
  </message>
  <message>
   <source>Keeps Dainvo running</source>
   <translation>Dainvo läuft weiter</translation>
  </message>
  <message>
   <source>Only an installed Dainvo can be started by the system.</source>
   <translation>Nur ein installiertes Dainvo kann vom System gestartet werden.</translation>
  </message>
  <message>
   <source>Quits Dainvo</source>
   <translation>Beendet Dainvo</translation>
  </message>
  <message>
   <source>Start &amp;hidden when I log in</source>
   <translation>&amp;Unsichtbar starten, wenn ich mich anmelde</translation>
  </message>
  <message>
   <source>What starts at login could not be changed: {reason}.</source>
   <translation>Was bei der Anmeldung startet, ließ sich nicht ändern: {reason}.</translation>
  </message>
  <message>
   <source>{keys} always quits.</source>
   <translation>{keys} beendet immer.</translation>
  </message>
 </context>
 <context>
  <name>Bar</name>
  <message>
   <source>Bar</source>
   <translation>Leiste</translation>
  </message>
  <message>
   <source>Demo</source>
   <translation>Demo</translation>
  </message>
  <message>
   <source>Everything here is made up and is gone when you close Dainvo.</source>
   <translation>Alles hier ist erfunden und verschwindet, wenn Sie Dainvo schließen.</translation>
  </message>
  <message>
   <source>Hide side panel (F9)</source>
   <translation>Seitenleiste ausblenden (F9)</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>New event</source>
   <translation>Neuer Termin</translation>
  </message>
  <message>
   <source>New event (N)</source>
   <translation>Neuer Termin (N)</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Next (J)</source>
   <translation>Weiter (J)</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Previous (K)</source>
   <translation>Zurück (K)</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search (Ctrl+F)</source>
   <translation>Suchen (Strg+F)</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Settings (Ctrl+,)</source>
   <translation>Einstellungen (Strg+,)</translation>
  </message>
  <message>
   <source>Show side panel (F9)</source>
   <translation>Seitenleiste einblenden (F9)</translation>
  </message>
  <message>
   <source>Side panel (F9)</source>
   <translation>Seitenleiste (F9)</translation>
  </message>
  <message>
   <source>Sync now (F5)</source>
   <translation>Jetzt abgleichen (F5)</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Today (T)</source>
   <translation>Heute (T)</translation>
  </message>
  <message>
   <source>{name} ({key})</source>
   <translation>{name} ({key})</translation>
  </message>
 </context>
 <context>
  <name>BarParts</name>
  <message numerus="yes">
   <source>%n days</source>
   <translation>
    <numerusform>%n Tag</numerusform>
    <numerusform>%n Tage</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n weeks</source>
   <translation>
    <numerusform>%n Woche</numerusform>
    <numerusform>%n Wochen</numerusform>
   </translation>
  </message>
  <message>
   <source>Agenda</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <source>Week {n}</source>
   <translation>Woche {n}</translation>
  </message>
  <message>
   <source>Weeks {first}–{last}</source>
   <translation>Wochen {first}–{last}</translation>
  </message>
  <message>
   <source>Work week</source>
   <translation>Arbeitswoche</translation>
  </message>
  <message>
   <source>Year</source>
   <translation>Jahr</translation>
  </message>
 </context>
 <context>
  <name>BrowserWait</name>
  <message>
   <source>&amp;Open again</source>
   <translation>Noch einmal &amp;öffnen</translation>
  </message>
  <message>
   <source>Copy &amp;link</source>
   <translation>&amp;Link kopieren</translation>
  </message>
  <message>
   <source>Copy link</source>
   <translation>Link kopieren</translation>
  </message>
  <message>
   <source>Link copied</source>
   <translation>Link kopiert</translation>
  </message>
  <message>
   <source>Sign in there and grant access. Dainvo goes on by itself, and waits for twenty minutes.</source>
   <translation>Melden Sie sich dort an und gewähren Sie den Zugriff. Dainvo macht von selbst weiter und wartet zwanzig Minuten.</translation>
  </message>
  <message>
   <source>Waiting for your browser…</source>
   <translation>Wartet auf Ihren Browser …</translation>
  </message>
 </context>
 <context>
  <name>BusyLine</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>overlaps {events}</source>
   <translation>überschneidet sich mit {events}</translation>
  </message>
  <message numerus="yes">
   <source>overlaps {events} and %n more</source>
   <translation>
    <numerusform>überschneidet sich mit {events} und 1 weiteren</numerusform>
    <numerusform>überschneidet sich mit {events} und %n weiteren</numerusform>
   </translation>
  </message>
  <message>
   <source>{title} {time}</source>
   <translation>{title} {time}</translation>
  </message>
 </context>
 <context>
  <name>CalendarAccountRow</name>
  <message numerus="yes">
   <source>%n calendars</source>
   <translation>
    <numerusform>%n Kalender</numerusform>
    <numerusform>%n Kalender</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changes wait on this computer</source>
   <translation>
    <numerusform>%n Änderung wartet auf diesem Computer</numerusform>
    <numerusform>%n Änderungen warten auf diesem Computer</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Choose calendars…</source>
   <translation>&amp;Kalender auswählen …</translation>
  </message>
  <message>
   <source>&amp;Details…</source>
   <translation>&amp;Einzelheiten …</translation>
  </message>
  <message>
   <source>&amp;New calendar…</source>
   <translation>&amp;Neuer Kalender …</translation>
  </message>
  <message>
   <source>&amp;Remove…</source>
   <translation>En&amp;tfernen …</translation>
  </message>
  <message>
   <source>&amp;Sign in again…</source>
   <translation>Neu &amp;anmelden …</translation>
  </message>
  <message>
   <source>Being removed</source>
   <translation>Wird entfernt</translation>
  </message>
  <message>
   <source>C&amp;onnection…</source>
   <translation>&amp;Verbindung …</translation>
  </message>
  <message>
   <source>Can’t reach</source>
   <translation>Nicht erreichbar</translation>
  </message>
  <message>
   <source>Can’t reach since {time}</source>
   <translation>Nicht erreichbar seit {time}</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen …</translation>
  </message>
  <message>
   <source>Details…</source>
   <translation>Einzelheiten …</translation>
  </message>
  <message>
   <source>More about {name}</source>
   <translation>Mehr zu {name}</translation>
  </message>
  <message>
   <source>Needs you</source>
   <translation>Braucht Sie</translation>
  </message>
  <message>
   <source>New: {names}</source>
   <translation>Neu: {names}</translation>
  </message>
  <message numerus="yes">
   <source>Notice: %n items skipped</source>
   <translation>
    <numerusform>Hinweis: %n Eintrag ausgelassen</numerusform>
    <numerusform>Hinweis: %n Einträge ausgelassen</numerusform>
   </translation>
  </message>
  <message>
   <source>Paused (metered network)</source>
   <translation>Angehalten (getaktetes Netz)</translation>
  </message>
  <message>
   <source>Remove from here</source>
   <translation>Hier entfernen</translation>
  </message>
  <message>
   <source>Review…</source>
   <translation>Ansehen …</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Sign-in needed</source>
   <translation>Anmeldung nötig</translation>
  </message>
  <message>
   <source>Sign-in needed since {time}</source>
   <translation>Anmeldung nötig seit {time}</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>Abgleichen</translation>
  </message>
  <message>
   <source>Syncing</source>
   <translation>Gleicht ab</translation>
  </message>
  <message>
   <source>The certificate of {host} can’t be trusted any more. No password was sent.</source>
   <translation>Dem Zertifikat von {host} kann nicht mehr vertraut werden. Es wurde kein Passwort gesendet.</translation>
  </message>
  <message>
   <source>Up to date {time}</source>
   <translation>Aktuell {time}</translation>
  </message>
  <message>
   <source>scheduling by server</source>
   <translation>Server verschickt Einladungen</translation>
  </message>
  <message>
   <source>{n} read-only</source>
   <translation>{n} nur lesbar</translation>
  </message>
  <message>
   <source>‘{name}’ is no longer on the server. Its last copy is kept here.</source>
   <translation>„{name}“ ist nicht mehr auf dem Server. Die letzte Kopie wird hier behalten.</translation>
  </message>
 </context>
 <context>
  <name>CalendarBox</name>
  <message>
   <source>Calendar</source>
   <translation>Kalender</translation>
  </message>
  <message>
   <source>This calendar can’t be changed</source>
   <translation>Dieser Kalender lässt sich nicht ändern</translation>
  </message>
  <message>
   <source>{name} ({account})</source>
   <translation>{name} ({account})</translation>
  </message>
  <message>
   <source>{name} — read-only</source>
   <translation>{name} – nur lesbar</translation>
  </message>
 </context>
 <context>
  <name>CalendarMenu</name>
  <message>
   <source>Choose calendars…</source>
   <translation>Kalender auswählen …</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Löschen …</translation>
  </message>
  <message>
   <source>Details…</source>
   <translation>Einzelheiten …</translation>
  </message>
  <message>
   <source>Don’t keep here</source>
   <translation>Nicht hier vorhalten</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Import events…</source>
   <translation>Termine importieren …</translation>
  </message>
  <message>
   <source>Move down</source>
   <translation>Nach unten</translation>
  </message>
  <message>
   <source>Move to an account…</source>
   <translation>In ein Konto verschieben …</translation>
  </message>
  <message>
   <source>Move up</source>
   <translation>Nach oben</translation>
  </message>
  <message>
   <source>Name and colour…</source>
   <translation>Name und Farbe …</translation>
  </message>
  <message>
   <source>New calendar…</source>
   <translation>Neuer Kalender …</translation>
  </message>
  <message>
   <source>Remove from this computer</source>
   <translation>Von diesem Computer entfernen</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>Abgleichen</translation>
  </message>
 </context>
 <context>
  <name>CalendarPage</name>
  <message>
   <source>&amp;Fold them into a thin band</source>
   <translation>Zu einem schmalen Streifen &amp;falten</translation>
  </message>
  <message>
   <source>&amp;Weeks begin on</source>
   <translation>&amp;Wochen beginnen am</translation>
  </message>
  <message>
   <source>1 week</source>
   <translation>1 Woche</translation>
  </message>
  <message>
   <source>A week has at least one working day.</source>
   <translation>Eine Woche hat mindestens einen Arbeitstag.</translation>
  </message>
  <message>
   <source>A week shows at least one day.</source>
   <translation>Eine Woche zeigt mindestens einen Tag.</translation>
  </message>
  <message>
   <source>Agenda</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>As it was left</source>
   <translation>Wie zuletzt</translation>
  </message>
  <message>
   <source>Beside the hours, two at most. Z shows and hides them.</source>
   <translation>Neben den Stunden, höchstens zwei. Z blendet sie ein und aus.</translation>
  </message>
  <message>
   <source>Calendar &amp; views</source>
   <translation>Kalender und Ansichten</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Further time &amp;zones</source>
   <translation>Weitere &amp;Zeitzonen</translation>
  </message>
  <message>
   <source>Hidden da&amp;ys</source>
   <translation>Aus&amp;gelassene Tage</translation>
  </message>
  <message>
   <source>Hidden in week and month; a note says how many events they hold.</source>
   <translation>Fehlen in Woche und Monat. Ein Hinweis zählt ihre Termine.</translation>
  </message>
  <message>
   <source>Hours outside work</source>
   <translation>Stunden außerhalb der Arbeit</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>Months</source>
   <translation>Monate</translation>
  </message>
  <message>
   <source>Number of &amp;days</source>
   <translation>Zahl der &amp;Tage</translation>
  </message>
  <message>
   <source>Number of w&amp;eeks</source>
   <translation>Zahl der Wo&amp;chen</translation>
  </message>
  <message>
   <source>Same as the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Several days</source>
   <translation>Mehrere Tage</translation>
  </message>
  <message>
   <source>Several weeks</source>
   <translation>Mehrere Wochen</translation>
  </message>
  <message>
   <source>Sho&amp;w them</source>
   <translation>An&amp;zeigen</translation>
  </message>
  <message>
   <source>Show &amp;all events</source>
   <translation>&amp;Alle Termine zeigen</translation>
  </message>
  <message>
   <source>View at the &amp;start</source>
   <translation>Ansicht beim &amp;Start</translation>
  </message>
  <message>
   <source>W&amp;orking days</source>
   <translation>A&amp;rbeitstage</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <source>Week numbers</source>
   <translation>Wochennummern</translation>
  </message>
  <message>
   <source>Weeks &amp;before this one</source>
   <translation>&amp;Davon vor dieser</translation>
  </message>
  <message>
   <source>Work week</source>
   <translation>Arbeitswoche</translation>
  </message>
  <message>
   <source>Working &amp;hours</source>
   <translation>Arbeits&amp;zeit</translation>
  </message>
  <message>
   <source>Working hours from</source>
   <translation>Arbeitszeit von</translation>
  </message>
  <message>
   <source>Working hours until</source>
   <translation>Arbeitszeit bis</translation>
  </message>
  <message>
   <source>Write names such as Asia/Tokyo, two at most</source>
   <translation>Geben Sie Namen wie Asia/Tokyo an, höchstens zwei</translation>
  </message>
  <message>
   <source>Year</source>
   <translation>Jahr</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>{n} days</source>
   <translation>{n} Tage</translation>
  </message>
  <message>
   <source>{n} weeks</source>
   <translation>{n} Wochen</translation>
  </message>
 </context>
 <context>
  <name>CalendarPicker</name>
  <message>
   <source>add events only</source>
   <translation>nur Termine hinzufügen</translation>
  </message>
  <message>
   <source>events and tasks</source>
   <translation>Termine und Aufgaben</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>no deleting</source>
   <translation>kein Löschen</translation>
  </message>
  <message>
   <source>no longer on the server</source>
   <translation>nicht mehr auf dem Server</translation>
  </message>
  <message>
   <source>no new events</source>
   <translation>keine neuen Termine</translation>
  </message>
  <message>
   <source>read-only</source>
   <translation>nur lesbar</translation>
  </message>
  <message>
   <source>some rights only</source>
   <translation>nur einzelne Rechte</translation>
  </message>
  <message>
   <source>tasks only</source>
   <translation>nur Aufgaben</translation>
  </message>
 </context>
 <context>
  <name>CalendarRow</name>
  <message>
   <source>no longer on the server</source>
   <translation>nicht mehr auf dem Server</translation>
  </message>
  <message>
   <source>read-only</source>
   <translation>nur lesbar</translation>
  </message>
  <message>
   <source>synced as {name}</source>
   <translation>abgeglichen als {name}</translation>
  </message>
  <message>
   <source>the server kept its own; yours is only here</source>
   <translation>der Server behielt seine; Ihre gilt nur hier</translation>
  </message>
 </context>
 <context>
  <name>CalendarSets</name>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>All calendars</source>
   <translation>Alle Kalender</translation>
  </message>
  <message>
   <source>Calendar sets</source>
   <translation>Kalendergruppen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Forget a set</source>
   <translation>Eine Gruppe vergessen</translation>
  </message>
  <message>
   <source>Own choice</source>
   <translation>Eigene Auswahl</translation>
  </message>
  <message>
   <source>Save a calendar set</source>
   <translation>Eine Kalendergruppe speichern</translation>
  </message>
  <message>
   <source>Save what is shown as a set…</source>
   <translation>Gezeigtes als Gruppe speichern…</translation>
  </message>
  <message>
   <source>Save what is shown…</source>
   <translation>Gezeigtes speichern…</translation>
  </message>
  <message>
   <source>Set: {name}</source>
   <translation>Gruppe: {name}</translation>
  </message>
  <message>
   <source>There is no calendar set {n} yet.</source>
   <translation>Eine Kalendergruppe {n} gibt es noch nicht.</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Arbeit</translation>
  </message>
 </context>
 <context>
  <name>CalendarSheet</name>
  <message>
   <source>&amp;Colour</source>
   <translation>&amp;Farbe</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Only on this computer</source>
   <translation>&amp;Nur auf diesem Computer</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>All your devices see it, once {host} has it.</source>
   <translation>Alle Ihre Geräte sehen es, sobald {host} es hat.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Give the calendar a name</source>
   <translation>Geben Sie dem Kalender einen Namen</translation>
  </message>
  <message>
   <source>It belongs to {owner}.</source>
   <translation>Er gehört {owner}.</translation>
  </message>
  <message>
   <source>Name and colour</source>
   <translation>Name und Farbe</translation>
  </message>
  <message>
   <source>This calendar is on this computer alone.</source>
   <translation>Dieser Kalender ist nur auf diesem Computer.</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Your rights: {rights}.</source>
   <translation>Ihre Rechte: {rights}.</translation>
  </message>
  <message>
   <source>colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>place in the list</source>
   <translation>Platz in der Liste</translation>
  </message>
  <message>
   <source>{host} and your other devices keep theirs; synced as “{name}”.</source>
   <translation>{host} und Ihre anderen Geräte behalten ihren; abgeglichen als „{name}“.</translation>
  </message>
  <message>
   <source>{host} did not take this: {what}. It stays on this computer.</source>
   <translation>{host} hat dies nicht angenommen: {what}. Es bleibt auf diesem Computer.</translation>
  </message>
 </context>
 <context>
  <name>CancelQuestion</name>
  <message>
   <source>&amp;Cancel event</source>
   <translation>Termin &amp;absagen</translation>
  </message>
  <message>
   <source>&amp;Keep editing</source>
   <translation>&amp;Weiter bearbeiten</translation>
  </message>
  <message numerus="yes">
   <source>&amp;Tell %n people</source>
   <translation>
    <numerusform>%n Person &amp;Bescheid geben</numerusform>
    <numerusform>%n Personen &amp;Bescheid geben</numerusform>
   </translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Cancel “{title}”?</source>
   <translation>„{title}“ absagen?</translation>
  </message>
  <message>
   <source>It stays in the calendar, struck through.</source>
   <translation>Der Termin bleibt durchgestrichen im Kalender.</translation>
  </message>
  <message>
   <source>Tell &amp;nobody</source>
   <translation>&amp;Niemandem Bescheid geben</translation>
  </message>
  <message>
   <source>The server</source>
   <translation>Der Server</translation>
  </message>
  <message>
   <source>The server tells them that it does not take place.</source>
   <translation>Der Server teilt mit, dass er nicht stattfindet.</translation>
  </message>
  <message>
   <source>{server} tells everyone invited as soon as a cancelled event is saved; it can’t be held back.</source>
   <translation>{server} benachrichtigt alle Eingeladenen, sobald ein abgesagter Termin gespeichert wird; das lässt sich nicht zurückhalten.</translation>
  </message>
 </context>
 <context>
  <name>Cards</name>
  <message>
   <source>Add account</source>
   <translation>Konto hinzufügen</translation>
  </message>
  <message>
   <source>New calendar…</source>
   <translation>Neuer Kalender …</translation>
  </message>
  <message>
   <source>No meeting to join in the next 24 hours</source>
   <translation>In den nächsten 24 Stunden ist kein Meeting, dem man beitreten kann</translation>
  </message>
  <message>
   <source>There is no calendar here that you can write to.</source>
   <translation>Hier gibt es keinen Kalender, in den Sie schreiben können.</translation>
  </message>
 </context>
 <context>
  <name>Categories</name>
  <message>
   <source>Categories</source>
   <translation>Kategorien</translation>
  </message>
 </context>
 <context>
  <name>CategoryField</name>
  <message>
   <source>&amp;Categories…</source>
   <translation>&amp;Kategorien …</translation>
  </message>
  <message>
   <source>Add a category</source>
   <translation>Kategorie hinzufügen</translation>
  </message>
  <message>
   <source>Delete removes this category</source>
   <translation>Entf entfernt diese Kategorie</translation>
  </message>
 </context>
 <context>
  <name>CategorySheet</name>
  <message>
   <source>&amp;Add</source>
   <translation>&amp;Hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Done</source>
   <translation>&amp;Fertig</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Colour of {name}</source>
   <translation>Farbe von {name}</translation>
  </message>
  <message>
   <source>New category</source>
   <translation>Neue Kategorie</translation>
  </message>
  <message>
   <source>Take {name} off the list</source>
   <translation>{name} aus der Liste nehmen</translation>
  </message>
  <message>
   <source>The words stay in your events, the colours are kept here.</source>
   <translation>Die Wörter bleiben in Ihren Terminen, die Farben werden hier behalten.</translation>
  </message>
 </context>
 <context>
  <name>CertificateSheet</name>
  <message>
   <source>&amp;Copy fingerprint</source>
   <translation>Fingerabdruck &amp;kopieren</translation>
  </message>
  <message>
   <source>&amp;Trust this certificate</source>
   <translation>&amp;Vertrauen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Certificate</source>
   <translation>Zertifikat</translation>
  </message>
  <message>
   <source>Fingerprint (SHA-256)</source>
   <translation>Fingerabdruck (SHA-256)</translation>
  </message>
  <message>
   <source>Fingerprint copied</source>
   <translation>Fingerabdruck kopiert</translation>
  </message>
  <message>
   <source>Issued by</source>
   <translation>Ausgestellt von</translation>
  </message>
  <message>
   <source>Issued to</source>
   <translation>Ausgestellt für</translation>
  </message>
  <message>
   <source>No password was sent. Compare the fingerprint with the one that whoever runs the server tells you. Without it, cancel.</source>
   <translation>Es wurde kein Passwort gesendet. Vergleichen Sie den Fingerabdruck mit dem, den Ihnen der Betreiber des Servers nennt. Ohne ihn brechen Sie ab.</translation>
  </message>
  <message>
   <source>Nobody that this computer trusts vouches for it.</source>
   <translation>Niemand, dem dieser Computer vertraut, bürgt dafür.</translation>
  </message>
  <message>
   <source>Somebody may be between you and your server.</source>
   <translation>Es könnte jemand zwischen Ihnen und Ihrem Server sein.</translation>
  </message>
  <message>
   <source>The certificate of {host} changed</source>
   <translation>Das Zertifikat von {host} hat sich geändert</translation>
  </message>
  <message>
   <source>Trust the certificate of {host}?</source>
   <translation>Dem Zertifikat von {host} vertrauen?</translation>
  </message>
  <message>
   <source>Trusted until now</source>
   <translation>Bisher vertraut</translation>
  </message>
  <message>
   <source>Valid</source>
   <translation>Gültig</translation>
  </message>
  <message>
   <source>Why not trusted</source>
   <translation>Warum nicht vertraut</translation>
  </message>
  <message>
   <source>itself</source>
   <translation>sich selbst</translation>
  </message>
  <message>
   <source>{first} to {last}</source>
   <translation>{first} bis {last}</translation>
  </message>
 </context>
 <context>
  <name>ChangeMenu</name>
  <message>
   <source>Another day…</source>
   <translation>Anderer Tag …</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Move to</source>
   <translation>Verschieben</translation>
  </message>
 </context>
 <context>
  <name>ChooseCalendars</name>
  <message numerus="yes">
   <source>%n new calendars.</source>
   <translation>
    <numerusform>%n neuer Kalender.</numerusform>
    <numerusform>%n neue Kalender.</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Look for shared calendars</source>
   <translation>&amp;Freigegebene suchen</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>Asking the server…</source>
   <translation>Fragt den Server …</translation>
  </message>
  <message>
   <source>Calendars of {name}</source>
   <translation>Kalender von {name}</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Nothing new was found.</source>
   <translation>Es wurde nichts Neues gefunden.</translation>
  </message>
  <message>
   <source>What is not ticked is not kept on this computer. Nothing is deleted on the server.</source>
   <translation>Was nicht angekreuzt ist, wird auf diesem Computer nicht vorgehalten. Auf dem Server wird nichts gelöscht.</translation>
  </message>
 </context>
 <context>
  <name>Chosen</name>
  <message>
   <source>Copy {n} events</source>
   <translation>{n} Termine kopieren</translation>
  </message>
  <message>
   <source>Cut {n} events</source>
   <translation>{n} Termine ausschneiden</translation>
  </message>
  <message>
   <source>Delete {n} events</source>
   <translation>{n} Termine löschen</translation>
  </message>
 </context>
 <context>
  <name>Clipboard</name>
  <message>
   <source>Cut: paste it where it belongs</source>
   <translation>Ausgeschnitten: Fügen Sie ihn ein, wo er hingehört</translation>
  </message>
  <message>
   <source>Event copied</source>
   <translation>Termin kopiert</translation>
  </message>
  <message>
   <source>There is no event on the clipboard</source>
   <translation>In der Zwischenablage ist kein Termin</translation>
  </message>
  <message>
   <source>{n} events copied</source>
   <translation>{n} Termine kopiert</translation>
  </message>
  <message>
   <source>{n} events cut: paste them where they belong</source>
   <translation>{n} Termine ausgeschnitten: Fügen Sie sie ein, wo sie hingehören</translation>
  </message>
 </context>
 <context>
  <name>Closing</name>
  <message>
   <source>Keep Dainvo running?</source>
   <translation>Dainvo weiterlaufen lassen?</translation>
  </message>
 </context>
 <context>
  <name>Colours</name>
  <message>
   <source>Amber</source>
   <translation>Bernstein</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Brown</source>
   <translation>Braun</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Indigo</source>
   <translation>Indigo</translation>
  </message>
  <message>
   <source>Olive</source>
   <translation>Oliv</translation>
  </message>
  <message>
   <source>Orange</source>
   <translation>Orange</translation>
  </message>
  <message>
   <source>Pink</source>
   <translation>Rosa</translation>
  </message>
  <message>
   <source>Purple</source>
   <translation>Lila</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Slate</source>
   <translation>Schiefer</translation>
  </message>
  <message>
   <source>Teal</source>
   <translation>Petrol</translation>
  </message>
 </context>
 <context>
  <name>Commands</name>
  <message>
   <source>All Zoom meetings</source>
   <translation>Alle Zoom-Meetings</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>Alle Tasten</translation>
  </message>
  <message>
   <source>Back to where you were</source>
   <translation>Zurück, wo Sie waren</translation>
  </message>
  <message>
   <source>Calendar sets</source>
   <translation>Kalendergruppen</translation>
  </message>
  <message>
   <source>Choose all events shown</source>
   <translation>Alle gezeigten Termine wählen</translation>
  </message>
  <message>
   <source>Choose the event as well</source>
   <translation>Den Termin dazu wählen</translation>
  </message>
  <message>
   <source>Copy the event</source>
   <translation>Termin kopieren</translation>
  </message>
  <message>
   <source>Copy the join link of the event</source>
   <translation>Link zum Beitreten des Termins kopieren</translation>
  </message>
  <message>
   <source>Cut the event</source>
   <translation>Termin ausschneiden</translation>
  </message>
  <message>
   <source>Delete the event</source>
   <translation>Termin löschen</translation>
  </message>
  <message>
   <source>Duplicate the event</source>
   <translation>Termin verdoppeln</translation>
  </message>
  <message>
   <source>Edit the event</source>
   <translation>Termin bearbeiten</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>Befehl suchen</translation>
  </message>
  <message>
   <source>Fold or show the hours outside working time</source>
   <translation>Stunden außerhalb der Arbeitszeit falten oder zeigen</translation>
  </message>
  <message>
   <source>Forward again</source>
   <translation>Wieder vor</translation>
  </message>
  <message>
   <source>Go to a date</source>
   <translation>Zu einem Datum gehen</translation>
  </message>
  <message>
   <source>Go to today</source>
   <translation>Zu heute gehen</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Hide or show the weekend</source>
   <translation>Wochenende aus- oder einblenden</translation>
  </message>
  <message>
   <source>Hours of the usual height</source>
   <translation>Stunden in üblicher Höhe</translation>
  </message>
  <message>
   <source>Join the next meeting</source>
   <translation>Dem nächsten Meeting beitreten</translation>
  </message>
  <message>
   <source>Larger hours</source>
   <translation>Höhere Stunden</translation>
  </message>
  <message>
   <source>Lock now</source>
   <translation>Jetzt sperren</translation>
  </message>
  <message>
   <source>New event</source>
   <translation>Neuer Termin</translation>
  </message>
  <message>
   <source>Next page</source>
   <translation>Nächste Seite</translation>
  </message>
  <message>
   <source>Next part of the window</source>
   <translation>Nächster Teil des Fensters</translation>
  </message>
  <message>
   <source>Paste an event</source>
   <translation>Termin einfügen</translation>
  </message>
  <message>
   <source>Previous page</source>
   <translation>Vorige Seite</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Drucken</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Search events</source>
   <translation>Termine suchen</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Show or hide further time zones</source>
   <translation>Weitere Zeitzonen ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show or hide the side panel</source>
   <translation>Seitenleiste ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show several days</source>
   <translation>Mehrere Tage zeigen</translation>
  </message>
  <message>
   <source>Show several weeks</source>
   <translation>Mehrere Wochen zeigen</translation>
  </message>
  <message>
   <source>Show the agenda</source>
   <translation>Liste zeigen</translation>
  </message>
  <message>
   <source>Show the day</source>
   <translation>Tag zeigen</translation>
  </message>
  <message>
   <source>Show the month</source>
   <translation>Monat zeigen</translation>
  </message>
  <message>
   <source>Show the week</source>
   <translation>Woche zeigen</translation>
  </message>
  <message>
   <source>Show the work week</source>
   <translation>Arbeitswoche zeigen</translation>
  </message>
  <message>
   <source>Show the year</source>
   <translation>Jahr zeigen</translation>
  </message>
  <message>
   <source>Show what lies on hidden days</source>
   <translation>Zeigen, was an ausgeblendeten Tagen liegt</translation>
  </message>
  <message>
   <source>Smaller hours</source>
   <translation>Niedrigere Stunden</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>Abgleichen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
 </context>
 <context>
  <name>ConflictSheet</name>
  <message>
   <source>&amp;Apply</source>
   <translation>&amp;Übernehmen</translation>
  </message>
  <message>
   <source>&amp;Decide later</source>
   <translation>&amp;Später entscheiden</translation>
  </message>
  <message>
   <source>&amp;Delete anyway</source>
   <translation>&amp;Trotzdem löschen</translation>
  </message>
  <message>
   <source>&amp;Keep it</source>
   <translation>&amp;Behalten</translation>
  </message>
  <message>
   <source>&amp;Keep mine</source>
   <translation>&amp;Meins behalten</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>Categories</source>
   <translation>Kategorien</translation>
  </message>
  <message>
   <source>Changed in two places</source>
   <translation>An zwei Orten geändert</translation>
  </message>
  <message>
   <source>Changed in two places: {title}</source>
   <translation>An zwei Orten geändert: {title}</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Delete it here &amp;too</source>
   <translation>Hier &amp;auch löschen</translation>
  </message>
  <message>
   <source>Delete “{title}” anyway?</source>
   <translation>„{title}“ trotzdem löschen?</translation>
  </message>
  <message>
   <source>Extra dates</source>
   <translation>Zusätzliche Daten</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>Gast</translation>
  </message>
  <message>
   <source>Keep &amp;both events</source>
   <translation>&amp;Beide behalten</translation>
  </message>
  <message>
   <source>Keep &amp;mine</source>
   <translation>&amp;Meins behalten</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Link</source>
   <translation>Link</translation>
  </message>
  <message>
   <source>Mine</source>
   <translation>Meins</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Organizer</source>
   <translation>Einladender</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Reminders</source>
   <translation>Erinnerungen</translation>
  </message>
  <message>
   <source>Repeats</source>
   <translation>Wiederholung</translation>
  </message>
  <message>
   <source>Result: {parts}.</source>
   <translation>Ergebnis: {parts}.</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>Server</translation>
  </message>
  <message>
   <source>Shown as</source>
   <translation>Anzeigen als</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>This date</source>
   <translation>Dieses Datum</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Use &amp;theirs</source>
   <translation>Das vom &amp;Server nehmen</translation>
  </message>
  <message>
   <source>Use all &amp;mine</source>
   <translation>Alles von &amp;mir</translation>
  </message>
  <message>
   <source>Use all &amp;theirs</source>
   <translation>Alles vom &amp;Server</translation>
  </message>
  <message>
   <source>Visibility</source>
   <translation>Sichtbarkeit</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>You changed it here, and on the server it was deleted. Yours is safe until you choose.</source>
   <translation>Sie haben ihn hier geändert, und auf dem Server wurde er gelöscht. Ihrer ist sicher, bis Sie wählen.</translation>
  </message>
  <message>
   <source>You changed it here, and somebody on the server. Both versions are safe until you choose.</source>
   <translation>Sie haben ihn hier geändert, und jemand auf dem Server. Beide Fassungen sind sicher, bis Sie wählen.</translation>
  </message>
  <message>
   <source>You deleted it here, but it was changed on the server. It stays until you choose.</source>
   <translation>Sie haben ihn hier gelöscht, aber auf dem Server wurde er geändert. Er bleibt, bis Sie wählen.</translation>
  </message>
  <message>
   <source>all other changes of both</source>
   <translation>alle anderen Änderungen von beiden</translation>
  </message>
  <message>
   <source>deleted</source>
   <translation>gelöscht</translation>
  </message>
  <message>
   <source>{names} as on the server</source>
   <translation>{names} wie auf dem Server</translation>
  </message>
  <message>
   <source>{names} as you changed it</source>
   <translation>{names} wie von Ihnen geändert</translation>
  </message>
 </context>
 <context>
  <name>ConnectRow</name>
  <message>
   <source>&amp;Connect Zoom</source>
   <translation>Zoom &amp;verbinden</translation>
  </message>
  <message>
   <source>One switch makes a meeting and puts its link into the event.</source>
   <translation>Ein Schalter legt ein Meeting samt Link an.</translation>
  </message>
 </context>
 <context>
  <name>ConnectZoom</name>
  <message>
   <source>&amp;Connect in browser</source>
   <translation>Im Browser &amp;verbinden</translation>
  </message>
  <message>
   <source>&amp;Open again</source>
   <translation>Noch einmal &amp;öffnen</translation>
  </message>
  <message>
   <source>&amp;Try again</source>
   <translation>&amp;Noch einmal versuchen</translation>
  </message>
  <message>
   <source>&amp;Use this ID</source>
   <translation>Diese ID &amp;verwenden</translation>
  </message>
  <message>
   <source>Add as second account</source>
   <translation>Als zweites Konto hinzufügen</translation>
  </message>
  <message>
   <source>Approve Dainvo in your browser. It comes back here by itself.</source>
   <translation>Genehmigen Sie Dainvo in Ihrem Browser. Danach geht es hier von selbst weiter.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Changing the account…</source>
   <translation>Das Konto wird geändert …</translation>
  </message>
  <message>
   <source>Connect Zoom</source>
   <translation>Zoom verbinden</translation>
  </message>
  <message>
   <source>Copy &amp;link</source>
   <translation>&amp;Link kopieren</translation>
  </message>
  <message>
   <source>Copy &amp;note for admin</source>
   <translation>&amp;Nachricht kopieren</translation>
  </message>
  <message>
   <source>Copy note for admin</source>
   <translation>Nachricht kopieren</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Keeps the sign-in in this computer’s keyring, and nowhere else.</source>
   <translation>Bewahrt die Anmeldung im Schlüsselbund dieses Computers auf und nirgends sonst.</translation>
  </message>
  <message>
   <source>Link copied</source>
   <translation>Link kopiert</translation>
  </message>
  <message>
   <source>Makes, changes and deletes your events’ meetings when you save.</source>
   <translation>Legt die Meetings Ihrer Termine an, ändert und löscht sie, wenn Sie speichern.</translation>
  </message>
  <message>
   <source>Note for your admin copied</source>
   <translation>Nachricht für Ihre Verwaltung kopiert</translation>
  </message>
  <message>
   <source>Nothing in the browser? Copy the link and open it in the browser that you use for Zoom. Did Zoom ask for an admin? Send them the note, and connect again once Dainvo is approved. Dainvo waits for five minutes.</source>
   <translation>Nichts im Browser? Kopieren Sie den Link und öffnen Sie ihn in dem Browser, den Sie für Zoom benutzen. Hat Zoom nach der Verwaltung gefragt? Schicken Sie ihr die Nachricht, und verbinden Sie noch einmal, sobald Dainvo genehmigt ist. Dainvo wartet fünf Minuten.</translation>
  </message>
  <message>
   <source>Reads your name, your e-mail address and the meetings you host.</source>
   <translation>Liest Ihren Namen, Ihre E-Mail-Adresse und die Meetings, zu denen Sie einladen.</translation>
  </message>
  <message>
   <source>Reconnect Zoom</source>
   <translation>Zoom neu verbinden</translation>
  </message>
  <message>
   <source>Sign in as {name} in the browser.</source>
   <translation>Melden Sie sich im Browser als {name} an.</translation>
  </message>
  <message>
   <source>Use {name} instead</source>
   <translation>{name} verwenden</translation>
  </message>
  <message>
   <source>Waiting for Zoom…</source>
   <translation>Wartet auf Zoom …</translation>
  </message>
  <message>
   <source>What Dainvo does at Zoom</source>
   <translation>Was Dainvo bei Zoom tut</translation>
  </message>
  <message>
   <source>You signed in as {other}; this account is {account}. Its meetings could only be joined then.</source>
   <translation>Sie haben sich als {other} angemeldet; dieses Konto ist {account}. Seinen Meetings ließe sich dann nur beitreten.</translation>
  </message>
 </context>
 <context>
  <name>ConnectionSheet</name>
  <message>
   <source>&amp;Own authority</source>
   <translation>&amp;Eigene Zertifizierungsstelle</translation>
  </message>
  <message>
   <source>&amp;Proxy</source>
   <translation>&amp;Proxy</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>Asking the server…</source>
   <translation>Fragt den Server …</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose a certificate</source>
   <translation>Zertifikat auswählen</translation>
  </message>
  <message>
   <source>Choose a file: {what}</source>
   <translation>Datei auswählen: {what}</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen …</translation>
  </message>
  <message>
   <source>Client &amp;certificate</source>
   <translation>&amp;Client-Zertifikat</translation>
  </message>
  <message>
   <source>Connection</source>
   <translation>Verbindung</translation>
  </message>
  <message>
   <source>For {host} alone. Leave empty what your system knows already.</source>
   <translation>Nur für {host}. Leer lassen, was Ihr System schon weiß.</translation>
  </message>
  <message>
   <source>Only one certificate is trusted here: {start}…</source>
   <translation>Hier wird nur einem Zertifikat vertraut: {start}…</translation>
  </message>
  <message>
   <source>PEM file</source>
   <translation>PEM-Datei</translation>
  </message>
  <message>
   <source>PEM file with key and certificate</source>
   <translation>PEM-Datei mit Schlüssel und Zertifikat</translation>
  </message>
  <message>
   <source>Trust authorities again</source>
   <translation>Wieder den Zertifizierungsstellen vertrauen</translation>
  </message>
  <message>
   <source>kept from before</source>
   <translation>von vorher behalten</translation>
  </message>
  <message>
   <source>{file} can’t be read as a PEM file.</source>
   <translation>{file} lässt sich nicht als PEM-Datei lesen.</translation>
  </message>
 </context>
 <context>
  <name>CopiesRow</name>
  <message>
   <source>Show the copy in {calendar}</source>
   <translation>Die Kopie in {calendar} zeigen</translation>
  </message>
  <message>
   <source>This is the copy in {calendar}. Also in:</source>
   <translation>Dies ist die Kopie in {calendar}. Auch in:</translation>
  </message>
 </context>
 <context>
  <name>CopyQuestion</name>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;Invite their guests ({n})</source>
   <translation>Ihre Gäste &amp;einladen ({n})</translation>
  </message>
  <message>
   <source>&amp;New meeting</source>
   <translation>&amp;Neues Meeting</translation>
  </message>
  <message>
   <source>&amp;Same link</source>
   <translation>&amp;Gleicher Link</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Copy event</source>
   <translation>Termin kopieren</translation>
  </message>
  <message>
   <source>Made for the copy alone</source>
   <translation>Nur für die Kopie angelegt</translation>
  </message>
  <message>
   <source>N&amp;one</source>
   <translation>&amp;Keines</translation>
  </message>
  <message>
   <source>The copied event has a Zoom meeting</source>
   <translation>Der kopierte Termin hat ein Zoom-Meeting</translation>
  </message>
  <message>
   <source>The copied events have Zoom meetings</source>
   <translation>Die kopierten Termine haben Zoom-Meetings</translation>
  </message>
  <message>
   <source>The copied events have guests</source>
   <translation>Die kopierten Termine haben Gäste</translation>
  </message>
  <message>
   <source>The copy has no online meeting</source>
   <translation>Die Kopie hat kein Online-Meeting</translation>
  </message>
  <message>
   <source>There is no calendar here that you can write to.</source>
   <translation>Hier gibt es keinen Kalender, in den Sie schreiben können.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>‘{title}’ is copied</source>
   <translation>„{title}“ wird kopiert</translation>
  </message>
 </context>
 <context>
  <name>Dates</name>
  <message>
   <source>{hours} h</source>
   <translation>{hours} Std.</translation>
  </message>
  <message>
   <source>{hours} h {minutes} min</source>
   <translation>{hours} Std. {minutes} Min.</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} Min.</translation>
  </message>
 </context>
 <context>
  <name>DatesMonth</name>
  <message>
   <source>Next month</source>
   <translation>Nächster Monat</translation>
  </message>
  <message>
   <source>Previous month</source>
   <translation>Voriger Monat</translation>
  </message>
  <message>
   <source>no date</source>
   <translation>kein Datum</translation>
  </message>
  <message>
   <source>{month} {year}</source>
   <translation>{month} {year}</translation>
  </message>
  <message>
   <source>{month}: {days}</source>
   <translation>{month}: {days}</translation>
  </message>
 </context>
 <context>
  <name>DayHead</name>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Show fewer</source>
   <translation>Weniger zeigen</translation>
  </message>
  <message>
   <source>all-day</source>
   <translation>ganzt.</translation>
  </message>
 </context>
 <context>
  <name>DeleteCalendar</name>
  <message>
   <source>&amp;Delete calendar</source>
   <translation>Kalender &amp;löschen</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Delete calendar</source>
   <translation>Kalender löschen</translation>
  </message>
  <message>
   <source>Delete “{name}”?</source>
   <translation>„{name}“ löschen?</translation>
  </message>
  <message>
   <source>Deleting…</source>
   <translation>Wird gelöscht …</translation>
  </message>
  <message>
   <source>Meetings at Zoom stay there.</source>
   <translation>Meetings bei Zoom bleiben dort.</translation>
  </message>
  <message>
   <source>The calendar and all its events are deleted from this computer. They are nowhere else.</source>
   <translation>Der Kalender und alle seine Termine werden von diesem Computer gelöscht. Sie sind nirgends sonst.</translation>
  </message>
  <message>
   <source>The calendar and all its events are deleted on {host}, for all devices and all people.</source>
   <translation>Der Kalender und alle seine Termine werden auf {host} gelöscht, für alle Geräte und alle Menschen.</translation>
  </message>
  <message>
   <source>Type “{name}” to delete it.</source>
   <translation>Geben Sie „{name}“ ein, um ihn zu löschen.</translation>
  </message>
 </context>
 <context>
  <name>DeleteSheet</name>
  <message>
   <source>&amp;Delete</source>
   <translation>&amp;Löschen</translation>
  </message>
  <message>
   <source>&amp;Keep event</source>
   <translation>Termin &amp;behalten</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Delete all events of “{title}”?</source>
   <translation>Alle Termine von „{title}“ löschen?</translation>
  </message>
  <message>
   <source>Delete event</source>
   <translation>Termin löschen</translation>
  </message>
  <message>
   <source>Delete its &amp;Zoom meeting</source>
   <translation>Sein &amp;Zoom-Meeting löschen</translation>
  </message>
  <message>
   <source>Delete its &amp;Zoom meeting (ID {id})</source>
   <translation>Sein &amp;Zoom-Meeting löschen (ID {id})</translation>
  </message>
  <message>
   <source>Delete repeating event “{title}”</source>
   <translation>Wiederkehrenden Termin „{title}“ löschen</translation>
  </message>
  <message>
   <source>Delete “{title}”?</source>
   <translation>„{title}“ löschen?</translation>
  </message>
  <message>
   <source>Its Zoom meeting was not made here and stays.</source>
   <translation>Sein Zoom-Meeting wurde nicht hier angelegt und bleibt.</translation>
  </message>
  <message>
   <source>Its meeting link was made elsewhere and stays valid.</source>
   <translation>Sein Link wurde anderswo angelegt und bleibt gültig.</translation>
  </message>
  <message>
   <source>The meeting stays at Zoom and its link keeps working.</source>
   <translation>Das Meeting bleibt bei Zoom, und sein Link funktioniert weiter.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Zoom: the link stays for the other dates</source>
   <translation>Zoom: Der Link bleibt für die anderen Daten</translation>
  </message>
  <message>
   <source>{people} get a cancellation</source>
   <translation>{people} erhalten eine Absage</translation>
  </message>
  <message>
   <source>‘{calendar}’ is read-only.</source>
   <translation>„{calendar}“ ist nur lesbar.</translation>
  </message>
  <message>
   <source>‘{title}’ is deleted</source>
   <translation>„{title}“ ist gelöscht</translation>
  </message>
 </context>
 <context>
  <name>DeletedSheet</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Deleted events</source>
   <translation>Gelöschte Termine</translation>
  </message>
  <message>
   <source>Nothing was deleted in the last 30 days.</source>
   <translation>In den letzten 30 Tagen wurde nichts gelöscht.</translation>
  </message>
  <message>
   <source>Of the last 30 days, deleted here or on a server. A Zoom meeting that went with one stays away.</source>
   <translation>Aus den letzten 30 Tagen, hier oder auf einem Server gelöscht. Ein Zoom-Meeting, das mitging, kommt nicht zurück.</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Restore {title}</source>
   <translation>{title} wiederherstellen</translation>
  </message>
  <message>
   <source>deleted {day}, {time}</source>
   <translation>gelöscht {day}, {time}</translation>
  </message>
 </context>
 <context>
  <name>Diagnostics</name>
  <message>
   <source>A fault in Dainvo</source>
   <translation>Ein Fehler in Dainvo</translation>
  </message>
  <message>
   <source>Diagnostics</source>
   <translation>Diagnose</translation>
  </message>
 </context>
 <context>
  <name>DiagnosticsSheet</name>
  <message>
   <source>&amp;Copy diagnostics</source>
   <translation>Diagnose &amp;kopieren</translation>
  </message>
  <message>
   <source>C&amp;lose</source>
   <translation>&amp;Schließen</translation>
  </message>
  <message>
   <source>Diagnostics</source>
   <translation>Diagnose</translation>
  </message>
  <message>
   <source>Diagnostics copied</source>
   <translation>Diagnose kopiert</translation>
  </message>
  <message>
   <source>Something went wrong inside Dainvo. What you saved is safe.</source>
   <translation>In Dainvo ist etwas schiefgegangen. Was Sie gespeichert haben, ist sicher.</translation>
  </message>
  <message>
   <source>This is all that is copied. Nothing is sent: paste it where you ask for help.</source>
   <translation>Das ist alles, was kopiert wird. Nichts wird gesendet: Fügen Sie es ein, wo Sie um Hilfe bitten.</translation>
  </message>
  <message>
   <source>With the &amp;addresses of my accounts</source>
   <translation>Mit den &amp;Adressen meiner Konten</translation>
  </message>
 </context>
 <context>
  <name>Dialogs</name>
  <message>
   <source>Default reminders…</source>
   <translation>Übliche Erinnerungen …</translation>
  </message>
 </context>
 <context>
  <name>DraftKeeper</name>
  <message>
   <source>Draft</source>
   <translation>Entwurf</translation>
  </message>
 </context>
 <context>
  <name>DraftsLeft</name>
  <message>
   <source>&amp;Discard</source>
   <translation>&amp;Verwerfen</translation>
  </message>
  <message>
   <source>&amp;Restore</source>
   <translation>&amp;Wiederherstellen</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Dainvo was closed unexpectedly. Your draft is here.</source>
   <translation>Dainvo wurde unerwartet beendet. Ihr Entwurf ist noch da.</translation>
  </message>
  <message>
   <source>Dainvo was closed unexpectedly. Your drafts are here.</source>
   <translation>Dainvo wurde unerwartet beendet. Ihre Entwürfe sind noch da.</translation>
  </message>
  <message>
   <source>Your draft is here: it was not saved when Dainvo was closed.</source>
   <translation>Ihr Entwurf ist noch da: Er war nicht gespeichert, als Dainvo beendet wurde.</translation>
  </message>
  <message>
   <source>Your drafts are here: they were not saved when Dainvo was closed.</source>
   <translation>Ihre Entwürfe sind noch da: Sie waren nicht gespeichert, als Dainvo beendet wurde.</translation>
  </message>
 </context>
 <context>
  <name>Editor</name>
  <message>
   <source>A series stays in one calendar</source>
   <translation>Eine Serie bleibt in einem Kalender</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message numerus="yes">
   <source>Can’t save yet: %n fields need a look</source>
   <translation>
    <numerusform>Noch nicht speicherbar: %n Feld braucht einen Blick</numerusform>
    <numerusform>Noch nicht speicherbar: %n Felder brauchen einen Blick</numerusform>
   </translation>
  </message>
  <message>
   <source>Change repeating event “{title}”</source>
   <translation>Wiederkehrenden Termin „{title}“ ändern</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Ctrl ↵</source>
   <translation>Strg ↵</translation>
  </message>
  <message>
   <source>Edit event</source>
   <translation>Termin bearbeiten</translation>
  </message>
  <message>
   <source>New event</source>
   <translation>Neuer Termin</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save (Ctrl+Enter)</source>
   <translation>Speichern (Strg+Eingabe)</translation>
  </message>
  <message>
   <source>The Zoom meeting belongs to the whole series</source>
   <translation>Das Zoom-Meeting gehört zur ganzen Serie</translation>
  </message>
  <message>
   <source>The repetition belongs to the whole series</source>
   <translation>Die Wiederholung gehört zur ganzen Serie</translation>
  </message>
  <message>
   <source>View event</source>
   <translation>Termin ansehen</translation>
  </message>
  <message>
   <source>Zoom: the link stays the same</source>
   <translation>Zoom: Der Link bleibt derselbe</translation>
  </message>
  <message>
   <source>{people} get an update</source>
   <translation>{people} erhalten eine Aktualisierung</translation>
  </message>
  <message>
   <source>‘{calendar}’ is read-only: this event can’t be changed</source>
   <translation>„{calendar}“ ist nur lesbar: Dieser Termin lässt sich nicht ändern</translation>
  </message>
 </context>
 <context>
  <name>Effects</name>
  <message>
   <source>Moves from {old} to {calendar}</source>
   <translation>Verschiebt von {old} nach {calendar}</translation>
  </message>
  <message numerus="yes">
   <source>Saves %n events to {calendar}</source>
   <translation>
    <numerusform>Speichert %n Termin in {calendar}</numerusform>
    <numerusform>Speichert %n Termine in {calendar}</numerusform>
   </translation>
  </message>
  <message>
   <source>Saves to {calendar}</source>
   <translation>Speichert in {calendar}</translation>
  </message>
  <message>
   <source>Saves to {calendar} only, not to the copy in {others}</source>
   <translation>Speichert nur in {calendar}, nicht in der Kopie in {others}</translation>
  </message>
  <message>
   <source>creates a Zoom meeting</source>
   <translation>legt ein Zoom-Meeting an</translation>
  </message>
  <message>
   <source>creates another Zoom meeting</source>
   <translation>legt ein weiteres Zoom-Meeting an</translation>
  </message>
  <message>
   <source>deletes its Zoom meeting</source>
   <translation>löscht sein Zoom-Meeting</translation>
  </message>
  <message>
   <source>links the Zoom meeting</source>
   <translation>verknüpft das Zoom-Meeting</translation>
  </message>
  <message>
   <source>takes the link off</source>
   <translation>nimmt den Link heraus</translation>
  </message>
  <message>
   <source>the server mails {people}</source>
   <translation>der Server benachrichtigt {people}</translation>
  </message>
  <message>
   <source>updates its Zoom meeting</source>
   <translation>aktualisiert sein Zoom-Meeting</translation>
  </message>
  <message>
   <source>writes the link</source>
   <translation>trägt den Link ein</translation>
  </message>
 </context>
 <context>
  <name>Event</name>
  <message numerus="yes">
   <source>%n events</source>
   <translation>
    <numerusform>%n Termin</numerusform>
    <numerusform>%n Termine</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n Person</numerusform>
    <numerusform>%n Personen</numerusform>
   </translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>+{n} more</source>
   <translation>+{n} weitere</translation>
  </message>
  <message>
   <source>1 hidden event</source>
   <translation>1 ausgeblendeter Termin</translation>
  </message>
  <message>
   <source>Join</source>
   <translation>Beitreten</translation>
  </message>
  <message>
   <source>Link follows</source>
   <translation>Link folgt</translation>
  </message>
  <message>
   <source>Next: {title}, {day}.</source>
   <translation>Als Nächstes: {title}, {day}.</translation>
  </message>
  <message>
   <source>Nothing planned.</source>
   <translation>Nichts geplant.</translation>
  </message>
  <message>
   <source>Online</source>
   <translation>Online</translation>
  </message>
  <message>
   <source>Week {week}, {first} to {last}, {events}</source>
   <translation>Woche {week}, {first} bis {last}, {events}</translation>
  </message>
  <message>
   <source>Zoom – the link follows</source>
   <translation>Zoom – der Link folgt</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>zugesagt</translation>
  </message>
  <message>
   <source>all day</source>
   <translation>ganztägig</translation>
  </message>
  <message>
   <source>answered maybe</source>
   <translation>mit Vielleicht beantwortet</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgesagt</translation>
  </message>
  <message>
   <source>day {n} of {m}</source>
   <translation>Tag {n} von {m}</translation>
  </message>
  <message>
   <source>declined</source>
   <translation>abgelehnt</translation>
  </message>
  <message>
   <source>from {time}</source>
   <translation>ab {time}</translation>
  </message>
  <message>
   <source>has a link to join by {name}</source>
   <translation>hat einen Link zum Beitreten über {name}</translation>
  </message>
  <message>
   <source>in {time}</source>
   <translation>in {time}</translation>
  </message>
  <message>
   <source>needs your attention</source>
   <translation>braucht Ihre Aufmerksamkeit</translation>
  </message>
  <message>
   <source>not answered</source>
   <translation>nicht beantwortet</translation>
  </message>
  <message>
   <source>not on the server yet</source>
   <translation>noch nicht auf dem Server</translation>
  </message>
  <message>
   <source>nothing until {day}</source>
   <translation>nichts bis {day}</translation>
  </message>
  <message>
   <source>private</source>
   <translation>privat</translation>
  </message>
  <message>
   <source>repeats</source>
   <translation>wiederholt sich</translation>
  </message>
  <message>
   <source>shown as free</source>
   <translation>als frei angezeigt</translation>
  </message>
  <message>
   <source>tentative</source>
   <translation>mit Vorbehalt</translation>
  </message>
  <message>
   <source>the Zoom link follows</source>
   <translation>der Zoom-Link folgt</translation>
  </message>
  <message>
   <source>the Zoom meeting needs your attention</source>
   <translation>das Zoom-Meeting braucht Ihre Aufmerksamkeit</translation>
  </message>
  <message>
   <source>today</source>
   <translation>heute</translation>
  </message>
  <message>
   <source>until {time}</source>
   <translation>bis {time}</translation>
  </message>
  <message>
   <source>week {n}</source>
   <translation>Woche {n}</translation>
  </message>
  <message>
   <source>{calendar}, also in {others}</source>
   <translation>{calendar}, auch in {others}</translation>
  </message>
  <message>
   <source>{day} · today</source>
   <translation>{day} · heute</translation>
  </message>
  <message>
   <source>{day}, all day</source>
   <translation>{day}, ganztägig</translation>
  </message>
  <message>
   <source>{day}, {start} to {end}</source>
   <translation>{day}, {start} bis {end}</translation>
  </message>
  <message>
   <source>{day}, {time}</source>
   <translation>{day}, {time}</translation>
  </message>
  <message>
   <source>{first} to {last}, all day</source>
   <translation>{first} bis {last}, ganztägig</translation>
  </message>
  <message>
   <source>{first} to {last}, {events}</source>
   <translation>{first} bis {last}, {events}</translation>
  </message>
  <message>
   <source>{first}, {start} to {last}, {end}</source>
   <translation>{first}, {start} bis {last}, {end}</translation>
  </message>
  <message>
   <source>{n} hidden</source>
   <translation>{n} ausgeblendet</translation>
  </message>
  <message>
   <source>{n} hidden events</source>
   <translation>{n} ausgeblendete Termine</translation>
  </message>
  <message>
   <source>{n} of {m} that day</source>
   <translation>{n} von {m} an dem Tag</translation>
  </message>
  <message>
   <source>{n} people</source>
   <translation>{n} Personen</translation>
  </message>
  <message>
   <source>{slot}, busy with {n}</source>
   <translation>{slot}, belegt mit {n}</translation>
  </message>
  <message>
   <source>{slot}, free</source>
   <translation>{slot}, frei</translation>
  </message>
  <message>
   <source>{time} 2nd</source>
   <translation>{time} 2.</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
  <message>
   <source>{year} · past</source>
   <translation>{year} · vorbei</translation>
  </message>
 </context>
 <context>
  <name>EventMenu</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy join link</source>
   <translation>Link zum Beitreten kopieren</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>Ausschneiden</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Duplicate…</source>
   <translation>Verdoppeln …</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Join</source>
   <translation>Beitreten</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansehen</translation>
  </message>
 </context>
 <context>
  <name>EventPopover</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgesagt</translation>
  </message>
  <message>
   <source>in {n} min</source>
   <translation>in {n} Min.</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>planned for {time}, a time this day does not have</source>
   <translation>geplant für {time}, eine Zeit, die es an diesem Tag nicht gibt</translation>
  </message>
  <message>
   <source>private</source>
   <translation>privat</translation>
  </message>
  <message>
   <source>repeats</source>
   <translation>wiederholt sich</translation>
  </message>
  <message>
   <source>tentative</source>
   <translation>mit Vorbehalt</translation>
  </message>
  <message>
   <source>{name} invited you</source>
   <translation>{name} hat Sie eingeladen</translation>
  </message>
 </context>
 <context>
  <name>EventsPage</name>
  <message>
   <source>&amp;Calendar of new events</source>
   <translation>&amp;Kalender neuer Termine</translation>
  </message>
  <message>
   <source>&amp;Length of new events</source>
   <translation>&amp;Dauer neuer Termine</translation>
  </message>
  <message>
   <source>C&amp;ategories…</source>
   <translation>K&amp;ategorien …</translation>
  </message>
  <message>
   <source>Categories</source>
   <translation>Kategorien</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Ändern …</translation>
  </message>
  <message>
   <source>Default reminders</source>
   <translation>Übliche Erinnerungen</translation>
  </message>
  <message>
   <source>Default reminders of {calendar}</source>
   <translation>Übliche Erinnerungen von {calendar}</translation>
  </message>
  <message>
   <source>Events &amp; reminders</source>
   <translation>Neue Termine</translation>
  </message>
  <message>
   <source>The first that is shown</source>
   <translation>Der erste, der gezeigt wird</translation>
  </message>
  <message>
   <source>Words for events, each with a colour of its own.</source>
   <translation>Wörter für Termine, jedes mit eigener Farbe.</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>whole days {times}</source>
   <translation>ganze Tage {times}</translation>
  </message>
 </context>
 <context>
  <name>ExceptionsList</name>
  <message>
   <source>Add this date</source>
   <translation>Dieses Datum hinzufügen</translation>
  </message>
  <message>
   <source>Another date of the series</source>
   <translation>Weiteres Datum der Serie</translation>
  </message>
  <message>
   <source>Exceptions</source>
   <translation>Ausnahmen</translation>
  </message>
  <message>
   <source>Exceptions: {counted}</source>
   <translation>Ausnahmen: {counted}</translation>
  </message>
  <message>
   <source>No exceptions</source>
   <translation>Keine Ausnahmen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>{day} · added when you save</source>
   <translation>{day} · kommt beim Speichern hinzu</translation>
  </message>
  <message>
   <source>{day} · changed by hand</source>
   <translation>{day} · von Hand geändert</translation>
  </message>
  <message>
   <source>{day} · comes back when you save</source>
   <translation>{day} · kommt beim Speichern zurück</translation>
  </message>
  <message>
   <source>{day} · extra</source>
   <translation>{day} · zusätzlich</translation>
  </message>
  <message>
   <source>{day} · goes when you save</source>
   <translation>{day} · entfällt beim Speichern</translation>
  </message>
  <message>
   <source>{day} · like the others when you save</source>
   <translation>{day} · beim Speichern wie die anderen</translation>
  </message>
  <message>
   <source>{day} · skipped</source>
   <translation>{day} · ausgelassen</translation>
  </message>
  <message>
   <source>{n} changed</source>
   <translation>{n} geändert</translation>
  </message>
  <message>
   <source>{n} extra</source>
   <translation>{n} zusätzlich</translation>
  </message>
  <message>
   <source>{n} skipped</source>
   <translation>{n} ausgelassen</translation>
  </message>
 </context>
 <context>
  <name>Explained</name>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
 </context>
 <context>
  <name>FactRows</name>
  <message>
   <source>Show this place on a map</source>
   <translation>Diesen Ort auf einer Karte zeigen</translation>
  </message>
  <message>
   <source>Show this place on a map (openstreetmap.org)</source>
   <translation>Diesen Ort auf einer Karte zeigen (openstreetmap.org)</translation>
  </message>
 </context>
 <context>
  <name>FeedRow</name>
  <message>
   <source>15 minutes</source>
   <translation>15 Minuten</translation>
  </message>
  <message>
   <source>4 hours</source>
   <translation>4 Stunden</translation>
  </message>
  <message>
   <source>As the calendar wishes</source>
   <translation>Wie der Kalender es wünscht</translation>
  </message>
  <message>
   <source>Ask every</source>
   <translation>Fragen alle</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Hour</source>
   <translation>Stunde</translation>
  </message>
  <message>
   <source>More about {name}</source>
   <translation>Mehr zu {name}</translation>
  </message>
  <message>
   <source>New password…</source>
   <translation>Neues Passwort …</translation>
  </message>
  <message>
   <source>Refresh</source>
   <translation>Auffrischen</translation>
  </message>
  <message>
   <source>Refresh {name}</source>
   <translation>{name} auffrischen</translation>
  </message>
  <message>
   <source>Unsubscribe</source>
   <translation>Abbestellen</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <source>subscription · fetched {when}</source>
   <translation>Abonnement · geholt {when}</translation>
  </message>
  <message>
   <source>subscription · not fetched yet</source>
   <translation>Abonnement · noch nicht geholt</translation>
  </message>
 </context>
 <context>
  <name>Files</name>
  <message numerus="yes">
   <source>%n can’t be read and were left out</source>
   <translation>
    <numerusform>%n ist nicht lesbar und wurde ausgelassen</numerusform>
    <numerusform>%n sind nicht lesbar und wurden ausgelassen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events exported</source>
   <translation>
    <numerusform>%n Termin exportiert</numerusform>
    <numerusform>%n Termine exportiert</numerusform>
   </translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Calendar files (*.ics *.ical *.ifb *.icalendar)</source>
   <translation>Kalenderdateien (*.ics *.ical *.ifb *.icalendar)</translation>
  </message>
  <message>
   <source>Calendar files without meeting details (*.ics)</source>
   <translation>Kalenderdateien ohne Meeting-Angaben (*.ics)</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Termin</translation>
  </message>
  <message>
   <source>Export calendar</source>
   <translation>Kalender exportieren</translation>
  </message>
  <message>
   <source>Export event</source>
   <translation>Termin exportieren</translation>
  </message>
 </context>
 <context>
  <name>FilesPage</name>
  <message numerus="yes">
   <source>%n imported events taken back</source>
   <translation>
    <numerusform>%n importierter Termin zurückgenommen</numerusform>
    <numerusform>%n importierte Termine zurückgenommen</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Import events…</source>
   <translation>Termine &amp;importieren …</translation>
  </message>
  <message>
   <source>&amp;Restore deleted events…</source>
   <translation>Gelöschte Termine &amp;wiederherstellen …</translation>
  </message>
  <message>
   <source>&amp;Save all to a file…</source>
   <translation>Alles in eine Datei &amp;sichern …</translation>
  </message>
  <message>
   <source>&amp;Take over a file…</source>
   <translation>Eine Datei &amp;übernehmen …</translation>
  </message>
  <message>
   <source>&amp;Undo last import</source>
   <translation>Letzten Import &amp;zurücknehmen</translation>
  </message>
  <message>
   <source>All of Dainvo</source>
   <translation>Ganz Dainvo</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Sicherung</translation>
  </message>
  <message>
   <source>Calendar files</source>
   <translation>Kalenderdateien</translation>
  </message>
  <message>
   <source>Copy text</source>
   <translation>Text kopieren</translation>
  </message>
  <message>
   <source>Dainvo files (*.dainvo)</source>
   <translation>Dainvo-Dateien (*.dainvo)</translation>
  </message>
  <message>
   <source>Dainvo {day}.dainvo</source>
   <translation>Dainvo {day}.dainvo</translation>
  </message>
  <message>
   <source>Deleted events</source>
   <translation>Gelöschte Termine</translation>
  </message>
  <message>
   <source>Events that were deleted in the last 30 days, here or on a server, can come back.</source>
   <translation>Termine, die in den letzten 30 Tagen hier oder auf einem Server gelöscht wurden, können zurückkommen.</translation>
  </message>
  <message>
   <source>Everything here is copied once a day into {folder}; the last seven are kept.</source>
   <translation>Alles hier wird einmal am Tag nach {folder} kopiert; die letzten sieben bleiben.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import/export &amp; backup</source>
   <translation>Import und Sicherung</translation>
  </message>
  <message>
   <source>It has more than 5 MiB.</source>
   <translation>Er hat mehr als 5 MiB.</translation>
  </message>
  <message>
   <source>Its event has no start, no identifier, or does not end.</source>
   <translation>Sein Termin hat keinen Beginn, keine Kennung oder endet nicht.</translation>
  </message>
  <message>
   <source>Its repetition can’t be read, or is more than can be shown: only its first date is.</source>
   <translation>Seine Wiederholung ist nicht lesbar oder mehr, als gezeigt werden kann: Nur das erste Datum ist zu sehen.</translation>
  </message>
  <message>
   <source>Kept as they are, byte for byte, here and on their servers.</source>
   <translation>Behalten, wie sie sind, Byte für Byte, hier und auf ihren Servern.</translation>
  </message>
  <message>
   <source>Newest: {day}.</source>
   <translation>Die neueste: {day}.</translation>
  </message>
  <message>
   <source>Not readable</source>
   <translation>Nicht lesbar</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Save all of Dainvo</source>
   <translation>Ganz Dainvo sichern</translation>
  </message>
  <message>
   <source>Saved: {accounts} accounts without passwords, {events} events of this computer</source>
   <translation>Gesichert: {accounts} Konten ohne Passwörter, {events} Termine dieses Computers</translation>
  </message>
  <message>
   <source>Settings, accounts without their passwords, colours and order, the calendars of this computer and unsent changes in one file. It is taken over by a Dainvo that has no accounts yet.</source>
   <translation>Einstellungen, Konten ohne ihre Passwörter, Farben und Reihenfolge, die Kalender dieses Computers und nicht gesendete Änderungen in einer Datei. Übernehmen kann sie ein Dainvo, das noch keine Konten hat.</translation>
  </message>
  <message>
   <source>Shows what is new, known and newer before anything is written. Nobody gets mail. To export a calendar, open its menu in the side panel.</source>
   <translation>Zeigt, was neu, bekannt und neuer ist, bevor etwas geschrieben wird. Niemand erhält Post. Exportiert wird ein Kalender über sein Menü in der Seitenleiste.</translation>
  </message>
  <message>
   <source>Take over a file of Dainvo</source>
   <translation>Eine Datei von Dainvo übernehmen</translation>
  </message>
  <message>
   <source>Taken over: {accounts} accounts, which ask for their passwords, {events} events</source>
   <translation>Übernommen: {accounts} Konten, die nach ihren Passwörtern fragen, {events} Termine</translation>
  </message>
  <message>
   <source>The server lists it and does not give its text.</source>
   <translation>Der Server führt ihn auf und gibt seinen Text nicht heraus.</translation>
  </message>
  <message>
   <source>The text of the object was copied</source>
   <translation>Der Text des Eintrags wurde kopiert</translation>
  </message>
  <message>
   <source>There is no event in it.</source>
   <translation>Es ist kein Termin darin.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>{calendar}: {name}</source>
   <translation>{calendar}: {name}</translation>
  </message>
 </context>
 <context>
  <name>FirstRun</name>
  <message>
   <source>&amp;Add account</source>
   <translation>Konto &amp;hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Connect Zoom</source>
   <translation>Zoom &amp;verbinden</translation>
  </message>
  <message>
   <source>&amp;Start here</source>
   <translation>Hier &amp;beginnen</translation>
  </message>
  <message>
   <source>&amp;Try with a sample week</source>
   <translation>Mit einer Beispielwoche &amp;ausprobieren</translation>
  </message>
  <message>
   <source>(optional)</source>
   <translation>(freiwillig)</translation>
  </message>
  <message>
   <source>A local calendar. Move it to a server whenever you like.</source>
   <translation>Ein lokaler Kalender, später verschiebbar.</translation>
  </message>
  <message>
   <source>Add a calendar account</source>
   <translation>Kalenderkonto hinzufügen</translation>
  </message>
  <message>
   <source>Connect Zoom</source>
   <translation>Zoom verbinden</translation>
  </message>
  <message>
   <source>Just use this computer</source>
   <translation>Nur dieser Computer</translation>
  </message>
  <message>
   <source>Nextcloud, iCloud, Fastmail or any other CalDAV server.</source>
   <translation>Nextcloud, iCloud, Fastmail, jedes CalDAV.</translation>
  </message>
  <message>
   <source>No account with us is needed. Start with any of these, add the others later.</source>
   <translation>Ohne Konto bei uns. Beginnen Sie mit einem, die anderen können folgen.</translation>
  </message>
  <message>
   <source>One switch makes a meeting and puts its link into the event.</source>
   <translation>Ein Schalter legt ein Meeting samt Link an.</translation>
  </message>
  <message>
   <source>The sample week opens in a window of its own…</source>
   <translation>Die Beispielwoche öffnet sich in einem eigenen Fenster …</translation>
  </message>
  <message>
   <source>Welcome to Dainvo</source>
   <translation>Willkommen bei Dainvo</translation>
  </message>
 </context>
 <context>
  <name>ForgetCalendar</name>
  <message>
   <source>&amp;Remove anyway</source>
   <translation>&amp;Trotzdem entfernen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Export… in the calendar’s menu keeps them in a file.</source>
   <translation>Exportieren … im Menü des Kalenders behält sie in einer Datei.</translation>
  </message>
  <message>
   <source>Its server no longer has it, and these changes were never sent. They are nowhere else:</source>
   <translation>Sein Server hat ihn nicht mehr, und diese Änderungen wurden nie gesendet. Sie sind nirgends sonst:</translation>
  </message>
  <message>
   <source>Remove “{name}” from this computer?</source>
   <translation>„{name}“ von diesem Computer entfernen?</translation>
  </message>
 </context>
 <context>
  <name>Form</name>
  <message>
   <source>&amp;Notes</source>
   <translation>&amp;Notizen</translation>
  </message>
  <message>
   <source>&amp;Place</source>
   <translation>&amp;Ort</translation>
  </message>
  <message>
   <source>&amp;Repeat</source>
   <translation>Wieder&amp;holen</translation>
  </message>
  <message>
   <source>&amp;When</source>
   <translation>&amp;Wann</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Notes, links, agenda</source>
   <translation>Notizen, Links, Tagesordnung</translation>
  </message>
  <message>
   <source>Online &amp;meeting</source>
   <translation>Online-&amp;Meeting</translation>
  </message>
  <message>
   <source>P&amp;eople</source>
   <translation>&amp;Personen</translation>
  </message>
  <message>
   <source>Re&amp;minders</source>
   <translation>&amp;Erinnerungen</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>“{address}” is no e-mail address</source>
   <translation>„{address}“ ist keine E-Mail-Adresse</translation>
  </message>
 </context>
 <context>
  <name>GeneralPage</name>
  <message>
   <source>&amp;Sync every</source>
   <translation>&amp;Abgleichen alle</translation>
  </message>
  <message>
   <source>General</source>
   <translation>Allgemein</translation>
  </message>
  <message>
   <source>Lan&amp;guage</source>
   <translation>S&amp;prache</translation>
  </message>
  <message>
   <source>Same as the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Takes effect when Dainvo next starts.</source>
   <translation>Ab dem nächsten Start von Dainvo.</translation>
  </message>
 </context>
 <context>
  <name>HealthSheet</name>
  <message numerus="yes">
   <source>%n changes</source>
   <translation>
    <numerusform>%n Änderung</numerusform>
    <numerusform>%n Änderungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events</source>
   <translation>
    <numerusform>%n Termin</numerusform>
    <numerusform>%n Termine</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Copy report</source>
   <translation>Bericht &amp;kopieren</translation>
  </message>
  <message>
   <source>&amp;Sync now</source>
   <translation>Jetzt &amp;abgleichen</translation>
  </message>
  <message>
   <source>Calendars</source>
   <translation>Kalender</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Details of {name}</source>
   <translation>Einzelheiten zu {name}</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <source>Last error</source>
   <translation>Letzter Fehler</translation>
  </message>
  <message>
   <source>Last operations</source>
   <translation>Letzte Vorgänge</translation>
  </message>
  <message>
   <source>Last success</source>
   <translation>Letzter Erfolg</translation>
  </message>
  <message>
   <source>Next run</source>
   <translation>Nächster Lauf</translation>
  </message>
  <message>
   <source>Nothing was to be done yet.</source>
   <translation>Es war noch nichts zu tun.</translation>
  </message>
  <message>
   <source>Report copied</source>
   <translation>Bericht kopiert</translation>
  </message>
  <message>
   <source>Signed in again</source>
   <translation>Wieder angemeldet</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Trouble</source>
   <translation>Störung</translation>
  </message>
  <message>
   <source>Waiting to be sent</source>
   <translation>Wartet auf das Senden</translation>
  </message>
  <message>
   <source>it has no start, or no identity</source>
   <translation>er hat keinen Beginn oder keine Kennung</translation>
  </message>
  <message>
   <source>it holds no event</source>
   <translation>er enthält keinen Termin</translation>
  </message>
  <message>
   <source>it is too large</source>
   <translation>er ist zu groß</translation>
  </message>
  <message>
   <source>its repetition can’t be shown, only its first date</source>
   <translation>seine Wiederholung ist nicht darstellbar, nur das erste Datum</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keiner</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>the server did not give it</source>
   <translation>der Server gab ihn nicht heraus</translation>
  </message>
  <message>
   <source>when you sync</source>
   <translation>wenn Sie abgleichen</translation>
  </message>
  <message>
   <source>{n} fetched</source>
   <translation>{n} geholt</translation>
  </message>
  <message>
   <source>{n} removed</source>
   <translation>{n} entfernt</translation>
  </message>
  <message>
   <source>{n} sent</source>
   <translation>{n} gesendet</translation>
  </message>
  <message>
   <source>{n} times</source>
   <translation>{n}-mal</translation>
  </message>
 </context>
 <context>
  <name>Help</name>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
 </context>
 <context>
  <name>HelpWindow</name>
  <message>
   <source>Guide</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Pages of the guide</source>
   <translation>Seiten des Handbuchs</translation>
  </message>
 </context>
 <context>
  <name>HintLine</name>
  <message>
   <source>Close this hint</source>
   <translation>Diesen Hinweis schließen</translation>
  </message>
  <message>
   <source>Drag on the grid to make an event</source>
   <translation>Im Raster ziehen, um einen Termin anzulegen</translation>
  </message>
  <message>
   <source>{key} for keys</source>
   <translation>{key} für die Tasten</translation>
  </message>
  <message>
   <source>{key} to type one</source>
   <translation>{key}, um einen zu tippen</translation>
  </message>
 </context>
 <context>
  <name>HourGrid</name>
  <message>
   <source>clock {hours} h</source>
   <translation>Uhr {hours} h</translation>
  </message>
  <message>
   <source>{time} 2nd</source>
   <translation>{time} 2.</translation>
  </message>
 </context>
 <context>
  <name>ImportSheet</name>
  <message numerus="yes">
   <source>%n already here</source>
   <translation>
    <numerusform>%n schon hier</numerusform>
    <numerusform>%n schon hier</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n can’t be read</source>
   <translation>
    <numerusform>%n nicht lesbar</numerusform>
    <numerusform>%n nicht lesbar</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events imported</source>
   <translation>
    <numerusform>%n Termin importiert</numerusform>
    <numerusform>%n Termine importiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n imported events taken back</source>
   <translation>
    <numerusform>%n importierter Termin zurückgenommen</numerusform>
    <numerusform>%n importierte Termine zurückgenommen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new</source>
   <translation>
    <numerusform>%n neu</numerusform>
    <numerusform>%n neu</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n newer than here</source>
   <translation>
    <numerusform>%n neuer als hier</numerusform>
    <numerusform>%n neuer als hier</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n tasks left out</source>
   <translation>
    <numerusform>%n Aufgabe ausgelassen</numerusform>
    <numerusform>%n Aufgaben ausgelassen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were changed since and stay</source>
   <translation>
    <numerusform>%n wurde seither geändert und bleibt</numerusform>
    <numerusform>%n wurden seither geändert und bleiben</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Import</source>
   <translation>&amp;Importieren</translation>
  </message>
  <message numerus="yes">
   <source>&amp;Import %n events</source>
   <translation>
    <numerusform>%n Termin &amp;importieren</numerusform>
    <numerusform>%n Termine &amp;importieren</numerusform>
   </translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message numerus="yes">
   <source>Also take %n newer versions</source>
   <translation>
    <numerusform>Auch %n neuere Fassung nehmen</numerusform>
    <numerusform>Auch %n neuere Fassungen nehmen</numerusform>
   </translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Events of the file</source>
   <translation>Termine der Datei</translation>
  </message>
  <message>
   <source>Import events</source>
   <translation>Termine importieren</translation>
  </message>
  <message>
   <source>Importing…</source>
   <translation>Wird importiert …</translation>
  </message>
  <message>
   <source>In&amp;to</source>
   <translation>&amp;In</translation>
  </message>
  <message>
   <source>Looking into the file…</source>
   <translation>Sieht in die Datei …</translation>
  </message>
  <message>
   <source>Nothing new in this file.</source>
   <translation>Nichts Neues in dieser Datei.</translation>
  </message>
  <message>
   <source>Progress of the import</source>
   <translation>Fortschritt des Imports</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>There is no calendar to import into. Add an account or start one on this computer.</source>
   <translation>Es gibt keinen Kalender, in den importiert werden kann. Fügen Sie ein Konto hinzu, oder beginnen Sie einen auf diesem Computer.</translation>
  </message>
  <message>
   <source>There is no event in this file.</source>
   <translation>In dieser Datei ist kein Termin.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>What came until then is taken back.</source>
   <translation>Was bis dahin kam, wird zurückgenommen.</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>can’t be read</source>
   <translation>nicht lesbar</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>newer</source>
   <translation>neuer</translation>
  </message>
  <message>
   <source>{day}, repeats</source>
   <translation>{day}, wiederholt sich</translation>
  </message>
 </context>
 <context>
  <name>InvitationsPage</name>
  <message>
   <source>Guests</source>
   <translation>Gäste</translation>
  </message>
  <message>
   <source>Invitations &amp; mail</source>
   <translation>Einladungen und Mail</translation>
  </message>
  <message>
   <source>Invitations, updates and cancellations go out by the calendar’s server, never twice. Where it sends none, the editor says before Save that nobody will be told, and the invitation can be copied.</source>
   <translation>Einladungen, Änderungen und Absagen verschickt der Server des Kalenders, nie doppelt. Wo er keine verschickt, sagt der Editor vor dem Speichern, dass niemand davon erfährt, und die Einladung lässt sich kopieren.</translation>
  </message>
  <message>
   <source>Mail</source>
   <translation>Mail</translation>
  </message>
  <message>
   <source>nobody is told</source>
   <translation>niemand erfährt davon</translation>
  </message>
  <message>
   <source>{server} tells people</source>
   <translation>{server} gibt Bescheid</translation>
  </message>
  <message>
   <source>{server} tells people; you are {addresses}</source>
   <translation>{server} gibt Bescheid; Sie sind {addresses}</translation>
  </message>
 </context>
 <context>
  <name>Join</name>
  <message>
   <source>Join link copied</source>
   <translation>Link zum Beitreten kopiert</translation>
  </message>
  <message>
   <source>The browser did not open. Join the meeting instead.</source>
   <translation>Der Browser hat sich nicht geöffnet. Treten Sie stattdessen dem Meeting bei.</translation>
  </message>
  <message>
   <source>The link could not be opened. It is copied instead.</source>
   <translation>Der Link ließ sich nicht öffnen. Er ist stattdessen kopiert.</translation>
  </message>
  <message>
   <source>This event has no link to join by</source>
   <translation>Dieser Termin hat keinen Link zum Beitreten</translation>
  </message>
  <message>
   <source>This link is not one that Dainvo opens.</source>
   <translation>Diesen Link öffnet Dainvo nicht.</translation>
  </message>
 </context>
 <context>
  <name>JoinButton</name>
  <message>
   <source>&amp;Open at Zoom</source>
   <translation>Bei Zoom &amp;öffnen</translation>
  </message>
  <message>
   <source>&amp;Remove meeting</source>
   <translation>Meeting entfe&amp;rnen</translation>
  </message>
  <message>
   <source>Copy &amp;ID and passcode</source>
   <translation>&amp;ID und Kenncode kopieren</translation>
  </message>
  <message>
   <source>Copy &amp;dial-in numbers</source>
   <translation>&amp;Einwahlnummern kopieren</translation>
  </message>
  <message>
   <source>Copy &amp;link</source>
   <translation>&amp;Link kopieren</translation>
  </message>
  <message>
   <source>Copy i&amp;nvitation</source>
   <translation>Ei&amp;nladung kopieren</translation>
  </message>
  <message>
   <source>Dial-in numbers copied</source>
   <translation>Einwahlnummern kopiert</translation>
  </message>
  <message>
   <source>ID and passcode copied</source>
   <translation>ID und Kenncode kopiert</translation>
  </message>
  <message>
   <source>Invitation copied</source>
   <translation>Einladung kopiert</translation>
  </message>
  <message>
   <source>Join</source>
   <translation>Beitreten</translation>
  </message>
  <message>
   <source>Join Zoom meeting</source>
   <translation>Zoom-Meeting beitreten</translation>
  </message>
  <message>
   <source>Join meeting</source>
   <translation>Meeting beitreten</translation>
  </message>
  <message>
   <source>Link copied</source>
   <translation>Link kopiert</translation>
  </message>
  <message>
   <source>Meeting &amp;details…</source>
   <translation>Meeting-&amp;Angaben …</translation>
  </message>
  <message>
   <source>More ways to join and copy</source>
   <translation>Mehr zum Beitreten und Kopieren</translation>
  </message>
  <message>
   <source>Start as &amp;host</source>
   <translation>Als &amp;Gastgeber starten</translation>
  </message>
  <message>
   <source>This meeting has no dial-in numbers.</source>
   <translation>Dieses Meeting hat keine Einwahlnummern.</translation>
  </message>
 </context>
 <context>
  <name>KeepQuestion</name>
  <message numerus="yes">
   <source>%n changes have not been sent yet.</source>
   <translation>
    <numerusform>%n Änderung wurde noch nicht gesendet.</numerusform>
    <numerusform>%n Änderungen wurden noch nicht gesendet.</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Do not ask again</source>
   <translation>Nicht &amp;mehr fragen</translation>
  </message>
  <message>
   <source>&amp;Keep running</source>
   <translation>&amp;Weiterlaufen lassen</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Keep Dainvo running?</source>
   <translation>Dainvo weiterlaufen lassen?</translation>
  </message>
  <message>
   <source>Settings › Notifications &amp; start changes it</source>
   <translation>Unter Einstellungen › Mitteilungen und Start zu ändern</translation>
  </message>
  <message>
   <source>Without its window Dainvo goes on syncing and sends what waits; open it again to see it. If you quit, nothing is lost: it is sent at the next start.</source>
   <translation>Ohne sein Fenster gleicht Dainvo weiter ab und sendet, was wartet; öffnen Sie es wieder, um es zu sehen. Wenn Sie beenden, ist nichts verloren: Es wird beim nächsten Start gesendet.</translation>
  </message>
 </context>
 <context>
  <name>KeyButton</name>
  <message>
   <source>No key</source>
   <translation>Keine Taste</translation>
  </message>
  <message>
   <source>Press a key…</source>
   <translation>Taste drücken…</translation>
  </message>
 </context>
 <context>
  <name>Launch</name>
  <message>
   <source>Dainvo is running already, but does not answer. Wait a moment, or end it and start it again.</source>
   <translation>Dainvo läuft schon, antwortet aber nicht. Warten Sie einen Augenblick, oder beenden Sie es und starten es neu.</translation>
  </message>
 </context>
 <context>
  <name>LeaveQuestion</name>
  <message>
   <source>&amp;Discard</source>
   <translation>&amp;Verwerfen</translation>
  </message>
  <message>
   <source>&amp;Keep editing</source>
   <translation>&amp;Weiter bearbeiten</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>Save this event?</source>
   <translation>Diesen Termin speichern?</translation>
  </message>
  <message>
   <source>Save your changes to ‘{title}’?</source>
   <translation>Ihre Änderungen an „{title}“ speichern?</translation>
  </message>
  <message>
   <source>What you typed is lost if you discard it.</source>
   <translation>Was Sie eingegeben haben, ist verloren, wenn Sie es verwerfen.</translation>
  </message>
 </context>
 <context>
  <name>LinkQuestion</name>
  <message>
   <source>&amp;Open in browser</source>
   <translation>Im Browser &amp;öffnen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Dainvo does not know this meeting service. The link leads to:</source>
   <translation>Dainvo kennt diesen Meeting-Dienst nicht. Der Link führt zu:</translation>
  </message>
  <message>
   <source>Open this link?</source>
   <translation>Diesen Link öffnen?</translation>
  </message>
  <message>
   <source>Open {host}?</source>
   <translation>{host} öffnen?</translation>
  </message>
  <message>
   <source>This link is not protected (http): others can read along. It leads to:</source>
   <translation>Dieser Link ist nicht geschützt (http): Andere können mitlesen. Er führt zu:</translation>
  </message>
 </context>
 <context>
  <name>LinkWatch</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Try now</source>
   <translation>Jetzt versuchen</translation>
  </message>
  <message>
   <source>‘{title}’ is saved</source>
   <translation>„{title}“ ist gespeichert</translation>
  </message>
  <message>
   <source>‘{title}’ is saved. The Zoom link follows.</source>
   <translation>„{title}“ ist gespeichert. Der Zoom-Link folgt.</translation>
  </message>
 </context>
 <context>
  <name>LocalRow</name>
  <message numerus="yes">
   <source>%n calendars</source>
   <translation>
    <numerusform>%n Kalender</numerusform>
    <numerusform>%n Kalender</numerusform>
   </translation>
  </message>
  <message>
   <source>New calendar…</source>
   <translation>Neuer Kalender …</translation>
  </message>
  <message>
   <source>kept on this computer alone; each can be moved to an account</source>
   <translation>nur auf diesem Computer; jeder lässt sich in ein Konto verschieben</translation>
  </message>
 </context>
 <context>
  <name>Lock</name>
  <message>
   <source>There is no passphrase to unlock with yet. Settings › Privacy &amp; security sets one.</source>
   <translation>Es gibt noch keine Passphrase zum Entsperren. Einstellungen › Datenschutz legt eine fest.</translation>
  </message>
 </context>
 <context>
  <name>LockPage</name>
  <message>
   <source>&amp;Passphrase</source>
   <translation>&amp;Passphrase</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <source>&amp;Unlock</source>
   <translation>&amp;Entsperren</translation>
  </message>
  <message>
   <source>Dainvo is locked</source>
   <translation>Dainvo ist gesperrt</translation>
  </message>
  <message>
   <source>Your calendars go on syncing. The guide says what to do if you have forgotten the passphrase.</source>
   <translation>Ihre Kalender werden weiter abgeglichen. Was zu tun ist, wenn Sie die Passphrase vergessen haben, steht in der Anleitung.</translation>
  </message>
 </context>
 <context>
  <name>LockRows</name>
  <message>
   <source>&amp;Ask for a passphrase</source>
   <translation>Nach einer &amp;Passphrase fragen</translation>
  </message>
  <message>
   <source>Before showing my calendars. This protects from eyes at this desk; files on this computer are protected by your system’s own sign-in and disk encryption, and the command line asks for nothing.</source>
   <translation>Bevor meine Kalender zu sehen sind. Das schützt vor Blicken an diesem Schreibtisch; Dateien auf diesem Computer schützen die Anmeldung und die Festplattenverschlüsselung Ihres Systems, und die Befehlszeile fragt nach nichts.</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Sperre</translation>
  </message>
  <message>
   <source>Lock a&amp;fter</source>
   <translation>&amp;Sperren nach</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>Only with a passphrase.</source>
   <translation>Nur mit einer Passphrase.</translation>
  </message>
  <message>
   <source>The lock could not be changed: {reason}.</source>
   <translation>Die Sperre konnte nicht geändert werden: {reason}.</translation>
  </message>
  <message>
   <source>Without a key or the pointer in Dainvo.</source>
   <translation>Ohne Taste oder Zeiger in Dainvo.</translation>
  </message>
 </context>
 <context>
  <name>MeetingBox</name>
  <message>
   <source>Copy ID and passcode</source>
   <translation>ID und Kenncode kopieren</translation>
  </message>
  <message>
   <source>ID and passcode copied</source>
   <translation>ID und Kenncode kopiert</translation>
  </message>
  <message>
   <source>ID {id}</source>
   <translation>ID {id}</translation>
  </message>
  <message>
   <source>Online meeting</source>
   <translation>Online-Meeting</translation>
  </message>
  <message>
   <source>Passcode {code}</source>
   <translation>Kenncode {code}</translation>
  </message>
  <message>
   <source>Review…</source>
   <translation>Ansehen …</translation>
  </message>
  <message>
   <source>Show the passcode</source>
   <translation>Kenncode zeigen</translation>
  </message>
  <message>
   <source>Start as host</source>
   <translation>Als Gastgeber starten</translation>
  </message>
  <message>
   <source>hosted by you</source>
   <translation>Sie sind Gastgeber</translation>
  </message>
  <message>
   <source>hosted by {host}</source>
   <translation>Gastgeber: {host}</translation>
  </message>
 </context>
 <context>
  <name>MeetingDetails</name>
  <message>
   <source>Meeting details</source>
   <translation>Meeting-Angaben</translation>
  </message>
 </context>
 <context>
  <name>MeetingDetailsSheet</name>
  <message>
   <source>&amp;Open at Zoom</source>
   <translation>Bei Zoom &amp;öffnen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy: {name}</source>
   <translation>Kopieren: {name}</translation>
  </message>
  <message>
   <source>Dial-in</source>
   <translation>Einwahl</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>Gastgeber</translation>
  </message>
  <message>
   <source>ID</source>
   <translation>ID</translation>
  </message>
  <message>
   <source>In Zoom</source>
   <translation>Bei Zoom</translation>
  </message>
  <message>
   <source>Join before host</source>
   <translation>Beitritt vor dem Gastgeber</translation>
  </message>
  <message>
   <source>Link</source>
   <translation>Link</translation>
  </message>
  <message>
   <source>Mute on entry</source>
   <translation>Beim Eintritt stumm</translation>
  </message>
  <message>
   <source>Passcode</source>
   <translation>Kenncode</translation>
  </message>
  <message>
   <source>Provider</source>
   <translation>Anbieter</translation>
  </message>
  <message>
   <source>Read again from Zoom</source>
   <translation>Noch einmal von Zoom lesen</translation>
  </message>
  <message>
   <source>Reading from Zoom…</source>
   <translation>Liest von Zoom …</translation>
  </message>
  <message>
   <source>Show the passcode</source>
   <translation>Kenncode zeigen</translation>
  </message>
  <message>
   <source>Topic</source>
   <translation>Thema</translation>
  </message>
  <message>
   <source>Waiting room</source>
   <translation>Warteraum</translation>
  </message>
  <message>
   <source>calendar: {time}</source>
   <translation>Kalender: {time}</translation>
  </message>
  <message>
   <source>calendar: ‘{title}’</source>
   <translation>Kalender: „{title}“</translation>
  </message>
  <message>
   <source>no fixed time</source>
   <translation>keine feste Zeit</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>on</source>
   <translation>ein</translation>
  </message>
  <message>
   <source>read from Zoom {time}</source>
   <translation>von Zoom gelesen {time}</translation>
  </message>
  <message>
   <source>the invitation has another one</source>
   <translation>in der Einladung steht ein anderer</translation>
  </message>
  <message>
   <source>{name} copied</source>
   <translation>{name} kopiert</translation>
  </message>
  <message>
   <source>{value} — set by your organisation</source>
   <translation>{value} – von Ihrer Organisation festgelegt</translation>
  </message>
 </context>
 <context>
  <name>MeetingOptions</name>
  <message>
   <source>Meeting defaults</source>
   <translation>Vorgaben für Meetings</translation>
  </message>
  <message>
   <source>Options for this meeting</source>
   <translation>Optionen für dieses Meeting</translation>
  </message>
 </context>
 <context>
  <name>MeetingOptionsSheet</name>
  <message>
   <source>&amp;Done</source>
   <translation>&amp;Fertig</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>As in Zoom</source>
   <translation>Wie bei Zoom</translation>
  </message>
  <message>
   <source>As it is</source>
   <translation>Wie es ist</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>For new Zoom meetings. What is left “as in Zoom” is decided by your Zoom settings.</source>
   <translation>Für neue Zoom-Meetings. Was „wie bei Zoom“ bleibt, entscheiden Ihre Einstellungen bei Zoom.</translation>
  </message>
  <message>
   <source>For this meeting only, sent when you save.</source>
   <translation>Nur für dieses Meeting, gesendet beim Speichern.</translation>
  </message>
  <message>
   <source>What you choose is changed at Zoom when you save; all else stays as it is.</source>
   <translation>Was Sie wählen, wird bei Zoom geändert, wenn Sie speichern; alles andere bleibt, wie es ist.</translation>
  </message>
 </context>
 <context>
  <name>MeetingPart</name>
  <message>
   <source>Note for your admin copied</source>
   <translation>Nachricht für Ihre Verwaltung kopiert</translation>
  </message>
  <message>
   <source>Write a link that begins with https://</source>
   <translation>Geben Sie einen Link an, der mit https:// beginnt</translation>
  </message>
  <message>
   <source>Write the link, or switch Online meeting off</source>
   <translation>Geben Sie den Link an, oder schalten Sie das Online-Meeting aus</translation>
  </message>
 </context>
 <context>
  <name>MeetingReason</name>
  <message>
   <source>Zoom does not know its time zone</source>
   <translation>Zoom kennt seine Zeitzone nicht</translation>
  </message>
  <message>
   <source>Zoom knows no interval that long</source>
   <translation>Zoom kennt keinen so langen Abstand</translation>
  </message>
  <message>
   <source>Zoom knows no rule by hours</source>
   <translation>Zoom kennt keine Regel nach Stunden</translation>
  </message>
  <message>
   <source>Zoom knows no yearly rule</source>
   <translation>Zoom kennt keine jährliche Regel</translation>
  </message>
  <message>
   <source>Zoom made other dates of the rule</source>
   <translation>Zoom machte andere Daten aus der Regel</translation>
  </message>
  <message>
   <source>Zoom takes one day of the month, 1 to 28</source>
   <translation>Zoom nimmt einen Tag des Monats, 1 bis 28</translation>
  </message>
  <message>
   <source>Zoom takes one weekday of the month, 1st to 4th or last</source>
   <translation>Zoom nimmt einen Wochentag des Monats, den 1. bis 4. oder letzten</translation>
  </message>
  <message>
   <source>a date falls into a change of the clocks</source>
   <translation>ein Datum fällt in eine Zeitumstellung</translation>
  </message>
  <message>
   <source>a date is longer than 24 hours</source>
   <translation>ein Datum ist länger als 24 Stunden</translation>
  </message>
  <message>
   <source>a date that is over was moved</source>
   <translation>ein vergangenes Datum wurde verschoben</translation>
  </message>
  <message>
   <source>fewer than two dates are left</source>
   <translation>es bleiben weniger als zwei Daten</translation>
  </message>
  <message>
   <source>it has dates besides its rule</source>
   <translation>er hat Daten neben seiner Regel</translation>
  </message>
  <message>
   <source>it has no start time</source>
   <translation>er hat keine Anfangszeit</translation>
  </message>
  <message>
   <source>its dates depend on where a week begins</source>
   <translation>seine Daten hängen davon ab, wo eine Woche beginnt</translation>
  </message>
  <message>
   <source>its dates differ in length</source>
   <translation>seine Daten sind verschieden lang</translation>
  </message>
  <message>
   <source>more than 10 dates differ from the rule</source>
   <translation>mehr als 10 Daten weichen von der Regel ab</translation>
  </message>
  <message>
   <source>more than 50 dates</source>
   <translation>mehr als 50 Daten</translation>
  </message>
  <message>
   <source>the event had begun already</source>
   <translation>der Termin hatte schon begonnen</translation>
  </message>
  <message>
   <source>the event has no start time, or over 24 hours</source>
   <translation>der Termin hat keine Anfangszeit oder über 24 Stunden</translation>
  </message>
  <message>
   <source>the first date does not follow the rule</source>
   <translation>das erste Datum folgt der Regel nicht</translation>
  </message>
  <message>
   <source>the rule names certain months</source>
   <translation>die Regel nennt bestimmte Monate</translation>
  </message>
  <message>
   <source>the rule names several times of day</source>
   <translation>die Regel nennt mehrere Tageszeiten</translation>
  </message>
  <message>
   <source>this rule can’t be expressed there</source>
   <translation>diese Regel lässt sich dort nicht ausdrücken</translation>
  </message>
  <message>
   <source>this rule has no end</source>
   <translation>diese Regel hat kein Ende</translation>
  </message>
  <message>
   <source>two parts of the series share it</source>
   <translation>zwei Teile der Serie teilen es sich</translation>
  </message>
  <message>
   <source>you chose so for series</source>
   <translation>Sie haben es für Serien so gewählt</translation>
  </message>
 </context>
 <context>
  <name>MeetingRow</name>
  <message numerus="yes">
   <source>%n invitations held</source>
   <translation>
    <numerusform>%n Einladung zurückgehalten</numerusform>
    <numerusform>%n Einladungen zurückgehalten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people get an update</source>
   <translation>
    <numerusform>%n Person erhält eine Aktualisierung</numerusform>
    <numerusform>%n Personen erhalten eine Aktualisierung</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people get the new link</source>
   <translation>
    <numerusform>%n Person erhält den neuen Link</numerusform>
    <numerusform>%n Personen erhalten den neuen Link</numerusform>
   </translation>
  </message>
  <message>
   <source>A new Zoom meeting is made when you save</source>
   <translation>Ein neues Zoom-Meeting wird beim Speichern angelegt</translation>
  </message>
  <message>
   <source>Added by rule, because people are invited</source>
   <translation>Nach Regel hinzugefügt, weil Personen eingeladen sind</translation>
  </message>
  <message>
   <source>Changes don’t reach Zoom: Dainvo may not update meetings</source>
   <translation>Änderungen erreichen Zoom nicht: Dainvo darf Meetings nicht ändern</translation>
  </message>
  <message>
   <source>Checking with Zoom whether the meeting was made…</source>
   <translation>Es wird bei Zoom geprüft, ob das Meeting angelegt wurde …</translation>
  </message>
  <message>
   <source>Choose another calendar</source>
   <translation>Anderen Kalender wählen</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Connect Zoom</source>
   <translation>Zoom verbinden</translation>
  </message>
  <message>
   <source>Copy note for admin</source>
   <translation>Nachricht kopieren</translation>
  </message>
  <message>
   <source>Create new</source>
   <translation>Neu anlegen</translation>
  </message>
  <message>
   <source>Creating…</source>
   <translation>Wird angelegt …</translation>
  </message>
  <message>
   <source>Hosted by {host} — you can join, not change</source>
   <translation>Gastgeber ist {host} – Sie können beitreten, nicht ändern</translation>
  </message>
  <message>
   <source>In Zoom this meeting will have no fixed time; the link stays</source>
   <translation>Bei Zoom wird dieses Meeting keine feste Zeit haben; der Link bleibt</translation>
  </message>
  <message>
   <source>Its Zoom meeting will be deleted when you save</source>
   <translation>Sein Zoom-Meeting wird beim Speichern gelöscht</translation>
  </message>
  <message>
   <source>Join opens this link</source>
   <translation>Beitreten öffnet diesen Link</translation>
  </message>
  <message>
   <source>Join opens {host}</source>
   <translation>Beitreten öffnet {host}</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Leave</source>
   <translation>Lassen</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>Lassen, wie es ist</translation>
  </message>
  <message>
   <source>Made with a Zoom account that is not connected</source>
   <translation>Mit einem Zoom-Konto angelegt, das nicht verbunden ist</translation>
  </message>
  <message>
   <source>Made with {host}, which is not connected</source>
   <translation>Mit {host} angelegt, das nicht verbunden ist</translation>
  </message>
  <message>
   <source>Make a meeting with no fixed time</source>
   <translation>Meeting ohne feste Zeit anlegen</translation>
  </message>
  <message>
   <source>Make new</source>
   <translation>Neu anlegen</translation>
  </message>
  <message>
   <source>Make new and tell people</source>
   <translation>Neu anlegen und mitteilen</translation>
  </message>
  <message>
   <source>Meeting link</source>
   <translation>Link des Meetings</translation>
  </message>
  <message>
   <source>No fixed time in Zoom</source>
   <translation>Keine feste Zeit bei Zoom</translation>
  </message>
  <message>
   <source>No fixed time in Zoom: {reason}</source>
   <translation>Keine feste Zeit bei Zoom: {reason}</translation>
  </message>
  <message>
   <source>Online meeting</source>
   <translation>Online-Meeting</translation>
  </message>
  <message>
   <source>Only the organiser can add a meeting</source>
   <translation>Nur wer eingeladen hat, kann ein Meeting hinzufügen</translation>
  </message>
  <message>
   <source>Open at Zoom</source>
   <translation>Bei Zoom öffnen</translation>
  </message>
  <message>
   <source>Options</source>
   <translation>Optionen</translation>
  </message>
  <message>
   <source>Options of this meeting</source>
   <translation>Optionen dieses Meetings</translation>
  </message>
  <message>
   <source>Other account</source>
   <translation>Anderes Konto</translation>
  </message>
  <message>
   <source>Other link</source>
   <translation>Anderer Link</translation>
  </message>
  <message>
   <source>Other link…</source>
   <translation>Anderer Link …</translation>
  </message>
  <message>
   <source>Other time</source>
   <translation>Andere Zeit</translation>
  </message>
  <message>
   <source>Reconnect</source>
   <translation>Neu verbinden</translation>
  </message>
  <message>
   <source>Remove link</source>
   <translation>Link entfernen</translation>
  </message>
  <message>
   <source>Saved. The link follows when Zoom answers</source>
   <translation>Gespeichert. Der Link folgt, wenn Zoom antwortet</translation>
  </message>
  <message>
   <source>Saved. The link follows when Zoom answers — next try {time}</source>
   <translation>Gespeichert. Der Link folgt, wenn Zoom antwortet – nächster Versuch {time}</translation>
  </message>
  <message>
   <source>Saved. Zoom gets the new time when it answers</source>
   <translation>Gespeichert. Zoom erhält die neue Zeit, wenn es antwortet</translation>
  </message>
  <message>
   <source>Send without link now</source>
   <translation>Jetzt ohne Link senden</translation>
  </message>
  <message>
   <source>The link goes, the meeting stays at Zoom: Dainvo may not delete meetings</source>
   <translation>Der Link verschwindet, das Meeting bleibt bei Zoom: Dainvo darf Meetings nicht löschen</translation>
  </message>
  <message>
   <source>The link will be taken off when you save</source>
   <translation>Der Link wird beim Speichern entfernt</translation>
  </message>
  <message>
   <source>The link will be taken off when you save; the meeting stays at Zoom</source>
   <translation>Der Link wird beim Speichern entfernt; das Meeting bleibt bei Zoom</translation>
  </message>
  <message>
   <source>The meeting gets its time in Zoom when you save; the link stays</source>
   <translation>Das Meeting erhält seine Zeit bei Zoom beim Speichern; der Link bleibt</translation>
  </message>
  <message>
   <source>This Zoom meeting no longer exists</source>
   <translation>Dieses Zoom-Meeting gibt es nicht mehr</translation>
  </message>
  <message>
   <source>This calendar can’t be changed</source>
   <translation>Dieser Kalender lässt sich nicht ändern</translation>
  </message>
  <message>
   <source>This link was made elsewhere — you can join, not change</source>
   <translation>Dieser Link wurde anderswo angelegt – Sie können beitreten, nicht ändern</translation>
  </message>
  <message>
   <source>Time differs in Zoom</source>
   <translation>Zeit bei Zoom weicht ab</translation>
  </message>
  <message>
   <source>Time differs in Zoom: {time}</source>
   <translation>Zeit bei Zoom weicht ab: {time}</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Try now</source>
   <translation>Jetzt versuchen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Update invitation</source>
   <translation>Einladung aktualisieren</translation>
  </message>
  <message>
   <source>Use Zoom</source>
   <translation>Zoom übernehmen</translation>
  </message>
  <message>
   <source>Use calendar</source>
   <translation>Kalender übernehmen</translation>
  </message>
  <message>
   <source>Use it</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Waiting for Zoom</source>
   <translation>Wartet auf Zoom</translation>
  </message>
  <message>
   <source>Waiting for Zoom — {held}</source>
   <translation>Wartet auf Zoom – {held}</translation>
  </message>
  <message>
   <source>You already host Zoom {times}</source>
   <translation>Sie sind schon Gastgeber bei Zoom {times}</translation>
  </message>
  <message>
   <source>Your Zoom admin must approve Dainvo</source>
   <translation>Ihre Zoom-Verwaltung muss Dainvo genehmigen</translation>
  </message>
  <message>
   <source>Zoom access ended</source>
   <translation>Zugriff auf Zoom beendet</translation>
  </message>
  <message>
   <source>Zoom already has ‘{title}’ at {time}</source>
   <translation>Zoom hat schon „{title}“ um {time}</translation>
  </message>
  <message>
   <source>Zoom has a new passcode</source>
   <translation>Zoom hat einen neuen Kenncode</translation>
  </message>
  <message>
   <source>Zoom is limiting requests. Link follows by {time}.</source>
   <translation>Zoom begrenzt die Anfragen. Der Link folgt bis {time}.</translation>
  </message>
  <message>
   <source>Zoom is limiting requests. Link follows from {time}.</source>
   <translation>Zoom begrenzt die Anfragen. Der Link folgt ab {time}.</translation>
  </message>
  <message>
   <source>Zoom isn’t connected</source>
   <translation>Zoom ist nicht verbunden</translation>
  </message>
  <message>
   <source>Zoom keeps this meeting as it was, without the new time</source>
   <translation>Zoom behält dieses Meeting, wie es war, ohne die neue Zeit</translation>
  </message>
  <message>
   <source>Zoom meeting</source>
   <translation>Zoom-Meeting</translation>
  </message>
  <message>
   <source>Zoom meeting no longer exists — make a new one</source>
   <translation>Das Zoom-Meeting gibt es nicht mehr – neu anlegen</translation>
  </message>
  <message numerus="yes">
   <source>Zoom meeting no longer exists — make a new one and tell %n people</source>
   <translation>
    <numerusform>Das Zoom-Meeting gibt es nicht mehr – neu anlegen und %n Person benachrichtigen</numerusform>
    <numerusform>Das Zoom-Meeting gibt es nicht mehr – neu anlegen und %n Personen benachrichtigen</numerusform>
   </translation>
  </message>
  <message>
   <source>Zoom meeting will be created when you save</source>
   <translation>Ein Zoom-Meeting wird beim Speichern angelegt</translation>
  </message>
  <message>
   <source>Zoom meeting will be deleted when you save</source>
   <translation>Das Zoom-Meeting wird beim Speichern gelöscht</translation>
  </message>
  <message>
   <source>Zoom needs one more permission: create meetings</source>
   <translation>Zoom braucht eine weitere Berechtigung: Meetings anlegen</translation>
  </message>
  <message>
   <source>Zoom refused this meeting</source>
   <translation>Zoom hat dieses Meeting abgelehnt</translation>
  </message>
  <message>
   <source>Zoom · ID {id}</source>
   <translation>Zoom · ID {id}</translation>
  </message>
  <message>
   <source>added by rule</source>
   <translation>nach Regel hinzugefügt</translation>
  </message>
  <message>
   <source>calendar: {time}</source>
   <translation>Kalender: {time}</translation>
  </message>
  <message>
   <source>created when you save</source>
   <translation>wird beim Speichern angelegt</translation>
  </message>
  <message>
   <source>existing links still join</source>
   <translation>bestehenden Links lässt sich weiter beitreten</translation>
  </message>
  <message>
   <source>link unchanged</source>
   <translation>Link unverändert</translation>
  </message>
  <message>
   <source>on your Basic plan it ends after 40 minutes</source>
   <translation>in Ihrem Basic-Tarif endet es nach 40 Minuten</translation>
  </message>
  <message>
   <source>one link for all dates</source>
   <translation>ein Link für alle Daten</translation>
  </message>
  <message>
   <source>one link for all {n} dates</source>
   <translation>ein Link für alle {n} Daten</translation>
  </message>
  <message>
   <source>organised by {name}</source>
   <translation>eingeladen von {name}</translation>
  </message>
  <message>
   <source>somebody else</source>
   <translation>jemand anderes</translation>
  </message>
  <message>
   <source>the event is already saved</source>
   <translation>der Termin ist schon gespeichert</translation>
  </message>
  <message>
   <source>{n} of 100 changes today</source>
   <translation>{n} von 100 Änderungen heute</translation>
  </message>
  <message>
   <source>{text}, next try {time}</source>
   <translation>{text}, nächster Versuch {time}</translation>
  </message>
  <message>
   <source>‘{title}’ at Zoom will be linked when you save</source>
   <translation>„{title}“ bei Zoom wird beim Speichern verknüpft</translation>
  </message>
 </context>
 <context>
  <name>Meetings</name>
  <message>
   <source>&amp;Apply</source>
   <translation>&amp;Übernehmen</translation>
  </message>
  <message>
   <source>&amp;Connect Zoom</source>
   <translation>Zoom &amp;verbinden</translation>
  </message>
  <message>
   <source>&amp;Delete at Zoom</source>
   <translation>Bei Zoom &amp;löschen</translation>
  </message>
  <message>
   <source>&amp;Keep meeting</source>
   <translation>Meeting &amp;behalten</translation>
  </message>
  <message>
   <source>&amp;New event</source>
   <translation>&amp;Neuer Termin</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Asking Zoom…</source>
   <translation>Fragt Zoom …</translation>
  </message>
  <message>
   <source>At Zoom without an event ({n})</source>
   <translation>Bei Zoom ohne Termin ({n})</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <source>Decide &amp;later</source>
   <translation>&amp;Später entscheiden</translation>
  </message>
  <message>
   <source>Delete at Zoom</source>
   <translation>Bei Zoom löschen</translation>
  </message>
  <message>
   <source>Delete at Zoom…</source>
   <translation>Bei Zoom löschen …</translation>
  </message>
  <message>
   <source>Delete meeting at Zoom</source>
   <translation>Meeting bei Zoom löschen</translation>
  </message>
  <message>
   <source>Delete the meeting at Zoom</source>
   <translation>Das Meeting bei Zoom löschen</translation>
  </message>
  <message>
   <source>Delete “{title}” at Zoom?</source>
   <translation>„{title}“ bei Zoom löschen?</translation>
  </message>
  <message>
   <source>Go on without a meeting</source>
   <translation>Ohne Meeting weiter</translation>
  </message>
  <message>
   <source>Guests get an update with the new link.</source>
   <translation>Gäste erhalten eine Aktualisierung mit dem neuen Link.</translation>
  </message>
  <message>
   <source>If the reason is gone, Zoom takes it now.</source>
   <translation>Ist der Grund behoben, nimmt Zoom es jetzt an.</translation>
  </message>
  <message>
   <source>It carries the mark of this event, but may be a copy that you made at Zoom.</source>
   <translation>Es trägt die Marke dieses Termins, kann aber eine Kopie sein, die Sie bei Zoom gemacht haben.</translation>
  </message>
  <message>
   <source>It was deleted at Zoom, or it expired. The link in the event leads nowhere.</source>
   <translation>Es wurde bei Zoom gelöscht oder ist abgelaufen. Der Link im Termin führt ins Leere.</translation>
  </message>
  <message>
   <source>It was taken off its event here, but Zoom did not delete it.</source>
   <translation>Es wurde hier von seinem Termin genommen, aber Zoom hat es nicht gelöscht.</translation>
  </message>
  <message>
   <source>Its event was deleted by another program</source>
   <translation>Sein Termin wurde von einem anderen Programm gelöscht</translation>
  </message>
  <message>
   <source>Its link goes into the event.</source>
   <translation>Sein Link kommt in den Termin.</translation>
  </message>
  <message>
   <source>Its link stops working for everybody.</source>
   <translation>Sein Link funktioniert für niemanden mehr.</translation>
  </message>
  <message>
   <source>Its meeting belongs to somebody else</source>
   <translation>Sein Meeting gehört jemand anderem</translation>
  </message>
  <message>
   <source>Its meeting has a new link or passcode</source>
   <translation>Sein Meeting hat einen neuen Link oder Kenncode</translation>
  </message>
  <message>
   <source>Its meeting no longer exists at Zoom</source>
   <translation>Sein Meeting gibt es bei Zoom nicht mehr</translation>
  </message>
  <message>
   <source>Its meeting still exists at Zoom</source>
   <translation>Sein Meeting gibt es bei Zoom noch</translation>
  </message>
  <message>
   <source>Its time differs at Zoom</source>
   <translation>Seine Zeit weicht bei Zoom ab</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>Lassen</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>Lassen, wie es ist</translation>
  </message>
  <message>
   <source>Link a meeting that exists</source>
   <translation>Mit einem vorhandenen Meeting verknüpfen</translation>
  </message>
  <message>
   <source>Link another meeting</source>
   <translation>Mit einem anderen Meeting verknüpfen</translation>
  </message>
  <message>
   <source>Link or ID of the meeting</source>
   <translation>Link oder ID des Meetings</translation>
  </message>
  <message>
   <source>Link this meeting</source>
   <translation>Mit diesem Meeting verknüpfen</translation>
  </message>
  <message>
   <source>Link to the event</source>
   <translation>Mit dem Termin verknüpfen</translation>
  </message>
  <message>
   <source>Link “{topic}”, {time}</source>
   <translation>Mit „{topic}“ verknüpfen, {time}</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Noch einmal nachsehen</translation>
  </message>
  <message>
   <source>Make a new meeting</source>
   <translation>Neues Meeting anlegen</translation>
  </message>
  <message>
   <source>Make event</source>
   <translation>Termin anlegen</translation>
  </message>
  <message>
   <source>Make new</source>
   <translation>Neu anlegen</translation>
  </message>
  <message>
   <source>Meetings</source>
   <translation>Meetings</translation>
  </message>
  <message>
   <source>More about {title}</source>
   <translation>Mehr zu {title}</translation>
  </message>
  <message>
   <source>Needs attention</source>
   <translation>Braucht Aufmerksamkeit</translation>
  </message>
  <message>
   <source>Needs attention ({n})</source>
   <translation>Braucht Aufmerksamkeit ({n})</translation>
  </message>
  <message>
   <source>No calendar here can be written to</source>
   <translation>In keinen Kalender hier kann geschrieben werden</translation>
  </message>
  <message>
   <source>No event here has it. Its link stops working for everybody who was sent it.</source>
   <translation>Kein Termin hier hat es. Sein Link funktioniert für niemanden mehr, der ihn erhielt.</translation>
  </message>
  <message>
   <source>No event without a meeting near that time</source>
   <translation>Kein Termin ohne Meeting um diese Zeit</translation>
  </message>
  <message>
   <source>No fixed time</source>
   <translation>Keine feste Zeit</translation>
  </message>
  <message>
   <source>No meeting of the last 30 days is listed at Zoom.</source>
   <translation>Bei Zoom ist kein Meeting der letzten 30 Tage aufgeführt.</translation>
  </message>
  <message>
   <source>No upcoming meetings</source>
   <translation>Keine kommenden Meetings</translation>
  </message>
  <message>
   <source>Not sure whether Zoom made a meeting for ‘{title}’</source>
   <translation>Es ist nicht sicher, ob Zoom ein Meeting für „{title}“ angelegt hat</translation>
  </message>
  <message>
   <source>Nothing happens at Zoom, and you are not asked again.</source>
   <translation>Bei Zoom geschieht nichts, und Sie werden nicht wieder gefragt.</translation>
  </message>
  <message>
   <source>Nothing was done at Zoom: the program may have moved the event, or deleted it.</source>
   <translation>Bei Zoom wurde nichts getan: Das Programm kann den Termin verschoben oder gelöscht haben.</translation>
  </message>
  <message>
   <source>Open event</source>
   <translation>Termin öffnen</translation>
  </message>
  <message>
   <source>Past</source>
   <translation>Vergangen</translation>
  </message>
  <message>
   <source>Paste its link, or type its ID</source>
   <translation>Fügen Sie seinen Link ein, oder geben Sie seine ID an</translation>
  </message>
  <message>
   <source>Read from Zoom again</source>
   <translation>Noch einmal von Zoom lesen</translation>
  </message>
  <message>
   <source>Read from Zoom {time}</source>
   <translation>Von Zoom gelesen {time}</translation>
  </message>
  <message>
   <source>Remove link</source>
   <translation>Link entfernen</translation>
  </message>
  <message>
   <source>Review…</source>
   <translation>Ansehen …</translation>
  </message>
  <message>
   <source>The Zoom link of ‘{title}’ changed</source>
   <translation>Der Zoom-Link von „{title}“ hat sich geändert</translation>
  </message>
  <message>
   <source>The event asks for another kind of meeting than Zoom keeps for this link.</source>
   <translation>Der Termin verlangt eine andere Art von Meeting, als Zoom für diesen Link behält.</translation>
  </message>
  <message>
   <source>The event begins {event}. Zoom shows {zoom}.</source>
   <translation>Der Termin beginnt {event}. Zoom zeigt {zoom}.</translation>
  </message>
  <message>
   <source>The event gets a new link; guests get an update with it.</source>
   <translation>Der Termin erhält einen neuen Link; Gäste erhalten damit eine Aktualisierung.</translation>
  </message>
  <message>
   <source>The event is in your calendar</source>
   <translation>Der Termin steht in Ihrem Kalender</translation>
  </message>
  <message>
   <source>The event moves to {time}; guests get an update.</source>
   <translation>Der Termin rückt auf {time}; Gäste erhalten eine Aktualisierung.</translation>
  </message>
  <message>
   <source>The event stays, its link is taken out.</source>
   <translation>Der Termin bleibt, sein Link wird entfernt.</translation>
  </message>
  <message>
   <source>The event, and what guests were sent, still have the old one.</source>
   <translation>Der Termin und was Gäste erhielten haben noch den alten.</translation>
  </message>
  <message>
   <source>This account can join it, not change it.</source>
   <translation>Dieses Konto kann beitreten, nicht ändern.</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Upcoming</source>
   <translation>Kommend</translation>
  </message>
  <message>
   <source>Update event</source>
   <translation>Termin aktualisieren</translation>
  </message>
  <message>
   <source>Update the event</source>
   <translation>Den Termin aktualisieren</translation>
  </message>
  <message>
   <source>Use Zoom</source>
   <translation>Zoom übernehmen</translation>
  </message>
  <message>
   <source>Use calendar</source>
   <translation>Kalender übernehmen</translation>
  </message>
  <message>
   <source>Use the time at Zoom</source>
   <translation>Die Zeit bei Zoom verwenden</translation>
  </message>
  <message>
   <source>Use the time of the event</source>
   <translation>Die Zeit des Termins verwenden</translation>
  </message>
  <message>
   <source>What is shown is what this computer knows.</source>
   <translation>Gezeigt wird, was dieser Computer weiß.</translation>
  </message>
  <message>
   <source>Which meetings</source>
   <translation>Welche Meetings</translation>
  </message>
  <message>
   <source>Zoom did not make the meeting</source>
   <translation>Zoom hat das Meeting nicht angelegt</translation>
  </message>
  <message>
   <source>Zoom did not take a change</source>
   <translation>Zoom hat eine Änderung nicht angenommen</translation>
  </message>
  <message>
   <source>Zoom gave no answer, and its list does not show which meeting it was.</source>
   <translation>Zoom gab keine Antwort, und seine Liste zeigt nicht, welches Meeting es war.</translation>
  </message>
  <message>
   <source>Zoom gets {time}.</source>
   <translation>Zoom erhält {time}.</translation>
  </message>
  <message>
   <source>Zoom has a second meeting like this</source>
   <translation>Zoom hat ein zweites Meeting wie dieses</translation>
  </message>
  <message>
   <source>Zoom has more meetings than it lists at once; the first 6,000 are shown.</source>
   <translation>Zoom hat mehr Meetings, als es auf einmal aufführt; die ersten 6.000 sind zu sehen.</translation>
  </message>
  <message>
   <source>Zoom isn’t connected</source>
   <translation>Zoom ist nicht verbunden</translation>
  </message>
  <message>
   <source>Zoom keeps the kind of its meeting</source>
   <translation>Zoom behält die Art seines Meetings</translation>
  </message>
  <message>
   <source>Zoom may have made this meeting</source>
   <translation>Zoom hat dieses Meeting vielleicht angelegt</translation>
  </message>
  <message>
   <source>Zoom’s list is searched once more.</source>
   <translation>Die Liste von Zoom wird noch einmal durchsucht.</translation>
  </message>
  <message>
   <source>at Zoom: {topic}</source>
   <translation>bei Zoom: {topic}</translation>
  </message>
  <message>
   <source>being linked to an event</source>
   <translation>wird mit einem Termin verknüpft</translation>
  </message>
  <message>
   <source>made {time}</source>
   <translation>angelegt {time}</translation>
  </message>
  <message>
   <source>no fixed time</source>
   <translation>ohne feste Zeit</translation>
  </message>
  <message>
   <source>repeats</source>
   <translation>wiederholt sich</translation>
  </message>
  <message>
   <source>since {time}</source>
   <translation>seit {time}</translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} Min.</translation>
  </message>
 </context>
 <context>
  <name>MeetingsPage</name>
  <message>
   <source>For example: {link}</source>
   <translation>Zum Beispiel: {link}</translation>
  </message>
  <message>
   <source>In the calendar</source>
   <translation>Im Kalender</translation>
  </message>
  <message>
   <source>Meeting &amp;defaults…</source>
   <translation>&amp;Vorgaben …</translation>
  </message>
  <message>
   <source>Meetings of {calendar}</source>
   <translation>Meetings von {calendar}</translation>
  </message>
  <message>
   <source>New Zoom meetings</source>
   <translation>Neue Zoom-Meetings</translation>
  </message>
  <message>
   <source>Other &amp;link</source>
   <translation>Anderer &amp;Link</translation>
  </message>
  <message>
   <source>Other link</source>
   <translation>Anderer Link</translation>
  </message>
  <message>
   <source>Passcode, waiting room, join before host, video, mute, recording, alternative hosts, notes.</source>
   <translation>Kenncode, Warteraum, Beitritt vor dem Gastgeber, Video, Stummschaltung, Aufzeichnung, alternative Gastgeber, Notizen.</translation>
  </message>
  <message>
   <source>Write a link that begins with https://</source>
   <translation>Geben Sie einen Link an, der mit https:// beginnt</translation>
  </message>
  <message>
   <source>a meeting is usually</source>
   <translation>ein Meeting ist meist</translation>
  </message>
  <message>
   <source>and comes</source>
   <translation>und kommt</translation>
  </message>
  <message>
   <source>with the first guest</source>
   <translation>mit dem ersten Gast</translation>
  </message>
  <message>
   <source>{calendar}: switch Online meeting on with the first guest</source>
   <translation>{calendar}: Online-Meeting mit dem ersten Gast einschalten</translation>
  </message>
  <message>
   <source>“Other link” begins as this. {slug} becomes the title of the event, {date} its day.</source>
   <translation>„Anderer Link“ beginnt so. {slug} wird der Titel des Termins, {date} sein Tag.</translation>
  </message>
 </context>
 <context>
  <name>MiniMonth</name>
  <message>
   <source>Next month</source>
   <translation>Nächster Monat</translation>
  </message>
  <message>
   <source>Previous month</source>
   <translation>Voriger Monat</translation>
  </message>
  <message>
   <source>W</source>
   <translation>W</translation>
  </message>
  <message>
   <source>{first} to {last}</source>
   <translation>{first} bis {last}</translation>
  </message>
 </context>
 <context>
  <name>MoreFields</name>
  <message>
   <source>Categories</source>
   <translation>Kategorien</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Link</source>
   <translation>Link</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Open the link</source>
   <translation>Den Link öffnen</translation>
  </message>
  <message>
   <source>Show as</source>
   <translation>Anzeigen als</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>This is no link</source>
   <translation>Das ist kein Link</translation>
  </message>
  <message>
   <source>Visibility</source>
   <translation>Sichtbarkeit</translation>
  </message>
  <message>
   <source>amber</source>
   <translation>Bernstein</translation>
  </message>
  <message>
   <source>blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>brown</source>
   <translation>Braun</translation>
  </message>
  <message>
   <source>busy</source>
   <translation>belegt</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgesagt</translation>
  </message>
  <message>
   <source>confidential</source>
   <translation>vertraulich</translation>
  </message>
  <message>
   <source>confirmed</source>
   <translation>bestätigt</translation>
  </message>
  <message>
   <source>free</source>
   <translation>frei</translation>
  </message>
  <message>
   <source>green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>indigo</source>
   <translation>Indigo</translation>
  </message>
  <message>
   <source>link</source>
   <translation>Link</translation>
  </message>
  <message>
   <source>no category</source>
   <translation>keine Kategorie</translation>
  </message>
  <message>
   <source>normal visibility</source>
   <translation>übliche Sichtbarkeit</translation>
  </message>
  <message>
   <source>olive</source>
   <translation>Oliv</translation>
  </message>
  <message>
   <source>orange</source>
   <translation>Orange</translation>
  </message>
  <message>
   <source>pink</source>
   <translation>Rosa</translation>
  </message>
  <message>
   <source>private</source>
   <translation>privat</translation>
  </message>
  <message>
   <source>purple</source>
   <translation>Lila</translation>
  </message>
  <message>
   <source>red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>slate</source>
   <translation>Schiefer</translation>
  </message>
  <message>
   <source>teal</source>
   <translation>Petrol</translation>
  </message>
  <message>
   <source>tentative</source>
   <translation>mit Vorbehalt</translation>
  </message>
  <message>
   <source>the calendar’s</source>
   <translation>die des Kalenders</translation>
  </message>
 </context>
 <context>
  <name>MoveCalendar</name>
  <message>
   <source>&amp;Move</source>
   <translation>&amp;Verschieben</translation>
  </message>
  <message>
   <source>&amp;Where</source>
   <translation>&amp;Wohin</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Everything is shown at once; what was not sent yet waits, as after any change.</source>
   <translation>Alles ist gleich zu sehen; was noch nicht gesendet ist, wartet, wie nach jeder Änderung.</translation>
  </message>
  <message>
   <source>Into {calendar} ({account})</source>
   <translation>Nach {calendar} ({account})</translation>
  </message>
  <message>
   <source>Move to an account</source>
   <translation>In ein Konto verschieben</translation>
  </message>
  <message>
   <source>Moving…</source>
   <translation>Wird verschoben …</translation>
  </message>
  <message>
   <source>New calendar at {account}</source>
   <translation>Neuer Kalender bei {account}</translation>
  </message>
  <message>
   <source>‘{name}’ is only on this computer. At an account it shows on all your devices.</source>
   <translation>„{name}“ ist nur auf diesem Computer. In einem Konto ist er auf allen Ihren Geräten zu sehen.</translation>
  </message>
 </context>
 <context>
  <name>Moving</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Change repeating event “{title}”</source>
   <translation>Wiederkehrenden Termin „{title}“ ändern</translation>
  </message>
  <message>
   <source>In Zoom this meeting will have no fixed time; the link stays</source>
   <translation>Bei Zoom wird dieses Meeting keine feste Zeit haben; der Link bleibt</translation>
  </message>
  <message>
   <source>Only who invited can move this event.</source>
   <translation>Nur wer eingeladen hat, kann diesen Termin verschieben.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Zoom: the link stays the same</source>
   <translation>Zoom: Der Link bleibt derselbe</translation>
  </message>
  <message>
   <source>‘{calendar}’ is read-only.</source>
   <translation>„{calendar}“ ist nur lesbar.</translation>
  </message>
  <message>
   <source>‘{title}’ is now on {day}</source>
   <translation>„{title}“ ist jetzt am {day}</translation>
  </message>
  <message>
   <source>‘{title}’ is now on {day} at {time}</source>
   <translation>„{title}“ ist jetzt am {day} um {time}</translation>
  </message>
 </context>
 <context>
  <name>Names</name>
  <message>
   <source>‘{name}’</source>
   <translation>„{name}“</translation>
  </message>
 </context>
 <context>
  <name>NewCalendar</name>
  <message>
   <source>&amp;Colour</source>
   <translation>&amp;Farbe</translation>
  </message>
  <message>
   <source>&amp;Make calendar</source>
   <translation>Kalender &amp;anlegen</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Where</source>
   <translation>&amp;Wohin</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Give the calendar a name</source>
   <translation>Geben Sie dem Kalender einen Namen</translation>
  </message>
  <message>
   <source>It is made on the server and shows on all your devices.</source>
   <translation>Er wird auf dem Server angelegt und ist auf allen Ihren Geräten zu sehen.</translation>
  </message>
  <message>
   <source>It needs no account and is kept on this computer alone. You can move it to an account later.</source>
   <translation>Er braucht kein Konto und bleibt allein auf diesem Computer. Sie können ihn später in ein Konto verschieben.</translation>
  </message>
  <message>
   <source>Making it…</source>
   <translation>Wird angelegt …</translation>
  </message>
  <message>
   <source>New calendar</source>
   <translation>Neuer Kalender</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <source>Trips</source>
   <translation>Reisen</translation>
  </message>
 </context>
 <context>
  <name>NewPassphrase</name>
  <message>
   <source>&amp;New passphrase</source>
   <translation>&amp;Neue Passphrase</translation>
  </message>
  <message>
   <source>&amp;Switch on</source>
   <translation>&amp;Einschalten</translation>
  </message>
  <message>
   <source>At least {count} characters</source>
   <translation>Mindestens {count} Zeichen</translation>
  </message>
  <message>
   <source>At least {count} characters; some words in a row are easy to remember.</source>
   <translation>Mindestens {count} Zeichen; einige Wörter hintereinander merkt man sich leicht.</translation>
  </message>
  <message>
   <source>If you forget it, the guide says how to get in again: nothing is lost.</source>
   <translation>Wenn Sie sie vergessen, steht in der Anleitung, wie Sie wieder hineinkommen: Es geht nichts verloren.</translation>
  </message>
  <message>
   <source>Once &amp;more</source>
   <translation>Noch ein&amp;mal</translation>
  </message>
  <message>
   <source>The two are not the same</source>
   <translation>Die beiden sind nicht gleich</translation>
  </message>
 </context>
 <context>
  <name>NobodyTold</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Copy invitation</source>
   <translation>Einladung kopieren</translation>
  </message>
  <message>
   <source>Invitation copied</source>
   <translation>Einladung kopiert</translation>
  </message>
  <message>
   <source>Join: {link}</source>
   <translation>Beitreten: {link}</translation>
  </message>
  <message>
   <source>Nobody will be told: this calendar is on this computer alone and no mail account is set up</source>
   <translation>Niemand erfährt davon: Dieser Kalender ist nur auf diesem Computer, und kein Mailkonto ist eingerichtet</translation>
  </message>
  <message>
   <source>Nobody will be told: this calendar’s server sends no invitations and no mail account is set up</source>
   <translation>Niemand erfährt davon: Der Server dieses Kalenders verschickt keine Einladungen, und kein Mailkonto ist eingerichtet</translation>
  </message>
  <message>
   <source>Place: {place}</source>
   <translation>Ort: {place}</translation>
  </message>
 </context>
 <context>
  <name>Notices</name>
  <message>
   <source>An event</source>
   <translation>Ein Termin</translation>
  </message>
  <message>
   <source>It said: “%1”</source>
   <translation>Er sagte: „%1“</translation>
  </message>
  <message>
   <source>Review…</source>
   <translation>Ansehen …</translation>
  </message>
  <message>
   <source>Send without link now</source>
   <translation>Jetzt ohne Link senden</translation>
  </message>
  <message>
   <source>The link of “%1” was refreshed: Zoom has another one now.</source>
   <translation>Der Link von „%1“ wurde aufgefrischt: Zoom hat jetzt einen anderen.</translation>
  </message>
  <message>
   <source>The server did not delete “%1”: it is back.</source>
   <translation>Der Server hat „%1“ nicht gelöscht: Er ist wieder da.</translation>
  </message>
  <message>
   <source>‘%1’ starts at %2 and has no Zoom link yet; nobody was invited</source>
   <translation>„%1“ beginnt um %2 und hat noch keinen Zoom-Link; niemand wurde eingeladen</translation>
  </message>
  <message>
   <source>“%1” begins at %2.</source>
   <translation>„%1“ beginnt um %2.</translation>
  </message>
 </context>
 <context>
  <name>Opening</name>
  <message>
   <source>The event of this link is in none of your calendars.</source>
   <translation>Der Termin dieses Links ist in keinem Ihrer Kalender.</translation>
  </message>
 </context>
 <context>
  <name>OptionsForm</name>
  <message>
   <source>&amp;Alternative hosts</source>
   <translation>&amp;Alternative Gastgeber</translation>
  </message>
  <message>
   <source>&amp;Guest video</source>
   <translation>Video der &amp;Gäste</translation>
  </message>
  <message>
   <source>&amp;Host video</source>
   <translation>&amp;Video des Gastgebers</translation>
  </message>
  <message>
   <source>&amp;Join before host</source>
   <translation>&amp;Beitritt vor dem Gastgeber</translation>
  </message>
  <message>
   <source>&amp;Mute on entry</source>
   <translation>Beim Eintritt &amp;stumm</translation>
  </message>
  <message>
   <source>&amp;Passcode</source>
   <translation>&amp;Kenncode</translation>
  </message>
  <message>
   <source>&amp;Recording</source>
   <translation>Auf&amp;zeichnung</translation>
  </message>
  <message>
   <source>&amp;Signed-in people only</source>
   <translation>Nur an&amp;gemeldete Personen</translation>
  </message>
  <message>
   <source>&amp;Waiting room</source>
   <translation>&amp;Warteraum</translation>
  </message>
  <message>
   <source>Alternative hosts</source>
   <translation>Alternative Gastgeber</translation>
  </message>
  <message>
   <source>Always one</source>
   <translation>Immer einer</translation>
  </message>
  <message>
   <source>At Zoom</source>
   <translation>Bei Zoom</translation>
  </message>
  <message>
   <source>At any time</source>
   <translation>Jederzeit</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Not allowed</source>
   <translation>Nicht erlaubt</translation>
  </message>
  <message>
   <source>Not with a waiting room</source>
   <translation>Nicht mit Warteraum</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <source>Series: always with&amp;out a fixed time at Zoom</source>
   <translation>Serie: bei Zoom immer &amp;ohne feste Zeit</translation>
  </message>
  <message>
   <source>Write Zoom’s &amp;full invitation into the notes</source>
   <translation>Die &amp;ganze Einladung von Zoom in die Notizen schreiben</translation>
  </message>
  <message>
   <source>Zoom did not take all of them</source>
   <translation>Zoom hat nicht alle angenommen</translation>
  </message>
  <message>
   <source>e-mail addresses, people of your Zoom account</source>
   <translation>E-Mail-Adressen, Personen Ihres Zoom-Kontos</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>on</source>
   <translation>ein</translation>
  </message>
  <message>
   <source>set by your organisation</source>
   <translation>von Ihrer Organisation festgelegt</translation>
  </message>
  <message>
   <source>{n} min before</source>
   <translation>{n} Min. vorher</translation>
  </message>
  <message>
   <source>{value} — set by your organisation</source>
   <translation>{value} – von Ihrer Organisation festgelegt</translation>
  </message>
  <message>
   <source>“{address}” is no e-mail address</source>
   <translation>„{address}“ ist keine E-Mail-Adresse</translation>
  </message>
 </context>
 <context>
  <name>OwnApp</name>
  <message>
   <source>&amp;Open Zoom’s Marketplace</source>
   <translation>Zooms &amp;Marketplace öffnen</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Copy: {name}</source>
   <translation>Kopieren: {name}</translation>
  </message>
  <message>
   <source>Enter the address below as OAuth Redirect URL and in the OAuth Allow List; Strict Mode stays off.</source>
   <translation>Tragen Sie die Adresse unten als OAuth Redirect URL und in die OAuth Allow List ein; Strict Mode bleibt aus.</translation>
  </message>
  <message>
   <source>Paste the Public Client ID: letters and digits, nothing else</source>
   <translation>Fügen Sie die Public Client ID ein: Buchstaben und Ziffern, sonst nichts</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>Berechtigungen</translation>
  </message>
  <message>
   <source>Public Client &amp;ID</source>
   <translation>Public Client &amp;ID</translation>
  </message>
  <message>
   <source>Public Client ID</source>
   <translation>Public Client ID</translation>
  </message>
  <message>
   <source>Public Client ID, not the “Client ID” above it</source>
   <translation>Public Client ID, nicht die „Client ID“ darüber</translation>
  </message>
  <message>
   <source>Sign in at Zoom’s Marketplace and choose Develop › Build App › General App, managed by the user.</source>
   <translation>Melden Sie sich in Zooms Marketplace an und wählen Sie Develop › Build App › General App, vom Benutzer verwaltet.</translation>
  </message>
  <message>
   <source>This build of Dainvo has no Zoom app of its own. You can register one in a few minutes; it</source>
   <translation>Diese Ausgabe von Dainvo hat keine eigene Zoom-App. Sie können in wenigen Minuten eine registrieren; das</translation>
  </message>
  <message>
   <source>Under App Credentials switch “Use Public Client OAuth” on, and copy the Public Client ID.</source>
   <translation>Schalten Sie unter App Credentials „Use Public Client OAuth“ ein und kopieren Sie die Public Client ID.</translation>
  </message>
  <message>
   <source>Under Scopes add the eight permissions below, none that ends in “:admin”.</source>
   <translation>Fügen Sie unter Scopes die acht Berechtigungen unten hinzu, keine, die auf „:admin“ endet.</translation>
  </message>
  <message>
   <source>needs no review and works for your own Zoom account.</source>
   <translation>braucht keine Prüfung und gilt für Ihr eigenes Zoom-Konto.</translation>
  </message>
  <message>
   <source>{name} copied</source>
   <translation>{name} kopiert</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>12 March, next fri, +3w, 2027-03-12</source>
   <translation>12. März, nächster Fr, +3w, 2027-03-12</translation>
  </message>
  <message>
   <source>A command, or a date</source>
   <translation>Ein Befehl oder ein Datum</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>Alle Tasten</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Find a key</source>
   <translation>Eine Taste suchen</translation>
  </message>
  <message>
   <source>Go to a date</source>
   <translation>Zu einem Datum gehen</translation>
  </message>
  <message>
   <source>Go to {day} {year}</source>
   <translation>Zu {day} {year} gehen</translation>
  </message>
  <message>
   <source>Move to another day</source>
   <translation>Auf einen anderen Tag verschieben</translation>
  </message>
  <message>
   <source>Move to {day} {year}</source>
   <translation>Auf {day} {year} verschieben</translation>
  </message>
  <message>
   <source>No such date</source>
   <translation>Kein solches Datum</translation>
  </message>
  <message>
   <source>Nothing is called that</source>
   <translation>Nichts heißt so</translation>
  </message>
  <message>
   <source>next</source>
   <translation>nächster</translation>
  </message>
 </context>
 <context>
  <name>Passphrase</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
 </context>
 <context>
  <name>People</name>
  <message>
   <source>Hide the people</source>
   <translation>Personen ausblenden</translation>
  </message>
  <message>
   <source>Show the people</source>
   <translation>Personen zeigen</translation>
  </message>
  <message>
   <source>delegated</source>
   <translation>abgegeben</translation>
  </message>
  <message>
   <source>maybe</source>
   <translation>vielleicht</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>no answer</source>
   <translation>offen</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>you</source>
   <translation>Sie</translation>
  </message>
 </context>
 <context>
  <name>PeopleField</name>
  <message>
   <source>&amp;Copy address</source>
   <translation>Adresse &amp;kopieren</translation>
  </message>
  <message>
   <source>&amp;Optional</source>
   <translation>&amp;Freiwillig</translation>
  </message>
  <message>
   <source>&amp;Required</source>
   <translation>&amp;Erforderlich</translation>
  </message>
  <message>
   <source>Add people</source>
   <translation>Personen hinzufügen</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Personen</translation>
  </message>
  <message>
   <source>Re&amp;move</source>
   <translation>En&amp;tfernen</translation>
  </message>
  <message>
   <source>optional</source>
   <translation>freiwillig</translation>
  </message>
  <message>
   <source>“{address}” is no e-mail address</source>
   <translation>„{address}“ ist keine E-Mail-Adresse</translation>
  </message>
 </context>
 <context>
  <name>Phrases</name>
  <message numerus="yes">
   <source>%n days</source>
   <translation>
    <numerusform>%n Tag</numerusform>
    <numerusform>%n Tage</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n Person</numerusform>
    <numerusform>%n Personen</numerusform>
   </translation>
  </message>
  <message>
   <source>at the end</source>
   <translation>am Ende</translation>
  </message>
  <message>
   <source>at the start</source>
   <translation>zu Beginn</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>d. MMM yyyy</translation>
  </message>
  <message>
   <source>d MMMM</source>
   <translation>d. MMMM</translation>
  </message>
  <message>
   <source>d MMMM yyyy</source>
   <translation>d. MMMM yyyy</translation>
  </message>
  <message>
   <source>ddd d MMM yyyy</source>
   <translation>ddd d. MMM yyyy</translation>
  </message>
  <message>
   <source>ddd d MMMM</source>
   <translation>ddd d. MMM</translation>
  </message>
  <message>
   <source>{day} {start} – {last} {end}</source>
   <translation>{day} {start} – {last} {end}</translation>
  </message>
  <message>
   <source>{day} · all day</source>
   <translation>{day} · ganztägig</translation>
  </message>
  <message>
   <source>{day} · {start} – {end}</source>
   <translation>{day} · {start} – {end}</translation>
  </message>
  <message>
   <source>{day} – {last}</source>
   <translation>{day} – {last}</translation>
  </message>
  <message>
   <source>{n} h</source>
   <translation>{n} Std.</translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} Min.</translation>
  </message>
  <message>
   <source>{place} {start} – {end}</source>
   <translation>{place} {start} – {end}</translation>
  </message>
  <message>
   <source>{place} {start} – {other} {end}</source>
   <translation>{place} {start} – {other} {end}</translation>
  </message>
  <message>
   <source>{span} after the end</source>
   <translation>{span} nach dem Ende</translation>
  </message>
  <message>
   <source>{span} after the start</source>
   <translation>{span} nach Beginn</translation>
  </message>
  <message>
   <source>{span} before</source>
   <translation>{span} vorher</translation>
  </message>
  <message>
   <source>{span} before the end</source>
   <translation>{span} vor dem Ende</translation>
  </message>
  <message>
   <source>{time} on the day</source>
   <translation>{time} am Tag</translation>
  </message>
  <message>
   <source>{time} the day before</source>
   <translation>{time} am Tag davor</translation>
  </message>
  <message>
   <source>{time}, {n} days before</source>
   <translation>{time}, {n} Tage vorher</translation>
  </message>
  <message>
   <source>{time}, {span} after the start</source>
   <translation>{time}, {span} nach Beginn</translation>
  </message>
 </context>
 <context>
  <name>PlaceField</name>
  <message>
   <source>Open the link of this place</source>
   <translation>Den Link dieses Ortes öffnen</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Show this place on a map</source>
   <translation>Diesen Ort auf einer Karte zeigen</translation>
  </message>
  <message>
   <source>Show this place on a map (openstreetmap.org)</source>
   <translation>Diesen Ort auf einer Karte zeigen (openstreetmap.org)</translation>
  </message>
 </context>
 <context>
  <name>PopoverPage</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Einzelheiten kopieren</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Details copied</source>
   <translation>Einzelheiten kopiert</translation>
  </message>
  <message>
   <source>E edit · Esc close</source>
   <translation>E bearbeiten · Esc schließen</translation>
  </message>
  <message>
   <source>E open · Esc close</source>
   <translation>E öffnen · Esc schließen</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Not yet on the server</source>
   <translation>Noch nicht auf dem Server</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>The server said: “{words}”</source>
   <translation>Der Server sagte: „{words}“</translation>
  </message>
 </context>
 <context>
  <name>Print</name>
  <message>
   <source>(cancelled)</source>
   <translation>(abgesagt)</translation>
  </message>
  <message>
   <source>(not answered)</source>
   <translation>(nicht beantwortet)</translation>
  </message>
  <message>
   <source>(private)</source>
   <translation>(privat)</translation>
  </message>
  <message>
   <source>(tentative)</source>
   <translation>(mit Vorbehalt)</translation>
  </message>
  <message>
   <source>+{n} more, see the list</source>
   <translation>+{n} weitere, siehe Liste</translation>
  </message>
  <message>
   <source>More on {day}</source>
   <translation>Mehr am {day}</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Nothing is planned on these days.</source>
   <translation>An diesen Tagen ist nichts geplant.</translation>
  </message>
  <message>
   <source>Page {x} of {y}</source>
   <translation>Seite {x} von {y}</translation>
  </message>
  <message>
   <source>Printed {when}</source>
   <translation>Gedruckt {when}</translation>
  </message>
  <message>
   <source>Week {n}, {days}</source>
   <translation>Woche {n}, {days}</translation>
  </message>
  <message>
   <source>Zoom, ID {number}</source>
   <translation>Zoom, ID {number}</translation>
  </message>
  <message>
   <source>all day</source>
   <translation>ganztägig</translation>
  </message>
  <message>
   <source>from {time}</source>
   <translation>ab {time}</translation>
  </message>
  <message>
   <source>until {time}</source>
   <translation>bis {time}</translation>
  </message>
 </context>
 <context>
  <name>PrintSheet</name>
  <message>
   <source>&amp;From</source>
   <translation>&amp;Von</translation>
  </message>
  <message>
   <source>&amp;Layout</source>
   <translation>&amp;Aufteilung</translation>
  </message>
  <message>
   <source>&amp;Places and links</source>
   <translation>&amp;Orte und Links</translation>
  </message>
  <message>
   <source>&amp;Print…</source>
   <translation>&amp;Drucken …</translation>
  </message>
  <message>
   <source>&amp;Save as PDF…</source>
   <translation>Als PDF &amp;sichern …</translation>
  </message>
  <message>
   <source>&amp;To</source>
   <translation>&amp;Bis</translation>
  </message>
  <message>
   <source>A4</source>
   <translation>A4</translation>
  </message>
  <message>
   <source>Agenda</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>At most {n} days are printed at once.</source>
   <translation>Auf einmal werden höchstens {n} Tage gedruckt.</translation>
  </message>
  <message>
   <source>Calendars</source>
   <translation>Kalender</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Letter</source>
   <translation>Letter</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>N&amp;otes</source>
   <translation>&amp;Notizen</translation>
  </message>
  <message>
   <source>P&amp;aper</source>
   <translation>&amp;Papier</translation>
  </message>
  <message>
   <source>PDF files (*.pdf)</source>
   <translation>PDF-Dateien (*.pdf)</translation>
  </message>
  <message>
   <source>Page after</source>
   <translation>Seite danach</translation>
  </message>
  <message>
   <source>Page before</source>
   <translation>Seite davor</translation>
  </message>
  <message>
   <source>Page {x} of {y}</source>
   <translation>Seite {x} von {y}</translation>
  </message>
  <message>
   <source>Preview of page {x} of {y}: {title}</source>
   <translation>Vorschau auf Seite {x} von {y}: {title}</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Drucken</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Als PDF sichern</translation>
  </message>
  <message>
   <source>Saved as {name}</source>
   <translation>Gesichert als {name}</translation>
  </message>
  <message>
   <source>The PDF could not be written: {reason}</source>
   <translation>Das PDF ließ sich nicht schreiben: {reason}</translation>
  </message>
  <message>
   <source>This computer has no printer. A PDF can be saved.</source>
   <translation>Dieser Computer hat keinen Drucker. Ein PDF lässt sich sichern.</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>Week, hours</source>
   <translation>Woche, Stunden</translation>
  </message>
  <message>
   <source>Week, planner</source>
   <translation>Woche, Planer</translation>
  </message>
 </context>
 <context>
  <name>PrivacyPage</name>
  <message>
   <source>&amp;Copy diagnostics…</source>
   <translation>&amp;Diagnose kopieren …</translation>
  </message>
  <message>
   <source>&amp;Open the folder</source>
   <translation>&amp;Ordner öffnen</translation>
  </message>
  <message>
   <source>A report</source>
   <translation>Ein Bericht</translation>
  </message>
  <message>
   <source>Calendars, unsent changes, settings and the log, readable by you alone:
{folder}</source>
   <translation>Kalender, ungesendete Änderungen, Einstellungen und das Protokoll, nur für Sie lesbar:
{folder}</translation>
  </message>
  <message>
   <source>Certificates</source>
   <translation>Zertifikate</translation>
  </message>
  <message>
   <source>Delete everything</source>
   <translation>Alles löschen</translation>
  </message>
  <message>
   <source>How to &amp;leave…</source>
   <translation>&amp;Wie das geht …</translation>
  </message>
  <message>
   <source>In the keyring of your system, nowhere else.</source>
   <translation>Im Schlüsselbund Ihres Systems, nirgends sonst.</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>Links</translation>
  </message>
  <message>
   <source>Links of known meeting services open at once; any other asks first.</source>
   <translation>Links bekannter Meeting-Dienste öffnen sich sofort; bei jedem anderen wird erst gefragt.</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <source>One command signs out everywhere and deletes what is here.</source>
   <translation>Ein Befehl meldet überall ab und löscht, was hier ist.</translation>
  </message>
  <message>
   <source>Only those that your system trusts.</source>
   <translation>Nur die, denen Ihr System vertraut.</translation>
  </message>
  <message>
   <source>Passwords</source>
   <translation>Passwörter</translation>
  </message>
  <message>
   <source>Privacy &amp; security</source>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>Those that your system trusts, and the one that you chose for {hosts}.</source>
   <translation>Die, denen Ihr System vertraut, und das, das Sie für {hosts} gewählt haben.</translation>
  </message>
  <message>
   <source>Without titles, people, links and passwords. You see all of it first.</source>
   <translation>Ohne Titel, Personen, Links und Passwörter. Sie sehen zuerst alles.</translation>
  </message>
 </context>
 <context>
  <name>ProviderTiles</name>
  <message>
   <source>Where your calendars are</source>
   <translation>Wo Ihre Kalender sind</translation>
  </message>
 </context>
 <context>
  <name>Questions</name>
  <message>
   <source>Cancel event</source>
   <translation>Termin absagen</translation>
  </message>
  <message>
   <source>Repeating event</source>
   <translation>Wiederkehrender Termin</translation>
  </message>
  <message>
   <source>Unsaved changes</source>
   <translation>Nicht gespeicherte Änderungen</translation>
  </message>
 </context>
 <context>
  <name>QuickCreate</name>
  <message>
   <source>&amp;More…</source>
   <translation>&amp;Mehr …</translation>
  </message>
  <message>
   <source>Calendar</source>
   <translation>Kalender</translation>
  </message>
  <message>
   <source>Draft kept</source>
   <translation>Entwurf behalten</translation>
  </message>
  <message>
   <source>New event</source>
   <translation>Neuer Termin</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save  ↵</source>
   <translation>Speichern  ↵</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
 </context>
 <context>
  <name>QuickMeeting</name>
  <message>
   <source>Online meeting</source>
   <translation>Online-Meeting</translation>
  </message>
  <message>
   <source>Other link</source>
   <translation>Anderer Link</translation>
  </message>
 </context>
 <context>
  <name>RegisterSheet</name>
  <message>
   <source>&amp;Use this ID</source>
   <translation>Diese ID &amp;verwenden</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
 <context>
  <name>ReminderSheet</name>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>&amp;Whole days</source>
   <translation>&amp;Ganze Tage</translation>
  </message>
  <message>
   <source>Add a reminder for events of whole days</source>
   <translation>Erinnerung für ganztägige Termine hinzufügen</translation>
  </message>
  <message>
   <source>Add a reminder for events with a time</source>
   <translation>Erinnerung für Termine mit Uhrzeit hinzufügen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Default reminders</source>
   <translation>Übliche Erinnerungen</translation>
  </message>
  <message>
   <source>New events in ‘{calendar}’ begin with these. Events that are there keep theirs.</source>
   <translation>Neue Termine in „{calendar}“ beginnen mit diesen. Vorhandene Termine behalten ihre.</translation>
  </message>
  <message>
   <source>The same in &amp;all calendars</source>
   <translation>Dieselben in &amp;allen Kalendern</translation>
  </message>
  <message>
   <source>With a &amp;time</source>
   <translation>Mit &amp;Uhrzeit</translation>
  </message>
 </context>
 <context>
  <name>Reminders</name>
  <message>
   <source>Add a reminder</source>
   <translation>Erinnerung hinzufügen</translation>
  </message>
  <message>
   <source>Delete removes this reminder</source>
   <translation>Entf entfernt diese Erinnerung</translation>
  </message>
 </context>
 <context>
  <name>Reminding</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>An event</source>
   <translation>Ein Termin</translation>
  </message>
  <message>
   <source>Join</source>
   <translation>Beitreten</translation>
  </message>
 </context>
 <context>
  <name>RemoveAccount</name>
  <message>
   <source>Remove Zoom account {name}?</source>
   <translation>Zoom-Konto {name} entfernen?</translation>
  </message>
  <message>
   <source>Remove account</source>
   <translation>Konto entfernen</translation>
  </message>
  <message>
   <source>Remove {name}?</source>
   <translation>{name} entfernen?</translation>
  </message>
 </context>
 <context>
  <name>RemoveCalendarAccount</name>
  <message numerus="yes">
   <source>%n changes still wait.</source>
   <translation>
    <numerusform>%n Änderung wartet noch.</numerusform>
    <numerusform>%n Änderungen warten noch.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changes were not sent yet.</source>
   <translation>
    <numerusform>%n Änderung wurde noch nicht gesendet.</numerusform>
    <numerusform>%n Änderungen wurden noch nicht gesendet.</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>&amp;Remove anyway</source>
   <translation>&amp;Trotzdem entfernen</translation>
  </message>
  <message>
   <source>&amp;Sync first</source>
   <translation>Erst &amp;abgleichen</translation>
  </message>
  <message>
   <source>Dainvo forgets its copy and the password. You can add the account again later.</source>
   <translation>Dainvo vergisst seine Kopie und das Passwort. Sie können das Konto später wieder hinzufügen.</translation>
  </message>
  <message>
   <source>Everything was sent.</source>
   <translation>Alles wurde gesendet.</translation>
  </message>
  <message>
   <source>Nothing is deleted on {host}.</source>
   <translation>Auf {host} wird nichts gelöscht.</translation>
  </message>
  <message>
   <source>Sending what waits…</source>
   <translation>Sendet, was wartet …</translation>
  </message>
 </context>
 <context>
  <name>RemoveZoom</name>
  <message numerus="yes">
   <source>%n events wait for their links: {events}</source>
   <translation>
    <numerusform>%n Termin wartet auf seinen Link: {events}</numerusform>
    <numerusform>%n Termine warten auf ihre Links: {events}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n future meetings were made with this account</source>
   <translation>
    <numerusform>%n künftiges Meeting wurde mit diesem Konto angelegt</numerusform>
    <numerusform>%n künftige Meetings wurden mit diesem Konto angelegt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n people</source>
   <translation>
    <numerusform>%n Person</numerusform>
    <numerusform>%n Personen</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Close</source>
   <translation>&amp;Schließen</translation>
  </message>
  <message>
   <source>&amp;Delete these at Zoom first and update the events</source>
   <translation>Diese zuerst bei Zoom &amp;löschen und die Termine aktualisieren</translation>
  </message>
  <message>
   <source>&amp;Keep waiting</source>
   <translation>&amp;Weiter warten</translation>
  </message>
  <message>
   <source>&amp;Open Zoom</source>
   <translation>Zoom ö&amp;ffnen</translation>
  </message>
  <message>
   <source>&amp;Remove anyway</source>
   <translation>&amp;Trotzdem entfernen</translation>
  </message>
  <message>
   <source>&amp;Send without link</source>
   <translation>Ohne Link &amp;senden</translation>
  </message>
  <message>
   <source>1 event waits for its link: {events}</source>
   <translation>1 Termin wartet auf seinen Link: {events}</translation>
  </message>
  <message>
   <source>Dainvo forgets its sign-in. Meetings stay at Zoom, links in events keep working, and you can connect again later.</source>
   <translation>Dainvo vergisst seine Anmeldung. Meetings bleiben bei Zoom, Links in Terminen funktionieren weiter, und Sie können später wieder verbinden.</translation>
  </message>
  <message>
   <source>Deleting at Zoom…</source>
   <translation>Wird bei Zoom gelöscht …</translation>
  </message>
  <message>
   <source>Removed. Dainvo is still listed in your Zoom account under Added Apps.</source>
   <translation>Entfernt. In Ihrem Zoom-Konto steht Dainvo noch unter Added Apps.</translation>
  </message>
  <message>
   <source>Removing…</source>
   <translation>Wird entfernt …</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Zoom did not delete {meetings}. It stays there if you remove the account now.</source>
   <translation>Zoom hat {meetings} nicht gelöscht. Es bleibt dort, wenn Sie das Konto jetzt entfernen.</translation>
  </message>
  <message>
   <source>Zoom did not delete {meetings}. They stay there if you remove the account now.</source>
   <translation>Zoom hat {meetings} nicht gelöscht. Sie bleiben dort, wenn Sie das Konto jetzt entfernen.</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>no fixed time</source>
   <translation>keine feste Zeit</translation>
  </message>
 </context>
 <context>
  <name>Removing</name>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
 <context>
  <name>RepeatPanel</name>
  <message>
   <source>Days, weeks, months or years</source>
   <translation>Tage, Wochen, Monate oder Jahre</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>Endet</translation>
  </message>
  <message>
   <source>Every</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>How many times</source>
   <translation>Wie oft</translation>
  </message>
  <message>
   <source>In which months</source>
   <translation>In welchen Monaten</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>Letzter Tag</translation>
  </message>
  <message>
   <source>On which days of the week</source>
   <translation>An welchen Wochentagen</translation>
  </message>
  <message>
   <source>Repeat every how many</source>
   <translation>Wiederholen alle wie viele</translation>
  </message>
  <message>
   <source>The repetition ends before it begins</source>
   <translation>Die Wiederholung endet, bevor sie beginnt</translation>
  </message>
  <message>
   <source>This is no date that Dainvo understands</source>
   <translation>Dieses Datum versteht Dainvo nicht</translation>
  </message>
  <message>
   <source>Write days of the month as numbers, such as 1, 15 or last</source>
   <translation>Geben Sie Tage des Monats als Zahlen an, etwa 1, 15 oder letzter</translation>
  </message>
  <message>
   <source>after</source>
   <translation>nach</translation>
  </message>
  <message>
   <source>day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>months</source>
   <translation>Monate</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>on a day</source>
   <translation>am</translation>
  </message>
  <message>
   <source>times</source>
   <translation>Mal</translation>
  </message>
  <message>
   <source>week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <source>weeks</source>
   <translation>Wochen</translation>
  </message>
  <message>
   <source>year</source>
   <translation>Jahr</translation>
  </message>
  <message>
   <source>years</source>
   <translation>Jahre</translation>
  </message>
 </context>
 <context>
  <name>RepeatRow</name>
  <message numerus="yes">
   <source>%n events</source>
   <translation>
    <numerusform>%n Termin</numerusform>
    <numerusform>%n Termine</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n times</source>
   <translation>
    <numerusform>%n-mal</numerusform>
    <numerusform>%n-mal</numerusform>
   </translation>
  </message>
  <message>
   <source>A last day, or a number of times; empty: for ever</source>
   <translation>Ein letzter Tag oder eine Anzahl; leer: ohne Ende</translation>
  </message>
  <message>
   <source>Begin on {day}</source>
   <translation>Am {day} beginnen</translation>
  </message>
  <message>
   <source>Customise the repetition</source>
   <translation>Wiederholung anpassen</translation>
  </message>
  <message>
   <source>Custom…</source>
   <translation>Anpassen …</translation>
  </message>
  <message>
   <source>Dainvo keeps this rule as it is, unless you replace it.</source>
   <translation>Dainvo behält diese Regel, wie sie ist, außer Sie ersetzen sie.</translation>
  </message>
  <message>
   <source>Does not repeat</source>
   <translation>Wiederholt sich nicht</translation>
  </message>
  <message>
   <source>Every 2 weeks on {day}</source>
   <translation>Alle 2 Wochen am {day}</translation>
  </message>
  <message>
   <source>Every day</source>
   <translation>Jeden Tag</translation>
  </message>
  <message>
   <source>Every month on day {n}</source>
   <translation>Jeden Monat am {n}.</translation>
  </message>
  <message>
   <source>Every month on the {nth} {day}</source>
   <translation>Jeden Monat am {nth} {day}</translation>
  </message>
  <message>
   <source>Every week on {day}</source>
   <translation>Jede Woche am {day}</translation>
  </message>
  <message>
   <source>Every weekday</source>
   <translation>Jeden Werktag</translation>
  </message>
  <message>
   <source>Every year on {day}</source>
   <translation>Jedes Jahr am {day}</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Repeat</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Repeat until</source>
   <translation>Wiederholen bis</translation>
  </message>
  <message>
   <source>Replace…</source>
   <translation>Ersetzen …</translation>
  </message>
  <message>
   <source>The repetition ends before it begins</source>
   <translation>Die Wiederholung endet, bevor sie beginnt</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>Write a last day or a number of times, or leave it empty</source>
   <translation>Geben Sie einen letzten Tag oder eine Anzahl an, oder lassen Sie es leer</translation>
  </message>
  <message>
   <source>for ever</source>
   <translation>ohne Ende</translation>
  </message>
  <message>
   <source>next {days}</source>
   <translation>nächste {days}</translation>
  </message>
  <message>
   <source>once</source>
   <translation>einmal</translation>
  </message>
  <message>
   <source>until {day}</source>
   <translation>bis {day}</translation>
  </message>
  <message>
   <source>{day} is none of these days, but the first date all the same</source>
   <translation>{day} ist keiner dieser Tage, aber trotzdem das erste Datum</translation>
  </message>
  <message>
   <source>{rule} from {first}</source>
   <translation>{rule} ab {first}</translation>
  </message>
  <message>
   <source>{rule} from {first} until {last}</source>
   <translation>{rule} ab {first} bis {last}</translation>
  </message>
 </context>
 <context>
  <name>Rescued</name>
  <message numerus="yes">
   <source>%n events are at other times now: the rules of their time zones changed.</source>
   <translation>
    <numerusform>%n Termin liegt jetzt zu einer anderen Zeit: Die Regeln seiner Zeitzone haben sich geändert.</numerusform>
    <numerusform>%n Termine liegen jetzt zu anderen Zeiten: Die Regeln ihrer Zeitzonen haben sich geändert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n unsent changes were saved and wait to be sent.</source>
   <translation>
    <numerusform>%n nicht gesendete Änderung wurde gerettet und wartet auf das Senden.</numerusform>
    <numerusform>%n nicht gesendete Änderungen wurden gerettet und warten auf das Senden.</numerusform>
   </translation>
  </message>
  <message>
   <source>A safe copy</source>
   <translation>Eine sichere Kopie</translation>
  </message>
  <message>
   <source>Add your accounts again: what their servers hold comes back.</source>
   <translation>Fügen Sie Ihre Konten wieder hinzu: Was ihre Server haben, kommt zurück.</translation>
  </message>
  <message>
   <source>All calendars are fetched from their servers again.</source>
   <translation>Alle Kalender werden noch einmal von ihren Servern geholt.</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>It began from the backup of {day}; all calendars are compared with their servers.</source>
   <translation>Sie begann mit der Sicherung vom {day}; alle Kalender werden mit ihren Servern verglichen.</translation>
  </message>
  <message>
   <source>No change was waiting, so nothing of yours is missing.</source>
   <translation>Es wartete keine Änderung, also fehlt nichts von Ihnen.</translation>
  </message>
  <message>
   <source>Of the record of unsent changes {n} lines could not be read.</source>
   <translation>Vom Verzeichnis nicht gesendeter Änderungen waren {n} Zeilen nicht lesbar.</translation>
  </message>
  <message>
   <source>The damaged file is kept as {name}.</source>
   <translation>Die beschädigte Datei wird als {name} behalten.</translation>
  </message>
  <message>
   <source>The settings could not be read: Dainvo uses its own. The file is kept as settings.damaged.</source>
   <translation>Die Einstellungen waren nicht lesbar: Dainvo verwendet seine eigenen. Die Datei wird als settings.damaged behalten.</translation>
  </message>
  <message>
   <source>This setting counts until Dainvo ends.</source>
   <translation>Diese Einstellung gilt, bis Dainvo endet.</translation>
  </message>
 </context>
 <context>
  <name>RescuedSheet</name>
  <message>
   <source>&amp;Close</source>
   <translation>&amp;Schließen</translation>
  </message>
  <message>
   <source>Opened a safe copy; local data was damaged and rebuilt from the server</source>
   <translation>Eine sichere Kopie ist geöffnet; lokale Daten waren beschädigt und wurden vom Server neu aufgebaut</translation>
  </message>
  <message>
   <source>The local data was damaged and could not be read any more</source>
   <translation>Die lokalen Daten waren beschädigt und nicht mehr lesbar</translation>
  </message>
 </context>
 <context>
  <name>RuleWords</name>
  <message>
   <source>day</source>
   <translation>Tag</translation>
  </message>
  <message numerus="yes">
   <source>every %n days</source>
   <translation>
    <numerusform>jeden Tag</numerusform>
    <numerusform>alle %n Tage</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n hours</source>
   <translation>
    <numerusform>jede Stunde</numerusform>
    <numerusform>alle %n Stunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n minutes</source>
   <translation>
    <numerusform>jede Minute</numerusform>
    <numerusform>alle %n Minuten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n months</source>
   <translation>
    <numerusform>jeden Monat</numerusform>
    <numerusform>alle %n Monate</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n seconds</source>
   <translation>
    <numerusform>jede Sekunde</numerusform>
    <numerusform>alle %n Sekunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n weeks on every weekday</source>
   <translation>
    <numerusform>jeden Werktag</numerusform>
    <numerusform>alle %n Wochen an jedem Werktag</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n weeks on {day}</source>
   <translation>
    <numerusform>jede Woche am {day}</numerusform>
    <numerusform>alle %n Wochen am {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>every %n years</source>
   <translation>
    <numerusform>jedes Jahr</numerusform>
    <numerusform>alle %n Jahre</numerusform>
   </translation>
  </message>
  <message>
   <source>every day</source>
   <translation>jeden Tag</translation>
  </message>
  <message>
   <source>every weekday</source>
   <translation>jeden Werktag</translation>
  </message>
  <message>
   <source>every {day}</source>
   <translation>jeden {day}</translation>
  </message>
  <message>
   <source>fifth</source>
   <translation>fünften</translation>
  </message>
  <message>
   <source>first</source>
   <translation>ersten</translation>
  </message>
  <message>
   <source>fourth</source>
   <translation>vierten</translation>
  </message>
  <message>
   <source>hour {n}</source>
   <translation>Stunde {n}</translation>
  </message>
  <message>
   <source>last</source>
   <translation>letzten</translation>
  </message>
  <message>
   <source>minute {n}</source>
   <translation>Minute {n}</translation>
  </message>
  <message>
   <source>on day {n}</source>
   <translation>am {n}.</translation>
  </message>
  <message>
   <source>on day {n} from the end</source>
   <translation>am {n}. Tag vor dem Monatsende</translation>
  </message>
  <message>
   <source>on every {day}</source>
   <translation>an jedem {day}</translation>
  </message>
  <message>
   <source>on the {nth} day</source>
   <translation>am {nth} Tag</translation>
  </message>
  <message>
   <source>on the {nth} {day}</source>
   <translation>am {nth} {day}</translation>
  </message>
  <message>
   <source>on {day}</source>
   <translation>am {day}</translation>
  </message>
  <message>
   <source>on {day} number {n}</source>
   <translation>am {n}. {day}</translation>
  </message>
  <message>
   <source>on {day} number {n} from the end</source>
   <translation>am {n}. {day} vom Ende an</translation>
  </message>
  <message>
   <source>second</source>
   <translation>zweiten</translation>
  </message>
  <message>
   <source>second to last</source>
   <translation>vorletzten</translation>
  </message>
  <message>
   <source>second {n}</source>
   <translation>Sekunde {n}</translation>
  </message>
  <message>
   <source>third</source>
   <translation>dritten</translation>
  </message>
  <message>
   <source>weekday</source>
   <translation>Werktag</translation>
  </message>
  <message>
   <source>weekend day</source>
   <translation>Wochenendtag</translation>
  </message>
  <message>
   <source>{days}, only {day}</source>
   <translation>{days}, nur {day}</translation>
  </message>
  <message>
   <source>{rule} at {times}</source>
   <translation>{rule} um {times}</translation>
  </message>
  <message>
   <source>{rule} in week {n}</source>
   <translation>{rule} in Woche {n}</translation>
  </message>
  <message>
   <source>{rule} in {months}</source>
   <translation>{rule} im {months}</translation>
  </message>
  <message>
   <source>{rule} on day {n} of the year</source>
   <translation>{rule} am Tag {n} des Jahres</translation>
  </message>
  <message>
   <source>{rule} on {date}</source>
   <translation>{rule} am {date}</translation>
  </message>
  <message>
   <source>{rule} until {day}</source>
   <translation>{rule} bis {day}</translation>
  </message>
  <message>
   <source>{rule} {place} of the year</source>
   <translation>{rule} {place} des Jahres</translation>
  </message>
  <message>
   <source>{rule} {place} of {months}</source>
   <translation>{rule} {place} im {months}</translation>
  </message>
  <message numerus="yes">
   <source>{rule}, %n times</source>
   <translation>
    <numerusform>{rule}, einmal</numerusform>
    <numerusform>{rule}, %n-mal</numerusform>
   </translation>
  </message>
  <message>
   <source>{rule}, of these only the {nth}</source>
   <translation>{rule}, davon nur den {nth}</translation>
  </message>
  <message>
   <source>{some} or {last}</source>
   <translation>{some} oder {last}</translation>
  </message>
 </context>
 <context>
  <name>ScopeQuestion</name>
  <message>
   <source>&amp;All events</source>
   <translation>&amp;Alle Termine</translation>
  </message>
  <message>
   <source>&amp;Change</source>
   <translation>Ä&amp;ndern</translation>
  </message>
  <message>
   <source>&amp;Only this one</source>
   <translation>&amp;Nur diesen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>From {day} on</source>
   <translation>Ab {day}</translation>
  </message>
  <message>
   <source>This and all &amp;following</source>
   <translation>Diesen und alle &amp;folgenden</translation>
  </message>
 </context>
 <context>
  <name>SearchPage</name>
  <message>
   <source>Close search (Esc)</source>
   <translation>Suche schließen (Esc)</translation>
  </message>
  <message>
   <source>No event matches ‘{text}’</source>
   <translation>Kein Termin passt zu „{text}“</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suche</translation>
  </message>
  <message>
   <source>Search events</source>
   <translation>Termine suchen</translation>
  </message>
  <message>
   <source>Search title, place, notes and people</source>
   <translation>In Titel, Ort, Notizen und Personen suchen</translation>
  </message>
  <message>
   <source>Searched {events}, {first}–{last}</source>
   <translation>{events} durchsucht, {first}–{last}</translation>
  </message>
  <message>
   <source>The {n} best matches</source>
   <translation>Die {n} besten Treffer</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>Advanced</source>
   <translation>Erweitert</translation>
  </message>
  <message>
   <source>Online meetings</source>
   <translation>Online-Meetings</translation>
  </message>
  <message>
   <source>Register a Zoom app</source>
   <translation>Zoom-App registrieren</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
 </context>
 <context>
  <name>SettingsWindow</name>
  <message>
   <source>About</source>
   <translation>Über Dainvo</translation>
  </message>
  <message>
   <source>Add account</source>
   <translation>Konto hinzufügen</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Erweitert</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Calendar &amp; views</source>
   <translation>Kalender und Ansichten</translation>
  </message>
  <message>
   <source>Clear the search</source>
   <translation>Suche leeren</translation>
  </message>
  <message>
   <source>Connected accounts</source>
   <translation>Verbundene Konten</translation>
  </message>
  <message>
   <source>Events &amp; reminders</source>
   <translation>Neue Termine</translation>
  </message>
  <message>
   <source>General</source>
   <translation>Allgemein</translation>
  </message>
  <message>
   <source>Import/export &amp; backup</source>
   <translation>Import und Sicherung</translation>
  </message>
  <message>
   <source>Invitations &amp; mail</source>
   <translation>Einladungen und Mail</translation>
  </message>
  <message>
   <source>Notifications &amp; start</source>
   <translation>Mitteilungen und Start</translation>
  </message>
  <message>
   <source>Online meetings</source>
   <translation>Online-Meetings</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Privacy &amp; security</source>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>Search settings</source>
   <translation>In Einstellungen suchen</translation>
  </message>
  <message>
   <source>Settings pages</source>
   <translation>Seiten der Einstellungen</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
 </context>
 <context>
  <name>Several</name>
  <message numerus="yes">
   <source>%n events deleted</source>
   <translation>
    <numerusform>%n Termin gelöscht</numerusform>
    <numerusform>%n Termine gelöscht</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events moved</source>
   <translation>
    <numerusform>%n Termin verschoben</numerusform>
    <numerusform>%n Termine verschoben</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events pasted</source>
   <translation>
    <numerusform>%n Termin eingefügt</numerusform>
    <numerusform>%n Termine eingefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events recoloured</source>
   <translation>
    <numerusform>%n Termin umgefärbt</numerusform>
    <numerusform>%n Termine umgefärbt</numerusform>
   </translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Change repeating event “{title}”</source>
   <translation>Wiederkehrenden Termin „{title}“ ändern</translation>
  </message>
  <message numerus="yes">
   <source>Move %n events?</source>
   <translation>
    <numerusform>%n Termin verschieben?</numerusform>
    <numerusform>%n Termine verschieben?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Recolour %n events?</source>
   <translation>
    <numerusform>%n Termin umfärben?</numerusform>
    <numerusform>%n Termine umfärben?</numerusform>
   </translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>You may not change {titles}</source>
   <translation>Sie dürfen {titles} nicht ändern</translation>
  </message>
  <message numerus="yes">
   <source>delete %n events</source>
   <translation>
    <numerusform>%n Termin löschen</numerusform>
    <numerusform>%n Termine löschen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>move %n events</source>
   <translation>
    <numerusform>%n Termin verschieben</numerusform>
    <numerusform>%n Termine verschieben</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>paste %n events</source>
   <translation>
    <numerusform>%n Termin einfügen</numerusform>
    <numerusform>%n Termine einfügen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>recolour %n events</source>
   <translation>
    <numerusform>%n Termin umfärben</numerusform>
    <numerusform>%n Termine umfärben</numerusform>
   </translation>
  </message>
  <message>
   <source>{titles} and {n} more</source>
   <translation>{titles} und {n} weitere</translation>
  </message>
 </context>
 <context>
  <name>SeveralBar</name>
  <message numerus="yes">
   <source>%n events chosen</source>
   <translation>
    <numerusform>%n Termin gewählt</numerusform>
    <numerusform>%n Termine gewählt</numerusform>
   </translation>
  </message>
  <message>
   <source>Colour…</source>
   <translation>Farbe …</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>Ausschneiden</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Move to…</source>
   <translation>Verschieben …</translation>
  </message>
 </context>
 <context>
  <name>SeveralSheet</name>
  <message>
   <source>&amp;All events of the series</source>
   <translation>&amp;Alle Termine der Serie</translation>
  </message>
  <message>
   <source>&amp;Change</source>
   <translation>Än&amp;dern</translation>
  </message>
  <message>
   <source>&amp;Delete</source>
   <translation>&amp;Löschen</translation>
  </message>
  <message>
   <source>&amp;Keep events</source>
   <translation>Termine &amp;behalten</translation>
  </message>
  <message>
   <source>&amp;Only the chosen dates</source>
   <translation>&amp;Nur die ausgewählten Daten</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Delete their &amp;Zoom meetings</source>
   <translation>Ihre &amp;Zoom-Meetings löschen</translation>
  </message>
  <message>
   <source>Delete {n} events?</source>
   <translation>{n} Termine löschen?</translation>
  </message>
  <message>
   <source>Repeating: {titles}</source>
   <translation>Wiederkehrend: {titles}</translation>
  </message>
  <message>
   <source>Several events</source>
   <translation>Mehrere Termine</translation>
  </message>
  <message>
   <source>These and all &amp;following</source>
   <translation>Diese und alle &amp;folgenden</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>{people} get a cancellation</source>
   <translation>{people} erhalten eine Absage</translation>
  </message>
  <message>
   <source>{title}, {when}</source>
   <translation>{title}, {when}</translation>
  </message>
 </context>
 <context>
  <name>Sheet</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Unsaved changes</source>
   <translation>Nicht gespeicherte Änderungen</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsPage</name>
  <message>
   <source>Back to the &amp;usual keys</source>
   <translation>Zurück zu den &amp;üblichen Tasten</translation>
  </message>
  <message>
   <source>Letters &amp;alone are shortcuts</source>
   <translation>Buchstaben &amp;allein sind Kürzel</translation>
  </message>
  <message>
   <source>Not while you type, in any case. Turned off, only keys with Ctrl or Alt and function keys count.</source>
   <translation>Ohnehin nicht, während Sie tippen. Ausgeschaltet zählen nur Tasten mit Strg oder Alt und Funktionstasten.</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Single keys</source>
   <translation>Einzelne Tasten</translation>
  </message>
 </context>
 <context>
  <name>SidePanel</name>
  <message numerus="yes">
   <source>%n new calendars…</source>
   <translation>
    <numerusform>%n neuer Kalender …</numerusform>
    <numerusform>%n neue Kalender …</numerusform>
   </translation>
  </message>
  <message>
   <source>Add account</source>
   <translation>Konto hinzufügen</translation>
  </message>
  <message>
   <source>Add an account, or start with one on this computer.</source>
   <translation>Fügen Sie ein Konto hinzu, oder beginnen Sie mit einem Kalender auf diesem Computer.</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Getting calendars…</source>
   <translation>Kalender werden geholt …</translation>
  </message>
  <message>
   <source>New calendar…</source>
   <translation>Neuer Kalender …</translation>
  </message>
  <message>
   <source>No calendars yet</source>
   <translation>Noch keine Kalender</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Show only this</source>
   <translation>Nur diesen zeigen</translation>
  </message>
  <message>
   <source>Show the others again</source>
   <translation>Die anderen wieder zeigen</translation>
  </message>
  <message>
   <source>Side panel</source>
   <translation>Seitenleiste</translation>
  </message>
  <message>
   <source>Start locally</source>
   <translation>Lokal beginnen</translation>
  </message>
 </context>
 <context>
  <name>SignInAgain</name>
  <message>
   <source>&amp;Sign in</source>
   <translation>&amp;Anmelden</translation>
  </message>
  <message>
   <source>&amp;Sign in in browser</source>
   <translation>Im Browser &amp;anmelden</translation>
  </message>
  <message>
   <source>Asking the server…</source>
   <translation>Fragt den Server …</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Sign in again</source>
   <translation>Noch einmal anmelden</translation>
  </message>
  <message>
   <source>Write the password, or an app password</source>
   <translation>Geben Sie das Passwort oder ein App-Passwort an</translation>
  </message>
  <message>
   <source>unchanged</source>
   <translation>unverändert</translation>
  </message>
  <message>
   <source>{host} wants you to sign in again</source>
   <translation>{host} verlangt, dass Sie sich wieder anmelden</translation>
  </message>
 </context>
 <context>
  <name>SignInNotice</name>
  <message>
   <source>Dainvo needs you to sign in</source>
   <translation>Dainvo braucht Ihre Anmeldung</translation>
  </message>
 </context>
 <context>
  <name>Skipped</name>
  <message numerus="yes">
   <source>%n items could not be read</source>
   <translation>
    <numerusform>%n Eintrag konnte nicht gelesen werden</numerusform>
    <numerusform>%n Einträge konnten nicht gelesen werden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n items in ‘{calendar}’ could not be read</source>
   <translation>
    <numerusform>%n Eintrag in „{calendar}“ konnte nicht gelesen werden</numerusform>
    <numerusform>%n Einträge in „{calendar}“ konnten nicht gelesen werden</numerusform>
   </translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Details</translation>
  </message>
 </context>
 <context>
  <name>StatusStrip</name>
  <message numerus="yes">
   <source>%n changes wait</source>
   <translation>
    <numerusform>%n Änderung wartet</numerusform>
    <numerusform>%n Änderungen warten</numerusform>
   </translation>
  </message>
  <message>
   <source>All calendars are hidden</source>
   <translation>Alle Kalender sind ausgeblendet</translation>
  </message>
  <message>
   <source>All up to date · {time}</source>
   <translation>Alles aktuell · {time}</translation>
  </message>
  <message>
   <source>An account needs you. Click to see it.</source>
   <translation>Ein Konto braucht Sie. Klicken Sie, um es zu sehen.</translation>
  </message>
  <message>
   <source>Can’t reach {host} since {time}.</source>
   <translation>{host} ist seit {time} nicht erreichbar.</translation>
  </message>
  <message>
   <source>Can’t reach {host}.</source>
   <translation>{host} ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>Changed in two places: {title}</source>
   <translation>An zwei Orten geändert: {title}</translation>
  </message>
  <message>
   <source>Deleted here, changed on the server: {title}</source>
   <translation>Hier gelöscht, auf dem Server geändert: {title}</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Getting events… {n} so far</source>
   <translation>Termine werden geholt … bisher {n}</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Last sync {time}</source>
   <translation>Letzter Abgleich {time}</translation>
  </message>
  <message>
   <source>Offline — your calendars are as of the last sync</source>
   <translation>Offline – Ihre Kalender sind auf dem Stand des letzten Abgleichs</translation>
  </message>
  <message>
   <source>Offline — {changes}</source>
   <translation>Offline – {changes}</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Send without link now</source>
   <translation>Jetzt ohne Link senden</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Sync now (F5)</source>
   <translation>Jetzt abgleichen (F5)</translation>
  </message>
  <message>
   <source>Tell people</source>
   <translation>Bescheid geben</translation>
  </message>
  <message>
   <source>The certificate of {host} changed</source>
   <translation>Das Zertifikat von {host} hat sich geändert</translation>
  </message>
  <message>
   <source>Try now</source>
   <translation>Jetzt versuchen</translation>
  </message>
  <message>
   <source>Trying again at {time}.</source>
   <translation>Nächster Versuch um {time}.</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>{name} wants you to sign in again</source>
   <translation>{name} verlangt, dass Sie sich wieder anmelden</translation>
  </message>
  <message>
   <source>{reason} {changes}.</source>
   <translation>{reason} {changes}.</translation>
  </message>
  <message numerus="yes">
   <source>‘{title}’ waits for Zoom; %n invitations are held</source>
   <translation>
    <numerusform>„{title}“ wartet auf Zoom; %n Einladung wird zurückgehalten</numerusform>
    <numerusform>„{title}“ wartet auf Zoom; %n Einladungen werden zurückgehalten</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>StepsView</name>
  <message>
   <source>Copy &amp;report</source>
   <translation>Bericht &amp;kopieren</translation>
  </message>
  <message>
   <source>What was tried</source>
   <translation>Was versucht wurde</translation>
  </message>
 </context>
 <context>
  <name>SubscribeSheet</name>
  <message>
   <source>&amp;Address</source>
   <translation>&amp;Adresse</translation>
  </message>
  <message>
   <source>&amp;Colour</source>
   <translation>&amp;Farbe</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Password</source>
   <translation>&amp;Passwort</translation>
  </message>
  <message>
   <source>&amp;Subscribe</source>
   <translation>&amp;Abonnieren</translation>
  </message>
  <message>
   <source>&amp;User</source>
   <translation>&amp;Benutzer</translation>
  </message>
  <message>
   <source>As the calendar calls itself</source>
   <translation>Wie der Kalender sich nennt</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Enter the address of the calendar</source>
   <translation>Geben Sie die Adresse des Kalenders an</translation>
  </message>
  <message>
   <source>Fetching the calendar…</source>
   <translation>Der Kalender wird geholt …</translation>
  </message>
  <message>
   <source>Its events are shown and never changed. It is asked again every few hours, as it wishes.</source>
   <translation>Seine Termine werden gezeigt und nie geändert. Er wird alle paar Stunden wieder gefragt, wie er es wünscht.</translation>
  </message>
  <message>
   <source>Only if it wants a sign-in</source>
   <translation>Nur, wenn er eine Anmeldung verlangt</translation>
  </message>
  <message>
   <source>Subscribe to a calendar</source>
   <translation>Kalender abonnieren</translation>
  </message>
 </context>
 <context>
  <name>Switch</name>
  <message>
   <source>Other views</source>
   <translation>Weitere Ansichten</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>{view} ({key})</source>
   <translation>{view} ({key})</translation>
  </message>
  <message>
   <source>{view}, other views</source>
   <translation>{view}, weitere Ansichten</translation>
  </message>
 </context>
 <context>
  <name>SyncSign</name>
  <message>
   <source>Syncing…</source>
   <translation>Gleicht ab …</translation>
  </message>
 </context>
 <context>
  <name>TakenQuestion</name>
  <message>
   <source>&amp;Leave it there</source>
   <translation>&amp;Dort lassen</translation>
  </message>
  <message>
   <source>&amp;Use it for “{action}”</source>
   <translation>&amp;Für „{action}“ verwenden</translation>
  </message>
  <message>
   <source>Only one of the two can have it.</source>
   <translation>Nur eines von beiden kann sie haben.</translation>
  </message>
  <message>
   <source>{key} stands for “{action}”</source>
   <translation>{key} steht für „{action}“</translation>
  </message>
 </context>
 <context>
  <name>Trial</name>
  <message>
   <source>That was not the passphrase. Try again.</source>
   <translation>Das war nicht die Passphrase. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>That was not the passphrase. Wait a moment.</source>
   <translation>Das war nicht die Passphrase. Einen Moment bitte.</translation>
  </message>
 </context>
 <context>
  <name>TroubleRow</name>
  <message>
   <source>&amp;Copy to…</source>
   <translation>&amp;Kopieren nach …</translation>
  </message>
  <message>
   <source>&amp;Discard</source>
   <translation>&amp;Verwerfen</translation>
  </message>
  <message>
   <source>&amp;Keep</source>
   <translation>&amp;Behalten</translation>
  </message>
  <message>
   <source>&amp;Review</source>
   <translation>&amp;Ansehen</translation>
  </message>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Dis&amp;card</source>
   <translation>&amp;Verwerfen</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Discard your changes to “{title}”?</source>
   <translation>Ihre Änderungen an „{title}“ verwerfen?</translation>
  </message>
  <message>
   <source>Discard “{title}”?</source>
   <translation>„{title}“ verwerfen?</translation>
  </message>
  <message>
   <source>The event goes back to what the server has.</source>
   <translation>Der Termin wird wieder, wie ihn der Server hat.</translation>
  </message>
  <message>
   <source>The event is deleted here.</source>
   <translation>Der Termin wird hier gelöscht.</translation>
  </message>
  <message>
   <source>There is no other calendar that you can write to</source>
   <translation>Es gibt keinen anderen Kalender, in den Sie schreiben können</translation>
  </message>
 </context>
 <context>
  <name>Typed</name>
  <message>
   <source>midnight</source>
   <translation>Mitternacht</translation>
  </message>
  <message>
   <source>noon</source>
   <translation>Mittag</translation>
  </message>
  <message>
   <source>today</source>
   <translation>heute</translation>
  </message>
  <message>
   <source>tomorrow</source>
   <translation>morgen</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>gestern</translation>
  </message>
 </context>
 <context>
  <name>UndoLog</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>Done again: {name}</source>
   <translation>Wiederholt: {name}</translation>
  </message>
  <message>
   <source>Redo: {name}</source>
   <translation>Wiederholen: {name}</translation>
  </message>
  <message>
   <source>Undo: {name}</source>
   <translation>Rückgängig: {name}</translation>
  </message>
  <message>
   <source>Undone: {name}</source>
   <translation>Rückgängig gemacht: {name}</translation>
  </message>
  <message>
   <source>add ‘{title}’</source>
   <translation>„{title}“ hinzufügen</translation>
  </message>
  <message>
   <source>change ‘{title}’</source>
   <translation>„{title}“ ändern</translation>
  </message>
  <message>
   <source>delete ‘{title}’</source>
   <translation>„{title}“ löschen</translation>
  </message>
 </context>
 <context>
  <name>Unsent</name>
  <message>
   <source>(no title)</source>
   <translation>(ohne Titel)</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>{title} (changed in two places)</source>
   <translation>{title} (an zwei Orten geändert)</translation>
  </message>
  <message>
   <source>{title} (deleted)</source>
   <translation>{title} (gelöscht)</translation>
  </message>
 </context>
 <context>
  <name>VanishedSheet</name>
  <message numerus="yes">
   <source>%n events of “{calendar}” are gone from the server</source>
   <translation>
    <numerusform>%n Termin von „{calendar}“ ist vom Server verschwunden</numerusform>
    <numerusform>%n Termine von „{calendar}“ sind vom Server verschwunden</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Decide later</source>
   <translation>&amp;Später entscheiden</translation>
  </message>
  <message>
   <source>&amp;Put them back on the server</source>
   <translation>Auf den &amp;Server zurücklegen</translation>
  </message>
  <message>
   <source>&amp;Remove them here, too</source>
   <translation>Auch hier &amp;entfernen</translation>
  </message>
  <message>
   <source>Events are gone from the server</source>
   <translation>Termine sind vom Server verschwunden</translation>
  </message>
  <message>
   <source>So many at once may be a mistake of the server or of another program, so nothing was removed here. Whatever you choose, removed events can be brought back for 30 days.</source>
   <translation>So viele auf einmal können ein Fehler des Servers oder eines anderen Programms sein, deshalb wurde hier nichts entfernt. Was Sie auch wählen: Entfernte Termine lassen sich 30 Tage lang zurückholen.</translation>
  </message>
 </context>
 <context>
  <name>Views</name>
  <message>
   <source>Nothing lies on hidden days here.</source>
   <translation>An ausgeblendeten Tagen liegt hier nichts.</translation>
  </message>
  <message>
   <source>Number of days</source>
   <translation>Zahl der Tage</translation>
  </message>
  <message>
   <source>Number of weeks</source>
   <translation>Zahl der Wochen</translation>
  </message>
 </context>
 <context>
  <name>WhenRow</name>
  <message>
   <source>&amp;All day</source>
   <translation>&amp;Ganztägig</translation>
  </message>
  <message>
   <source>End day</source>
   <translation>Tag des Endes</translation>
  </message>
  <message>
   <source>End time</source>
   <translation>Uhrzeit des Endes</translation>
  </message>
  <message>
   <source>Let it end on another day</source>
   <translation>An einem anderen Tag enden lassen</translation>
  </message>
  <message>
   <source>Next day, {day}?</source>
   <translation>Am nächsten Tag, {day}?</translation>
  </message>
  <message>
   <source>Start day</source>
   <translation>Tag des Beginns</translation>
  </message>
  <message>
   <source>Start time</source>
   <translation>Uhrzeit des Beginns</translation>
  </message>
  <message>
   <source>The end is before the start</source>
   <translation>Das Ende liegt vor dem Beginn</translation>
  </message>
  <message>
   <source>This is no date that Dainvo understands</source>
   <translation>Dieses Datum versteht Dainvo nicht</translation>
  </message>
  <message>
   <source>This is no time that Dainvo understands</source>
   <translation>Diese Uhrzeit versteht Dainvo nicht</translation>
  </message>
  <message>
   <source>Your time: {when}</source>
   <translation>Ihre Zeit: {when}</translation>
  </message>
  <message>
   <source>same day</source>
   <translation>selber Tag</translation>
  </message>
 </context>
 <context>
  <name>Why</name>
  <message>
   <source>A Zoom meeting needs a title.</source>
   <translation>Ein Zoom-Meeting braucht einen Titel.</translation>
  </message>
  <message>
   <source>An event here has this meeting.</source>
   <translation>Ein Termin hier hat dieses Meeting.</translation>
  </message>
  <message>
   <source>Another Dainvo is working with this profile.</source>
   <translation>Ein anderes Dainvo arbeitet mit diesem Profil.</translation>
  </message>
  <message>
   <source>Both are shown. Delete the one you don’t need.</source>
   <translation>Beide sind zu sehen. Löschen Sie den, den Sie nicht brauchen.</translation>
  </message>
  <message>
   <source>Both versions are kept until you decide.</source>
   <translation>Beide Fassungen werden behalten, bis Sie entscheiden.</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>Can’t reach {host}.</source>
   <translation>{host} ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>Changes in {calendar} were not sent yet.</source>
   <translation>Änderungen in {calendar} wurden noch nicht gesendet.</translation>
  </message>
  <message>
   <source>Check the address and the network, then try again. Nothing was stored.</source>
   <translation>Prüfen Sie Adresse und Netz, und versuchen Sie es noch einmal. Nichts wurde gespeichert.</translation>
  </message>
  <message>
   <source>Check the address, or go back and choose “Other CalDAV server”.</source>
   <translation>Prüfen Sie die Adresse, oder gehen Sie zurück und wählen „Anderer CalDAV-Server“.</translation>
  </message>
  <message>
   <source>Check the network. Your changes are kept on this computer and go out later.</source>
   <translation>Prüfen Sie das Netz. Ihre Änderungen bleiben auf diesem Computer und gehen später hinaus.</translation>
  </message>
  <message>
   <source>Choose a PEM file; a key must have no passphrase. Nothing was changed.</source>
   <translation>Wählen Sie eine PEM-Datei; ein Schlüssel darf kein Passwort haben. Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Choose a later end.</source>
   <translation>Wählen Sie ein späteres Ende.</translation>
  </message>
  <message>
   <source>Choose another calendar for your event.</source>
   <translation>Wählen Sie einen anderen Kalender für Ihren Termin.</translation>
  </message>
  <message>
   <source>Choose another calendar, or ask its owner for the right to add events.</source>
   <translation>Wählen Sie einen anderen Kalender, oder bitten Sie den Besitzer um das Recht, Termine hinzuzufügen.</translation>
  </message>
  <message>
   <source>Choose another one; the old rule is kept until you save.</source>
   <translation>Wählen Sie eine andere; die alte Regel bleibt, bis Sie speichern.</translation>
  </message>
  <message>
   <source>Choose another place. A file that was there before is as it was.</source>
   <translation>Wählen Sie einen anderen Ort. Eine Datei, die dort war, ist unverändert.</translation>
  </message>
  <message>
   <source>Choose one of those listed.</source>
   <translation>Wählen Sie eines der aufgeführten.</translation>
  </message>
  <message>
   <source>Close it or wait until it has finished.</source>
   <translation>Schließen Sie es, oder warten Sie, bis es fertig ist.</translation>
  </message>
  <message>
   <source>Close that program, or change the port in Settings › Advanced.</source>
   <translation>Schließen Sie das Programm, oder ändern Sie den Port unter Einstellungen › Erweitert.</translation>
  </message>
  <message>
   <source>Connect Zoom</source>
   <translation>Zoom verbinden</translation>
  </message>
  <message>
   <source>Connect it to make meetings; existing links still join.</source>
   <translation>Verbinden Sie es, um Meetings anzulegen; bestehenden Links lässt sich weiter beitreten.</translation>
  </message>
  <message>
   <source>Copy note for admin</source>
   <translation>Nachricht kopieren</translation>
  </message>
  <message>
   <source>Correct it or leave it out, then start Dainvo again.</source>
   <translation>Berichtigen Sie ihn, oder lassen Sie ihn weg, und starten Sie Dainvo neu.</translation>
  </message>
  <message>
   <source>Correct it or take it off.</source>
   <translation>Berichtigen Sie sie, oder nehmen Sie sie heraus.</translation>
  </message>
  <message>
   <source>Dainvo can’t write to {folder}: {reason}.</source>
   <translation>Dainvo kann nicht in {folder} schreiben: {reason}.</translation>
  </message>
  <message>
   <source>Dainvo failed at this, and it is Dainvo’s own fault.</source>
   <translation>Dainvo ist daran gescheitert, und es ist Dainvos eigener Fehler.</translation>
  </message>
  <message>
   <source>Dainvo keeps them only in the system’s keyring. Start one, then try again.</source>
   <translation>Dainvo bewahrt sie nur im Schlüsselbund des Systems auf. Starten Sie einen, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Give the event a time to add a meeting.</source>
   <translation>Geben Sie dem Termin eine Uhrzeit, um ein Meeting hinzuzufügen.</translation>
  </message>
  <message>
   <source>It is kept as it is.</source>
   <translation>Er wird behalten, wie er ist.</translation>
  </message>
  <message>
   <source>It is untouched. Update Dainvo, or use another profile.</source>
   <translation>Es ist unberührt. Aktualisieren Sie Dainvo, oder verwenden Sie ein anderes Profil.</translation>
  </message>
  <message>
   <source>It keeps your calendars there, so it does not start without it. What is there is untouched.</source>
   <translation>Dort bewahrt es Ihre Kalender auf, also startet es nicht ohne. Was dort liegt, ist unberührt.</translation>
  </message>
  <message>
   <source>It was deleted here or on the server.</source>
   <translation>Er wurde hier oder auf dem Server gelöscht.</translation>
  </message>
  <message>
   <source>It was removed at Zoom or connected elsewhere. Existing links still join.</source>
   <translation>Es wurde bei Zoom entfernt oder anderswo verbunden. Bestehenden Links lässt sich weiter beitreten.</translation>
  </message>
  <message>
   <source>Its owner can give you the right to.</source>
   <translation>Das Recht dazu kann der Besitzer geben.</translation>
  </message>
  <message>
   <source>Look up the CalDAV address in your provider’s help and enter it in full.</source>
   <translation>Suchen Sie die Adresse in der Hilfe Ihres Anbieters.</translation>
  </message>
  <message>
   <source>Make one there first, or check the user name.</source>
   <translation>Legen Sie dort zuerst einen an, oder prüfen Sie den Benutzernamen.</translation>
  </message>
  <message>
   <source>Many events of {calendar} are suddenly gone from the server.</source>
   <translation>Viele Termine von {calendar} sind plötzlich vom Server verschwunden.</translation>
  </message>
  <message>
   <source>No answer came from the browser within five minutes.</source>
   <translation>Innerhalb von fünf Minuten kam keine Antwort aus dem Browser.</translation>
  </message>
  <message>
   <source>No password was sent. Ask whoever runs the server before you go on.</source>
   <translation>Es wurde kein Passwort gesendet. Fragen Sie den Betreiber des Servers, bevor Sie weitermachen.</translation>
  </message>
  <message>
   <source>No password was sent. Write the address with https:// in front.</source>
   <translation>Es wurde kein Passwort gesendet. Setzen Sie https:// vor die Adresse.</translation>
  </message>
  <message>
   <source>No password went there. If you know that server, enter its address yourself.</source>
   <translation>Dorthin ging kein Passwort. Kennen Sie den Server, geben Sie seine Adresse selbst an.</translation>
  </message>
  <message>
   <source>No safe place for passwords was found.</source>
   <translation>Es wurde kein sicherer Ort für Passwörter gefunden.</translation>
  </message>
  <message>
   <source>Not sure whether Zoom made a meeting for this event.</source>
   <translation>Es ist nicht sicher, ob Zoom ein Meeting für diesen Termin angelegt hat.</translation>
  </message>
  <message>
   <source>Nothing is lost; Dainvo asks again by itself.</source>
   <translation>Nichts ist verloren; Dainvo fragt von selbst wieder.</translation>
  </message>
  <message>
   <source>Nothing more can be stored until there is room.</source>
   <translation>Mehr lässt sich nicht speichern, bis Platz ist.</translation>
  </message>
  <message>
   <source>Nothing was changed at Zoom. Link it to a repeating event, or make an event of it.</source>
   <translation>Bei Zoom wurde nichts geändert. Verknüpfen Sie es mit einem wiederkehrenden Termin, oder legen Sie einen dafür an.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Nothing was changed. Check that the address is right.</source>
   <translation>Nichts wurde geändert. Prüfen Sie, ob die Adresse stimmt.</translation>
  </message>
  <message>
   <source>Nothing was changed. Copy its link into an event of your own.</source>
   <translation>Nichts wurde geändert. Kopieren Sie den Link in einen eigenen Termin.</translation>
  </message>
  <message>
   <source>Nothing was changed. Sign in as {user}, or add the other one as a new account.</source>
   <translation>Nichts wurde geändert. Melden Sie sich als {user} an, oder fügen Sie das andere als neues Konto hinzu.</translation>
  </message>
  <message>
   <source>Nothing was changed. Take that meeting off first.</source>
   <translation>Nichts wurde geändert. Nehmen Sie zuerst jenes Meeting heraus.</translation>
  </message>
  <message>
   <source>Nothing was connected. Try again when you are ready.</source>
   <translation>Nichts wurde verbunden. Versuchen Sie es wieder, wenn Sie bereit sind.</translation>
  </message>
  <message>
   <source>Nothing was connected. You can try again whenever you like.</source>
   <translation>Nichts wurde verbunden. Sie können es jederzeit wieder versuchen.</translation>
  </message>
  <message>
   <source>Nothing was deleted. Type the name exactly as it is shown.</source>
   <translation>Nichts wurde gelöscht. Geben Sie den Namen genau so ein, wie er da steht.</translation>
  </message>
  <message>
   <source>Nothing was imported.</source>
   <translation>Nichts wurde importiert.</translation>
  </message>
  <message>
   <source>Nothing was imported. Choose an iCalendar file (.ics).</source>
   <translation>Nichts wurde importiert. Wählen Sie eine iCalendar-Datei (.ics).</translation>
  </message>
  <message>
   <source>Nothing was removed here until you say whether they go or are put back.</source>
   <translation>Hier wird nichts entfernt, bis Sie sagen, ob sie gehen oder zurückgelegt werden.</translation>
  </message>
  <message>
   <source>Nothing was stored elsewhere. Try again, or restart the keyring.</source>
   <translation>Nichts wurde anderswo gespeichert. Versuchen Sie es noch einmal, oder starten Sie den Schlüsselbund neu.</translation>
  </message>
  <message>
   <source>Only the last five can be.</source>
   <translation>Nur die letzten fünf können es.</translation>
  </message>
  <message>
   <source>Only the organiser can add a meeting.</source>
   <translation>Nur wer eingeladen hat, kann ein Meeting hinzufügen.</translation>
  </message>
  <message>
   <source>Open the event to take the meeting off it.</source>
   <translation>Öffnen Sie den Termin, um das Meeting von ihm zu nehmen.</translation>
  </message>
  <message>
   <source>Port {port} is in use by another program.</source>
   <translation>Der Port {port} wird von einem anderen Programm benutzt.</translation>
  </message>
  <message>
   <source>Reconnect</source>
   <translation>Neu verbinden</translation>
  </message>
  <message>
   <source>Reconnect to go on; existing links still join.</source>
   <translation>Verbinden Sie neu, um weiterzumachen; bestehenden Links lässt sich weiter beitreten.</translation>
  </message>
  <message>
   <source>Register an app at Zoom and enter its client id in Settings › Advanced.</source>
   <translation>Registrieren Sie eine App bei Zoom, und geben Sie ihre Client-ID unter Einstellungen › Erweitert an.</translation>
  </message>
  <message>
   <source>Remove them first, or start Dainvo with another profile. Nothing was changed.</source>
   <translation>Entfernen Sie sie zuerst, oder starten Sie Dainvo mit einem anderen Profil. Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Send the note to your Zoom admin, then try again.</source>
   <translation>Schicken Sie die Nachricht an Ihre Zoom-Verwaltung, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Start Dainvo again: it makes a safe copy, with every unsent change in it.</source>
   <translation>Starten Sie Dainvo neu: Es legt eine sichere Kopie an, mit jeder nicht gesendeten Änderung darin.</translation>
  </message>
  <message>
   <source>Sync first; then nothing is lost.</source>
   <translation>Gleichen Sie zuerst ab; dann ist nichts verloren.</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>Abgleichen</translation>
  </message>
  <message>
   <source>The calendar at {host} is no longer there.</source>
   <translation>Der Kalender auf {host} ist nicht mehr da.</translation>
  </message>
  <message>
   <source>The certificate of {host} can’t be trusted.</source>
   <translation>Dem Zertifikat von {host} kann nicht vertraut werden.</translation>
  </message>
  <message>
   <source>The dates of this series can’t be taken over as they are at Zoom.</source>
   <translation>Die Daten dieser Serie lassen sich nicht übernehmen, wie sie bei Zoom sind.</translation>
  </message>
  <message>
   <source>The disk is full.</source>
   <translation>Die Festplatte ist voll.</translation>
  </message>
  <message>
   <source>The end is before the start.</source>
   <translation>Das Ende liegt vor dem Beginn.</translation>
  </message>
  <message>
   <source>The event is kept. Ask your Zoom admin for a meeting licence.</source>
   <translation>Der Termin bleibt. Bitten Sie Ihre Zoom-Verwaltung um eine Lizenz für Meetings.</translation>
  </message>
  <message>
   <source>The event is kept. Change it and save again.</source>
   <translation>Der Termin bleibt. Ändern Sie ihn, und speichern Sie noch einmal.</translation>
  </message>
  <message>
   <source>The event is kept. Look at your meetings at Zoom before you make another.</source>
   <translation>Der Termin bleibt. Sehen Sie Ihre Meetings bei Zoom an, bevor Sie ein weiteres anlegen.</translation>
  </message>
  <message>
   <source>The event is kept. Open it to make a new one and tell people, or remove the link.</source>
   <translation>Der Termin bleibt. Öffnen Sie ihn, um ein neues anzulegen und es mitzuteilen, oder entfernen Sie den Link.</translation>
  </message>
  <message>
   <source>The event is kept. Reconnect to allow it.</source>
   <translation>Der Termin bleibt. Verbinden Sie neu, um es zu erlauben.</translation>
  </message>
  <message>
   <source>The event is kept. Your Zoom admin can tell why.</source>
   <translation>Der Termin bleibt. Ihre Zoom-Verwaltung kann sagen, warum.</translation>
  </message>
  <message>
   <source>The event is too large for its server.</source>
   <translation>Der Termin ist zu groß für seinen Server.</translation>
  </message>
  <message>
   <source>The local data is damaged.</source>
   <translation>Die lokalen Daten sind beschädigt.</translation>
  </message>
  <message>
   <source>The request was declined in the browser.</source>
   <translation>Die Anfrage wurde im Browser abgelehnt.</translation>
  </message>
  <message>
   <source>The server doesn’t allow changes in {calendar}.</source>
   <translation>Der Server erlaubt keine Änderungen in {calendar}.</translation>
  </message>
  <message>
   <source>The server refused this event as it is.</source>
   <translation>Der Server hat diesen Termin so nicht angenommen.</translation>
  </message>
  <message>
   <source>The system’s keyring did not do what it was asked.</source>
   <translation>Der Schlüsselbund des Systems tat nicht, was von ihm verlangt wurde.</translation>
  </message>
  <message>
   <source>There are accounts or calendars here already.</source>
   <translation>Hier gibt es schon Konten oder Kalender.</translation>
  </message>
  <message>
   <source>There is no CalDAV server at {host}.</source>
   <translation>Auf {host} gibt es keinen CalDAV-Server.</translation>
  </message>
  <message>
   <source>There is no event in this file.</source>
   <translation>In dieser Datei ist kein Termin.</translation>
  </message>
  <message>
   <source>There is no import that could be taken back.</source>
   <translation>Es gibt keinen Import, der sich zurücknehmen ließe.</translation>
  </message>
  <message>
   <source>There is no such account.</source>
   <translation>Dieses Konto gibt es nicht.</translation>
  </message>
  <message>
   <source>There is no such calendar.</source>
   <translation>Diesen Kalender gibt es nicht.</translation>
  </message>
  <message>
   <source>This</source>
   <translation>Dies</translation>
  </message>
  <message>
   <source>This Zoom meeting no longer exists.</source>
   <translation>Dieses Zoom-Meeting gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>This Zoom meeting repeats, and the event does not.</source>
   <translation>Dieses Zoom-Meeting wiederholt sich, der Termin nicht.</translation>
  </message>
  <message>
   <source>This build has no Zoom client id.</source>
   <translation>Diese Ausgabe hat keine Client-ID von Zoom.</translation>
  </message>
  <message>
   <source>This certificate, authority or fingerprint can’t be used.</source>
   <translation>Dieses Zertifikat, diese Zertifizierungsstelle oder dieser Fingerabdruck ist nicht verwendbar.</translation>
  </message>
  <message>
   <source>This event changed in two places.</source>
   <translation>Dieser Termin wurde an zwei Orten geändert.</translation>
  </message>
  <message>
   <source>This event could not be read.</source>
   <translation>Dieser Termin war nicht lesbar.</translation>
  </message>
  <message>
   <source>This event does not exist any more.</source>
   <translation>Diesen Termin gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>This event has already begun.</source>
   <translation>Dieser Termin hat schon begonnen.</translation>
  </message>
  <message>
   <source>This event has an online meeting already.</source>
   <translation>Dieser Termin hat schon ein Online-Meeting.</translation>
  </message>
  <message>
   <source>This event is over.</source>
   <translation>Dieser Termin ist vorbei.</translation>
  </message>
  <message>
   <source>This is not the name of {calendar}.</source>
   <translation>Das ist nicht der Name von {calendar}.</translation>
  </message>
  <message>
   <source>This meeting is hosted by {host} — you can join, not change.</source>
   <translation>Gastgeber dieses Meetings ist {host} – Sie können beitreten, nicht ändern.</translation>
  </message>
  <message>
   <source>This profile was written by a newer Dainvo.</source>
   <translation>Dieses Profil wurde von einem neueren Dainvo geschrieben.</translation>
  </message>
  <message>
   <source>This repetition can’t be read.</source>
   <translation>Diese Wiederholung ist nicht lesbar.</translation>
  </message>
  <message>
   <source>This was removed on the server.</source>
   <translation>Er wurde auf dem Server entfernt.</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Two entries in {calendar} claim to be the same event.</source>
   <translation>Zwei Einträge in {calendar} geben sich als derselbe Termin aus.</translation>
  </message>
  <message>
   <source>Type the password again. Many servers want an app password instead of your own.</source>
   <translation>Geben Sie das Passwort noch einmal ein. Viele Server verlangen ein App-Passwort statt Ihres eigenen.</translation>
  </message>
  <message>
   <source>Unlock it and try again; nothing is lost.</source>
   <translation>Entsperren Sie ihn, und versuchen Sie es noch einmal; nichts ist verloren.</translation>
  </message>
  <message>
   <source>What was already here is untouched.</source>
   <translation>Was schon hier war, ist unberührt.</translation>
  </message>
  <message>
   <source>What was fetched last is kept. Ask for its new address, or remove the subscription.</source>
   <translation>Was zuletzt geholt wurde, wird behalten. Fragen Sie nach der neuen Adresse, oder entfernen Sie das Abonnement.</translation>
  </message>
  <message>
   <source>What was saved before is safe. Try again; if it comes back, please report it.</source>
   <translation>Was vorher gespeichert wurde, ist sicher. Versuchen Sie es noch einmal; kommt es wieder, melden Sie es bitte.</translation>
  </message>
  <message>
   <source>What you wrote is kept here.</source>
   <translation>Was Sie geschrieben haben, bleibt hier.</translation>
  </message>
  <message>
   <source>Write an e-mail address, a server such as cloud.example, or a full https address.</source>
   <translation>Geben Sie eine E-Mail-Adresse, einen Server wie cloud.example oder eine ganze https-Adresse an.</translation>
  </message>
  <message>
   <source>Write one and save again.</source>
   <translation>Geben Sie einen an, und speichern Sie noch einmal.</translation>
  </message>
  <message>
   <source>You may not change events in {calendar}.</source>
   <translation>Sie dürfen Termine in {calendar} nicht ändern.</translation>
  </message>
  <message>
   <source>You may not delete events in {calendar}.</source>
   <translation>Sie dürfen Termine in {calendar} nicht löschen.</translation>
  </message>
  <message>
   <source>You may not put events into {calendar}.</source>
   <translation>Sie dürfen keine Termine in {calendar} anlegen.</translation>
  </message>
  <message>
   <source>You signed in as {other}; this account is {user}.</source>
   <translation>Sie haben sich als {other} angemeldet; dieses Konto ist {user}.</translation>
  </message>
  <message>
   <source>Your Zoom account may not host meetings.</source>
   <translation>Ihr Zoom-Konto darf keine Meetings veranstalten.</translation>
  </message>
  <message>
   <source>Your change is kept here.</source>
   <translation>Ihre Änderung bleibt hier.</translation>
  </message>
  <message>
   <source>Your changes are kept; Dainvo goes on when it may.</source>
   <translation>Ihre Änderungen bleiben; Dainvo macht weiter, wenn es darf.</translation>
  </message>
  <message>
   <source>Your changes are kept; Dainvo tries again by itself.</source>
   <translation>Ihre Änderungen bleiben; Dainvo versucht es von selbst wieder.</translation>
  </message>
  <message>
   <source>Your changes wait here until there is room again.</source>
   <translation>Ihre Änderungen warten hier, bis wieder Platz ist.</translation>
  </message>
  <message>
   <source>Your keyring is locked.</source>
   <translation>Ihr Schlüsselbund ist gesperrt.</translation>
  </message>
  <message>
   <source>Your organisation must approve Dainvo first.</source>
   <translation>Ihre Organisation muss Dainvo zuerst genehmigen.</translation>
  </message>
  <message>
   <source>Your version is kept here; change it and save again.</source>
   <translation>Ihre Fassung bleibt hier; ändern Sie sie, und speichern Sie noch einmal.</translation>
  </message>
  <message>
   <source>Your version is kept here; shorten its notes and save again.</source>
   <translation>Ihre Fassung bleibt hier; kürzen Sie ihre Notizen, und speichern Sie noch einmal.</translation>
  </message>
  <message>
   <source>Zoom access ended.</source>
   <translation>Der Zugriff auf Zoom ist beendet.</translation>
  </message>
  <message>
   <source>Zoom did not accept {field}.</source>
   <translation>Zoom hat {field} nicht angenommen.</translation>
  </message>
  <message>
   <source>Zoom doesn’t allow this for your account.</source>
   <translation>Zoom erlaubt dies für Ihr Konto nicht.</translation>
  </message>
  <message>
   <source>Zoom is connected to another server than the one set now.</source>
   <translation>Zoom ist mit einem anderen Server verbunden als dem jetzt eingestellten.</translation>
  </message>
  <message>
   <source>Zoom is off because {variable} has a value that can’t be used.</source>
   <translation>Zoom ist aus, weil {variable} einen Wert hat, der nicht verwendbar ist.</translation>
  </message>
  <message>
   <source>Zoom isn’t connected.</source>
   <translation>Zoom ist nicht verbunden.</translation>
  </message>
  <message>
   <source>Zoom needs a start time and at most 24 hours.</source>
   <translation>Zoom braucht eine Anfangszeit und höchstens 24 Stunden.</translation>
  </message>
  <message>
   <source>Zoom needs one more permission: {scope}.</source>
   <translation>Zoom braucht eine weitere Berechtigung: {scope}.</translation>
  </message>
  <message>
   <source>a setting</source>
   <translation>eine Einstellung</translation>
  </message>
  <message>
   <source>another one</source>
   <translation>ein anderes</translation>
  </message>
  <message>
   <source>create meetings</source>
   <translation>Meetings anlegen</translation>
  </message>
  <message>
   <source>delete meetings</source>
   <translation>Meetings löschen</translation>
  </message>
  <message>
   <source>http sends your password unprotected; use https.</source>
   <translation>http sendet Ihr Passwort ungeschützt; verwenden Sie https.</translation>
  </message>
  <message>
   <source>its own folder</source>
   <translation>seinen eigenen Ordner</translation>
  </message>
  <message>
   <source>list meetings</source>
   <translation>Meetings auflisten</translation>
  </message>
  <message>
   <source>number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>one of the values</source>
   <translation>einen der Werte</translation>
  </message>
  <message>
   <source>read meeting details</source>
   <translation>Angaben zu Meetings lesen</translation>
  </message>
  <message>
   <source>read the invitation</source>
   <translation>die Einladung lesen</translation>
  </message>
  <message>
   <source>read your e-mail address</source>
   <translation>Ihre E-Mail-Adresse lesen</translation>
  </message>
  <message>
   <source>read your profile</source>
   <translation>Ihr Profil lesen</translation>
  </message>
  <message>
   <source>the length</source>
   <translation>die Länge</translation>
  </message>
  <message>
   <source>the notes</source>
   <translation>die Notizen</translation>
  </message>
  <message>
   <source>the passcode</source>
   <translation>den Kenncode</translation>
  </message>
  <message>
   <source>the repetition</source>
   <translation>die Wiederholung</translation>
  </message>
  <message>
   <source>the server</source>
   <translation>der Server</translation>
  </message>
  <message>
   <source>the start time</source>
   <translation>die Anfangszeit</translation>
  </message>
  <message>
   <source>the system refuses it</source>
   <translation>das System verweigert es</translation>
  </message>
  <message>
   <source>the time zone</source>
   <translation>die Zeitzone</translation>
  </message>
  <message>
   <source>the title</source>
   <translation>den Titel</translation>
  </message>
  <message>
   <source>this calendar</source>
   <translation>dieser Kalender</translation>
  </message>
  <message>
   <source>update meetings</source>
   <translation>Meetings ändern</translation>
  </message>
  <message>
   <source>{calendar} can’t be changed: it is read-only.</source>
   <translation>{calendar} lässt sich nicht ändern: nur lesbar.</translation>
  </message>
  <message>
   <source>{calendar} is a subscription: it is changed where it comes from.</source>
   <translation>{calendar} ist ein Abonnement: Er wird dort geändert, wo er herkommt.</translation>
  </message>
  <message>
   <source>{host} did not answer in time.</source>
   <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
  </message>
  <message>
   <source>{host} does not accept this user name and password.</source>
   <translation>{host} nimmt diesen Benutzernamen und dieses Passwort nicht an.</translation>
  </message>
  <message>
   <source>{host} has a problem of its own.</source>
   <translation>{host} hat selbst eine Störung.</translation>
  </message>
  <message>
   <source>{host} has no calendars for this user.</source>
   <translation>{host} hat keine Kalender für diesen Benutzer.</translation>
  </message>
  <message>
   <source>{host} is full.</source>
   <translation>{host} ist voll.</translation>
  </message>
  <message>
   <source>{host} is limiting requests.</source>
   <translation>{host} begrenzt die Anfragen.</translation>
  </message>
  <message>
   <source>{host} offers no Nextcloud sign-in.</source>
   <translation>{host} bietet keine Anmeldung von Nextcloud.</translation>
  </message>
  <message>
   <source>{host} points to another server, so Dainvo stopped.</source>
   <translation>{host} verweist auf einen anderen Server, also hat Dainvo aufgehört.</translation>
  </message>
  <message>
   <source>{host} sent an answer that Dainvo does not understand.</source>
   <translation>{host} hat eine Antwort gesendet, die Dainvo nicht versteht.</translation>
  </message>
  <message>
   <source>{host} sent more than Dainvo takes at once.</source>
   <translation>{host} hat mehr gesendet, als Dainvo auf einmal nimmt.</translation>
  </message>
  <message>
   <source>“{address}” is no address that Dainvo can use.</source>
   <translation>„{address}“ ist keine Adresse, die Dainvo verwenden kann.</translation>
  </message>
  <message>
   <source>“{address}” is no e-mail address.</source>
   <translation>„{address}“ ist keine E-Mail-Adresse.</translation>
  </message>
  <message>
   <source>“{file}” can’t be read: {reason}.</source>
   <translation>„{file}“ ist nicht lesbar: {reason}.</translation>
  </message>
  <message>
   <source>“{file}” can’t be written: {reason}.</source>
   <translation>„{file}“ ist nicht schreibbar: {reason}.</translation>
  </message>
  <message>
   <source>“{file}” does not hold the data of a Dainvo, or of a newer one.</source>
   <translation>„{file}“ enthält keine Daten eines Dainvo oder die eines neueren.</translation>
  </message>
 </context>
 <context>
  <name>YearView</name>
  <message numerus="yes">
   <source>{year}, %n days with events</source>
   <translation>
    <numerusform>{year}, %n Tag mit Terminen</numerusform>
    <numerusform>{year}, %n Tage mit Terminen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ZoneField</name>
  <message>
   <source>One zone</source>
   <translation>Eine Zeitzone</translation>
  </message>
  <message>
   <source>Other zone at the end</source>
   <translation>Andere Zeitzone am Ende</translation>
  </message>
  <message>
   <source>Same clock time everywhere</source>
   <translation>Überall dieselbe Uhrzeit</translation>
  </message>
  <message>
   <source>The end has the time zone of the start again</source>
   <translation>Das Ende hat wieder die Zeitzone des Beginns</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>Time zone of the end</source>
   <translation>Zeitzone des Endes</translation>
  </message>
 </context>
 <context>
  <name>ZoomInfo</name>
  <message>
   <source>(see Settings › Advanced)</source>
   <translation>(siehe Einstellungen › Erweitert)</translation>
  </message>
  <message>
   <source>Basic plan</source>
   <translation>Basic-Tarif</translation>
  </message>
  <message>
   <source>Licensed plan</source>
   <translation>Lizenziert</translation>
  </message>
  <message>
   <source>No meeting plan</source>
   <translation>Kein Tarif für Meetings</translation>
  </message>
  <message>
   <source>Please approve the app Dainvo for my Zoom account.
Client ID: {client}
Permissions, for my own meetings only:
{scopes}
Dainvo is my calendar: it makes, changes and removes the Zoom meetings of events I organise.</source>
   <translation>Bitte genehmigen Sie die App Dainvo für mein Zoom-Konto.
Client-ID: {client}
Berechtigungen, nur für meine eigenen Meetings:
{scopes}
Dainvo ist mein Kalender: Es legt die Zoom-Meetings der Termine, zu denen ich einlade, an, ändert und entfernt sie.</translation>
  </message>
  <message>
   <source>Without “create”, Dainvo can’t make meetings.</source>
   <translation>Ohne „anlegen“ kann Dainvo keine Meetings anlegen.</translation>
  </message>
  <message>
   <source>Without “delete”, meetings you remove stay at Zoom.</source>
   <translation>Ohne „löschen“ bleiben Meetings, die Sie entfernen, bei Zoom.</translation>
  </message>
  <message>
   <source>Without “details”, Dainvo can’t check what Zoom has.</source>
   <translation>Ohne „Details“ kann Dainvo nicht prüfen, was Zoom hat.</translation>
  </message>
  <message>
   <source>Without “e-mail”, the account is shown by its name alone.</source>
   <translation>Ohne „E-Mail“ steht das Konto nur mit seinem Namen da.</translation>
  </message>
  <message>
   <source>Without “invitation”, Zoom’s own text can’t be copied.</source>
   <translation>Ohne „Einladung“ lässt sich Zooms eigener Text nicht kopieren.</translation>
  </message>
  <message>
   <source>Without “list”, Dainvo can’t tell whether a meeting was made when Zoom gives no answer.</source>
   <translation>Ohne „Liste“ kann Dainvo nicht sagen, ob ein Meeting angelegt wurde, wenn Zoom nicht antwortet.</translation>
  </message>
  <message>
   <source>Without “profile”, the account has no name here.</source>
   <translation>Ohne „Profil“ hat das Konto hier keinen Namen.</translation>
  </message>
  <message>
   <source>Without “update”, changes don’t reach Zoom.</source>
   <translation>Ohne „ändern“ erreichen Änderungen Zoom nicht.</translation>
  </message>
  <message>
   <source>Zoom account</source>
   <translation>Zoom-Konto</translation>
  </message>
  <message>
   <source>create</source>
   <translation>anlegen</translation>
  </message>
  <message>
   <source>delete</source>
   <translation>löschen</translation>
  </message>
  <message>
   <source>details</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>e-mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>invitation</source>
   <translation>Einladung</translation>
  </message>
  <message>
   <source>list</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>profile</source>
   <translation>Profil</translation>
  </message>
  <message>
   <source>update</source>
   <translation>ändern</translation>
  </message>
 </context>
 <context>
  <name>ZoomRow</name>
  <message numerus="yes">
   <source>%n upcoming meetings</source>
   <translation>
    <numerusform>%n kommendes Meeting</numerusform>
    <numerusform>%n kommende Meetings</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Check now</source>
   <translation>&amp;Prüfen</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>At Zoom</source>
   <translation>Bei Zoom</translation>
  </message>
  <message>
   <source>Checking…</source>
   <translation>Wird geprüft …</translation>
  </message>
  <message>
   <source>Manage mee&amp;tings…</source>
   <translation>Meetings &amp;verwalten …</translation>
  </message>
  <message>
   <source>May change</source>
   <translation>Darf ändern</translation>
  </message>
  <message>
   <source>May read</source>
   <translation>Darf lesen</translation>
  </message>
  <message>
   <source>Meeting &amp;defaults…</source>
   <translation>&amp;Vorgaben …</translation>
  </message>
  <message>
   <source>Note for your admin copied</source>
   <translation>Nachricht für Ihre Verwaltung kopiert</translation>
  </message>
  <message>
   <source>Re&amp;connect</source>
   <translation>Neu ver&amp;binden</translation>
  </message>
  <message>
   <source>Used by</source>
   <translation>Verwendet von</translation>
  </message>
  <message>
   <source>Zoom calls go to {address}</source>
   <translation>Zoom-Aufrufe gehen an {address}</translation>
  </message>
  <message>
   <source>Zoom time zone {zone}</source>
   <translation>Zeitzone {zone}</translation>
  </message>
  <message>
   <source>allowed</source>
   <translation>erlaubt</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>checked {time}</source>
   <translation>geprüft {time}</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
 </context>
 <context>
  <name>ZoomStanding</name>
  <message>
   <source>Access removed at Zoom</source>
   <translation>Zugriff bei Zoom entzogen</translation>
  </message>
  <message>
   <source>Another server</source>
   <translation>Anderer Server</translation>
  </message>
  <message>
   <source>App not accepted</source>
   <translation>App nicht angenommen</translation>
  </message>
  <message>
   <source>Approval needed</source>
   <translation>Genehmigung nötig</translation>
  </message>
  <message>
   <source>Being removed</source>
   <translation>Wird entfernt</translation>
  </message>
  <message>
   <source>Connected</source>
   <translation>Verbunden</translation>
  </message>
  <message>
   <source>Connected elsewhere</source>
   <translation>Anderswo verbunden</translation>
  </message>
  <message>
   <source>Copy note for admin</source>
   <translation>Nachricht kopieren</translation>
  </message>
  <message>
   <source>Dainvo was removed from your apps at Zoom.</source>
   <translation>Dainvo wurde aus Ihren Apps bei Zoom entfernt.</translation>
  </message>
  <message>
   <source>Existing links still join.</source>
   <translation>Bestehenden Links lässt sich weiter beitreten.</translation>
  </message>
  <message>
   <source>It was removed at Zoom, connected on another computer, or not used for too long.</source>
   <translation>Es wurde bei Zoom entfernt, auf einem anderen Computer verbunden oder zu lange nicht benutzt.</translation>
  </message>
  <message>
   <source>Keyring locked</source>
   <translation>Schlüsselbund gesperrt</translation>
  </message>
  <message>
   <source>Keyring needed</source>
   <translation>Schlüsselbund nötig</translation>
  </message>
  <message>
   <source>Limited until {time}</source>
   <translation>Begrenzt bis {time}</translation>
  </message>
  <message>
   <source>May not host</source>
   <translation>Darf nicht veranstalten</translation>
  </message>
  <message>
   <source>Needs you</source>
   <translation>Braucht Sie</translation>
  </message>
  <message>
   <source>Permission missing: {word}</source>
   <translation>Berechtigung fehlt: {word}</translation>
  </message>
  <message>
   <source>Reconnect</source>
   <translation>Neu verbinden</translation>
  </message>
  <message>
   <source>Sign-in lost</source>
   <translation>Anmeldung verloren</translation>
  </message>
  <message>
   <source>The Zoom user of this sign-in does not exist any more.</source>
   <translation>Den Zoom-Benutzer dieser Anmeldung gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>This Zoom user may not host meetings. Your events are kept; ask your Zoom admin for a licence.</source>
   <translation>Dieser Zoom-Benutzer darf keine Meetings veranstalten. Ihre Termine bleiben; bitten Sie Ihre Zoom-Verwaltung um eine Lizenz.</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Waiting for Zoom…</source>
   <translation>Wartet auf Zoom …</translation>
  </message>
  <message>
   <source>Your Zoom admin must approve Dainvo, or has withdrawn the approval. The note says what to ask for.</source>
   <translation>Ihre Zoom-Verwaltung muss Dainvo genehmigen oder hat die Genehmigung zurückgezogen. Die Nachricht sagt, worum zu bitten ist.</translation>
  </message>
  <message>
   <source>Zoom access ended</source>
   <translation>Zugriff auf Zoom beendet</translation>
  </message>
  <message>
   <source>Zoom does not accept Dainvo’s client ID any more. Look at Settings › Advanced, then sign in again.</source>
   <translation>Zoom nimmt die Client-ID von Dainvo nicht mehr an. Sehen Sie unter Einstellungen › Erweitert nach, und melden Sie sich neu an.</translation>
  </message>
  <message>
   <source>Zoom doesn’t answer. What you save is kept and goes out by itself.</source>
   <translation>Zoom antwortet nicht. Was Sie speichern, bleibt und geht von selbst hinaus.</translation>
  </message>
  <message>
   <source>Zoom makes and changes 100 meetings a day. What comes after that waits here and goes out from {time} by itself.</source>
   <translation>Zoom legt an und ändert 100 Meetings am Tag. Was danach kommt, wartet hier und geht ab {time} von selbst hinaus.</translation>
  </message>
  <message>
   <source>Zoom renewed the sign-in, but its answer got lost on the way. Sign in once more; nothing else is lost.</source>
   <translation>Zoom hat die Anmeldung erneuert, aber die Antwort ging unterwegs verloren. Melden Sie sich noch einmal an; sonst ist nichts verloren.</translation>
  </message>
  <message>
   <source>Zoom takes no more changes for now. They wait here and go out by themselves.</source>
   <translation>Zoom nimmt vorerst keine Änderungen mehr an. Sie warten hier und gehen von selbst hinaus.</translation>
  </message>
  <message>
   <source>Zoom was connected on another computer, or Dainvo was removed there. Only the last one works.</source>
   <translation>Zoom wurde auf einem anderen Computer verbunden, oder Dainvo wurde dort entfernt. Nur die letzte Verbindung gilt.</translation>
  </message>
  <message>
   <source>{n} of 100 changes today</source>
   <translation>{n} von 100 Änderungen heute</translation>
  </message>
 </context>
 <context>
  <name>_Place</name>
  <message>
   <source>Day of the week</source>
   <translation>Wochentag</translation>
  </message>
  <message>
   <source>Days of the month</source>
   <translation>Tage des Monats</translation>
  </message>
  <message>
   <source>On day</source>
   <translation>Am Tag</translation>
  </message>
  <message>
   <source>On the</source>
   <translation>Am</translation>
  </message>
  <message>
   <source>One or several, such as 1, 15 or last</source>
   <translation>Einer oder mehrere, etwa 1, 15 oder letzter</translation>
  </message>
  <message>
   <source>Which one of the month</source>
   <translation>Der wievielte im Monat</translation>
  </message>
 </context>
 <context>
  <name>_Provider</name>
  <message>
   <source>Meeting provider</source>
   <translation>Anbieter des Meetings</translation>
  </message>
  <message>
   <source>Other link</source>
   <translation>Anderer Link</translation>
  </message>
 </context>
 <context>
  <name>_Table</name>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
 </context>
</TS>
