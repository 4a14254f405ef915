// The SDK speaks English only and has no place for translations. It is pinned to one version, so
// its sentences are replaced while building; one that is not found ends the build.

const SENTENCES = [
  // composer
  ['"Send an encrypted message\\u2026"', '"Verschlüsselte Nachricht schreiben …"'],
  ['"Send a message\\u2026"', '"Nachricht schreiben …"'],
  ["title: vm.i18n`Pick attachment`", 'title: "Datei anhängen"'],
  ["i18n`Send video`", "i18n`Video senden`"],
  ["i18n`Send picture`", "i18n`Bild senden`"],
  ["i18n`Send file`", "i18n`Datei senden`"],
  ["i18n`Send`", "i18n`Senden`"],
  ['{ className: "replying" }, "Replying"', '{ className: "replying" }, "Antwort"'],
  ['onClick: () => this._clearReplyingTo()\n        }, "Close")', 'onClick: () => this._clearReplyingTo()\n        }, "Schließen")'],
  ["i18n`You do not have the powerlevel necessary to send messages`", "i18n`In diesem Raum dürfen Sie nicht schreiben`"],
  // room
  ["i18n`Close room`", "i18n`Zurück zu den Räumen`"],
  ["i18n`Loading encrypted messages…`", "i18n`Verschlüsselte Nachrichten werden geladen …`"],
  ["i18n`Loading messages…`", "i18n`Nachrichten werden geladen …`"],
  ['"Loading more messages\\u2026"', '"Ältere Nachrichten werden geladen …"'],
  ['"Gave up loading more messages"', '"Ältere Nachrichten wurden nicht geladen"'],
  ['"Waiting for connection\\u2026"', '"Warten auf die Verbindung …"'],
  ['title: "Jump down"', 'title: "Zum Ende springen"'],
  // messages
  ['"In reply to"', '"Antwort auf"'],
  ['"This reply could not be found."', '"Die beantwortete Nachricht wurde nicht gefunden."'],
  ["i18n`Reply`", "i18n`Antworten`"],
  ["i18n`Delete`", "i18n`Löschen`"],
  ["i18n`Copy matrix.to permalink`", "i18n`Verweis kopieren`"],
  ["i18n`This message is being deleted…`", "i18n`Diese Nachricht wird gelöscht …`"],
  ["i18n`This message has been deleted.`", "i18n`Diese Nachricht wurde gelöscht.`"],
  ["i18n`Download ${filename} (${size})`", "i18n`${filename} herunterladen (${size})`"],
  ["i18n`Downloading ${filename} (${size})…`", "i18n`${filename} wird heruntergeladen (${size}) …`"],
  ["i18n`Uploading ${filename}: ${percent}%`", "i18n`${filename} wird hochgeladen: ${percent} %`"],
  ["i18n`The sender hasn't sent us the key for this message yet.`", "i18n`Der Schlüssel zu dieser Nachricht fehlt.`"],
  // what happened in the room
  ["i18n`${senderName} has enabled end-to-end encryption`", "i18n`${senderName} hat die Ende-zu-Ende-Verschlüsselung eingeschaltet`"],
  ["`${targetName} joined the room`", "`${targetName} ist beigetreten`"],
  ["`${targetName} was invited to the room by ${senderName}`", "`${targetName} wurde von ${senderName} eingeladen`"],
  ["`${targetName} declined the invitation to join the room`", "`${targetName} hat die Einladung abgelehnt`"],
  ["`${targetName} left the room`", "`${targetName} hat den Raum verlassen`"],
  ["`${senderName} changed their avatar`", "`${senderName} hat das Bild geändert`"],
  ["} changed their name to ${content.displayname}`", "} heißt jetzt ${content.displayname}`"],
  ['} named the room "${content == null ? void 0 : content.name}"`', '} hat den Raum „${content == null ? void 0 : content.name}“ genannt`'],
  // dates
  ["new Intl.RelativeTimeFormat(void 0,", 'new Intl.RelativeTimeFormat("de",'],
  ["new Intl.DateTimeFormat(void 0,", 'new Intl.DateTimeFormat("de",'],
];

export function inGerman() {
  return {
    name: "in-german",
    transform(code, id) {
      if (!id.endsWith("/hydrogen.es.js")) return null;
      for (const [english, german] of SENTENCES) {
        if (!code.includes(english)) this.error(`The SDK no longer says ${english}`);
        code = code.replaceAll(english, german);
      }
      return { code, map: null };
    },
  };
}
