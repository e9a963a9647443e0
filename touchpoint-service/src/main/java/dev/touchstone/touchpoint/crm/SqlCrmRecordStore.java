package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Records of the CRM in PostgreSQL. */
@ApplicationScoped
class SqlCrmRecordStore implements CrmRecordStore {
    private final Database database;
    private final IdSource ids;

    SqlCrmRecordStore(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public int store(CrmRecord.Kind kind, List<CrmRecord> records) {
        SqlCrmTable table = SqlCrmTables.of(kind);
        UUID markId = ids.next();
        return database.get(
                table.statement(), parameters -> table.bind(parameters, records, markId), row -> row.integer("stored"));
    }
}
