BEGIN TRANSACTION;
CREATE TABLE announcement (
    announcement_id INTEGER PRIMARY KEY AUTOINCREMENT,
    author          TEXT,                           -- null: forgotten
    event_id        TEXT NOT NULL,                  -- of the command, by which an edit finds it
    text            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('planned', 'posted', 'withdrawn')),
    due_at          INTEGER NOT NULL,
    rings           INTEGER NOT NULL CHECK (rings IN (0, 1)),      -- with a mention of everybody
    in_digest       INTEGER NOT NULL CHECK (in_digest IN (0, 1)),  -- belongs into the digest, too
    created_at      INTEGER NOT NULL,
    posted_at       INTEGER,                        -- null: not yet
    revision        INTEGER NOT NULL DEFAULT 0      -- edits of its copies
) STRICT;
CREATE TABLE announcement_copy (
    announcement_id INTEGER NOT NULL REFERENCES announcement ON DELETE CASCADE,
    room_id         TEXT NOT NULL,
    PRIMARY KEY (announcement_id, room_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE announcement_news (
    news_id         INTEGER PRIMARY KEY AUTOINCREMENT,
    announcement_id INTEGER NOT NULL UNIQUE REFERENCES announcement ON DELETE CASCADE
) STRICT;
CREATE TABLE anonymous_link (
    user_id     TEXT PRIMARY KEY NOT NULL,
    question_id INTEGER,                            -- null: not posted yet
    step        TEXT NOT NULL CHECK (step IN ('draft', 'waiting', 'open', 'adding', 'ending')),
    title       TEXT NOT NULL,                      -- '' once it is posted
    text        TEXT NOT NULL,                      -- of the question until it is posted; then of
                                                    -- what is shown before a yes: what the person
                                                    -- adds, or what helped
    topics      TEXT NOT NULL,                      -- JSON; empty once it is posted
    additions   INTEGER NOT NULL DEFAULT 0,         -- posted in the thread so far
    due_at      INTEGER                             -- when a draft is dropped, a question is posted
                                                    -- or ended; null: nothing is due
) STRICT, WITHOUT ROWID;
CREATE TABLE anonymous_mark (
    digest     TEXT PRIMARY KEY NOT NULL,
    expires_at INTEGER NOT NULL                     -- the beginning of a day
) STRICT, WITHOUT ROWID;
CREATE TABLE awaited (
    awaited_id  INTEGER PRIMARY KEY AUTOINCREMENT,  -- the newest was asked last
    user_id     TEXT NOT NULL,
    room_id     TEXT,                               -- null: the person's direct chat
    thread_root TEXT,                               -- null: not in a thread
    kind        TEXT NOT NULL,                      -- such as 'offer': that route takes the answer
    subject     TEXT,                               -- that of the posts about it; null: none
    payload     TEXT NOT NULL,                      -- JSON, a matter of the kind
    alone       INTEGER NOT NULL CHECK (alone IN (0, 1)),  -- a dialogue or a preview: one a person
    asked_at    INTEGER NOT NULL,
    expires_at  INTEGER                             -- null: kept as long as dialogues are
) STRICT;
CREATE TABLE calendar (
    source        TEXT PRIMARY KEY,                 -- a hash of its address, which may be secret
    etag          TEXT,                             -- of the last read, if the server sent one
    modified      TEXT,                             -- likewise
    read_at       INTEGER,                          -- null: never yet
    failing_since INTEGER                           -- null: the last attempt was no failure
) STRICT, WITHOUT ROWID;
CREATE TABLE digest_code (
    code_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    TEXT NOT NULL,
    address    TEXT NOT NULL,
    rhythm     TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
    code       TEXT,                                -- null: used, replaced or tried too often
    tries      INTEGER NOT NULL DEFAULT 0,
    asked_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE digest_foreword (
    foreword_id INTEGER PRIMARY KEY AUTOINCREMENT,
    text        TEXT NOT NULL,
    written_at  INTEGER NOT NULL
) STRICT;
CREATE TABLE digest_order (
    user_id       TEXT PRIMARY KEY NOT NULL,
    rhythm        TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
    address       TEXT,                             -- of a mail; null: in the direct chat
    ordered_at    INTEGER NOT NULL,
    looked_at     INTEGER NOT NULL,                 -- when it was the turn of the last one
    due_at        INTEGER NOT NULL,                 -- when it is the turn of the next
    version_mark  INTEGER NOT NULL,                 -- guideline_version.version_id
    question_mark INTEGER NOT NULL,                 -- question.question_id
    result_mark   INTEGER NOT NULL,                 -- result_change.change_id
    foreword_mark INTEGER NOT NULL                  -- digest_foreword.foreword_id
, announcement_mark INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO "digest_order" VALUES('@ada:example.org','weekly',NULL,1795510920,1795510920,1795766400,2,1,0,0,0);
CREATE TABLE digest_told (
    user_id     TEXT NOT NULL,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    starts      TEXT,                               -- null: not when it is; '': it is cancelled
    register_by TEXT,                               -- null: not until when to register
    PRIMARY KEY (user_id, meeting_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE direct_chat (
    user_id    TEXT PRIMARY KEY NOT NULL,
    room_id    TEXT NOT NULL UNIQUE,
    membership TEXT NOT NULL                        -- the person's
        CHECK (membership IN ('invite', 'join', 'leave')),
    changed_at INTEGER NOT NULL
) STRICT;
INSERT INTO "direct_chat" VALUES('@ada:example.org','!chat-ada:example.org','join',1795510800);
INSERT INTO "direct_chat" VALUES('@bo:example.org','!chat-bo::example.org','join',1795510800);
INSERT INTO "direct_chat" VALUES('@cora:example.org','!chat-cor:example.org','join',1795510800);
CREATE TABLE document (
    sha256    TEXT PRIMARY KEY NOT NULL,            -- also the name of its file
    kind      TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE document_page (
    page_id INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    page    INTEGER NOT NULL,                       -- the first is 1
    text    TEXT NOT NULL,
    UNIQUE (sha256, page)
) STRICT;
CREATE TABLE document_text (
    sha256  TEXT PRIMARY KEY NOT NULL REFERENCES document ON DELETE CASCADE,
    problem TEXT,                                   -- why it could not, or not all, be read
    pages   INTEGER NOT NULL,                       -- how many were read
    read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_token (
    user_id    TEXT PRIMARY KEY NOT NULL,
    nonce      TEXT NOT NULL UNIQUE,                -- the event of the command that made it
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE file_request (
    transaction_id TEXT PRIMARY KEY NOT NULL,       -- under which the file will be sent
    kind           TEXT NOT NULL CHECK (kind IN ('calendar', 'document', 'map')),
    source         TEXT NOT NULL,                   -- JSON: what it takes to make or find it
    room_id        TEXT NOT NULL,
    content        TEXT NOT NULL,                   -- JSON: of the event, without the file
    requested_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE guideline (
    guideline_id    INTEGER PRIMARY KEY,
    municipality_id INTEGER NOT NULL REFERENCES municipality,
    list            TEXT NOT NULL CHECK (list IN ('buergerbeteiligung', 'kinder_jugend')),
    number          INTEGER,                        -- position in the printed list
    printed         TEXT NOT NULL,                  -- the name as printed there
    certainty       TEXT NOT NULL CHECK (certainty IN ('sicher', 'wahrscheinlich')),
    remark          TEXT NOT NULL,                  -- on the printed form; management only
    title           TEXT,                           -- null: nothing but the name is known
    document_type   TEXT,
    status          TEXT NOT NULL
        CHECK (status IN ('in Erarbeitung', 'beschlossen', 'fortgeschrieben', 'unbekannt')),
    adopted         TEXT,                           -- YYYY, YYYY-MM or YYYY-MM-DD
    adopted_by      TEXT,
    updated         TEXT,                           -- likewise
    summary         TEXT,
    source          TEXT,
    provenance      TEXT NOT NULL,
    confirmed_by    TEXT,
    confirmed_at    INTEGER,
    created_at      INTEGER NOT NULL,
    deleted_at      INTEGER                         -- null: not deleted
) STRICT;
INSERT INTO "guideline" VALUES(1,1,'buergerbeteiligung',1,'Bad Blankenburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(2,2,'buergerbeteiligung',2,'Bad Homburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(3,3,'buergerbeteiligung',3,'Badenweiler','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(4,4,'buergerbeteiligung',4,'Bamberg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(5,5,'buergerbeteiligung',5,'Bargteheide','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(6,6,'buergerbeteiligung',6,'Berlin (Land)','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(7,7,'buergerbeteiligung',7,'Berlin-Friedrichshagen-Knochtberg','sicher','Erkennungsfehler: Position 7 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Berlin-Friedrichshain-Kreuzberg«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(8,8,'buergerbeteiligung',8,'Berlin-Lichtenberg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(9,9,'buergerbeteiligung',9,'Berlin-Marzahn-Hellersdorf','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(10,10,'buergerbeteiligung',10,'Berlin-Mitte','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(11,11,'buergerbeteiligung',11,'Berlin-Neukölln','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(12,12,'buergerbeteiligung',12,'Berlin-Pankow','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(13,13,'buergerbeteiligung',13,'Berlin-Spandau','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(14,14,'buergerbeteiligung',14,'Berlin-Steglitz-Zehlendorf','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(15,15,'buergerbeteiligung',15,'Berlin-Tempelhof-Schöneberg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(16,16,'buergerbeteiligung',16,'Berlin-Treptow-Köpenick','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(17,17,'buergerbeteiligung',17,'Bonn','sicher','','Leitlinien aus dem Upgrade',NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung; Einreichung Nr. 1','Netzwerkmanagement',1795510920,1795510800,NULL);
INSERT INTO "guideline" VALUES(18,18,'buergerbeteiligung',18,'Braunschweig','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(19,19,'buergerbeteiligung',19,'Bremen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(20,20,'buergerbeteiligung',20,'Brühl','sicher','Gleichnamige Gemeinde Brühl (Baden); gemeint ist die Stadt in NRW: Einzelansicht der Sammlung nennt Ratsbeschluss 22.05.2017, bruehl.de bestätigt.','Leitlinien – Gemeinsam Zukunft gestalten','Leitlinien','fortgeschrieben','2017-05-22','Stadtrat','2025-05-05',NULL,'https://www.netzwerk-buergerbeteiligung.de/kommunale-beteiligungspolitik/sammlung-kommunale-leitlinien/einzelansicht-leitlinien/article/bruehl/','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(21,21,'buergerbeteiligung',21,'Chemnitz','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(22,22,'buergerbeteiligung',22,'Darmstadt','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(23,23,'buergerbeteiligung',23,'Detmold','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(24,24,'buergerbeteiligung',24,'Ditzingen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(25,25,'buergerbeteiligung',25,'Dorsten','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(26,26,'buergerbeteiligung',26,'Dresden','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(27,27,'buergerbeteiligung',27,'Eckernförde','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(28,28,'buergerbeteiligung',28,'Ehningen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(29,29,'buergerbeteiligung',29,'Emplingen','sicher','Erkennungsfehler: Position 29 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Empfingen«. Einzelansicht der Sammlung: Leitfaden zur Bürgerbeteiligung, 13.10.2020.','Leitfaden zur Bürgerbeteiligung in der Gemeinde Empfingen','Leitfaden','beschlossen','2020-10-13','Gemeinderat',NULL,NULL,'https://www.netzwerk-buergerbeteiligung.de/kommunale-beteiligungspolitik/sammlung-kommunale-leitlinien/einzelansicht-leitlinien/article/empfingen/','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(30,30,'buergerbeteiligung',30,'Erfurt','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(31,31,'buergerbeteiligung',31,'Erlangen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(32,32,'buergerbeteiligung',32,'Essen','sicher','Gleichnamig: Essen (Oldenburg); gemeint ist wahrscheinlich die Großstadt in NRW.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(33,33,'buergerbeteiligung',33,'Falkensee','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(34,34,'buergerbeteiligung',34,'Filderstadt','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(35,35,'buergerbeteiligung',35,'Flensburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(36,36,'buergerbeteiligung',36,'Frankfurt am Main','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(37,37,'buergerbeteiligung',37,'Freiburg','sicher','Erkennungsfehler: Position 37 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Freiberg«. Auch Freiberg am Neckar (BW) möglich; die Sammlung schreibt bei Remseck »am Neckar« aus, daher wahrscheinlich Freiberg (Sachsen). (Im Ausgangstext steht »Freiburg« zweimal; der erste Eintrag ist Freiberg, der zweite Freiburg.)',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(38,38,'buergerbeteiligung',38,'Freiburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(39,39,'buergerbeteiligung',39,'Freilassing','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(40,40,'buergerbeteiligung',40,'Freudenstadt','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(41,41,'buergerbeteiligung',41,'Friedrichshafen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(42,42,'buergerbeteiligung',42,'Gelsingen an der Steige','sicher','Erkennungsfehler: Position 42 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Geislingen an der Steige«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(43,43,'buergerbeteiligung',43,'Gera','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(44,44,'buergerbeteiligung',44,'Gießen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(45,45,'buergerbeteiligung',45,'Goppingen (Landkreis)','sicher','Erkennungsfehler: Position 45 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Göppingen (Landkreis)«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(46,46,'buergerbeteiligung',46,'Goppingen (Stadt)','sicher','Erkennungsfehler: Position 46 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Göppingen (Stadt)«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(47,47,'buergerbeteiligung',47,'Grotitz','sicher','Erkennungsfehler: Position 47 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Görlitz«. Einzelansicht der Sammlung: Satzung zur Bürgerschaftlichen Beteiligung, 25.06.2015.','Satzung zur Bürgerschaftlichen Beteiligung','Satzung','beschlossen','2015-06-25','Stadtrat',NULL,NULL,'https://www.netzwerk-buergerbeteiligung.de/kommunale-beteiligungspolitik/sammlung-kommunale-leitlinien/einzelansicht-leitlinien/article/goerlitz/','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(48,48,'buergerbeteiligung',48,'Gransow','sicher','Erkennungsfehler: Position 48 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Gransee«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(49,49,'buergerbeteiligung',49,'Grätz','sicher','Erkennungsfehler: Position 49 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Graz«. Richtlinie des Gemeinderates vom 15.05.2014; Österreich, nicht Deutschland.','Leitlinien für die BürgerInnenbeteiligung bei Planungen und Vorhaben der Stadt Graz','Richtlinie','beschlossen','2014-05-15','Gemeinderat',NULL,NULL,NULL,'Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(50,50,'buergerbeteiligung',50,'Gräshausen','sicher','Erkennungsfehler: Position 50 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Griesheim«. griesheim-gestalten.de: Leitlinie einstimmig beschlossen 07.02.2019.','Leitlinie für gute Bürgerbeteiligung','Leitlinie','beschlossen','2019-02-07',NULL,NULL,NULL,'https://griesheim-gestalten.de/page/leitlinien','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(51,51,'buergerbeteiligung',51,'Gronau (Westf.)','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(52,52,'buergerbeteiligung',52,'Großsörsen','sicher','Erkennungsfehler: Position 52 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Großpösna«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(53,53,'buergerbeteiligung',53,'Gundelfingen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(54,54,'buergerbeteiligung',54,'Hadelshorn','sicher','Erkennungsfehler: Position 54 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Heidelberg«. Leitlinien für mitgestaltende Bürgerbeteiligung, docplayer 30501135.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(55,55,'buergerbeteiligung',55,'Halbrohnen','sicher','Erkennungsfehler: Position 55 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Heilbronn«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(56,56,'buergerbeteiligung',56,'Ingolstadt','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(57,57,'buergerbeteiligung',57,'Itzehoe','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(58,58,'buergerbeteiligung',58,'Jena','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(59,59,'buergerbeteiligung',59,'Jever','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(60,60,'buergerbeteiligung',60,'Karlsruhe','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(61,61,'buergerbeteiligung',61,'Kiel','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(62,62,'buergerbeteiligung',62,'Köln','sicher','','Leitlinien vor dem Upgrade',NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung','@leitung:example.org',1795510920,1795510800,NULL);
INSERT INTO "guideline" VALUES(63,63,'buergerbeteiligung',63,'Königswinter','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(64,64,'buergerbeteiligung',64,'Konstanz','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(65,65,'buergerbeteiligung',65,'Kressbronn am Bodensee','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(66,66,'buergerbeteiligung',66,'Lahr','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(67,67,'buergerbeteiligung',67,'Landau in der Pfalz','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(68,68,'buergerbeteiligung',68,'Leipzig','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(69,69,'buergerbeteiligung',69,'Lich','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(70,70,'buergerbeteiligung',70,'Mainz','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(71,71,'buergerbeteiligung',71,'Mannheim','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(72,72,'buergerbeteiligung',72,'Marburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(73,73,'buergerbeteiligung',73,'Marburg-Biedenkopf','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(74,74,'buergerbeteiligung',74,'Marquartstein','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(75,75,'buergerbeteiligung',75,'Meißen','sicher','','Leitlinie für Bürgerbeteiligung','Leitlinie','beschlossen','2023-09-27','Stadtrat',NULL,NULL,'https://stadt-meissen.de/de/buergerbeteiligung/buergerbeteiligungsleitlinie.html','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(76,76,'buergerbeteiligung',76,'Mettmann','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(77,77,'buergerbeteiligung',77,'Müllheim','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(78,78,'buergerbeteiligung',78,'München','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(79,79,'buergerbeteiligung',79,'Münster','sicher','Gleichnamig: Münster (Hessen), Münster (Bayern); gemeint ist wahrscheinlich die Großstadt in NRW.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(80,80,'buergerbeteiligung',80,'Neuss','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(81,81,'buergerbeteiligung',81,'Nordhausen am Harz','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(82,82,'buergerbeteiligung',82,'Nürtingen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(83,83,'buergerbeteiligung',83,'Oberhausen','sicher','Mehrere Gleichnamige; gemeint ist wahrscheinlich die Großstadt in NRW.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(84,84,'buergerbeteiligung',84,'Offenbach am Main','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(85,85,'buergerbeteiligung',85,'Oyten','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(86,86,'buergerbeteiligung',86,'Pforzheim','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(87,87,'buergerbeteiligung',87,'Pfaffingen','sicher','Erkennungsfehler: Position 87 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Pfullingen«. Achtung: Pfäffingen ist ein Ortsteil von Ammerbuch.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(88,88,'buergerbeteiligung',88,'Pfaffenberg','sicher','Erkennungsfehler: Position 88 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Plettenberg«. buergergesellschaft.de nennt »Detmold oder Plettenberg« als Leitlinienkommunen. Pfaffenberg ist keine eigenständige Kommune mehr (Mallersdorf-Pfaffenberg).',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(89,89,'buergerbeteiligung',89,'Potsdam','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(90,90,'buergerbeteiligung',90,'Puchheim','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(91,91,'buergerbeteiligung',91,'Regensburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(92,92,'buergerbeteiligung',92,'Reihburg-Luccum','sicher','Erkennungsfehler: Position 92 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Rehburg-Loccum«.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(93,93,'buergerbeteiligung',93,'Remseck am Neckar','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(94,94,'buergerbeteiligung',94,'Rheine','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(95,95,'buergerbeteiligung',95,'Rostock','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(96,96,'buergerbeteiligung',96,'Rottweil','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(97,97,'buergerbeteiligung',97,'Saarbrücken','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(98,98,'buergerbeteiligung',98,'Schwanau','sicher','Erkennungsfehler: Position 98 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Schwerte«. Einzelansicht der Sammlung: Leitlinien für die MitMachStadt Schwerte, 27.11.2019. Achtung: Schwanau (Ortenaukreis, BW) gibt es wirklich, steht aber nicht in der Sammlung.','Leitlinien für die MitMachStadt Schwerte','Leitlinien','beschlossen','2019-11-27','Rat',NULL,NULL,'https://www.netzwerk-buergerbeteiligung.de/kommunale-beteiligungspolitik/sammlung-kommunale-leitlinien/einzelansicht-leitlinien/article/schwerte/','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(99,99,'buergerbeteiligung',99,'Soest','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(100,100,'buergerbeteiligung',100,'Solingen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(101,101,'buergerbeteiligung',101,'Speyer','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(102,102,'buergerbeteiligung',102,'Sprockhövel','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(103,103,'buergerbeteiligung',103,'Stutenheim','sicher','Erkennungsfehler: Position 103 der Liste; die ersten 105 Einträge stimmen 1:1 mit der öffentlichen Sammlung im Web überein, dort steht »Stutensee«. Kein amtlicher Ort.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(104,104,'buergerbeteiligung',104,'Stuttgart','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(105,105,'buergerbeteiligung',105,'Treuenbrietzen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(106,106,'buergerbeteiligung',106,'Tübingen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(107,107,'buergerbeteiligung',107,'Überlingen','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(108,108,'buergerbeteiligung',108,'Viernheim','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(109,109,'buergerbeteiligung',109,'Vöhringen','wahrscheinlich','Anzeige: wie gedruckt (»Vöhringen«). Eine ältere Fassung der öffentlichen Sammlung im Web hat zwischen Viernheim und Weingarten nur »Vorarlberg« (Land, Österreich); die neuere ist nur bis davor belegt. Wahrscheinlich ist Vorarlberg gemeint. Für Vöhringen (BW wie BY) keine Leitlinien gefunden. Vom Netzwerkmanagement bestätigen lassen.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(110,110,'buergerbeteiligung',110,'Waiblingen','wahrscheinlich','Stadt existiert, Alphabet passt, Stadt hat »Richtlinien zur Bürgerbeteiligung« (waiblingen.de, Prozess 2019/20); in einer älteren Fassung der Sammlung noch nicht gelistet, die neuere ist nur bis davor belegt.',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(111,111,'buergerbeteiligung',111,'Weingarten','sicher','Name steht in einer älteren Fassung der öffentlichen Sammlung im Web in gleicher Reihenfolge. Es gibt auch Weingarten (Baden) und Weingarten (Pfalz); Einzelansicht der Sammlung nennt STEP 2020 und Beschluss 17.11.2014 = Stadt bei Ravensburg.','Konzept Bürgerbeteiligung','Konzept','beschlossen','2014-11-17','Gemeinderat',NULL,NULL,'https://www.netzwerk-buergerbeteiligung.de/kommunale-beteiligungspolitik/sammlung-kommunale-leitlinien/einzelansicht-leitlinien/article/weingarten/','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(112,112,'buergerbeteiligung',112,'Weyers','sicher','Erkennungsfehler: eine ältere Fassung der öffentlichen Sammlung im Web hat »Weingarten – Weyarn – Wiesbaden«. Einzelansicht der Sammlung: »Mitmach-Satzung« 2008, fortgeschrieben 2013. (Weyers ist ein Ortsteil von Ebersburg in Hessen, keine Kommune.)','Bürgerbeteiligungssatzung (»Mitmach-Satzung«)','Satzung','beschlossen','2008','Gemeinderat','2013-07',NULL,'https://www.netzwerk-buergerbeteiligung.de/kommunale-beteiligungspolitik/sammlung-kommunale-leitlinien/einzelansicht-leitlinien/article/weyarn/','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(113,113,'buergerbeteiligung',113,'Wiesbaden','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(114,114,'buergerbeteiligung',114,'Witten','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(115,115,'buergerbeteiligung',115,'Wolfenbüttel','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(116,116,'buergerbeteiligung',116,'Wolfsburg','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(117,117,'buergerbeteiligung',117,'Wuppertal','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(118,17,'kinder_jugend',1,'Bonn','sicher','','Kinder- und Jugendbeteiligung im Verwaltungshandeln und an politischen Entscheidungsprozessen in Bonn','Konzept','beschlossen','2022-12-08','Rat',NULL,NULL,'https://bonn.de/themen-entdecken/familie-partnerschaft/kinder-und-jugendbeteiligung.php','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(119,118,'kinder_jugend',2,'Frankfurt (Oder)','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(120,61,'kinder_jugend',3,'Kiel','sicher','','Leitlinie für Kinder- und Jugendbeteiligung','Leitlinie','beschlossen','2022-06-09','Ratsversammlung',NULL,NULL,'https://kiel.de/de/gesundheit_soziales/jugendliche/kinder_und_jugendbuero/_leitlinien.php','Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten',NULL,NULL,1795510800,NULL);
INSERT INTO "guideline" VALUES(121,119,'kinder_jugend',4,'Rastatt','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'Gedruckte Liste der Sammlung',NULL,NULL,1795510800,NULL);
CREATE TABLE guideline_document (
    guideline_id INTEGER NOT NULL REFERENCES guideline ON DELETE CASCADE,
    sha256       TEXT NOT NULL REFERENCES document,
    name         TEXT NOT NULL,
    added_at     INTEGER NOT NULL,
    PRIMARY KEY (guideline_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE guideline_link (
    guideline_id INTEGER NOT NULL REFERENCES guideline ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    label        TEXT NOT NULL,
    url          TEXT NOT NULL,
    as_of        TEXT,                              -- YYYY, YYYY-MM or YYYY-MM-DD
    PRIMARY KEY (guideline_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "guideline_link" VALUES(17,1,'Leitlinien aus dem Upgrade','https://www.example.org/bonn','2026-11-24');
CREATE TABLE guideline_version (
    version_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    batch         INTEGER NOT NULL,                 -- the same for changes that are made and undone
                                                    -- together, such as an import
    guideline_id  INTEGER NOT NULL REFERENCES guideline,
    done_at       INTEGER NOT NULL,
    actor         TEXT,                             -- null: the program, or forgotten
    action        TEXT NOT NULL CHECK
        (action IN ('created', 'changed', 'confirmed', 'deleted', 'restored')),
    submission_id INTEGER,                          -- null: not by a submission
    origin        TEXT,                             -- of an import: which; else null
    reason        TEXT,                             -- of a deletion
    undoes        INTEGER,                          -- the batch that it takes back; else null
    before        TEXT,                             -- JSON: the entry, its municipality, its
                                                    -- documents; if created, at most fields of the
                                                    -- municipality that changed with it
    after         TEXT NOT NULL                     -- likewise
) STRICT;
INSERT INTO "guideline_version" VALUES(1,1,17,1795510920,'@leitung:example.org','changed',1,NULL,NULL,NULL,'{"list": "buergerbeteiligung", "number": 17, "printed": "Bonn", "certainty": "sicher", "remark": "", "title": null, "document_type": null, "status": "unbekannt", "adopted": null, "adopted_by": null, "updated": null, "summary": null, "source": null, "provenance": "Gedruckte Liste der Sammlung", "confirmed_by": null, "confirmed_at": null, "created_at": 1795510800, "links": [], "deleted_at": null, "documents": [], "name": "Bonn", "presumed": null, "official_name": "Bundesstadt Bonn", "kind": "Stadt", "land": "Nordrhein-Westfalen", "district": "kreisfrei", "ags": "05314000"}','{"list": "buergerbeteiligung", "number": 17, "printed": "Bonn", "certainty": "sicher", "remark": "", "title": "Leitlinien aus dem Upgrade", "document_type": null, "status": "unbekannt", "adopted": null, "adopted_by": null, "updated": null, "summary": null, "source": null, "provenance": "Gedruckte Liste der Sammlung; Einreichung Nr. 1", "confirmed_by": "Netzwerkmanagement", "confirmed_at": 1795510920, "created_at": 1795510800, "links": [{"label": "Leitlinien aus dem Upgrade", "url": "https://www.example.org/bonn", "as_of": "2026-11-24"}], "deleted_at": null, "documents": [], "name": "Bonn", "presumed": null, "official_name": "Bundesstadt Bonn", "kind": "Stadt", "land": "Nordrhein-Westfalen", "district": "kreisfrei", "ags": "05314000"}');
INSERT INTO "guideline_version" VALUES(2,2,62,1795510920,'@leitung:example.org','changed',NULL,NULL,NULL,NULL,'{"list": "buergerbeteiligung", "number": 62, "printed": "Köln", "certainty": "sicher", "remark": "", "title": null, "document_type": null, "status": "unbekannt", "adopted": null, "adopted_by": null, "updated": null, "summary": null, "source": null, "provenance": "Gedruckte Liste der Sammlung", "confirmed_by": null, "confirmed_at": null, "created_at": 1795510800, "links": [], "deleted_at": null, "documents": [], "name": "Köln", "presumed": null, "official_name": "Köln", "kind": "Stadt", "land": "Nordrhein-Westfalen", "district": "kreisfrei", "ags": "05315000"}','{"list": "buergerbeteiligung", "number": 62, "printed": "Köln", "certainty": "sicher", "remark": "", "title": "Leitlinien vor dem Upgrade", "document_type": null, "status": "unbekannt", "adopted": null, "adopted_by": null, "updated": null, "summary": null, "source": null, "provenance": "Gedruckte Liste der Sammlung", "confirmed_by": "@leitung:example.org", "confirmed_at": 1795510920, "created_at": 1795510800, "links": [], "deleted_at": null, "documents": [], "name": "Köln", "presumed": null, "official_name": "Köln", "kind": "Stadt", "land": "Nordrhein-Westfalen", "district": "kreisfrei", "ags": "05315000"}');
CREATE TABLE handled_event (
    event_id   TEXT PRIMARY KEY NOT NULL,
    handled_at INTEGER NOT NULL,
    outcome    TEXT CHECK (outcome IN ('answered', 'changed')),  -- null: no command; an edit
                                                    -- replaces the answer unless it is 'changed'
    revision   INTEGER NOT NULL DEFAULT 0           -- edits of the answer
) STRICT, WITHOUT ROWID;
INSERT INTO "handled_event" VALUES('$e1',1795510800,'changed',0);
INSERT INTO "handled_event" VALUES('$e10',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e11',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e12',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e13',1795510920,NULL,0);
INSERT INTO "handled_event" VALUES('$e2',1795510860,'changed',0);
INSERT INTO "handled_event" VALUES('$e3',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e4',1795510920,'answered',0);
INSERT INTO "handled_event" VALUES('$e5',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e6',1795510920,'answered',0);
INSERT INTO "handled_event" VALUES('$e7',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e8',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$e9',1795510920,'changed',0);
INSERT INTO "handled_event" VALUES('$frage1',1795510920,'changed',0);
CREATE TABLE imported_meeting (
    meeting_id    INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    uid           TEXT NOT NULL,                    -- in the calendar
    hashes        TEXT NOT NULL,                    -- JSON: field -> hash of the calendar's value
    times_missing INTEGER NOT NULL DEFAULT 0        -- reads in a row that did not have it
) STRICT;
CREATE TABLE inquiry (
    inquiry_id INTEGER PRIMARY KEY AUTOINCREMENT,
    asker      TEXT NOT NULL,
    wanted     TEXT NOT NULL,                       -- whom they look for, as shown
    sentence   TEXT NOT NULL,                       -- what they want; '' when it is over
    asked_at   INTEGER NOT NULL,
    due_at     INTEGER                              -- when the asker is told; null: told
) STRICT;
CREATE TABLE inquiry_person (
    inquiry_person_id INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry_id        INTEGER NOT NULL REFERENCES inquiry ON DELETE CASCADE,
    user_id           TEXT NOT NULL,
    progress          TEXT NOT NULL DEFAULT 'waiting'
        CHECK (progress IN ('waiting', 'asked', 'yes', 'no', 'dropped')),
    due_at            INTEGER,                      -- when they are to be asked; null: not now
    UNIQUE (inquiry_id, user_id)
) STRICT;
CREATE TABLE introduction (
    introduction_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         TEXT NOT NULL,
    room_id         TEXT NOT NULL,
    posted_at       INTEGER NOT NULL
) STRICT;
CREATE TABLE key_value (
    name     TEXT PRIMARY KEY NOT NULL,
    value    TEXT NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT;
INSERT INTO "key_value" VALUES('started_at','1795510800',1795510800);
INSERT INTO "key_value" VALUES('first_started_at','1795510800',1795510800);
INSERT INTO "key_value" VALUES('generation','7f2046cd',1795510800);
INSERT INTO "key_value" VALUES('names','1475EA108AACF715',0);
CREATE TABLE link_check (
    url           TEXT PRIMARY KEY NOT NULL,
    page          TEXT NOT NULL,                    -- what all links to it share
    host          TEXT NOT NULL,                    -- of the page
    state         TEXT,                             -- the result; null: not requested yet
    checked_at    INTEGER,                          -- likewise
    failing_since INTEGER,                          -- null: it answers, or is not requested yet
    failures      INTEGER NOT NULL DEFAULT 0,       -- how many times in a row
    next_at       INTEGER NOT NULL,                 -- when it is requested next, at the earliest
    reported_at   INTEGER                           -- null: its failure was not reported
) STRICT, WITHOUT ROWID;
CREATE TABLE management_question (
    management_question_id INTEGER PRIMARY KEY AUTOINCREMENT,
    person     TEXT,                                -- null: forgotten
    state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    asked_at   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,                    -- when something was carried, or it was closed
    unanswered INTEGER NOT NULL DEFAULT 1           -- what the person wrote since the last answer
) STRICT;
CREATE TABLE meeting (
    meeting_id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid               TEXT NOT NULL,                -- of a series: that of the series
    sequence          INTEGER NOT NULL DEFAULT 0,   -- rises with every change, RFC 5545
    series_id         INTEGER REFERENCES series,    -- null: a single meeting
    recurrence        TEXT,                         -- of a series: the start by the rule, local
    kind              TEXT NOT NULL CHECK
        (kind IN ('online-konferenz', 'netzwerktreffen', 'arbeitsgruppe', 'frist')),
    title             TEXT NOT NULL,
    starts            TEXT NOT NULL,                -- local
    ends              TEXT NOT NULL,                -- local; of whole days the last one
    timezone          TEXT NOT NULL,
    all_day           INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    starts_at         INTEGER NOT NULL,             -- derived
    ends_at           INTEGER NOT NULL,             -- derived
    place             TEXT,                         -- a place, or a link
    description       TEXT,
    register_by       TEXT,                         -- local, with time
    state             TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
    reason            TEXT,                         -- of a cancellation
    source            TEXT,                         -- null: made here; else from which import
    revision          INTEGER NOT NULL DEFAULT 0,   -- of the announcement
    minutes_requested INTEGER NOT NULL DEFAULT 0 CHECK (minutes_requested IN (0, 1)),
    created_by        TEXT,                         -- null: by import, or forgotten
    created_at        INTEGER NOT NULL,
    changed_at        INTEGER NOT NULL
) STRICT;
INSERT INTO "meeting" VALUES(1,'meeting-1-1795510920@example.org',0,NULL,NULL,'online-konferenz','Losverfahren','2027-01-14T10:00','2027-01-14T11:30','Europe/Berlin',0,1799917200,1799922600,'https://konferenz.example.org/',NULL,NULL,'planned',NULL,NULL,0,0,'@leitung:example.org',1795510920,1795510920);
CREATE TABLE migration (
    name   TEXT PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "migration" VALUES('0001_initial.sql','a6758e5f6520a0fa5c9422fa3714c94f983b82d5e3a0998f8b822e2c4cdbd1f7');
INSERT INTO "migration" VALUES('0002_joint_reminders.sql','f2cb97869dc235795dcec2bd251744e49b2c83de24ad9473b016630986883a5d');
INSERT INTO "migration" VALUES('0003_exchange.sql','e698ac7aeed3b62b06084bcdbdd5600d5e5b3455968c6566b603fc58d24218e7');
INSERT INTO "migration" VALUES('0004_watch.sql','736869f000bb9f0920f58394962a0a7966ec6beb16534cb93a555e8daeefa9c3');
INSERT INTO "migration" VALUES('0005_profile.sql','e224a4705f9a1a2c4aa3152b9ffe28b13910ad5cfa6e4cc871b83e303ab0ab83');
INSERT INTO "migration" VALUES('0006_digest.sql','86940d37d38248ff330b5c567be29dbb137675ece79e44ca6100f4043f7b0720');
INSERT INTO "migration" VALUES('0007_newcomers.sql','c999871c217a6bed0b210905f4c9c49dc55f14be90a6369dfb8e32c6d4093418');
INSERT INTO "migration" VALUES('0008_anonymous.sql','9efb34f912ac2e595dc097a3514e840f9bef2f7f10b1c9d9106d34e24fa21c89');
INSERT INTO "migration" VALUES('0009_digest_announcements.sql','bcbe4a59260d44ff6676eaa80ea4831115a723bfd5e2a668b57abd1f244eac51');
CREATE TABLE municipality (
    municipality_id INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,                  -- as shown
    presumed        TEXT,                           -- what the name probably means; then all
                                                    -- below is about that, for management only
    official_name   TEXT NOT NULL,
    kind            TEXT NOT NULL
        CHECK (kind IN ('Stadt', 'Gemeinde', 'Landkreis', 'Bezirk', 'Land')),
    land            TEXT NOT NULL,
    district        TEXT NOT NULL,
    ags             TEXT,                           -- official key; null outside Germany
    UNIQUE (name, land)
) STRICT;
INSERT INTO "municipality" VALUES(1,'Bad Blankenburg',NULL,'Bad Blankenburg','Stadt','Thüringen','Saalfeld-Rudolstadt','16073005');
INSERT INTO "municipality" VALUES(2,'Bad Homburg',NULL,'Bad Homburg v. d. Höhe','Stadt','Hessen','Hochtaunuskreis','06434001');
INSERT INTO "municipality" VALUES(3,'Badenweiler',NULL,'Badenweiler','Gemeinde','Baden-Württemberg','Breisgau-Hochschwarzwald','08315007');
INSERT INTO "municipality" VALUES(4,'Bamberg',NULL,'Bamberg','Stadt','Bayern','kreisfrei','09461000');
INSERT INTO "municipality" VALUES(5,'Bargteheide',NULL,'Bargteheide','Stadt','Schleswig-Holstein','Stormarn','01062006');
INSERT INTO "municipality" VALUES(6,'Berlin (Land)',NULL,'Land Berlin','Land','Berlin','','11000000');
INSERT INTO "municipality" VALUES(7,'Berlin-Friedrichshain-Kreuzberg',NULL,'Bezirk Friedrichshain-Kreuzberg von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(8,'Berlin-Lichtenberg',NULL,'Bezirk Lichtenberg von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(9,'Berlin-Marzahn-Hellersdorf',NULL,'Bezirk Marzahn-Hellersdorf von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(10,'Berlin-Mitte',NULL,'Bezirk Mitte von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(11,'Berlin-Neukölln',NULL,'Bezirk Neukölln von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(12,'Berlin-Pankow',NULL,'Bezirk Pankow von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(13,'Berlin-Spandau',NULL,'Bezirk Spandau von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(14,'Berlin-Steglitz-Zehlendorf',NULL,'Bezirk Steglitz-Zehlendorf von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(15,'Berlin-Tempelhof-Schöneberg',NULL,'Bezirk Tempelhof-Schöneberg von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(16,'Berlin-Treptow-Köpenick',NULL,'Bezirk Treptow-Köpenick von Berlin','Bezirk','Berlin','Berlin','11000000');
INSERT INTO "municipality" VALUES(17,'Bonn',NULL,'Bundesstadt Bonn','Stadt','Nordrhein-Westfalen','kreisfrei','05314000');
INSERT INTO "municipality" VALUES(18,'Braunschweig',NULL,'Braunschweig','Stadt','Niedersachsen','kreisfrei','03101000');
INSERT INTO "municipality" VALUES(19,'Bremen',NULL,'Freie Hansestadt Bremen (Stadtgemeinde)','Stadt','Bremen','kreisfrei','04011000');
INSERT INTO "municipality" VALUES(20,'Brühl',NULL,'Brühl','Stadt','Nordrhein-Westfalen','Rhein-Erft-Kreis','05362012');
INSERT INTO "municipality" VALUES(21,'Chemnitz',NULL,'Chemnitz','Stadt','Sachsen','kreisfrei','14511000');
INSERT INTO "municipality" VALUES(22,'Darmstadt',NULL,'Darmstadt','Stadt','Hessen','kreisfrei','06411000');
INSERT INTO "municipality" VALUES(23,'Detmold',NULL,'Detmold','Stadt','Nordrhein-Westfalen','Lippe','05766020');
INSERT INTO "municipality" VALUES(24,'Ditzingen',NULL,'Ditzingen','Stadt','Baden-Württemberg','Ludwigsburg','08118011');
INSERT INTO "municipality" VALUES(25,'Dorsten',NULL,'Dorsten','Stadt','Nordrhein-Westfalen','Recklinghausen','05562012');
INSERT INTO "municipality" VALUES(26,'Dresden',NULL,'Dresden','Stadt','Sachsen','kreisfrei','14612000');
INSERT INTO "municipality" VALUES(27,'Eckernförde',NULL,'Eckernförde','Stadt','Schleswig-Holstein','Rendsburg-Eckernförde','01058043');
INSERT INTO "municipality" VALUES(28,'Ehningen',NULL,'Ehningen','Gemeinde','Baden-Württemberg','Böblingen','08115013');
INSERT INTO "municipality" VALUES(29,'Empfingen',NULL,'Empfingen','Gemeinde','Baden-Württemberg','Freudenstadt','08237024');
INSERT INTO "municipality" VALUES(30,'Erfurt',NULL,'Erfurt','Stadt','Thüringen','kreisfrei','16051000');
INSERT INTO "municipality" VALUES(31,'Erlangen',NULL,'Erlangen','Stadt','Bayern','kreisfrei','09562000');
INSERT INTO "municipality" VALUES(32,'Essen',NULL,'Essen','Stadt','Nordrhein-Westfalen','kreisfrei','05113000');
INSERT INTO "municipality" VALUES(33,'Falkensee',NULL,'Falkensee','Stadt','Brandenburg','Havelland','12063080');
INSERT INTO "municipality" VALUES(34,'Filderstadt',NULL,'Filderstadt','Stadt','Baden-Württemberg','Esslingen','08116077');
INSERT INTO "municipality" VALUES(35,'Flensburg',NULL,'Flensburg','Stadt','Schleswig-Holstein','kreisfrei','01001000');
INSERT INTO "municipality" VALUES(36,'Frankfurt am Main',NULL,'Frankfurt am Main','Stadt','Hessen','kreisfrei','06412000');
INSERT INTO "municipality" VALUES(37,'Freiberg',NULL,'Freiberg','Stadt','Sachsen','Mittelsachsen','14522180');
INSERT INTO "municipality" VALUES(38,'Freiburg',NULL,'Freiburg im Breisgau','Stadt','Baden-Württemberg','kreisfrei','08311000');
INSERT INTO "municipality" VALUES(39,'Freilassing',NULL,'Freilassing','Stadt','Bayern','Berchtesgadener Land','09172118');
INSERT INTO "municipality" VALUES(40,'Freudenstadt',NULL,'Freudenstadt','Stadt','Baden-Württemberg','Freudenstadt','08237028');
INSERT INTO "municipality" VALUES(41,'Friedrichshafen',NULL,'Friedrichshafen','Stadt','Baden-Württemberg','Bodenseekreis','08435016');
INSERT INTO "municipality" VALUES(42,'Geislingen an der Steige',NULL,'Geislingen an der Steige','Stadt','Baden-Württemberg','Göppingen','08117024');
INSERT INTO "municipality" VALUES(43,'Gera',NULL,'Gera','Stadt','Thüringen','kreisfrei','16052000');
INSERT INTO "municipality" VALUES(44,'Gießen',NULL,'Gießen','Stadt','Hessen','Gießen','06531005');
INSERT INTO "municipality" VALUES(45,'Göppingen (Landkreis)',NULL,'Landkreis Göppingen','Landkreis','Baden-Württemberg','','08117');
INSERT INTO "municipality" VALUES(46,'Göppingen (Stadt)',NULL,'Göppingen','Stadt','Baden-Württemberg','Göppingen','08117026');
INSERT INTO "municipality" VALUES(47,'Görlitz',NULL,'Görlitz','Stadt','Sachsen','Görlitz','14626110');
INSERT INTO "municipality" VALUES(48,'Gransee',NULL,'Gransee','Stadt','Brandenburg','Oberhavel','12065100');
INSERT INTO "municipality" VALUES(49,'Graz',NULL,'Stadt Graz (Landeshauptstadt der Steiermark)','Stadt','Steiermark (Österreich)','',NULL);
INSERT INTO "municipality" VALUES(50,'Griesheim',NULL,'Griesheim','Stadt','Hessen','Darmstadt-Dieburg','06432008');
INSERT INTO "municipality" VALUES(51,'Gronau (Westf.)',NULL,'Gronau (Westf.)','Stadt','Nordrhein-Westfalen','Borken','05554020');
INSERT INTO "municipality" VALUES(52,'Großpösna',NULL,'Großpösna','Gemeinde','Sachsen','Leipzig','14729190');
INSERT INTO "municipality" VALUES(53,'Gundelfingen',NULL,'Gundelfingen','Gemeinde','Baden-Württemberg','Breisgau-Hochschwarzwald','08315047');
INSERT INTO "municipality" VALUES(54,'Heidelberg',NULL,'Heidelberg','Stadt','Baden-Württemberg','kreisfrei','08221000');
INSERT INTO "municipality" VALUES(55,'Heilbronn',NULL,'Heilbronn','Stadt','Baden-Württemberg','kreisfrei','08121000');
INSERT INTO "municipality" VALUES(56,'Ingolstadt',NULL,'Ingolstadt','Stadt','Bayern','kreisfrei','09161000');
INSERT INTO "municipality" VALUES(57,'Itzehoe',NULL,'Itzehoe','Stadt','Schleswig-Holstein','Steinburg','01061046');
INSERT INTO "municipality" VALUES(58,'Jena',NULL,'Jena','Stadt','Thüringen','kreisfrei','16053000');
INSERT INTO "municipality" VALUES(59,'Jever',NULL,'Jever','Stadt','Niedersachsen','Friesland','03455007');
INSERT INTO "municipality" VALUES(60,'Karlsruhe',NULL,'Karlsruhe','Stadt','Baden-Württemberg','kreisfrei','08212000');
INSERT INTO "municipality" VALUES(61,'Kiel',NULL,'Kiel','Stadt','Schleswig-Holstein','kreisfrei','01002000');
INSERT INTO "municipality" VALUES(62,'Köln',NULL,'Köln','Stadt','Nordrhein-Westfalen','kreisfrei','05315000');
INSERT INTO "municipality" VALUES(63,'Königswinter',NULL,'Königswinter','Stadt','Nordrhein-Westfalen','Rhein-Sieg-Kreis','05382024');
INSERT INTO "municipality" VALUES(64,'Konstanz',NULL,'Konstanz','Stadt','Baden-Württemberg','Konstanz','08335043');
INSERT INTO "municipality" VALUES(65,'Kressbronn am Bodensee',NULL,'Kressbronn am Bodensee','Gemeinde','Baden-Württemberg','Bodenseekreis','08435029');
INSERT INTO "municipality" VALUES(66,'Lahr',NULL,'Lahr/Schwarzwald','Stadt','Baden-Württemberg','Ortenaukreis','08317065');
INSERT INTO "municipality" VALUES(67,'Landau in der Pfalz',NULL,'Landau in der Pfalz','Stadt','Rheinland-Pfalz','kreisfrei','07313000');
INSERT INTO "municipality" VALUES(68,'Leipzig',NULL,'Leipzig','Stadt','Sachsen','kreisfrei','14713000');
INSERT INTO "municipality" VALUES(69,'Lich',NULL,'Lich','Stadt','Hessen','Gießen','06531011');
INSERT INTO "municipality" VALUES(70,'Mainz',NULL,'Mainz','Stadt','Rheinland-Pfalz','kreisfrei','07315000');
INSERT INTO "municipality" VALUES(71,'Mannheim',NULL,'Mannheim','Stadt','Baden-Württemberg','kreisfrei','08222000');
INSERT INTO "municipality" VALUES(72,'Marburg',NULL,'Marburg','Stadt','Hessen','Marburg-Biedenkopf','06534014');
INSERT INTO "municipality" VALUES(73,'Marburg-Biedenkopf',NULL,'Landkreis Marburg-Biedenkopf','Landkreis','Hessen','','06534');
INSERT INTO "municipality" VALUES(74,'Marquartstein',NULL,'Marquartstein','Gemeinde','Bayern','Traunstein','09189129');
INSERT INTO "municipality" VALUES(75,'Meißen',NULL,'Meißen','Stadt','Sachsen','Meißen','14627140');
INSERT INTO "municipality" VALUES(76,'Mettmann',NULL,'Mettmann','Stadt','Nordrhein-Westfalen','Mettmann','05158024');
INSERT INTO "municipality" VALUES(77,'Müllheim',NULL,'Müllheim','Stadt','Baden-Württemberg','Breisgau-Hochschwarzwald','08315074');
INSERT INTO "municipality" VALUES(78,'München',NULL,'München','Stadt','Bayern','kreisfrei','09162000');
INSERT INTO "municipality" VALUES(79,'Münster',NULL,'Münster','Stadt','Nordrhein-Westfalen','kreisfrei','05515000');
INSERT INTO "municipality" VALUES(80,'Neuss',NULL,'Neuss','Stadt','Nordrhein-Westfalen','Rhein-Kreis Neuss','05162024');
INSERT INTO "municipality" VALUES(81,'Nordhausen am Harz',NULL,'Nordhausen','Stadt','Thüringen','Nordhausen','16062041');
INSERT INTO "municipality" VALUES(82,'Nürtingen',NULL,'Nürtingen','Stadt','Baden-Württemberg','Esslingen','08116049');
INSERT INTO "municipality" VALUES(83,'Oberhausen',NULL,'Oberhausen','Stadt','Nordrhein-Westfalen','kreisfrei','05119000');
INSERT INTO "municipality" VALUES(84,'Offenbach am Main',NULL,'Offenbach am Main','Stadt','Hessen','kreisfrei','06413000');
INSERT INTO "municipality" VALUES(85,'Oyten',NULL,'Oyten','Gemeinde','Niedersachsen','Verden','03361009');
INSERT INTO "municipality" VALUES(86,'Pforzheim',NULL,'Pforzheim','Stadt','Baden-Württemberg','kreisfrei','08231000');
INSERT INTO "municipality" VALUES(87,'Pfullingen',NULL,'Pfullingen','Stadt','Baden-Württemberg','Reutlingen','08415059');
INSERT INTO "municipality" VALUES(88,'Plettenberg',NULL,'Plettenberg','Stadt','Nordrhein-Westfalen','Märkischer Kreis','05962052');
INSERT INTO "municipality" VALUES(89,'Potsdam',NULL,'Potsdam','Stadt','Brandenburg','kreisfrei','12054000');
INSERT INTO "municipality" VALUES(90,'Puchheim',NULL,'Puchheim','Stadt','Bayern','Fürstenfeldbruck','09179145');
INSERT INTO "municipality" VALUES(91,'Regensburg',NULL,'Regensburg','Stadt','Bayern','kreisfrei','09362000');
INSERT INTO "municipality" VALUES(92,'Rehburg-Loccum',NULL,'Rehburg-Loccum','Stadt','Niedersachsen','Nienburg (Weser)','03256025');
INSERT INTO "municipality" VALUES(93,'Remseck am Neckar',NULL,'Remseck am Neckar','Stadt','Baden-Württemberg','Ludwigsburg','08118081');
INSERT INTO "municipality" VALUES(94,'Rheine',NULL,'Rheine','Stadt','Nordrhein-Westfalen','Steinfurt','05566076');
INSERT INTO "municipality" VALUES(95,'Rostock',NULL,'Hanse- und Universitätsstadt Rostock','Stadt','Mecklenburg-Vorpommern','kreisfrei','13003000');
INSERT INTO "municipality" VALUES(96,'Rottweil',NULL,'Rottweil','Stadt','Baden-Württemberg','Rottweil','08325049');
INSERT INTO "municipality" VALUES(97,'Saarbrücken',NULL,'Saarbrücken','Stadt','Saarland','Regionalverband Saarbrücken','10041100');
INSERT INTO "municipality" VALUES(98,'Schwerte',NULL,'Schwerte','Stadt','Nordrhein-Westfalen','Unna','05978028');
INSERT INTO "municipality" VALUES(99,'Soest',NULL,'Soest','Stadt','Nordrhein-Westfalen','Soest','05974040');
INSERT INTO "municipality" VALUES(100,'Solingen',NULL,'Solingen','Stadt','Nordrhein-Westfalen','kreisfrei','05122000');
INSERT INTO "municipality" VALUES(101,'Speyer',NULL,'Speyer','Stadt','Rheinland-Pfalz','kreisfrei','07318000');
INSERT INTO "municipality" VALUES(102,'Sprockhövel',NULL,'Sprockhövel','Stadt','Nordrhein-Westfalen','Ennepe-Ruhr-Kreis','05954028');
INSERT INTO "municipality" VALUES(103,'Stutensee',NULL,'Stutensee','Stadt','Baden-Württemberg','Karlsruhe','08215109');
INSERT INTO "municipality" VALUES(104,'Stuttgart',NULL,'Stuttgart','Stadt','Baden-Württemberg','kreisfrei','08111000');
INSERT INTO "municipality" VALUES(105,'Treuenbrietzen',NULL,'Treuenbrietzen','Stadt','Brandenburg','Potsdam-Mittelmark','12069632');
INSERT INTO "municipality" VALUES(106,'Tübingen',NULL,'Tübingen','Stadt','Baden-Württemberg','Tübingen','08416041');
INSERT INTO "municipality" VALUES(107,'Überlingen',NULL,'Überlingen','Stadt','Baden-Württemberg','Bodenseekreis','08435059');
INSERT INTO "municipality" VALUES(108,'Viernheim',NULL,'Viernheim','Stadt','Hessen','Bergstraße','06431020');
INSERT INTO "municipality" VALUES(109,'Vöhringen','Vorarlberg','Land Vorarlberg','Land','Vorarlberg (Österreich)','',NULL);
INSERT INTO "municipality" VALUES(110,'Waiblingen',NULL,'Waiblingen','Stadt','Baden-Württemberg','Rems-Murr-Kreis','08119079');
INSERT INTO "municipality" VALUES(111,'Weingarten',NULL,'Weingarten','Stadt','Baden-Württemberg','Ravensburg','08436082');
INSERT INTO "municipality" VALUES(112,'Weyarn',NULL,'Weyarn','Gemeinde','Bayern','Miesbach','09182137');
INSERT INTO "municipality" VALUES(113,'Wiesbaden',NULL,'Wiesbaden','Stadt','Hessen','kreisfrei','06414000');
INSERT INTO "municipality" VALUES(114,'Witten',NULL,'Witten','Stadt','Nordrhein-Westfalen','Ennepe-Ruhr-Kreis','05954036');
INSERT INTO "municipality" VALUES(115,'Wolfenbüttel',NULL,'Wolfenbüttel','Stadt','Niedersachsen','Wolfenbüttel','03158037');
INSERT INTO "municipality" VALUES(116,'Wolfsburg',NULL,'Wolfsburg','Stadt','Niedersachsen','kreisfrei','03103000');
INSERT INTO "municipality" VALUES(117,'Wuppertal',NULL,'Wuppertal','Stadt','Nordrhein-Westfalen','kreisfrei','05124000');
INSERT INTO "municipality" VALUES(118,'Frankfurt (Oder)',NULL,'Frankfurt (Oder)','Stadt','Brandenburg','kreisfrei','12053000');
INSERT INTO "municipality" VALUES(119,'Rastatt',NULL,'Rastatt','Stadt','Baden-Württemberg','Rastatt','08216043');
CREATE TABLE municipality_key (
    key             TEXT NOT NULL,                  -- a folded spelling, see commands/language/names
    municipality_id INTEGER NOT NULL REFERENCES municipality ON DELETE CASCADE,
    via             INTEGER NOT NULL,               -- 0 name, 1 district of a city, 2 without
                                                    -- umlauts, 3 printed form, 4 foreign name
    PRIMARY KEY (key, municipality_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "municipality_key" VALUES('badblankenburg',1,0);
INSERT INTO "municipality_key" VALUES('badenweiler',3,0);
INSERT INTO "municipality_key" VALUES('badhomburg',2,0);
INSERT INTO "municipality_key" VALUES('badhomburghoehe',2,0);
INSERT INTO "municipality_key" VALUES('badhomburghohe',2,2);
INSERT INTO "municipality_key" VALUES('badhomburgvdhoehe',2,0);
INSERT INTO "municipality_key" VALUES('badhomburgvdhohe',2,2);
INSERT INTO "municipality_key" VALUES('bamberg',4,0);
INSERT INTO "municipality_key" VALUES('bambergoberfranken',4,4);
INSERT INTO "municipality_key" VALUES('bambergofr',4,4);
INSERT INTO "municipality_key" VALUES('bargteheide',5,0);
INSERT INTO "municipality_key" VALUES('barlin',6,4);
INSERT INTO "municipality_key" VALUES('berlijn',6,4);
INSERT INTO "municipality_key" VALUES('berlin',6,0);
INSERT INTO "municipality_key" VALUES('berlinfriedrichshagenknochtberg',7,3);
INSERT INTO "municipality_key" VALUES('berlinfriedrichshain',7,1);
INSERT INTO "municipality_key" VALUES('berlinfriedrichshainkreuzberg',7,0);
INSERT INTO "municipality_key" VALUES('berlinhellersdorf',9,1);
INSERT INTO "municipality_key" VALUES('berlinkoepenick',16,1);
INSERT INTO "municipality_key" VALUES('berlinkopenick',16,2);
INSERT INTO "municipality_key" VALUES('berlinkreuzberg',7,1);
INSERT INTO "municipality_key" VALUES('berlinland',6,0);
INSERT INTO "municipality_key" VALUES('berlinlichtenberg',8,0);
INSERT INTO "municipality_key" VALUES('berlinmarzahn',9,1);
INSERT INTO "municipality_key" VALUES('berlinmarzahnhellersdorf',9,0);
INSERT INTO "municipality_key" VALUES('berlinmitte',10,0);
INSERT INTO "municipality_key" VALUES('berlinneukoelln',11,0);
INSERT INTO "municipality_key" VALUES('berlinneukolln',11,2);
INSERT INTO "municipality_key" VALUES('berlino',6,4);
INSERT INTO "municipality_key" VALUES('berlinpankow',12,0);
INSERT INTO "municipality_key" VALUES('berlinschoeneberg',15,1);
INSERT INTO "municipality_key" VALUES('berlinschoneberg',15,2);
INSERT INTO "municipality_key" VALUES('berlinspandau',13,0);
INSERT INTO "municipality_key" VALUES('berlinsteglitz',14,1);
INSERT INTO "municipality_key" VALUES('berlinsteglitzzehlendorf',14,0);
INSERT INTO "municipality_key" VALUES('berlintempelhof',15,1);
INSERT INTO "municipality_key" VALUES('berlintempelhofschoeneberg',15,0);
INSERT INTO "municipality_key" VALUES('berlintempelhofschoneberg',15,2);
INSERT INTO "municipality_key" VALUES('berlintreptow',16,1);
INSERT INTO "municipality_key" VALUES('berlintreptowkoepenick',16,0);
INSERT INTO "municipality_key" VALUES('berlintreptowkopenick',16,2);
INSERT INTO "municipality_key" VALUES('berlinzehlendorf',14,1);
INSERT INTO "municipality_key" VALUES('berolinum',6,4);
INSERT INTO "municipality_key" VALUES('biedenkopf',73,5);
INSERT INTO "municipality_key" VALUES('bonn',17,0);
INSERT INTO "municipality_key" VALUES('bonna',17,4);
INSERT INTO "municipality_key" VALUES('bonnrh',17,4);
INSERT INTO "municipality_key" VALUES('bonnrhein',17,4);
INSERT INTO "municipality_key" VALUES('bonnrheinland',17,4);
INSERT INTO "municipality_key" VALUES('bonnrhld',17,4);
INSERT INTO "municipality_key" VALUES('braunschweig',18,0);
INSERT INTO "municipality_key" VALUES('brema',19,4);
INSERT INTO "municipality_key" VALUES('breme',19,4);
INSERT INTO "municipality_key" VALUES('bremen',19,0);
INSERT INTO "municipality_key" VALUES('bremenw',19,4);
INSERT INTO "municipality_key" VALUES('bremenweser',19,4);
INSERT INTO "municipality_key" VALUES('bremy',19,4);
INSERT INTO "municipality_key" VALUES('bruehl',20,0);
INSERT INTO "municipality_key" VALUES('bruehlrheinland',20,4);
INSERT INTO "municipality_key" VALUES('bruehlrhld',20,4);
INSERT INTO "municipality_key" VALUES('bruhl',20,2);
INSERT INTO "municipality_key" VALUES('bruhlrheinland',20,4);
INSERT INTO "municipality_key" VALUES('bruhlrhld',20,4);
INSERT INTO "municipality_key" VALUES('brunswick',18,4);
INSERT INTO "municipality_key" VALUES('brunswiek',18,4);
INSERT INTO "municipality_key" VALUES('brunszwik',18,4);
INSERT INTO "municipality_key" VALUES('chemnitz',21,0);
INSERT INTO "municipality_key" VALUES('cologne',62,4);
INSERT INTO "municipality_key" VALUES('colonia',62,4);
INSERT INTO "municipality_key" VALUES('constance',64,4);
INSERT INTO "municipality_key" VALUES('constanza',64,4);
INSERT INTO "municipality_key" VALUES('costanza',64,4);
INSERT INTO "municipality_key" VALUES('darmstadt',22,0);
INSERT INTO "municipality_key" VALUES('detmold',23,0);
INSERT INTO "municipality_key" VALUES('detmoldlippe',23,4);
INSERT INTO "municipality_key" VALUES('ditzingen',24,0);
INSERT INTO "municipality_key" VALUES('dorsten',25,0);
INSERT INTO "municipality_key" VALUES('dorstenwestf',25,4);
INSERT INTO "municipality_key" VALUES('dorstenwestfalen',25,4);
INSERT INTO "municipality_key" VALUES('drazdany',26,4);
INSERT INTO "municipality_key" VALUES('dresda',26,4);
INSERT INTO "municipality_key" VALUES('dresde',26,4);
INSERT INTO "municipality_key" VALUES('dresden',26,0);
INSERT INTO "municipality_key" VALUES('dresdene',26,4);
INSERT INTO "municipality_key" VALUES('dresdenelbe',26,4);
INSERT INTO "municipality_key" VALUES('drezno',26,4);
INSERT INTO "municipality_key" VALUES('drjezdzany',26,4);
INSERT INTO "municipality_key" VALUES('eckernfoerde',27,0);
INSERT INTO "municipality_key" VALUES('eckernforde',27,2);
INSERT INTO "municipality_key" VALUES('ehningen',28,0);
INSERT INTO "municipality_key" VALUES('empfingen',29,0);
INSERT INTO "municipality_key" VALUES('emplingen',29,3);
INSERT INTO "municipality_key" VALUES('erfurt',30,0);
INSERT INTO "municipality_key" VALUES('erlangen',31,0);
INSERT INTO "municipality_key" VALUES('erlangenmfr',31,4);
INSERT INTO "municipality_key" VALUES('erlangenmittelfranken',31,4);
INSERT INTO "municipality_key" VALUES('espira',101,4);
INSERT INTO "municipality_key" VALUES('essen',32,0);
INSERT INTO "municipality_key" VALUES('essenr',32,4);
INSERT INTO "municipality_key" VALUES('essenruhr',32,4);
INSERT INTO "municipality_key" VALUES('estugarda',104,4);
INSERT INTO "municipality_key" VALUES('falkensee',33,0);
INSERT INTO "municipality_key" VALUES('ffm',36,4);
INSERT INTO "municipality_key" VALUES('filderstadt',34,0);
INSERT INTO "municipality_key" VALUES('flensborg',35,4);
INSERT INTO "municipality_key" VALUES('flensburg',35,0);
INSERT INTO "municipality_key" VALUES('francfort',36,4);
INSERT INTO "municipality_key" VALUES('francfort',118,4);
INSERT INTO "municipality_key" VALUES('francfortdelmeno',36,4);
INSERT INTO "municipality_key" VALUES('francfortdeloder',118,4);
INSERT INTO "municipality_key" VALUES('francfortsurlemain',36,4);
INSERT INTO "municipality_key" VALUES('francfortsurloder',118,4);
INSERT INTO "municipality_key" VALUES('francoforte',36,4);
INSERT INTO "municipality_key" VALUES('francoforte',118,4);
INSERT INTO "municipality_key" VALUES('francofortesulloder',118,4);
INSERT INTO "municipality_key" VALUES('francofortesulmeno',36,4);
INSERT INTO "municipality_key" VALUES('frankfort',36,4);
INSERT INTO "municipality_key" VALUES('frankfort',118,4);
INSERT INTO "municipality_key" VALUES('frankfurtammain',36,0);
INSERT INTO "municipality_key" VALUES('frankfurtmain',36,0);
INSERT INTO "municipality_key" VALUES('frankfurtnadmenem',36,4);
INSERT INTO "municipality_key" VALUES('frankfurtnadmohanem',36,4);
INSERT INTO "municipality_key" VALUES('frankfurtnadodra',118,4);
INSERT INTO "municipality_key" VALUES('frankfurtoder',118,0);
INSERT INTO "municipality_key" VALUES('freiberg',37,0);
INSERT INTO "municipality_key" VALUES('freiburg',37,3);
INSERT INTO "municipality_key" VALUES('freiburg',38,0);
INSERT INTO "municipality_key" VALUES('freiburgbreisgau',38,0);
INSERT INTO "municipality_key" VALUES('freiburgimbreisgau',38,0);
INSERT INTO "municipality_key" VALUES('freilassing',39,0);
INSERT INTO "municipality_key" VALUES('freudenstadt',40,0);
INSERT INTO "municipality_key" VALUES('fribourg',38,4);
INSERT INTO "municipality_key" VALUES('fribourgenbrisgau',38,4);
INSERT INTO "municipality_key" VALUES('friburgo',38,4);
INSERT INTO "municipality_key" VALUES('friburgobrisgovia',38,4);
INSERT INTO "municipality_key" VALUES('friburgodebrisgovia',38,4);
INSERT INTO "municipality_key" VALUES('friburgoinbrisgovia',38,4);
INSERT INTO "municipality_key" VALUES('friedrichshafen',41,0);
INSERT INTO "municipality_key" VALUES('friedrichshafenb',41,4);
INSERT INTO "municipality_key" VALUES('friedrichshafenbodensee',41,4);
INSERT INTO "municipality_key" VALUES('friedrichshain',7,1);
INSERT INTO "municipality_key" VALUES('friedrichshainberlin',7,1);
INSERT INTO "municipality_key" VALUES('friedrichshainkreuzberg',7,1);
INSERT INTO "municipality_key" VALUES('friedrichshainkreuzbergberlin',7,0);
INSERT INTO "municipality_key" VALUES('friedrichshainkreuzbergvonberlin',7,0);
INSERT INTO "municipality_key" VALUES('fryburgbryzgowijski',38,4);
INSERT INTO "municipality_key" VALUES('geislingenandersteige',42,0);
INSERT INTO "municipality_key" VALUES('geislingensteige',42,0);
INSERT INTO "municipality_key" VALUES('gelsingenandersteige',42,3);
INSERT INTO "municipality_key" VALUES('gelsingensteige',42,3);
INSERT INTO "municipality_key" VALUES('gera',43,0);
INSERT INTO "municipality_key" VALUES('giessen',44,0);
INSERT INTO "municipality_key" VALUES('giessenl',44,4);
INSERT INTO "municipality_key" VALUES('giessenlahn',44,4);
INSERT INTO "municipality_key" VALUES('goeppingen',45,0);
INSERT INTO "municipality_key" VALUES('goeppingen',46,0);
INSERT INTO "municipality_key" VALUES('goeppingenlandkreis',45,0);
INSERT INTO "municipality_key" VALUES('goeppingenstadt',46,0);
INSERT INTO "municipality_key" VALUES('goerlitz',47,0);
INSERT INTO "municipality_key" VALUES('goppingen',45,2);
INSERT INTO "municipality_key" VALUES('goppingen',46,2);
INSERT INTO "municipality_key" VALUES('goppingenlandkreis',45,2);
INSERT INTO "municipality_key" VALUES('goppingenstadt',46,2);
INSERT INTO "municipality_key" VALUES('gorlitz',47,2);
INSERT INTO "municipality_key" VALUES('gradec',49,4);
INSERT INTO "municipality_key" VALUES('graeshausen',50,3);
INSERT INTO "municipality_key" VALUES('graetz',49,3);
INSERT INTO "municipality_key" VALUES('gransee',48,0);
INSERT INTO "municipality_key" VALUES('gransow',48,3);
INSERT INTO "municipality_key" VALUES('grashausen',50,3);
INSERT INTO "municipality_key" VALUES('gratz',49,3);
INSERT INTO "municipality_key" VALUES('graz',49,0);
INSERT INTO "municipality_key" VALUES('grazdersteiermark',49,0);
INSERT INTO "municipality_key" VALUES('grazsteiermark',49,0);
INSERT INTO "municipality_key" VALUES('griesheim',50,0);
INSERT INTO "municipality_key" VALUES('gronauwestf',51,0);
INSERT INTO "municipality_key" VALUES('gronauwestfalen',51,0);
INSERT INTO "municipality_key" VALUES('grosspoesna',52,0);
INSERT INTO "municipality_key" VALUES('grossposna',52,2);
INSERT INTO "municipality_key" VALUES('grosssoersen',52,3);
INSERT INTO "municipality_key" VALUES('grosssorsen',52,3);
INSERT INTO "municipality_key" VALUES('grotitz',47,3);
INSERT INTO "municipality_key" VALUES('gundelfingen',53,0);
INSERT INTO "municipality_key" VALUES('gundelfingenbaden',53,4);
INSERT INTO "municipality_key" VALUES('gundelfingenbr',53,4);
INSERT INTO "municipality_key" VALUES('gundelfingenbreisgau',53,4);
INSERT INTO "municipality_key" VALUES('hadelshorn',54,3);
INSERT INTO "municipality_key" VALUES('halbrohnen',55,3);
INSERT INTO "municipality_key" VALUES('heidelberg',54,0);
INSERT INTO "municipality_key" VALUES('heidelbergn',54,4);
INSERT INTO "municipality_key" VALUES('heidelbergneckar',54,4);
INSERT INTO "municipality_key" VALUES('heilbronn',55,0);
INSERT INTO "municipality_key" VALUES('heilbronnn',55,4);
INSERT INTO "municipality_key" VALUES('heilbronnneckar',55,4);
INSERT INTO "municipality_key" VALUES('heilbronnwuertt',55,4);
INSERT INTO "municipality_key" VALUES('heilbronnwuerttemberg',55,4);
INSERT INTO "municipality_key" VALUES('heilbronnwurtt',55,4);
INSERT INTO "municipality_key" VALUES('heilbronnwurttemberg',55,4);
INSERT INTO "municipality_key" VALUES('hellersdorf',9,1);
INSERT INTO "municipality_key" VALUES('hellersdorfberlin',9,1);
INSERT INTO "municipality_key" VALUES('ingolstadt',56,0);
INSERT INTO "municipality_key" VALUES('ingolstadtd',56,4);
INSERT INTO "municipality_key" VALUES('ingolstadtdonau',56,4);
INSERT INTO "municipality_key" VALUES('ingolstadtobb',56,4);
INSERT INTO "municipality_key" VALUES('ingolstadtoberbayern',56,4);
INSERT INTO "municipality_key" VALUES('itzehoe',57,0);
INSERT INTO "municipality_key" VALUES('itzehoeholst',57,4);
INSERT INTO "municipality_key" VALUES('itzehoeholstein',57,4);
INSERT INTO "municipality_key" VALUES('jena',58,0);
INSERT INTO "municipality_key" VALUES('jenas',58,4);
INSERT INTO "municipality_key" VALUES('jenasaale',58,4);
INSERT INTO "municipality_key" VALUES('jever',59,0);
INSERT INTO "municipality_key" VALUES('kamienicasaska',21,4);
INSERT INTO "municipality_key" VALUES('kamjenica',21,4);
INSERT INTO "municipality_key" VALUES('karlsruhe',60,0);
INSERT INTO "municipality_key" VALUES('karlsruhebaden',60,4);
INSERT INTO "municipality_key" VALUES('keulen',62,4);
INSERT INTO "municipality_key" VALUES('kiel',61,0);
INSERT INTO "municipality_key" VALUES('kilonia',61,4);
INSERT INTO "municipality_key" VALUES('koeln',62,0);
INSERT INTO "municipality_key" VALUES('koelnrh',62,4);
INSERT INTO "municipality_key" VALUES('koelnrhein',62,4);
INSERT INTO "municipality_key" VALUES('koelnrheinland',62,4);
INSERT INTO "municipality_key" VALUES('koelnrhld',62,4);
INSERT INTO "municipality_key" VALUES('koenigswinter',63,0);
INSERT INTO "municipality_key" VALUES('koenigswinterrh',63,4);
INSERT INTO "municipality_key" VALUES('koenigswinterrhein',63,4);
INSERT INTO "municipality_key" VALUES('koepenick',16,1);
INSERT INTO "municipality_key" VALUES('koepenickberlin',16,1);
INSERT INTO "municipality_key" VALUES('kolinnadrynem',62,4);
INSERT INTO "municipality_key" VALUES('koln',62,2);
INSERT INTO "municipality_key" VALUES('kolnrh',62,4);
INSERT INTO "municipality_key" VALUES('kolnrhein',62,4);
INSERT INTO "municipality_key" VALUES('kolnrheinland',62,4);
INSERT INTO "municipality_key" VALUES('kolnrhld',62,4);
INSERT INTO "municipality_key" VALUES('kolonia',62,4);
INSERT INTO "municipality_key" VALUES('konigswinter',63,2);
INSERT INTO "municipality_key" VALUES('konigswinterrh',63,4);
INSERT INTO "municipality_key" VALUES('konigswinterrhein',63,4);
INSERT INTO "municipality_key" VALUES('konstancja',64,4);
INSERT INTO "municipality_key" VALUES('konstanz',64,0);
INSERT INTO "municipality_key" VALUES('konstanzb',64,4);
INSERT INTO "municipality_key" VALUES('konstanzbodensee',64,4);
INSERT INTO "municipality_key" VALUES('kopenick',16,2);
INSERT INTO "municipality_key" VALUES('kopenickberlin',16,2);
INSERT INTO "municipality_key" VALUES('kostnice',64,4);
INSERT INTO "municipality_key" VALUES('kressbronnambodensee',65,0);
INSERT INTO "municipality_key" VALUES('kressbronnbodensee',65,0);
INSERT INTO "municipality_key" VALUES('kreuzberg',7,1);
INSERT INTO "municipality_key" VALUES('kreuzbergberlin',7,1);
INSERT INTO "municipality_key" VALUES('lahr',66,0);
INSERT INTO "municipality_key" VALUES('lahrbaden',66,4);
INSERT INTO "municipality_key" VALUES('lahrschwarzwald',66,0);
INSERT INTO "municipality_key" VALUES('landauinderpfalz',67,0);
INSERT INTO "municipality_key" VALUES('landaupfalz',67,0);
INSERT INTO "municipality_key" VALUES('leipzig',68,0);
INSERT INTO "municipality_key" VALUES('lich',69,0);
INSERT INTO "municipality_key" VALUES('lichtenberg',8,1);
INSERT INTO "municipality_key" VALUES('lichtenbergberlin',8,0);
INSERT INTO "municipality_key" VALUES('lichtenbergvonberlin',8,0);
INSERT INTO "municipality_key" VALUES('lipsia',68,4);
INSERT INTO "municipality_key" VALUES('lipsk',68,4);
INSERT INTO "municipality_key" VALUES('lipsko',68,4);
INSERT INTO "municipality_key" VALUES('loccum',92,5);
INSERT INTO "municipality_key" VALUES('magonza',70,4);
INSERT INTO "municipality_key" VALUES('maguncia',70,4);
INSERT INTO "municipality_key" VALUES('mainz',70,0);
INSERT INTO "municipality_key" VALUES('mainzrh',70,4);
INSERT INTO "municipality_key" VALUES('mainzrhein',70,4);
INSERT INTO "municipality_key" VALUES('mannheim',71,0);
INSERT INTO "municipality_key" VALUES('mannheimbaden',71,4);
INSERT INTO "municipality_key" VALUES('mannheimrh',71,4);
INSERT INTO "municipality_key" VALUES('mannheimrhein',71,4);
INSERT INTO "municipality_key" VALUES('marburg',72,0);
INSERT INTO "municipality_key" VALUES('marburg',73,5);
INSERT INTO "municipality_key" VALUES('marburgbiedenkopf',73,0);
INSERT INTO "municipality_key" VALUES('marburgl',72,4);
INSERT INTO "municipality_key" VALUES('marburglahn',72,4);
INSERT INTO "municipality_key" VALUES('marquartstein',74,0);
INSERT INTO "municipality_key" VALUES('marzahn',9,1);
INSERT INTO "municipality_key" VALUES('marzahnberlin',9,1);
INSERT INTO "municipality_key" VALUES('marzahnhellersdorf',9,1);
INSERT INTO "municipality_key" VALUES('marzahnhellersdorfberlin',9,0);
INSERT INTO "municipality_key" VALUES('marzahnhellersdorfvonberlin',9,0);
INSERT INTO "municipality_key" VALUES('mayence',70,4);
INSERT INTO "municipality_key" VALUES('meissen',75,0);
INSERT INTO "municipality_key" VALUES('meissene',75,4);
INSERT INTO "municipality_key" VALUES('meissenelbe',75,4);
INSERT INTO "municipality_key" VALUES('mettmann',76,0);
INSERT INTO "municipality_key" VALUES('minga',78,4);
INSERT INTO "municipality_key" VALUES('misen',75,4);
INSERT INTO "municipality_key" VALUES('misnia',75,4);
INSERT INTO "municipality_key" VALUES('mitte',10,1);
INSERT INTO "municipality_key" VALUES('mitteberlin',10,0);
INSERT INTO "municipality_key" VALUES('mittevonberlin',10,0);
INSERT INTO "municipality_key" VALUES('mnichov',78,4);
INSERT INTO "municipality_key" VALUES('mogontiacum',70,4);
INSERT INTO "municipality_key" VALUES('moguncja',70,4);
INSERT INTO "municipality_key" VALUES('mohuc',70,4);
INSERT INTO "municipality_key" VALUES('monachium',78,4);
INSERT INTO "municipality_key" VALUES('monacodibaviera',78,4);
INSERT INTO "municipality_key" VALUES('muellheim',77,0);
INSERT INTO "municipality_key" VALUES('muellheimbaden',77,4);
INSERT INTO "municipality_key" VALUES('muenchen',78,0);
INSERT INTO "municipality_key" VALUES('muencheni',78,4);
INSERT INTO "municipality_key" VALUES('muenchenisar',78,4);
INSERT INTO "municipality_key" VALUES('muenchenobb',78,4);
INSERT INTO "municipality_key" VALUES('muenchenoberbayern',78,4);
INSERT INTO "municipality_key" VALUES('muenih',78,4);
INSERT INTO "municipality_key" VALUES('muenster',79,0);
INSERT INTO "municipality_key" VALUES('muensterwestf',79,4);
INSERT INTO "municipality_key" VALUES('muensterwestfalen',79,4);
INSERT INTO "municipality_key" VALUES('mullheim',77,2);
INSERT INTO "municipality_key" VALUES('mullheimbaden',77,4);
INSERT INTO "municipality_key" VALUES('munchen',78,2);
INSERT INTO "municipality_key" VALUES('muncheni',78,4);
INSERT INTO "municipality_key" VALUES('munchenisar',78,4);
INSERT INTO "municipality_key" VALUES('munchenobb',78,4);
INSERT INTO "municipality_key" VALUES('munchenoberbayern',78,4);
INSERT INTO "municipality_key" VALUES('munich',78,4);
INSERT INTO "municipality_key" VALUES('munih',78,4);
INSERT INTO "municipality_key" VALUES('munique',78,4);
INSERT INTO "municipality_key" VALUES('munster',79,2);
INSERT INTO "municipality_key" VALUES('munsterwestf',79,4);
INSERT INTO "municipality_key" VALUES('munsterwestfalen',79,4);
INSERT INTO "municipality_key" VALUES('neukoelln',11,1);
INSERT INTO "municipality_key" VALUES('neukoellnberlin',11,0);
INSERT INTO "municipality_key" VALUES('neukoellnvonberlin',11,0);
INSERT INTO "municipality_key" VALUES('neukolln',11,2);
INSERT INTO "municipality_key" VALUES('neukollnberlin',11,2);
INSERT INTO "municipality_key" VALUES('neukollnvonberlin',11,2);
INSERT INTO "municipality_key" VALUES('neuss',80,0);
INSERT INTO "municipality_key" VALUES('neussrh',80,4);
INSERT INTO "municipality_key" VALUES('neussrhein',80,4);
INSERT INTO "municipality_key" VALUES('nordhausen',81,0);
INSERT INTO "municipality_key" VALUES('nordhausenamharz',81,0);
INSERT INTO "municipality_key" VALUES('nordhausenharz',81,0);
INSERT INTO "municipality_key" VALUES('nuertingen',82,0);
INSERT INTO "municipality_key" VALUES('nuertingenn',82,4);
INSERT INTO "municipality_key" VALUES('nuertingenneckar',82,4);
INSERT INTO "municipality_key" VALUES('nurtingen',82,2);
INSERT INTO "municipality_key" VALUES('nurtingenn',82,4);
INSERT INTO "municipality_key" VALUES('nurtingenneckar',82,4);
INSERT INTO "municipality_key" VALUES('oberhausen',83,0);
INSERT INTO "municipality_key" VALUES('oberhausenrheinland',83,4);
INSERT INTO "municipality_key" VALUES('oberhausenrhld',83,4);
INSERT INTO "municipality_key" VALUES('offenbachammain',84,0);
INSERT INTO "municipality_key" VALUES('offenbachmain',84,0);
INSERT INTO "municipality_key" VALUES('oyten',85,0);
INSERT INTO "municipality_key" VALUES('pankow',12,1);
INSERT INTO "municipality_key" VALUES('pankowberlin',12,0);
INSERT INTO "municipality_key" VALUES('pankowvonberlin',12,0);
INSERT INTO "municipality_key" VALUES('pfaffenberg',88,3);
INSERT INTO "municipality_key" VALUES('pfaffingen',87,3);
INSERT INTO "municipality_key" VALUES('pforzheim',86,0);
INSERT INTO "municipality_key" VALUES('pforzheimbaden',86,4);
INSERT INTO "municipality_key" VALUES('pfullingen',87,0);
INSERT INTO "municipality_key" VALUES('plettenberg',88,0);
INSERT INTO "municipality_key" VALUES('poczdam',89,4);
INSERT INTO "municipality_key" VALUES('postupim',89,4);
INSERT INTO "municipality_key" VALUES('potsdam',89,0);
INSERT INTO "municipality_key" VALUES('puchheim',90,0);
INSERT INTO "municipality_key" VALUES('puchheimobb',90,4);
INSERT INTO "municipality_key" VALUES('puchheimoberbayern',90,4);
INSERT INTO "municipality_key" VALUES('rastatt',119,0);
INSERT INTO "municipality_key" VALUES('rastattbaden',119,4);
INSERT INTO "municipality_key" VALUES('ratisbon',91,4);
INSERT INTO "municipality_key" VALUES('ratisbona',91,4);
INSERT INTO "municipality_key" VALUES('ratisbonne',91,4);
INSERT INTO "municipality_key" VALUES('ratyzbona',91,4);
INSERT INTO "municipality_key" VALUES('regensburg',91,0);
INSERT INTO "municipality_key" VALUES('regensburgd',91,4);
INSERT INTO "municipality_key" VALUES('regensburgdonau',91,4);
INSERT INTO "municipality_key" VALUES('regensburgoberpfalz',91,4);
INSERT INTO "municipality_key" VALUES('regensburgopf',91,4);
INSERT INTO "municipality_key" VALUES('rehburg',92,5);
INSERT INTO "municipality_key" VALUES('rehburgloccum',92,0);
INSERT INTO "municipality_key" VALUES('reihburgluccum',92,3);
INSERT INTO "municipality_key" VALUES('remseckamneckar',93,0);
INSERT INTO "municipality_key" VALUES('remseckneckar',93,0);
INSERT INTO "municipality_key" VALUES('rezno',91,4);
INSERT INTO "municipality_key" VALUES('rheine',94,0);
INSERT INTO "municipality_key" VALUES('rheinewestf',94,4);
INSERT INTO "municipality_key" VALUES('rheinewestfalen',94,4);
INSERT INTO "municipality_key" VALUES('rostock',95,0);
INSERT INTO "municipality_key" VALUES('rottweil',96,0);
INSERT INTO "municipality_key" VALUES('rottweiln',96,4);
INSERT INTO "municipality_key" VALUES('rottweilneckar',96,4);
INSERT INTO "municipality_key" VALUES('roztoky',95,4);
INSERT INTO "municipality_key" VALUES('saarbrucken',97,2);
INSERT INTO "municipality_key" VALUES('saarbruecken',97,0);
INSERT INTO "municipality_key" VALUES('sarrebruck',97,4);
INSERT INTO "municipality_key" VALUES('sarrebruque',97,4);
INSERT INTO "municipality_key" VALUES('saskakamenice',21,4);
INSERT INTO "municipality_key" VALUES('schoeneberg',15,1);
INSERT INTO "municipality_key" VALUES('schoenebergberlin',15,1);
INSERT INTO "municipality_key" VALUES('schoneberg',15,2);
INSERT INTO "municipality_key" VALUES('schonebergberlin',15,2);
INSERT INTO "municipality_key" VALUES('schwanau',98,3);
INSERT INTO "municipality_key" VALUES('schwerte',98,0);
INSERT INTO "municipality_key" VALUES('schwerter',98,4);
INSERT INTO "municipality_key" VALUES('schwerteruhr',98,4);
INSERT INTO "municipality_key" VALUES('schwertewestf',98,4);
INSERT INTO "municipality_key" VALUES('schwertewestfalen',98,4);
INSERT INTO "municipality_key" VALUES('slubfurt',118,4);
INSERT INTO "municipality_key" VALUES('soest',99,0);
INSERT INTO "municipality_key" VALUES('soestwestf',99,4);
INSERT INTO "municipality_key" VALUES('soestwestfalen',99,4);
INSERT INTO "municipality_key" VALUES('solingen',100,0);
INSERT INTO "municipality_key" VALUES('solingenrheinland',100,4);
INSERT INTO "municipality_key" VALUES('solingenrhld',100,4);
INSERT INTO "municipality_key" VALUES('spandau',13,1);
INSERT INTO "municipality_key" VALUES('spandauberlin',13,0);
INSERT INTO "municipality_key" VALUES('spandauvonberlin',13,0);
INSERT INTO "municipality_key" VALUES('speyer',101,0);
INSERT INTO "municipality_key" VALUES('speyerpf',101,4);
INSERT INTO "municipality_key" VALUES('speyerpfalz',101,4);
INSERT INTO "municipality_key" VALUES('speyerrh',101,4);
INSERT INTO "municipality_key" VALUES('speyerrhein',101,4);
INSERT INTO "municipality_key" VALUES('spira',101,4);
INSERT INTO "municipality_key" VALUES('spire',101,4);
INSERT INTO "municipality_key" VALUES('spires',101,4);
INSERT INTO "municipality_key" VALUES('sprockhoevel',102,0);
INSERT INTO "municipality_key" VALUES('sprockhovel',102,2);
INSERT INTO "municipality_key" VALUES('spyr',101,4);
INSERT INTO "municipality_key" VALUES('steglitz',14,1);
INSERT INTO "municipality_key" VALUES('steglitzberlin',14,1);
INSERT INTO "municipality_key" VALUES('steglitzzehlendorf',14,1);
INSERT INTO "municipality_key" VALUES('steglitzzehlendorfberlin',14,0);
INSERT INTO "municipality_key" VALUES('steglitzzehlendorfvonberlin',14,0);
INSERT INTO "municipality_key" VALUES('stoccarda',104,4);
INSERT INTO "municipality_key" VALUES('stutenheim',103,3);
INSERT INTO "municipality_key" VALUES('stutensee',103,0);
INSERT INTO "municipality_key" VALUES('stuttgart',104,0);
INSERT INTO "municipality_key" VALUES('stuttgartn',104,4);
INSERT INTO "municipality_key" VALUES('stuttgartneckar',104,4);
INSERT INTO "municipality_key" VALUES('styrskyhradec',49,4);
INSERT INTO "municipality_key" VALUES('tempelhof',15,1);
INSERT INTO "municipality_key" VALUES('tempelhofberlin',15,1);
INSERT INTO "municipality_key" VALUES('tempelhofschoeneberg',15,1);
INSERT INTO "municipality_key" VALUES('tempelhofschoenebergberlin',15,0);
INSERT INTO "municipality_key" VALUES('tempelhofschoenebergvonberlin',15,0);
INSERT INTO "municipality_key" VALUES('tempelhofschoneberg',15,2);
INSERT INTO "municipality_key" VALUES('tempelhofschonebergberlin',15,2);
INSERT INTO "municipality_key" VALUES('tempelhofschonebergvonberlin',15,2);
INSERT INTO "municipality_key" VALUES('treptow',16,1);
INSERT INTO "municipality_key" VALUES('treptowberlin',16,1);
INSERT INTO "municipality_key" VALUES('treptowkoepenick',16,1);
INSERT INTO "municipality_key" VALUES('treptowkoepenickberlin',16,0);
INSERT INTO "municipality_key" VALUES('treptowkoepenickvonberlin',16,0);
INSERT INTO "municipality_key" VALUES('treptowkopenick',16,2);
INSERT INTO "municipality_key" VALUES('treptowkopenickberlin',16,2);
INSERT INTO "municipality_key" VALUES('treptowkopenickvonberlin',16,2);
INSERT INTO "municipality_key" VALUES('treuenbrietzen',105,0);
INSERT INTO "municipality_key" VALUES('tubinga',106,4);
INSERT INTO "municipality_key" VALUES('tubingen',106,2);
INSERT INTO "municipality_key" VALUES('tubingenn',106,4);
INSERT INTO "municipality_key" VALUES('tubingenneckar',106,4);
INSERT INTO "municipality_key" VALUES('tubingue',106,4);
INSERT INTO "municipality_key" VALUES('tuebingen',106,0);
INSERT INTO "municipality_key" VALUES('tuebingenn',106,4);
INSERT INTO "municipality_key" VALUES('tuebingenneckar',106,4);
INSERT INTO "municipality_key" VALUES('uberlingen',107,2);
INSERT INTO "municipality_key" VALUES('uberlingenb',107,4);
INSERT INTO "municipality_key" VALUES('uberlingenbodensee',107,4);
INSERT INTO "municipality_key" VALUES('ueberlingen',107,0);
INSERT INTO "municipality_key" VALUES('ueberlingenb',107,4);
INSERT INTO "municipality_key" VALUES('ueberlingenbodensee',107,4);
INSERT INTO "municipality_key" VALUES('viernheim',108,0);
INSERT INTO "municipality_key" VALUES('voehringen',109,0);
INSERT INTO "municipality_key" VALUES('vohringen',109,2);
INSERT INTO "municipality_key" VALUES('waiblingen',110,0);
INSERT INTO "municipality_key" VALUES('waiblingenwuertt',110,4);
INSERT INTO "municipality_key" VALUES('waiblingenwuerttemberg',110,4);
INSERT INTO "municipality_key" VALUES('waiblingenwurtt',110,4);
INSERT INTO "municipality_key" VALUES('waiblingenwurttemberg',110,4);
INSERT INTO "municipality_key" VALUES('weingarten',111,0);
INSERT INTO "municipality_key" VALUES('weingartenoberschwaben',111,4);
INSERT INTO "municipality_key" VALUES('weingartenwuertt',111,4);
INSERT INTO "municipality_key" VALUES('weingartenwuerttemberg',111,4);
INSERT INTO "municipality_key" VALUES('weingartenwurtt',111,4);
INSERT INTO "municipality_key" VALUES('weingartenwurttemberg',111,4);
INSERT INTO "municipality_key" VALUES('weyarn',112,0);
INSERT INTO "municipality_key" VALUES('weyarnobb',112,4);
INSERT INTO "municipality_key" VALUES('weyarnoberbayern',112,4);
INSERT INTO "municipality_key" VALUES('weyers',112,3);
INSERT INTO "municipality_key" VALUES('wiesbaden',113,0);
INSERT INTO "municipality_key" VALUES('wiesbadenrh',113,4);
INSERT INTO "municipality_key" VALUES('wiesbadenrhein',113,4);
INSERT INTO "municipality_key" VALUES('witten',114,0);
INSERT INTO "municipality_key" VALUES('wittenr',114,4);
INSERT INTO "municipality_key" VALUES('wittenruhr',114,4);
INSERT INTO "municipality_key" VALUES('wittenwestf',114,4);
INSERT INTO "municipality_key" VALUES('wittenwestfalen',114,4);
INSERT INTO "municipality_key" VALUES('wolfenbuettel',115,0);
INSERT INTO "municipality_key" VALUES('wolfenbuttel',115,2);
INSERT INTO "municipality_key" VALUES('wolfsburg',116,0);
INSERT INTO "municipality_key" VALUES('wuppertal',117,0);
INSERT INTO "municipality_key" VALUES('zehlendorf',14,1);
INSERT INTO "municipality_key" VALUES('zehlendorfberlin',14,1);
INSERT INTO "municipality_key" VALUES('zgorzelec',47,4);
INSERT INTO "municipality_key" VALUES('zhorelec',47,4);
INSERT INTO "municipality_key" VALUES('zhorjelc',47,4);
CREATE TABLE newcomer (
    user_id    TEXT PRIMARY KEY NOT NULL,
    state      TEXT NOT NULL
        CHECK (state IN ('waiting', 'greeted', 'done', 'left', 'returned')),
    joined_at  INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,                    -- when to say what comes next
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
    outbox_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    transaction_id TEXT NOT NULL UNIQUE,            -- the Matrix transaction id
    room_id        TEXT NOT NULL,
    event_type     TEXT NOT NULL,
    content        TEXT NOT NULL,                   -- JSON; emptied when sent
    created_at     INTEGER NOT NULL,
    not_before     INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0,
    state          TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    refused_since  INTEGER,                         -- null: the room does not refuse it
    event_id       TEXT,                            -- null until sent
    error          TEXT,                            -- why the last attempt failed
    subject        TEXT,                            -- such as 'submission:12'; the row is kept as
                                                    -- long as that
    fallback       TEXT,                            -- JSON: room_id, content; sent there if this
                                                    -- cannot be sent
    file           BLOB                             -- to be uploaded; dropped when sent
, untraced INTEGER NOT NULL DEFAULT 0 CHECK (untraced IN (0, 1))) STRICT;
INSERT INTO "outbox" VALUES(1,'answer-$e1','!raum:example.org','m.room.message','{}',1795510800,1795510800,0,'sent',NULL,'$sent1',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(2,'answer-$e2','!raum:example.org','m.room.message','{}',1795510860,1795510860,0,'sent',NULL,'$sent2',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(3,'submission-1-notice','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent3',NULL,'submission:1',NULL,NULL,0);
INSERT INTO "outbox" VALUES(4,'submission-1-notice-reaction-1','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent4',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(5,'submission-1-notice-reaction-2','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent5',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(6,'submission-2-notice','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent6',NULL,'submission:2',NULL,NULL,0);
INSERT INTO "outbox" VALUES(7,'submission-2-notice-reaction-1','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent7',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(8,'submission-2-notice-reaction-2','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent8',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(9,'submission-1-notice-edit-1','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent9',NULL,'submission:1',NULL,NULL,0);
INSERT INTO "outbox" VALUES(10,'submission-1-accepted','!chat-ada:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent10',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(11,'answer-$e3','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent11',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(12,'entry-preview-$e4','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent12',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(13,'entry-preview-$e4-reaction-1','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent13',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(14,'entry-preview-$e4-reaction-2','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent14',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(15,'answer-$e5','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent15',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(16,'meeting-preview-$e6','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent16',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(17,'meeting-preview-$e6-reaction-1','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent17',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(18,'meeting-preview-$e6-reaction-2','!leitung:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent18',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(19,'meeting-1-announcement-!raum:example.org','!raum:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent19',NULL,'meeting:1',NULL,NULL,0);
INSERT INTO "outbox" VALUES(20,'meeting-1-announcement-!raum:example.org-reaction-1','!raum:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent20',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(21,'meeting-1-announcement-!raum:example.org-reaction-2','!raum:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent21',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(22,'meeting-1-announcement-!raum:example.org-reaction-3','!raum:example.org','m.reaction','{}',1795510920,1795510920,0,'sent',NULL,'$sent22',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(23,'answer-$e7','!leitung:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent23',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(24,'answer-$e8','!raum:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent24',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(25,'answer-$e9','!raum:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent25',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(26,'answer-$e10','!chat-ada:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent26',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(27,'exchange-1-first','!fragen:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent27',NULL,'exchange:1',NULL,NULL,0);
INSERT INTO "outbox" VALUES(28,'answer-$e11','!chat-ada:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent28',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(29,'answer-$e12','!chat-ada:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent29',NULL,NULL,NULL,NULL,0);
INSERT INTO "outbox" VALUES(30,'answer-$e13','!chat-ada:example.org','m.room.message','{}',1795510920,1795510920,0,'sent',NULL,'$sent30',NULL,NULL,NULL,NULL,0);
CREATE TABLE profile (
    profile_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      TEXT NOT NULL UNIQUE,
    place        TEXT NOT NULL,                     -- as shown; '': not told
    land         TEXT NOT NULL,                     -- of that municipality; '': not known
    ags          TEXT,                              -- null: not known
    role         TEXT NOT NULL,
    topics       TEXT NOT NULL,                     -- JSON: names, also of free topics
    reports      TEXT NOT NULL,                     -- what they can tell about
    size         INTEGER CHECK (size BETWEEN 1 AND 5),  -- class of their municipality
    since        INTEGER,                           -- year; null: not told
    keys         TEXT NOT NULL,                     -- JSON: of the topics, see topics.py
    stems        TEXT NOT NULL,                     -- JSON: of role and reports
    visibility   TEXT NOT NULL CHECK (visibility IN ('visible', 'on_request', 'off')),
    mentions     INTEGER NOT NULL,                  -- 1: may be mentioned for a question
    resumes_at   INTEGER,                           -- null: no pause
    consent      TEXT NOT NULL,                     -- version of the text that was agreed to
    consented_at INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL,                  -- when they last said that it is true
    asked_at     INTEGER,                           -- null: not asked since
    hidden_at    INTEGER,                           -- null: not hidden for want of an answer
    left_at      INTEGER,                           -- null: a member
    due_at       INTEGER NOT NULL                   -- when something is to be done about it
) STRICT;
INSERT INTO "profile" VALUES(1,'@ada:example.org','Bonn','Nordrhein-Westfalen','05314000','Fachstelle','["Losverfahren"]','',NULL,NULL,'["losverfahr"]','["fachstell"]','on_request',0,NULL,'1',1795510920,1795510920,1795510920,NULL,NULL,NULL,1827046920);
CREATE TABLE programme_request (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    source     TEXT NOT NULL,                       -- JSON: what it takes to get the file
    event_id   TEXT NOT NULL,                       -- of the command
    attempts   INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL
) STRICT;
CREATE TABLE question (
    question_id INTEGER PRIMARY KEY AUTOINCREMENT,
    asker       TEXT,                               -- null: forgotten
    room_id     TEXT NOT NULL,                      -- where its thread is
    root        TEXT NOT NULL,                      -- of the thread: the event id of the asker's
                                                    -- message, or the transaction id of our post
    title       TEXT NOT NULL,                      -- its first sentence; '' if forgotten
    topics      TEXT NOT NULL,                      -- JSON: names, also of free topics
    stems       TEXT NOT NULL,                      -- JSON: of the words by which it is compared
    state       TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'done', 'withdrawn', 'closed')),
    asked_at    INTEGER NOT NULL,
    closed_at   INTEGER,                            -- null: open
    revision    INTEGER NOT NULL DEFAULT 0          -- of our first reply in the thread
, replies INTEGER NOT NULL DEFAULT 0, first_reply_at INTEGER, last_reply_at INTEGER, watch_from INTEGER, watched TEXT NOT NULL DEFAULT 'waiting'
    CHECK (watched IN ('waiting', 'asked', 'posted')), watched_at INTEGER, anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1))) STRICT;
INSERT INTO "question" VALUES(1,'@ada:example.org','!fragen:example.org','$frage1','wer hat Erfahrung mit dem Losverfahren für einen Bürgerrat?','["Losverfahren", "B\u00fcrgerrat"]','["losverfahr", "burgerrat"]','open',1795510920,NULL,0,0,NULL,NULL,NULL,'waiting',NULL,0);
CREATE TABLE question_follower (
    question_id INTEGER NOT NULL REFERENCES question ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    PRIMARY KEY (question_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE question_mention (
    question_id  INTEGER NOT NULL REFERENCES question ON DELETE CASCADE,
    user_id      TEXT NOT NULL,
    mentioned_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE recount (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    due_at     INTEGER NOT NULL
) STRICT;
INSERT INTO "recount" VALUES(1,1795510980);
CREATE TABLE register_place (
    ags      TEXT PRIMARY KEY NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,                         -- S town, G municipality
    district TEXT NOT NULL,                         -- key of the district
    key      TEXT NOT NULL                          -- folded name
) STRICT, WITHOUT ROWID;
CREATE TABLE reminder (
    reminder_id INTEGER PRIMARY KEY,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    stage       TEXT NOT NULL,                      -- '7d', 'register:1d', 'slot:3:10min'
    room_id     TEXT NOT NULL,
    starts_at   INTEGER NOT NULL,                   -- of the meeting, deadline or slot: moving it
                                                    -- plans the stages again
    due_at      INTEGER NOT NULL,
    state       TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'posted', 'skipped', 'dropped')),
    done_at     INTEGER, posted_as TEXT,                            -- null while planned
    UNIQUE (meeting_id, stage, room_id, starts_at)
) STRICT;
INSERT INTO "reminder" VALUES(1,1,'1w','!raum:example.org',1799917200,1799312400,'planned',NULL,NULL);
INSERT INTO "reminder" VALUES(2,1,'2d','@ada:example.org',1799917200,1799744400,'planned',NULL,NULL);
INSERT INTO "reminder" VALUES(3,1,'1d','!raum:example.org',1799917200,1799830800,'planned',NULL,NULL);
INSERT INTO "reminder" VALUES(4,1,'1h','!raum:example.org',1799917200,1799913600,'planned',NULL,NULL);
CREATE TABLE result (
    question_id INTEGER PRIMARY KEY REFERENCES question ON DELETE CASCADE,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    topics      TEXT NOT NULL,                      -- JSON
    words       TEXT NOT NULL,                      -- folded, parted by blanks: for the search
    written_at  INTEGER NOT NULL
) STRICT;
CREATE TABLE result_change (
    change_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL
) STRICT;
CREATE TABLE room (
    room_id              TEXT PRIMARY KEY NOT NULL,
    membership           TEXT NOT NULL
        CHECK (membership IN ('to_join', 'invite', 'join', 'leave')),
    direct               INTEGER NOT NULL DEFAULT 0 CHECK (direct IN (0, 1)),
    inviter              TEXT,                      -- null unless invited
    reason               TEXT,                      -- why the bot is out, as the homeserver says
    replaced_by          TEXT,                      -- the room this one was upgraded to
    replaces             TEXT,                      -- claims to be upgraded to this; not yet proved
    via                  TEXT,                      -- a server that can help to join
    attempts             INTEGER NOT NULL DEFAULT 0,  -- to join
    not_before           INTEGER NOT NULL DEFAULT 0,  -- next attempt to join
    unreadable_notice_at INTEGER,                   -- null until the room got the notice that
                                                    -- the bot cannot decrypt its messages
    changed_at           INTEGER NOT NULL
) STRICT;
INSERT INTO "room" VALUES('!chat-ada:example.org','join',1,NULL,NULL,NULL,NULL,NULL,0,0,NULL,1795510800);
INSERT INTO "room" VALUES('!chat-bo::example.org','join',1,NULL,NULL,NULL,NULL,NULL,0,0,NULL,1795510800);
INSERT INTO "room" VALUES('!chat-cor:example.org','join',1,NULL,NULL,NULL,NULL,NULL,0,0,NULL,1795510800);
CREATE TABLE room_alias (
    alias    TEXT PRIMARY KEY NOT NULL,
    room_id  TEXT NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE rsvp (
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    event_id    TEXT,                               -- of the reaction; null: by command
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "rsvp" VALUES(1,'@ada:example.org','yes',NULL,1795510920);
INSERT INTO "rsvp" VALUES(1,'@bo:example.org','maybe',NULL,1795510920);
CREATE TABLE rsvp_history (
    history_id  INTEGER PRIMARY KEY,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    event_id    TEXT,                               -- of the reaction; null: by command
    answered_at INTEGER NOT NULL
) STRICT;
INSERT INTO "rsvp_history" VALUES(1,1,'@ada:example.org','yes',NULL,1795510920);
INSERT INTO "rsvp_history" VALUES(2,1,'@bo:example.org','maybe',NULL,1795510920);
CREATE TABLE search_entry (
    search_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    guideline_id    INTEGER NOT NULL UNIQUE REFERENCES guideline ON DELETE CASCADE,
    municipality_id INTEGER NOT NULL,
    land            TEXT NOT NULL                   -- as members may see it
) STRICT;
CREATE TABLE search_page (
    search_id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id   INTEGER NOT NULL UNIQUE REFERENCES document_page ON DELETE CASCADE
) STRICT;
CREATE TABLE search_pending (
    mark         INTEGER PRIMARY KEY AUTOINCREMENT,
    guideline_id INTEGER NOT NULL
) STRICT;
INSERT INTO "search_pending" VALUES(1,1);
INSERT INTO "search_pending" VALUES(2,2);
INSERT INTO "search_pending" VALUES(3,3);
INSERT INTO "search_pending" VALUES(4,4);
INSERT INTO "search_pending" VALUES(5,5);
INSERT INTO "search_pending" VALUES(6,6);
INSERT INTO "search_pending" VALUES(7,7);
INSERT INTO "search_pending" VALUES(8,8);
INSERT INTO "search_pending" VALUES(9,9);
INSERT INTO "search_pending" VALUES(10,10);
INSERT INTO "search_pending" VALUES(11,11);
INSERT INTO "search_pending" VALUES(12,12);
INSERT INTO "search_pending" VALUES(13,13);
INSERT INTO "search_pending" VALUES(14,14);
INSERT INTO "search_pending" VALUES(15,15);
INSERT INTO "search_pending" VALUES(16,16);
INSERT INTO "search_pending" VALUES(17,17);
INSERT INTO "search_pending" VALUES(18,18);
INSERT INTO "search_pending" VALUES(19,19);
INSERT INTO "search_pending" VALUES(20,20);
INSERT INTO "search_pending" VALUES(21,21);
INSERT INTO "search_pending" VALUES(22,22);
INSERT INTO "search_pending" VALUES(23,23);
INSERT INTO "search_pending" VALUES(24,24);
INSERT INTO "search_pending" VALUES(25,25);
INSERT INTO "search_pending" VALUES(26,26);
INSERT INTO "search_pending" VALUES(27,27);
INSERT INTO "search_pending" VALUES(28,28);
INSERT INTO "search_pending" VALUES(29,29);
INSERT INTO "search_pending" VALUES(30,30);
INSERT INTO "search_pending" VALUES(31,31);
INSERT INTO "search_pending" VALUES(32,32);
INSERT INTO "search_pending" VALUES(33,33);
INSERT INTO "search_pending" VALUES(34,34);
INSERT INTO "search_pending" VALUES(35,35);
INSERT INTO "search_pending" VALUES(36,36);
INSERT INTO "search_pending" VALUES(37,37);
INSERT INTO "search_pending" VALUES(38,38);
INSERT INTO "search_pending" VALUES(39,39);
INSERT INTO "search_pending" VALUES(40,40);
INSERT INTO "search_pending" VALUES(41,41);
INSERT INTO "search_pending" VALUES(42,42);
INSERT INTO "search_pending" VALUES(43,43);
INSERT INTO "search_pending" VALUES(44,44);
INSERT INTO "search_pending" VALUES(45,45);
INSERT INTO "search_pending" VALUES(46,46);
INSERT INTO "search_pending" VALUES(47,47);
INSERT INTO "search_pending" VALUES(48,48);
INSERT INTO "search_pending" VALUES(49,49);
INSERT INTO "search_pending" VALUES(50,50);
INSERT INTO "search_pending" VALUES(51,51);
INSERT INTO "search_pending" VALUES(52,52);
INSERT INTO "search_pending" VALUES(53,53);
INSERT INTO "search_pending" VALUES(54,54);
INSERT INTO "search_pending" VALUES(55,55);
INSERT INTO "search_pending" VALUES(56,56);
INSERT INTO "search_pending" VALUES(57,57);
INSERT INTO "search_pending" VALUES(58,58);
INSERT INTO "search_pending" VALUES(59,59);
INSERT INTO "search_pending" VALUES(60,60);
INSERT INTO "search_pending" VALUES(61,61);
INSERT INTO "search_pending" VALUES(62,62);
INSERT INTO "search_pending" VALUES(63,63);
INSERT INTO "search_pending" VALUES(64,64);
INSERT INTO "search_pending" VALUES(65,65);
INSERT INTO "search_pending" VALUES(66,66);
INSERT INTO "search_pending" VALUES(67,67);
INSERT INTO "search_pending" VALUES(68,68);
INSERT INTO "search_pending" VALUES(69,69);
INSERT INTO "search_pending" VALUES(70,70);
INSERT INTO "search_pending" VALUES(71,71);
INSERT INTO "search_pending" VALUES(72,72);
INSERT INTO "search_pending" VALUES(73,73);
INSERT INTO "search_pending" VALUES(74,74);
INSERT INTO "search_pending" VALUES(75,75);
INSERT INTO "search_pending" VALUES(76,76);
INSERT INTO "search_pending" VALUES(77,77);
INSERT INTO "search_pending" VALUES(78,78);
INSERT INTO "search_pending" VALUES(79,79);
INSERT INTO "search_pending" VALUES(80,80);
INSERT INTO "search_pending" VALUES(81,81);
INSERT INTO "search_pending" VALUES(82,82);
INSERT INTO "search_pending" VALUES(83,83);
INSERT INTO "search_pending" VALUES(84,84);
INSERT INTO "search_pending" VALUES(85,85);
INSERT INTO "search_pending" VALUES(86,86);
INSERT INTO "search_pending" VALUES(87,87);
INSERT INTO "search_pending" VALUES(88,88);
INSERT INTO "search_pending" VALUES(89,89);
INSERT INTO "search_pending" VALUES(90,90);
INSERT INTO "search_pending" VALUES(91,91);
INSERT INTO "search_pending" VALUES(92,92);
INSERT INTO "search_pending" VALUES(93,93);
INSERT INTO "search_pending" VALUES(94,94);
INSERT INTO "search_pending" VALUES(95,95);
INSERT INTO "search_pending" VALUES(96,96);
INSERT INTO "search_pending" VALUES(97,97);
INSERT INTO "search_pending" VALUES(98,98);
INSERT INTO "search_pending" VALUES(99,99);
INSERT INTO "search_pending" VALUES(100,100);
INSERT INTO "search_pending" VALUES(101,101);
INSERT INTO "search_pending" VALUES(102,102);
INSERT INTO "search_pending" VALUES(103,103);
INSERT INTO "search_pending" VALUES(104,104);
INSERT INTO "search_pending" VALUES(105,105);
INSERT INTO "search_pending" VALUES(106,106);
INSERT INTO "search_pending" VALUES(107,107);
INSERT INTO "search_pending" VALUES(108,108);
INSERT INTO "search_pending" VALUES(109,109);
INSERT INTO "search_pending" VALUES(110,110);
INSERT INTO "search_pending" VALUES(111,111);
INSERT INTO "search_pending" VALUES(112,112);
INSERT INTO "search_pending" VALUES(113,113);
INSERT INTO "search_pending" VALUES(114,114);
INSERT INTO "search_pending" VALUES(115,115);
INSERT INTO "search_pending" VALUES(116,116);
INSERT INTO "search_pending" VALUES(117,117);
INSERT INTO "search_pending" VALUES(118,118);
INSERT INTO "search_pending" VALUES(119,119);
INSERT INTO "search_pending" VALUES(120,120);
INSERT INTO "search_pending" VALUES(121,121);
INSERT INTO "search_pending" VALUES(122,47);
INSERT INTO "search_pending" VALUES(123,112);
INSERT INTO "search_pending" VALUES(124,98);
INSERT INTO "search_pending" VALUES(125,20);
INSERT INTO "search_pending" VALUES(126,111);
INSERT INTO "search_pending" VALUES(127,29);
INSERT INTO "search_pending" VALUES(128,50);
INSERT INTO "search_pending" VALUES(129,75);
INSERT INTO "search_pending" VALUES(130,49);
INSERT INTO "search_pending" VALUES(131,118);
INSERT INTO "search_pending" VALUES(132,120);
INSERT INTO "search_pending" VALUES(133,17);
INSERT INTO "search_pending" VALUES(134,17);
INSERT INTO "search_pending" VALUES(135,62);
CREATE TABLE search_word (
    word_id INTEGER PRIMARY KEY,
    form    TEXT NOT NULL UNIQUE,                   -- without umlauts and capitals
    stem    TEXT NOT NULL,
    shown   TEXT NOT NULL,                          -- as it was written first
    entries INTEGER NOT NULL                        -- about how many have it: an entry that was
                                                    -- indexed twice counts twice
) STRICT;
CREATE TABLE series (
    series_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,              -- of its calendar entry
    rrule        TEXT NOT NULL,                     -- RFC 5545, without DTSTART
    starts       TEXT NOT NULL,                     -- of the first occurrence, local
    ends         TEXT NOT NULL,
    timezone     TEXT NOT NULL,
    all_day      INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    planned_to   TEXT NOT NULL,                     -- occurrences up to this day are meetings
    ended        INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))
) STRICT;
CREATE TABLE slot (
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    starts     TEXT NOT NULL,                       -- local
    ends       TEXT NOT NULL,
    starts_at  INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    place      TEXT,
    PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE submission (
    submission_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    submitter       TEXT,                           -- null: forgotten
    room_id         TEXT,                           -- of the message that submitted it
    event_id        TEXT UNIQUE,                    -- likewise; null: by dialogue, or forgotten
    state           TEXT NOT NULL CHECK
        (state IN ('checking', 'open', 'accepted', 'refused', 'withdrawn', 'unsuitable')),
    place           TEXT NOT NULL,                  -- the name as shown
    municipality_id INTEGER REFERENCES municipality,  -- null: not in the collection yet
    ags             TEXT,                           -- from the register, if that knows the place
    list            TEXT NOT NULL CHECK (list IN ('buergerbeteiligung', 'kinder_jugend')),
    url             TEXT,
    title           TEXT,
    status          TEXT,
    adopted         TEXT,                           -- YYYY, YYYY-MM or YYYY-MM-DD
    note            TEXT,
    link_state      TEXT,                           -- null: not checked
    guideline_id    INTEGER REFERENCES guideline,   -- the entry made of it
    revision        INTEGER NOT NULL DEFAULT 0,     -- of the notice in the management room
    reminder_stage  INTEGER NOT NULL DEFAULT 0,     -- the last one sent to the management
    mailed          INTEGER NOT NULL DEFAULT 0 CHECK (mailed IN (0, 1)),
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
) STRICT;
INSERT INTO "submission" VALUES(1,'@ada:example.org','!raum:example.org','$e1','accepted','Bonn',17,'05314000','buergerbeteiligung','https://www.example.org/bonn','Leitlinien aus dem Upgrade',NULL,NULL,NULL,NULL,17,1,0,0,1795510800,1795510920);
INSERT INTO "submission" VALUES(2,'@ada:example.org','!raum:example.org','$e2','open','Köln',62,'05315000','buergerbeteiligung','https://www.example.org/koeln',NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,1795510860,1795510920);
CREATE TABLE submission_file (
    submission_id INTEGER PRIMARY KEY REFERENCES submission ON DELETE CASCADE,
    name          TEXT NOT NULL,
    source        TEXT NOT NULL,                    -- JSON: url and, if encrypted, file; '{}' later
    encrypted     INTEGER NOT NULL CHECK (encrypted IN (0, 1)),
    state         TEXT NOT NULL CHECK
        (state IN ('waiting', 'stored', 'unsuitable', 'unreachable')),
    problem       TEXT,                             -- why it is not stored (yet)
    sha256        TEXT,
    kind          TEXT,
    bytes         INTEGER,
    attempts      INTEGER NOT NULL DEFAULT 0,
    not_before    INTEGER NOT NULL
) STRICT;
CREATE TABLE submission_step (
    step_id       INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
    done_at       INTEGER NOT NULL,
    actor         TEXT,                             -- null: the bot, or forgotten
    action        TEXT NOT NULL CHECK (action IN ('submitted', 'checked', 'changed', 'asked',
        'answered', 'accepted', 'refused', 'withdrawn', 'unsuitable')),
    detail        TEXT NOT NULL                     -- the reason, the question, the changes
) STRICT;
INSERT INTO "submission_step" VALUES(1,1,1795510800,'@ada:example.org','submitted','');
INSERT INTO "submission_step" VALUES(2,2,1795510860,'@ada:example.org','submitted','');
INSERT INTO "submission_step" VALUES(3,1,1795510920,NULL,'checked','');
INSERT INTO "submission_step" VALUES(4,2,1795510920,NULL,'checked','');
INSERT INTO "submission_step" VALUES(5,1,1795510920,'@leitung:example.org','accepted','');
CREATE TABLE sync (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    token     TEXT NOT NULL,                        -- the next sync continues from it
    synced_at INTEGER NOT NULL
) STRICT;
CREATE TABLE topic (
    topic_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE                   -- as shown
) STRICT;
INSERT INTO "topic" VALUES(1,'Leitlinien');
INSERT INTO "topic" VALUES(2,'Satzung');
INSERT INTO "topic" VALUES(3,'Vorhabenliste');
INSERT INTO "topic" VALUES(4,'Losverfahren');
INSERT INTO "topic" VALUES(5,'Bürgerrat');
INSERT INTO "topic" VALUES(6,'Beteiligungsbeirat');
INSERT INTO "topic" VALUES(7,'Einwohnerversammlung');
INSERT INTO "topic" VALUES(8,'Einwohnerantrag');
INSERT INTO "topic" VALUES(9,'Quorum');
INSERT INTO "topic" VALUES(10,'Bürgerbegehren und Bürgerentscheid');
INSERT INTO "topic" VALUES(11,'Kinder und Jugend');
INSERT INTO "topic" VALUES(12,'Schulen und Kitas');
INSERT INTO "topic" VALUES(13,'Ältere Menschen');
INSERT INTO "topic" VALUES(14,'Migration und Integration');
INSERT INTO "topic" VALUES(15,'Menschen mit Behinderung');
INSERT INTO "topic" VALUES(16,'Stille Gruppen erreichen');
INSERT INTO "topic" VALUES(17,'Bürgerhaushalt');
INSERT INTO "topic" VALUES(18,'Online-Beteiligung');
INSERT INTO "topic" VALUES(19,'Umfragen');
INSERT INTO "topic" VALUES(20,'Mängelmelder');
INSERT INTO "topic" VALUES(21,'Bauleitplanung');
INSERT INTO "topic" VALUES(22,'Stadtentwicklung');
INSERT INTO "topic" VALUES(23,'Verkehr und Mobilität');
INSERT INTO "topic" VALUES(24,'Klima und Energie');
INSERT INTO "topic" VALUES(25,'Ländlicher Raum');
INSERT INTO "topic" VALUES(26,'Landkreise');
INSERT INTO "topic" VALUES(27,'Moderation');
INSERT INTO "topic" VALUES(28,'Methoden');
INSERT INTO "topic" VALUES(29,'Konflikte');
INSERT INTO "topic" VALUES(30,'Öffentlichkeitsarbeit');
INSERT INTO "topic" VALUES(31,'Ergebnisse zurückmelden');
INSERT INTO "topic" VALUES(32,'Evaluation');
INSERT INTO "topic" VALUES(33,'Rolle und Stelle');
INSERT INTO "topic" VALUES(34,'Verwaltung gewinnen');
INSERT INTO "topic" VALUES(35,'Politik gewinnen');
INSERT INTO "topic" VALUES(36,'Haushalt und Personal');
INSERT INTO "topic" VALUES(37,'Förderung');
INSERT INTO "topic" VALUES(38,'Vergabe');
INSERT INTO "topic" VALUES(39,'Recht und Datenschutz');
INSERT INTO "topic" VALUES(40,'Ehrenamt und Engagement');
INSERT INTO "topic" VALUES(41,'Fortbildung und Austausch');
INSERT INTO "topic" VALUES(42,'Transparenz');
CREATE TABLE topic_word (
    key      TEXT PRIMARY KEY NOT NULL,             -- folded, see commands/exchange/topics.py
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    word     TEXT NOT NULL                          -- as written
) STRICT, WITHOUT ROWID;
INSERT INTO "topic_word" VALUES('abwag',31,'Abwägung');
INSERT INTO "topic_word" VALUES('adhocracy',18,'Adhocracy');
INSERT INTO "topic_word" VALUES('alt mensch',13,'Ältere Menschen');
INSERT INTO "topic_word" VALUES('amt',34,'Ämter');
INSERT INTO "topic_word" VALUES('amterubergreif',34,'ämterübergreifend');
INSERT INTO "topic_word" VALUES('anfeind',29,'Anfeindungen');
INSERT INTO "topic_word" VALUES('anliegenmanagement',20,'Anliegenmanagement');
INSERT INTO "topic_word" VALUES('anreg aus der einwohnerschaft',8,'Anregung aus der Einwohnerschaft');
INSERT INTO "topic_word" VALUES('arbeitsgremium',6,'Arbeitsgremium');
INSERT INTO "topic_word" VALUES('aufgabenprofil',33,'Aufgabenprofil');
INSERT INTO "topic_word" VALUES('aufsuch',16,'aufsuchend');
INSERT INTO "topic_word" VALUES('aufsuch beteil',16,'aufsuchende Beteiligung');
INSERT INTO "topic_word" VALUES('aufwandsentschad',40,'Aufwandsentschädigung');
INSERT INTO "topic_word" VALUES('ausgelost',4,'ausgelost');
INSERT INTO "topic_word" VALUES('ausleg',21,'Auslegung');
INSERT INTO "topic_word" VALUES('auslos',4,'Auslosung');
INSERT INTO "topic_word" VALUES('ausschreib',38,'Ausschreibung');
INSERT INTO "topic_word" VALUES('auswert',32,'Auswertung');
INSERT INTO "topic_word" VALUES('barrierefrei',15,'Barrierefreiheit');
INSERT INTO "topic_word" VALUES('bauleitplan',21,'Bauleitplanung');
INSERT INTO "topic_word" VALUES('bebauungsplan',21,'Bebauungsplan');
INSERT INTO "topic_word" VALUES('begleitgremium',6,'Begleitgremium');
INSERT INTO "topic_word" VALUES('behindertenbeirat',15,'Behindertenbeirat');
INSERT INTO "topic_word" VALUES('beirat',6,'Beirat');
INSERT INTO "topic_word" VALUES('berufsbild',33,'Berufsbild');
INSERT INTO "topic_word" VALUES('beschwerdemanagement',20,'Beschwerdemanagement');
INSERT INTO "topic_word" VALUES('beteiligungsbeauftragt',33,'Beteiligungsbeauftragte');
INSERT INTO "topic_word" VALUES('beteiligungsbeirat',6,'Beteiligungsbeirat');
INSERT INTO "topic_word" VALUES('beteiligungsbudg',36,'Beteiligungsbudget');
INSERT INTO "topic_word" VALUES('beteiligungsfern',16,'Beteiligungsferne');
INSERT INTO "topic_word" VALUES('beteiligungskal',30,'Beteiligungskalender');
INSERT INTO "topic_word" VALUES('beteiligungsleitlini',1,'Beteiligungsleitlinien');
INSERT INTO "topic_word" VALUES('beteiligungslots',34,'Beteiligungslotsen');
INSERT INTO "topic_word" VALUES('beteiligungsplattform',18,'Beteiligungsplattform');
INSERT INTO "topic_word" VALUES('beteiligungsportal',18,'Beteiligungsportal');
INSERT INTO "topic_word" VALUES('beteiligungssatz',2,'Beteiligungssatzung');
INSERT INTO "topic_word" VALUES('burgerantrag',8,'Bürgerantrag');
INSERT INTO "topic_word" VALUES('burgerbefrag',19,'Bürgerbefragung');
INSERT INTO "topic_word" VALUES('burgerbegehr',10,'Bürgerbegehren');
INSERT INTO "topic_word" VALUES('burgerbegehr und burgerentscheid',10,'Bürgerbegehren und Bürgerentscheid');
INSERT INTO "topic_word" VALUES('burgerbudg',17,'Bürgerbudget');
INSERT INTO "topic_word" VALUES('burgerentscheid',10,'Bürgerentscheid');
INSERT INTO "topic_word" VALUES('burgerforum',5,'Bürgerforum');
INSERT INTO "topic_word" VALUES('burgergutacht',5,'Bürgergutachten');
INSERT INTO "topic_word" VALUES('burgerhaushalt',17,'Bürgerhaushalt');
INSERT INTO "topic_word" VALUES('burgerinitiativ',29,'Bürgerinitiative');
INSERT INTO "topic_word" VALUES('burgermeist',35,'Bürgermeister');
INSERT INTO "topic_word" VALUES('burgerpanel',19,'Bürgerpanel');
INSERT INTO "topic_word" VALUES('burgerrat',5,'Bürgerrat');
INSERT INTO "topic_word" VALUES('burgerschaft engagement',40,'bürgerschaftliches Engagement');
INSERT INTO "topic_word" VALUES('burgerversamml',7,'Bürgerversammlung');
INSERT INTO "topic_word" VALUES('burgerversamml per los',5,'Bürgerversammlung per Los');
INSERT INTO "topic_word" VALUES('consul',18,'Consul');
INSERT INTO "topic_word" VALUES('datenschutz',39,'Datenschutz');
INSERT INTO "topic_word" VALUES('dienstanweis',34,'Dienstanweisung');
INSERT INTO "topic_word" VALUES('dienstleist',27,'Dienstleister');
INSERT INTO "topic_word" VALUES('digital beteil',18,'digitale Beteiligung');
INSERT INTO "topic_word" VALUES('direkt demokrati',10,'direkte Demokratie');
INSERT INTO "topic_word" VALUES('dorfentwickl',25,'Dorfentwicklung');
INSERT INTO "topic_word" VALUES('dorfmoderation',25,'Dorfmoderation');
INSERT INTO "topic_word" VALUES('dsgvo',39,'DSGVO');
INSERT INTO "topic_word" VALUES('e partizipation',18,'E-Partizipation');
INSERT INTO "topic_word" VALUES('ehrenamt',40,'Ehrenamt');
INSERT INTO "topic_word" VALUES('ehrenamt und engagement',40,'Ehrenamt und Engagement');
INSERT INTO "topic_word" VALUES('einfach sprach',15,'Einfache Sprache');
INSERT INTO "topic_word" VALUES('eingruppier',33,'Eingruppierung');
INSERT INTO "topic_word" VALUES('einladungsschreib',30,'Einladungsschreiben');
INSERT INTO "topic_word" VALUES('einwohnerantrag',8,'Einwohnerantrag');
INSERT INTO "topic_word" VALUES('einwohnerbefrag',19,'Einwohnerbefragung');
INSERT INTO "topic_word" VALUES('einwohnerrat',5,'Einwohnerrat');
INSERT INTO "topic_word" VALUES('einwohnerversamml',7,'Einwohnerversammlung');
INSERT INTO "topic_word" VALUES('energiew',24,'Energiewende');
INSERT INTO "topic_word" VALUES('engagement',40,'Engagement');
INSERT INTO "topic_word" VALUES('engagementforder',40,'Engagementförderung');
INSERT INTO "topic_word" VALUES('entgeltgrupp',33,'Entgeltgruppe');
INSERT INTO "topic_word" VALUES('ergebnis zuruckmeld',31,'Ergebnisse zurückmelden');
INSERT INTO "topic_word" VALUES('evaluation',32,'Evaluation');
INSERT INTO "topic_word" VALUES('evaluationsbog',32,'Evaluationsbogen');
INSERT INTO "topic_word" VALUES('evaluier',32,'Evaluierung');
INSERT INTO "topic_word" VALUES('evaluiert',32,'evaluiert');
INSERT INTO "topic_word" VALUES('extern begleit',27,'externe Begleitung');
INSERT INTO "topic_word" VALUES('fachamt',34,'Fachämter');
INSERT INTO "topic_word" VALUES('fachstell',33,'Fachstelle');
INSERT INTO "topic_word" VALUES('finanzier',36,'Finanzierung');
INSERT INTO "topic_word" VALUES('flachennutzungsplan',21,'Flächennutzungsplan');
INSERT INTO "topic_word" VALUES('forder',37,'Förderung');
INSERT INTO "topic_word" VALUES('fordermittel',37,'Fördermittel');
INSERT INTO "topic_word" VALUES('forderprogramm',37,'Förderprogramm');
INSERT INTO "topic_word" VALUES('fordertopf',37,'Fördertopf');
INSERT INTO "topic_word" VALUES('formell beteil',21,'formelle Beteiligung');
INSERT INTO "topic_word" VALUES('fortbild',41,'Fortbildung');
INSERT INTO "topic_word" VALUES('fortbild und austausch',41,'Fortbildung und Austausch');
INSERT INTO "topic_word" VALUES('fragebog',19,'Fragebogen');
INSERT INTO "topic_word" VALUES('fraktion',35,'Fraktionen');
INSERT INTO "topic_word" VALUES('freiwilligenagentur',40,'Freiwilligenagentur');
INSERT INTO "topic_word" VALUES('fruhzeit information',3,'frühzeitige Information');
INSERT INTO "topic_word" VALUES('gemeindeordn',39,'Gemeindeordnung');
INSERT INTO "topic_word" VALUES('gemeinderat',35,'Gemeinderat');
INSERT INTO "topic_word" VALUES('geschaftsordn',2,'Geschäftsordnung');
INSERT INTO "topic_word" VALUES('haftung',39,'Haftung');
INSERT INTO "topic_word" VALUES('haushalt und personal',36,'Haushalt und Personal');
INSERT INTO "topic_word" VALUES('haushaltsmittel',36,'Haushaltsmittel');
INSERT INTO "topic_word" VALUES('hospitation',41,'Hospitation');
INSERT INTO "topic_word" VALUES('ideenmeld',20,'Ideenmelder');
INSERT INTO "topic_word" VALUES('informationsfrei',42,'Informationsfreiheit');
INSERT INTO "topic_word" VALUES('inklusion',15,'Inklusion');
INSERT INTO "topic_word" VALUES('inklusionsbeirat',15,'Inklusionsbeirat');
INSERT INTO "topic_word" VALUES('innenstadt',22,'Innenstadt');
INSERT INTO "topic_word" VALUES('integrationsbeirat',14,'Integrationsbeirat');
INSERT INTO "topic_word" VALUES('integrationsrat',14,'Integrationsrat');
INSERT INTO "topic_word" VALUES('intern beteil',34,'interne Beteiligung');
INSERT INTO "topic_word" VALUES('jugend',11,'Jugendliche');
INSERT INTO "topic_word" VALUES('jugendbeirat',11,'Jugendbeirat');
INSERT INTO "topic_word" VALUES('jugendbeteil',11,'Jugendbeteiligung');
INSERT INTO "topic_word" VALUES('jugendforum',11,'Jugendforum');
INSERT INTO "topic_word" VALUES('jugendgemeinderat',11,'Jugendgemeinderat');
INSERT INTO "topic_word" VALUES('jugendparlament',11,'Jugendparlament');
INSERT INTO "topic_word" VALUES('jugendrat',11,'Jugendrat');
INSERT INTO "topic_word" VALUES('kennzahl',32,'Kennzahlen');
INSERT INTO "topic_word" VALUES('kind und jugend',11,'Kinder und Jugend');
INSERT INTO "topic_word" VALUES('kind und jugendbeteil',11,'Kinder- und Jugendbeteiligung');
INSERT INTO "topic_word" VALUES('kinderbeteil',11,'Kinderbeteiligung');
INSERT INTO "topic_word" VALUES('kinderparlament',11,'Kinderparlament');
INSERT INTO "topic_word" VALUES('kita',12,'Kita');
INSERT INTO "topic_word" VALUES('kitas',12,'Kitas');
INSERT INTO "topic_word" VALUES('klein gemeind',25,'kleine Gemeinden');
INSERT INTO "topic_word" VALUES('klima',24,'Klima');
INSERT INTO "topic_word" VALUES('klima und energi',24,'Klima und Energie');
INSERT INTO "topic_word" VALUES('klimabeirat',24,'Klimabeirat');
INSERT INTO "topic_word" VALUES('klimarat',24,'Klimarat');
INSERT INTO "topic_word" VALUES('klimaschutz',24,'Klimaschutz');
INSERT INTO "topic_word" VALUES('kollegial berat',41,'kollegiale Beratung');
INSERT INTO "topic_word" VALUES('kommunal warmeplan',24,'kommunale Wärmeplanung');
INSERT INTO "topic_word" VALUES('kommunikation',30,'Kommunikation');
INSERT INTO "topic_word" VALUES('konflikt',29,'Konflikte');
INSERT INTO "topic_word" VALUES('konfliktmanagement',29,'Konfliktmanagement');
INSERT INTO "topic_word" VALUES('koordinierungsstell',33,'Koordinierungsstelle');
INSERT INTO "topic_word" VALUES('kost',36,'Kosten');
INSERT INTO "topic_word" VALUES('kost der beteil',36,'Kosten der Beteiligung');
INSERT INTO "topic_word" VALUES('kreistag',26,'Kreistag');
INSERT INTO "topic_word" VALUES('kreisverwalt',26,'Kreisverwaltung');
INSERT INTO "topic_word" VALUES('landkreis',26,'Landkreise');
INSERT INTO "topic_word" VALUES('landlich raum',25,'Ländlicher Raum');
INSERT INTO "topic_word" VALUES('leicht sprach',15,'Leichte Sprache');
INSERT INTO "topic_word" VALUES('leistungsverzeichnis',38,'Leistungsverzeichnis');
INSERT INTO "topic_word" VALUES('leitbild',22,'Leitbild');
INSERT INTO "topic_word" VALUES('leitfad',1,'Leitfaden');
INSERT INTO "topic_word" VALUES('leitlini',1,'Leitlinien');
INSERT INTO "topic_word" VALUES('losverfahr',4,'Losverfahren');
INSERT INTO "topic_word" VALUES('mangelmeld',20,'Mängelmelder');
INSERT INTO "topic_word" VALUES('mediation',27,'Mediation');
INSERT INTO "topic_word" VALUES('mehrsprach',14,'mehrsprachig');
INSERT INTO "topic_word" VALUES('melderegist',4,'Melderegister');
INSERT INTO "topic_word" VALUES('mensch mit behinder',15,'Menschen mit Behinderung');
INSERT INTO "topic_word" VALUES('method',28,'Methoden');
INSERT INTO "topic_word" VALUES('methodenkoff',28,'Methodenkoffer');
INSERT INTO "topic_word" VALUES('migrant',14,'Migranten');
INSERT INTO "topic_word" VALUES('migrantinn',14,'Migrantinnen');
INSERT INTO "topic_word" VALUES('migration',14,'Migration');
INSERT INTO "topic_word" VALUES('migration und integration',14,'Migration und Integration');
INSERT INTO "topic_word" VALUES('migrationsgeschicht',14,'Migrationsgeschichte');
INSERT INTO "topic_word" VALUES('mobilitat',23,'Mobilität');
INSERT INTO "topic_word" VALUES('moderation',27,'Moderation');
INSERT INTO "topic_word" VALUES('moderator',27,'Moderator');
INSERT INTO "topic_word" VALUES('moderatorin',27,'Moderatorin');
INSERT INTO "topic_word" VALUES('newslett',30,'Newsletter');
INSERT INTO "topic_word" VALUES('off dat',42,'Offene Daten');
INSERT INTO "topic_word" VALUES('offentlichkeitsarbeit',30,'Öffentlichkeitsarbeit');
INSERT INTO "topic_word" VALUES('offentlichkeitsbeteil',21,'Öffentlichkeitsbeteiligung');
INSERT INTO "topic_word" VALUES('onlin beteil',18,'Online-Beteiligung');
INSERT INTO "topic_word" VALUES('onlin dialog',18,'Online-Dialog');
INSERT INTO "topic_word" VALUES('onlin umfrag',18,'Online-Umfrage');
INSERT INTO "topic_word" VALUES('onlinebeteil',18,'Onlinebeteiligung');
INSERT INTO "topic_word" VALUES('open data',42,'Open Data');
INSERT INTO "topic_word" VALUES('ortsbeirat',25,'Ortsbeirat');
INSERT INTO "topic_word" VALUES('ortschaftsrat',25,'Ortschaftsrat');
INSERT INTO "topic_word" VALUES('ortsteilversamml',7,'Ortsteilversammlung');
INSERT INTO "topic_word" VALUES('parkplatz',23,'Parkplätze');
INSERT INTO "topic_word" VALUES('partizipationsbeauftragt',33,'Partizipationsbeauftragte');
INSERT INTO "topic_word" VALUES('per los',4,'per Los');
INSERT INTO "topic_word" VALUES('personalmittel',36,'Personalmittel');
INSERT INTO "topic_word" VALUES('petition',8,'Petition');
INSERT INTO "topic_word" VALUES('planspiel',28,'Planspiel');
INSERT INTO "topic_word" VALUES('planungszell',5,'Planungszelle');
INSERT INTO "topic_word" VALUES('polit',35,'Politik');
INSERT INTO "topic_word" VALUES('polit gewinn',35,'Politik gewinnen');
INSERT INTO "topic_word" VALUES('populismus',29,'Populismus');
INSERT INTO "topic_word" VALUES('pressearbeit',30,'Pressearbeit');
INSERT INTO "topic_word" VALUES('projektlist',3,'Projektliste');
INSERT INTO "topic_word" VALUES('prot',29,'Protest');
INSERT INTO "topic_word" VALUES('prozessbegleit',27,'Prozessbegleitung');
INSERT INTO "topic_word" VALUES('qualifizier',41,'Qualifizierung');
INSERT INTO "topic_word" VALUES('quarti',22,'Quartier');
INSERT INTO "topic_word" VALUES('quartiersentwickl',22,'Quartiersentwicklung');
INSERT INTO "topic_word" VALUES('quartiersfond',17,'Quartiersfonds');
INSERT INTO "topic_word" VALUES('quor',9,'Quoren');
INSERT INTO "topic_word" VALUES('quorum',9,'Quorum');
INSERT INTO "topic_word" VALUES('radverkehr',23,'Radverkehr');
INSERT INTO "topic_word" VALUES('rat uberzeug',35,'Rat überzeugen');
INSERT INTO "topic_word" VALUES('ratsmitglied',35,'Ratsmitglieder');
INSERT INTO "topic_word" VALUES('ratsreferendum',10,'Ratsreferendum');
INSERT INTO "topic_word" VALUES('ratsvorlag',35,'Ratsvorlage');
INSERT INTO "topic_word" VALUES('rechenschaft',31,'Rechenschaft');
INSERT INTO "topic_word" VALUES('recht und datenschutz',39,'Recht und Datenschutz');
INSERT INTO "topic_word" VALUES('rechtsfrag',39,'Rechtsfragen');
INSERT INTO "topic_word" VALUES('rechtsgrundlag',39,'Rechtsgrundlage');
INSERT INTO "topic_word" VALUES('roll und stell',33,'Rolle und Stelle');
INSERT INTO "topic_word" VALUES('ruckkoppl',31,'Rückkopplung');
INSERT INTO "topic_word" VALUES('ruckmeld',31,'Rückmeldung');
INSERT INTO "topic_word" VALUES('sanierungsgebiet',22,'Sanierungsgebiet');
INSERT INTO "topic_word" VALUES('satzung',2,'Satzung');
INSERT INTO "topic_word" VALUES('satzungsmust',2,'Satzungsmuster');
INSERT INTO "topic_word" VALUES('schul',12,'Schule');
INSERT INTO "topic_word" VALUES('schul und kitas',12,'Schulen und Kitas');
INSERT INTO "topic_word" VALUES('schulerhaushalt',12,'Schülerhaushalt');
INSERT INTO "topic_word" VALUES('schulerrat',12,'Schülerrat');
INSERT INTO "topic_word" VALUES('schulung',41,'Schulung');
INSERT INTO "topic_word" VALUES('schwer erreichbar',16,'schwer erreichbare');
INSERT INTO "topic_word" VALUES('senior',13,'Senioren');
INSERT INTO "topic_word" VALUES('seniorenbeirat',13,'Seniorenbeirat');
INSERT INTO "topic_word" VALUES('seniorenbeteil',13,'Seniorenbeteiligung');
INSERT INTO "topic_word" VALUES('seniorenrat',13,'Seniorenrat');
INSERT INTO "topic_word" VALUES('social media',30,'Social Media');
INSERT INTO "topic_word" VALUES('sozial selektivitat',16,'soziale Selektivität');
INSERT INTO "topic_word" VALUES('spielregel der beteil',1,'Spielregeln der Beteiligung');
INSERT INTO "topic_word" VALUES('stabsstell',33,'Stabsstelle');
INSERT INTO "topic_word" VALUES('stadtebauforder',22,'Städtebauförderung');
INSERT INTO "topic_word" VALUES('stadtentwickl',22,'Stadtentwicklung');
INSERT INTO "topic_word" VALUES('stadtentwicklungskonzept',22,'Stadtentwicklungskonzept');
INSERT INTO "topic_word" VALUES('stadtrat',35,'Stadtrat');
INSERT INTO "topic_word" VALUES('stadtspaziergang',28,'Stadtspaziergang');
INSERT INTO "topic_word" VALUES('stadtteilbudg',17,'Stadtteilbudget');
INSERT INTO "topic_word" VALUES('stadtteilversamml',7,'Stadtteilversammlung');
INSERT INTO "topic_word" VALUES('stellenanteil',33,'Stellenanteil');
INSERT INTO "topic_word" VALUES('stellenbeschreib',33,'Stellenbeschreibung');
INSERT INTO "topic_word" VALUES('stellenumfang',33,'Stellenumfang');
INSERT INTO "topic_word" VALUES('stichprob',4,'Stichprobe');
INSERT INTO "topic_word" VALUES('still grupp',16,'Stille Gruppen');
INSERT INTO "topic_word" VALUES('still grupp erreich',16,'Stille Gruppen erreichen');
INSERT INTO "topic_word" VALUES('transparenz',42,'Transparenz');
INSERT INTO "topic_word" VALUES('transparenzsatz',42,'Transparenzsatzung');
INSERT INTO "topic_word" VALUES('trialog',6,'Trialog');
INSERT INTO "topic_word" VALUES('umfrag',19,'Umfragen');
INSERT INTO "topic_word" VALUES('umgang mit ergebnis',31,'Umgang mit Ergebnissen');
INSERT INTO "topic_word" VALUES('unterreprasentiert',16,'unterrepräsentiert');
INSERT INTO "topic_word" VALUES('unterschrift sammel',9,'Unterschriften sammeln');
INSERT INTO "topic_word" VALUES('unterschriftenquorum',9,'Unterschriftenquorum');
INSERT INTO "topic_word" VALUES('verfugungsfond',17,'Verfügungsfonds');
INSERT INTO "topic_word" VALUES('vergab',38,'Vergabe');
INSERT INTO "topic_word" VALUES('verkehr',23,'Verkehr');
INSERT INTO "topic_word" VALUES('verkehr und mobilitat',23,'Verkehr und Mobilität');
INSERT INTO "topic_word" VALUES('verkehrsversuch',23,'Verkehrsversuch');
INSERT INTO "topic_word" VALUES('verkehrsw',23,'Verkehrswende');
INSERT INTO "topic_word" VALUES('verwalt gewinn',34,'Verwaltung gewinnen');
INSERT INTO "topic_word" VALUES('verwaltungskultur',34,'Verwaltungskultur');
INSERT INTO "topic_word" VALUES('vorhabenlist',3,'Vorhabenliste');
INSERT INTO "topic_word" VALUES('vorhabenslist',3,'Vorhabensliste');
INSERT INTO "topic_word" VALUES('warmeplan',24,'Wärmeplanung');
INSERT INTO "topic_word" VALUES('werkstatt',28,'Werkstatt');
INSERT INTO "topic_word" VALUES('windenergi',24,'Windenergie');
INSERT INTO "topic_word" VALUES('windkraft',24,'Windkraft');
INSERT INTO "topic_word" VALUES('wirkung',32,'Wirkung');
INSERT INTO "topic_word" VALUES('wirkungsmess',32,'Wirkungsmessung');
INSERT INTO "topic_word" VALUES('workshop',28,'Workshop');
INSERT INTO "topic_word" VALUES('world caf',28,'World-Café');
INSERT INTO "topic_word" VALUES('zufallsauswahl',4,'Zufallsauswahl');
INSERT INTO "topic_word" VALUES('zufallsburg',4,'Zufallsbürger');
INSERT INTO "topic_word" VALUES('zukunftswerkstatt',28,'Zukunftswerkstatt');
CREATE TABLE unasked (
    user_id TEXT NOT NULL,
    feature TEXT NOT NULL,                          -- such as 'mention'
    about   TEXT NOT NULL,                          -- such as 'exchange:12'
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'digest')),
    told_at INTEGER NOT NULL, digested_at INTEGER,
    PRIMARY KEY (user_id, feature, about)
) STRICT, WITHOUT ROWID;
CREATE TABLE undecrypted_event (
    event_id    TEXT PRIMARY KEY NOT NULL,
    room_id     TEXT NOT NULL,
    session_id  TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;
CREATE TABLE wish (
    user_id    TEXT NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    lead       TEXT NOT NULL,                       -- '2d', '30min'; 'rooms': as the rooms are;
                                                    -- 'slots:10min': of each slot
    PRIMARY KEY (user_id, meeting_id, lead)
) STRICT, WITHOUT ROWID;
INSERT INTO "wish" VALUES('@ada:example.org',1,'2d');
CREATE INDEX handled_event_handled_at ON handled_event (handled_at);
CREATE INDEX undecrypted_event_session ON undecrypted_event (session_id);
CREATE INDEX outbox_waiting ON outbox (room_id, outbox_id) WHERE state = 'waiting';
CREATE INDEX outbox_failed ON outbox (outbox_id) WHERE state = 'failed';
CREATE INDEX outbox_event ON outbox (event_id) WHERE subject IS NOT NULL;
CREATE INDEX outbox_subject ON outbox (subject) WHERE subject IS NOT NULL;
CREATE VIEW refusing_room AS
SELECT outbox.room_id, count(*) AS waiting, coalesce(min(refused_since), changed_at) AS since,
    membership IS 'leave' AS gone, outbox.room_id GLOB '@*' OR direct IS 1 AS personal
FROM outbox LEFT JOIN room USING (room_id)
WHERE state = 'waiting' GROUP BY outbox.room_id
HAVING max(refused_since) IS NOT NULL OR membership IS 'leave';
CREATE VIEW given_up AS
SELECT outbox_id, coalesce(content ->> '$.msgtype' IN ('m.file', 'm.image'), 0) AS is_file
FROM outbox
WHERE state = 'failed' AND fallback IS NULL
    AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership <> 'join')
    AND transaction_id NOT GLOB 'reminder-[0-9]*'
    AND (content ->> '$."m.new_content"' IS NULL OR NOT EXISTS (
        SELECT 1 FROM outbox AS later
        WHERE later.outbox_id > outbox.outbox_id AND later.state = 'sent'
            AND instr(later.transaction_id,
                (outbox.content ->> '$."m.relates_to".event_id.sent_as') || '-edit-') = 1));
CREATE UNIQUE INDEX awaited_alone ON awaited (user_id) WHERE alone = 1;
CREATE UNIQUE INDEX awaited_subject ON awaited (kind, subject) WHERE subject IS NOT NULL;
CREATE INDEX awaited_user ON awaited (user_id, room_id);
CREATE INDEX municipality_key_municipality ON municipality_key (municipality_id);
CREATE INDEX municipality_ags ON municipality (ags);
CREATE INDEX guideline_municipality ON guideline (municipality_id, list);
CREATE TRIGGER names_municipality_added AFTER INSERT ON municipality BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_municipality_changed AFTER UPDATE ON municipality BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_municipality_removed AFTER DELETE ON municipality BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_key_added AFTER INSERT ON municipality_key BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_key_changed AFTER UPDATE ON municipality_key BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_key_removed AFTER DELETE ON municipality_key BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_guideline_added AFTER INSERT ON guideline BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_guideline_changed AFTER UPDATE ON guideline BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_guideline_removed AFTER DELETE ON guideline BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE INDEX guideline_source ON guideline (source);
CREATE INDEX guideline_link_url ON guideline_link (url);
CREATE INDEX guideline_version_guideline ON guideline_version (guideline_id, version_id);
CREATE INDEX guideline_version_batch ON guideline_version (batch);
CREATE INDEX guideline_version_undoes ON guideline_version (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX guideline_version_actor ON guideline_version (actor) WHERE actor IS NOT NULL;
CREATE INDEX guideline_document_sha256 ON guideline_document (sha256);
CREATE INDEX link_check_next ON link_check (next_at);
CREATE INDEX link_check_page ON link_check (page);
CREATE INDEX link_check_host ON link_check (host);
CREATE INDEX register_place_key ON register_place (key);
CREATE VIEW place_without_entry AS
SELECT ags, name, kind, district, key FROM register_place
WHERE NOT EXISTS (
    SELECT 1 FROM municipality JOIN guideline USING (municipality_id)
    WHERE municipality.ags = register_place.ags AND presumed IS NULL AND deleted_at IS NULL
);
CREATE VIEW entry_link AS
SELECT guideline_id, position, label, url FROM guideline_link JOIN guideline USING (guideline_id)
WHERE deleted_at IS NULL
UNION ALL
SELECT guideline_id, 0, NULL, source FROM guideline
WHERE deleted_at IS NULL AND (source LIKE 'http://%' OR source LIKE 'https://%') AND source NOT LIKE '% %';
CREATE VIEW entry_listing AS
SELECT guideline_id, municipality_id, name, iif(presumed IS NULL, land, '') AS land, list, title,
    status,
    coalesce((SELECT max(done_at) FROM guideline_version AS version
        WHERE version.guideline_id = guideline.guideline_id AND action IN ('created', 'changed')
            AND undoes IS NULL AND batch NOT IN
                (SELECT undoes FROM guideline_version WHERE undoes IS NOT NULL)), 0) AS changed_at,
    (SELECT min(key) FROM municipality_key AS spelling
        WHERE spelling.municipality_id = guideline.municipality_id AND via = 0) AS key,
    title IS NOT NULL OR document_type IS NOT NULL OR status <> 'unbekannt' OR adopted IS NOT NULL
        OR adopted_by IS NOT NULL OR updated IS NOT NULL OR summary IS NOT NULL
        OR source IS NOT NULL
        OR guideline_id IN (SELECT guideline_id FROM guideline_link)
        OR guideline_id IN (SELECT guideline_id FROM guideline_document) AS has_content
FROM guideline JOIN municipality USING (municipality_id)
WHERE deleted_at IS NULL;
CREATE INDEX search_pending_guideline ON search_pending (guideline_id, mark);
CREATE TRIGGER search_guideline_added AFTER INSERT ON guideline BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_guideline_changed AFTER UPDATE ON guideline BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_guideline_deleted AFTER UPDATE OF deleted_at ON guideline
WHEN new.deleted_at IS NOT NULL BEGIN
    DELETE FROM search_entry WHERE guideline_id = new.guideline_id;
END;
CREATE TRIGGER search_link_added AFTER INSERT ON guideline_link BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_link_changed AFTER UPDATE ON guideline_link BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_link_removed AFTER DELETE ON guideline_link BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (old.guideline_id);
END;
CREATE TRIGGER search_document_added AFTER INSERT ON guideline_document BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_document_changed AFTER UPDATE ON guideline_document BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (old.guideline_id), (new.guideline_id);
END;
CREATE TRIGGER search_document_removed AFTER DELETE ON guideline_document BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (old.guideline_id);
END;
CREATE TRIGGER search_municipality_changed AFTER UPDATE ON municipality BEGIN
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline WHERE municipality_id = new.municipality_id;
END;
CREATE TRIGGER search_text_added AFTER INSERT ON document_page BEGIN
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline_document WHERE sha256 = new.sha256;
END;
CREATE TRIGGER search_text_changed AFTER UPDATE ON document_page BEGIN
    DELETE FROM search_page WHERE page_id IN (old.page_id, new.page_id);
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline_document WHERE sha256 IN (old.sha256, new.sha256);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON document_page BEGIN
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline_document WHERE sha256 = old.sha256;
END;
CREATE INDEX submission_state ON submission (state, submission_id);
CREATE INDEX submission_submitter ON submission (submitter);
CREATE INDEX submission_step_submission ON submission_step (submission_id, step_id);
CREATE UNIQUE INDEX meeting_uid ON meeting (uid, coalesce(recurrence, ''));
CREATE INDEX meeting_starts_at ON meeting (starts_at);
CREATE INDEX meeting_series ON meeting (series_id, recurrence);
CREATE INDEX reminder_due ON reminder (due_at) WHERE state = 'planned';
CREATE INDEX rsvp_event ON rsvp (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rsvp_user ON rsvp (user_id);
CREATE INDEX rsvp_history_person ON rsvp_history (meeting_id, user_id);
CREATE INDEX rsvp_history_event ON rsvp_history (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rsvp_history_user ON rsvp_history (user_id);
CREATE INDEX reminder_posted_as ON reminder (posted_as) WHERE posted_as IS NOT NULL;
CREATE INDEX topic_word_topic ON topic_word (topic_id);
CREATE INDEX question_state ON question (state, question_id);
CREATE INDEX question_asker ON question (asker) WHERE asker IS NOT NULL;
CREATE INDEX question_root ON question (root);
CREATE INDEX question_follower_user ON question_follower (user_id);
CREATE INDEX question_mention_user ON question_mention (user_id, mentioned_at);
CREATE INDEX unasked_told ON unasked (user_id, told_at) WHERE outcome = 'sent';
CREATE INDEX profile_due ON profile (due_at);
CREATE VIEW mentionable AS
    SELECT profile.user_id, topic.value AS topic
    FROM profile, json_each(profile.topics) AS topic
    WHERE mentions = 1 AND visibility <> 'off' AND resumes_at IS NULL AND hidden_at IS NULL
        AND left_at IS NULL;
CREATE INDEX inquiry_asker ON inquiry (asker, asked_at);
CREATE INDEX inquiry_due ON inquiry (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX inquiry_person_user ON inquiry_person (user_id);
CREATE INDEX inquiry_person_due ON inquiry_person (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX digest_order_due ON digest_order (due_at);
CREATE INDEX digest_told_meeting ON digest_told (meeting_id);
CREATE INDEX digest_code_user ON digest_code (user_id, asked_at);
CREATE INDEX digest_code_address ON digest_code (address, asked_at);
CREATE INDEX result_change_question ON result_change (question_id);
CREATE TRIGGER result_written AFTER INSERT ON result BEGIN
    INSERT INTO result_change (question_id) VALUES (new.question_id);
END;
CREATE INDEX unasked_put_off ON unasked (user_id) WHERE outcome = 'digest' AND digested_at IS NULL;
CREATE INDEX newcomer_state ON newcomer (state, due_at);
CREATE INDEX newcomer_joined ON newcomer (joined_at);
CREATE INDEX introduction_user ON introduction (user_id, posted_at);
CREATE INDEX management_question_person ON management_question (person, asked_at) WHERE person IS NOT NULL;
CREATE INDEX management_question_asked ON management_question (asked_at);
CREATE INDEX announcement_due ON announcement (state, due_at);
CREATE INDEX announcement_event ON announcement (event_id);
CREATE INDEX outbox_untraced ON outbox (outbox_id) WHERE untraced = 1;
CREATE TRIGGER announcement_news_added AFTER INSERT ON announcement
WHEN new.state = 'posted' AND new.in_digest = 1 BEGIN
    INSERT OR IGNORE INTO announcement_news (announcement_id) VALUES (new.announcement_id);
END;
CREATE TRIGGER announcement_news_posted AFTER UPDATE ON announcement
WHEN new.state = 'posted' AND new.in_digest = 1 BEGIN
    INSERT OR IGNORE INTO announcement_news (announcement_id) VALUES (new.announcement_id);
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('search_pending',135);
INSERT INTO "sqlite_sequence" VALUES('submission',2);
INSERT INTO "sqlite_sequence" VALUES('outbox',30);
INSERT INTO "sqlite_sequence" VALUES('guideline_version',2);
INSERT INTO "sqlite_sequence" VALUES('awaited',3);
INSERT INTO "sqlite_sequence" VALUES('meeting',1);
INSERT INTO "sqlite_sequence" VALUES('topic',42);
INSERT INTO "sqlite_sequence" VALUES('question',1);
INSERT INTO "sqlite_sequence" VALUES('profile',1);
CREATE VIRTUAL TABLE search_entry_words USING fts5
    (words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_page_words USING fts5
    (words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_word_parts USING fts5
    (form, content='', detail=none, columnsize=0, tokenize='trigram');
COMMIT;
