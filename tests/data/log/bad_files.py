"""Files that a reader must survive, by their number in the list of bad input."""

HEADER = "incident_id,date,city,kind,killed"
ROW = "a1,2016-03-22,Brussels,attack,32"


def log(*rows, header=HEADER):
    """Return the bytes of a log with the given rows."""
    return "\n".join((header, *rows, "")).encode()


def cell(**cells):
    """Return the bytes of a log of a sound row and one with the given cells."""
    names = HEADER.split(",")
    sound = dict(zip(names, ("a2", "2016-03-23", "Ghent", "attack", "0"), strict=True))
    return log(ROW, ",".join({**sound, **cells}[name] for name in names))


# number in the list: bytes of the file, and what the reader is asked beside it
REFUSED = {
    "2 UTF-16": (log(ROW).decode().encode("utf-16"), {}),
    "3 Latin-1": (log("a1,2016-03-22,Malmö,attack,0").decode().encode("latin-1"), {}),
    "4 mojibake and registry": (
        cell(city="MalmÃ¶"),
        {"mapping": {"registry": {"city": ["Brussels", "Malmö"]}}},
    ),
    "5 NUL": (cell(city="Ghent\0"), {}),
    "6 vertical tab and escape": (cell(city="Gh\vent\x1b"), {}),
    "7 lone surrogate": (cell(city="Gh").replace(b"Gh", b"Gh\xed\xa0\x80"), {}),
    "7 noncharacter": (cell(city="Gh\ufffent"), {}),
    "8 semicolons": (log(ROW).replace(b",", b";"), {}),
    "9 decimal comma": (cell(killed='"3,5"'), {}),
    "10 thousands": (cell(killed='"1,234"'), {}),
    "11 row too long": (log(ROW, ROW.replace("a1", "a2") + ",9"), {}),
    "12 all rows too long": (log(f"{ROW},9", f"{ROW},8"), {}),
    "13 row too short": (log(ROW, "a2,2016-03-23,Ghent"), {}),
    "14 duplicate column": (log(f"{ROW},Ghent", header=f"{HEADER},city"), {}),
    "15 spaces in the header": (log(ROW, header=HEADER.replace("city", " city ")), {}),
    "15 zero-width space": (log(ROW, header=HEADER.replace("city", "ci\u200bty")), {}),
    "16 no header": (f"{ROW}\n".encode(), {}),
    "17 unknown column": (log(f"{ROW},1", header=f"{HEADER},woundd"), {}),
    "17 missing column": (log(ROW, header=HEADER.replace("kind", "weapon")), {}),
    "18 empty": (b"", {}),
    "19 header only": (log(), {}),
    "21 open quote": (log(ROW, 'a2,2016-03-23,"Ghent,attack,0', "a3,x,y,z,0"), {}),
    "22 newline in a name": (cell(city='"Gh\nent"'), {}),
    "24 negative": (cell(killed="-1"), {}),
    "25 fraction": (cell(killed="2.5"), {}),
    "26 exponent": (cell(killed="1e3"), {}),
    "27 infinite": (cell(killed="inf"), {}),
    "27 minus infinite": (cell(killed="-inf"), {}),
    **{
        f"28 {word or 'empty'}": (cell(killed=word), {})
        for word in ("NaN", "NA", "null", "None", "n/a", "")
    },
    "30 over the limit": (cell(killed="9223372036854775808"), {}),
    "31 hexadecimal": (cell(killed="0x10"), {}),
    "31 Arabic-Indic digit": (cell(killed="\u0663"), {}),
    "33 truth value": (cell(killed="TRUE"), {}),
    "34 text far below": (
        log(
            *(f"r{i},2016-03-22,Ghent,attack,0" for i in range(200_000)),
            "last,2016-03-22,Ghent,attack,many",
        ),
        {},
    ),
    "37 duplicate id": (log(ROW, ROW.replace("Brussels", "Ghent")), {}),
    "39 month first or day first": (cell(date="01/02/2024"), {}),
    "40 year of two digits": (cell(date="24-01-02"), {}),
    "41 no such day": (cell(date="2024-02-30"), {}),
    "41 no such hour": (cell(date="25:00"), {}),
    "42 month": (cell(date="2024-01"), {}),
    "43 serial number": (cell(date="45293"), {}),
    "44 time zones": (
        log(
            "a1,2024-01-01T00:00Z,Ghent,attack,0",
            "a2,2024-01-01T00:00+02:00,Ghent,attack,0",
        ),
        {},
    ),
    "45 first day of all": (cell(date="0001-01-01"), {}),
    "45 last day of all": (cell(date="9999-12-31"), {}),
    "45 outside the window": (cell(date="2018-01-01"), {"window": True}),
    "46 unknown category": (cell(kind="bombing"), {}),
    "46 case": (cell(kind="Attack"), {}),
    "47 Cyrillic letter": (cell(city="\u041eslo"), {}),
    "47 zero-width": (cell(city="Oslo\u200b"), {}),
    "47 bidirectional": (cell(city="Os\u202elo"), {}),
    "47 confusable": (log(ROW, "a2,2016-03-23,BRUSSELS,attack,0"), {}),
    "53 long name": (cell(city="x" * 10_000), {}),
    "54 too large": (log(ROW), {"max_bytes": 40}),
    "56 workbook": (b"PK\x03\x04" + bytes(40), {}),
    "56 gzip": (b"\x1f\x8b\x08\x00" + bytes(40), {}),
    "56 HTML": (b"<!DOCTYPE html><html></html>", {}),
}
