"""Incident logs with given fates, for several tests of the command line."""


def fates_file(folder, inspired, linked):
    """Write arrest actions and attacks of each group, a row each, and say where."""
    rows = ["incident_id,date,city,kind,link"]
    for link, fates in (("inspired", inspired), ("linked", linked)):
        for kind, many in zip(("arrest action", "attack"), fates, strict=True):
            rows += [
                f"{kind[:2]}{link}{at},2016-01-01,Ghent,{kind},{link}"
                for at in range(many)
            ]
    path = folder / "log.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)
