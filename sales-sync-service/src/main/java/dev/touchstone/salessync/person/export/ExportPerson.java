package dev.touchstone.salessync.person.export;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells what is stored about a person. */
@ApplicationScoped
public class ExportPerson {
    private final PersonRows rows;

    ExportPerson(PersonRows rows) {
        this.rows = rows;
    }

    /** The file on somebody, under all ids they had. */
    public PersonFile open(long marketoId) {
        return new PersonFile(rows, rows.idsOf(marketoId), rows.tables());
    }
}
