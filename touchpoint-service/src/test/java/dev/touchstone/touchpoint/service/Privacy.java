package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.ErasePersonRequest;
import dev.touchstone.touchpoint.v1.ErasePersonResponse;
import dev.touchstone.touchpoint.v1.ExportPersonRequest;
import dev.touchstone.touchpoint.v1.RemovedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Privacy requests, and what is left in the whole database. */
final class Privacy {
    private final TouchpointClient client;
    private final StoredState state;

    Privacy(TouchpointClient client, StoredState state) {
        this.client = client;
        this.state = state;
    }

    ErasePersonResponse erase(String email) {
        return client.privacy.erasePerson(
                ErasePersonRequest.newBuilder().setEmail(email).build());
    }

    ErasePersonResponse eraseCrmPerson(String id) {
        return client.privacy.erasePerson(
                ErasePersonRequest.newBuilder().setCrmPersonId(id).build());
    }

    ErasePersonResponse eraseVisitor(String id) {
        return client.privacy.erasePerson(
                ErasePersonRequest.newBuilder().setVisitorId(id).build());
    }

    /** Rows by table. */
    static Map<String, Long> removed(ErasePersonResponse response) {
        return response.getRemovedRowsList().stream()
                .collect(Collectors.toMap(RemovedRows::getTable, RemovedRows::getRowCount, Long::sum, TreeMap::new));
    }

    Map<String, List<String>> export(ExportPersonRequest.Builder request) {
        Map<String, List<String>> rows = new TreeMap<>();
        client.privacy
                .exportPerson(request.build())
                .forEachRemaining(row -> rows.computeIfAbsent(row.getTable(), table -> new ArrayList<>())
                        .add(row.getRowJson()));
        return rows;
    }

    Map<String, List<String>> export(String email) {
        return export(ExportPersonRequest.newBuilder().setEmail(email));
    }

    /** The rows of all tables, whatever they are, that hold a text; each after the name of its table. */
    List<String> rowsWith(String text) {
        List<String> tables =
                state.texts("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                        + " AND c.relname <> 'flyway_schema_history' ORDER BY 1");
        List<String> rows = new ArrayList<>();
        for (String table : tables) {
            rows.addAll(state.texts("SELECT '" + table + " ' || t::text FROM " + table + " t WHERE position('" + text
                    + "' IN t::text) > 0"));
        }
        return rows;
    }
}
