-- A register of municipalities that an operator has imported. Without one, the shipped one of 2016
-- is in force; it stays where it is.

CREATE TABLE register_edition (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    as_of         TEXT NOT NULL,                    -- YYYY-MM-DD: the day whose borders it has
    source        TEXT NOT NULL,                    -- as shown: office and table
    population_of TEXT NOT NULL,                    -- likewise, in two words
    licence       TEXT NOT NULL,
    credit        TEXT NOT NULL,                    -- must stay with the data
    imported_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE imported_place (
    ags        TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,                       -- S town, G municipality
    district   TEXT NOT NULL,                       -- key of the district
    key        TEXT NOT NULL,                       -- folded name
    population INTEGER                              -- null: the file does not tell it
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_place_key ON imported_place (key);

-- What registers before this one had under another name, or not at all any more.
CREATE TABLE former_place (
    ags      TEXT NOT NULL,
    called   TEXT NOT NULL,                         -- the name then
    name     TEXT NOT NULL,                         -- the name now, if there is one
    kind     TEXT NOT NULL,
    district TEXT NOT NULL,
    key      TEXT NOT NULL,                         -- of the name then
    standing INTEGER NOT NULL CHECK (standing IN (1, 2)),  -- 1 has another name now, 2 is gone
    PRIMARY KEY (ags, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_place_key ON former_place (key);

-- All names by which a municipality may be known; standing 0 is the name in force. The columns of
-- all parts have the same affinities, so that SQLite looks each up by its own index.
CREATE VIEW known_place AS
SELECT ags, name, kind, district, key, CAST(NULL AS INTEGER) AS population,
    CAST(0 AS INTEGER) AS standing
FROM register_place WHERE NOT EXISTS (SELECT 1 FROM register_edition)
UNION ALL
SELECT ags, name, kind, district, key, population, CAST(0 AS INTEGER) FROM imported_place
UNION ALL
SELECT ags, name, kind, district, key, CAST(NULL AS INTEGER), standing FROM former_place;

-- A municipality is in the collection as long as it has an entry that is not deleted.
DROP VIEW place_without_entry;
CREATE VIEW place_without_entry AS
SELECT ags, name, kind, district, key, population, standing FROM known_place
WHERE NOT EXISTS (
    SELECT 1 FROM municipality JOIN guideline USING (municipality_id)
    WHERE municipality.ags = known_place.ags AND presumed IS NULL AND deleted_at IS NULL
);

-- The names of all registers there ever were here.
CREATE VIEW place_ever_named AS
SELECT key, name FROM register_place
UNION ALL SELECT key, name FROM imported_place
UNION ALL SELECT key, called FROM former_place;

-- What is read of the collection is valid as long as this is the same, see 0001.
CREATE TRIGGER names_register_imported AFTER INSERT ON register_edition BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
