"""The tables of the file of views. ``content`` is JSON, in which ``{"$line": id}`` stands for a claim's line."""

VERSION = "6"
"""Raised whenever the tables, or what is written into them, change."""

SCRIPT = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE fact (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, place_of_document INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, happening TEXT NOT NULL, edtf TEXT, earliest TEXT, latest TEXT,
    label TEXT NOT NULL, type TEXT, place TEXT, outlets TEXT NOT NULL, parties TEXT NOT NULL, searched TEXT NOT NULL,
    hand TEXT);
CREATE INDEX claim_hand ON claim (hand, number);
CREATE INDEX claim_document ON claim (document, start);
CREATE TABLE told (number INTEGER PRIMARY KEY, line TEXT NOT NULL, card TEXT NOT NULL, trace TEXT NOT NULL);
CREATE TABLE rejected (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, start INTEGER NOT NULL, line TEXT NOT NULL, card TEXT NOT NULL,
    words TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX rejected_document ON rejected (document, start);
CREATE TABLE happening (
    id TEXT PRIMARY KEY, accounts INTEGER NOT NULL, differences INTEGER NOT NULL, content TEXT NOT NULL);
CREATE TABLE event (id TEXT PRIMARY KEY, claims TEXT NOT NULL, compared TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE member (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, searched TEXT NOT NULL,
    in_passing INTEGER NOT NULL, content TEXT NOT NULL);
CREATE INDEX member_kind ON member (kind, number);
CREATE TABLE belongs (
    document TEXT NOT NULL, entity TEXT NOT NULL, member TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (document, entity)) WITHOUT ROWID;
CREATE TABLE partner (a TEXT NOT NULL, b TEXT NOT NULL, claims INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX partner_b ON partner (b);
CREATE INDEX partner_claims ON partner (claims);
CREATE TABLE copy (
    document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, of_document TEXT NOT NULL,
    of_start INTEGER NOT NULL, of_end INTEGER NOT NULL, kind TEXT NOT NULL, relation TEXT NOT NULL,
    of_name TEXT NOT NULL, of_text TEXT NOT NULL);
CREATE INDEX copy_document ON copy (document, start);
CREATE TABLE difference (
    number INTEGER PRIMARY KEY, relation TEXT NOT NULL, excludes INTEGER NOT NULL, slot TEXT NOT NULL,
    settled INTEGER NOT NULL, event TEXT NOT NULL, content TEXT NOT NULL);
CREATE INDEX difference_state ON difference (excludes, settled, number);
CREATE INDEX difference_slot ON difference (excludes, settled, slot, number);
CREATE INDEX difference_event ON difference (event);
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, answer TEXT NOT NULL, dated INTEGER NOT NULL,
    content TEXT NOT NULL);
CREATE TABLE person (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, dated INTEGER NOT NULL,
    undated INTEGER NOT NULL, placed INTEGER NOT NULL, content TEXT NOT NULL);
CREATE TABLE question (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, document_name TEXT NOT NULL,
    voice TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE queue (
    kind TEXT NOT NULL, number INTEGER NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (kind, number)) WITHOUT ROWID;
CREATE TABLE judgement (number INTEGER PRIMARY KEY, content TEXT NOT NULL);
"""
