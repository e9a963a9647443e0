package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.touchpoint.mark.CrmPersonKey;
import dev.touchstone.touchpoint.mark.Queue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of records: its columns, whom a change concerns, and the statement that both give.
 *
 * <p>The statement stores a batch, keeps of two copies the newer (on a tie the greater digest), and marks who is concerned, in
 * one round trip. A record that moves from one person to another concerns both: the row remembers the one before. A deletion
 * is a row without content, so that what is stored does not tell in which order things came; it goes through the same
 * statement, because batches that lock one table's rows in two rounds could wait for each other in a circle.
 *
 * @param columns what a row has of a record, beside what all have
 * @param statement takes the ids, the columns, times of modification, digests and deletions as arrays, then the id of the marks
 */
record SqlCrmTable(List<Column> columns, String statement) {
    SqlCrmTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param type of PostgreSQL
     * @param value its text; null is SQL NULL
     */
    record Column(String name, String type, Function<CrmRecord, @Nullable String> value) {}

    static <T extends CrmRecord> Builder<T> of(Class<T> type, String table, String idColumn) {
        return new Builder<>(type, table, idColumn);
    }

    void bind(SqlParameters parameters, List<CrmRecord> records, UUID markId) throws SQLException {
        parameters.texts(records, CrmRecord::id);
        for (Column column : columns) {
            parameters.values(column.type(), records, column.value());
        }
        parameters
                .times(records, CrmRecord::modifiedAt)
                .uuids(records, CrmRecord::digest)
                .flags(records, CrmRecord.Deletion.class::isInstance)
                .uuid(markId);
    }

    /** Describes a table. Not thread-safe. */
    static final class Builder<T extends CrmRecord> {
        private final Class<T> type;
        private final String table;
        private final String idColumn;
        private final List<Column> columns = new ArrayList<>();
        private final List<String> remembered = new ArrayList<>();
        private final List<String> marks = new ArrayList<>();
        private String tieBreak = "";

        private Builder(Class<T> type, String table, String idColumn) {
            this.type = type;
            this.table = table;
            this.idColumn = idColumn;
        }

        Builder<T> text(String name, Function<T, @Nullable Object> value) {
            return column(name, "text", value);
        }

        Builder<T> time(String name, Function<T, @Nullable Object> value) {
            return column(name, "timestamptz", value);
        }

        Builder<T> day(String name, Function<T, @Nullable Object> value) {
            return column(name, "date", value);
        }

        Builder<T> flag(String name, Function<T, @Nullable Object> value) {
            return column(name, "boolean", value);
        }

        /** A column of another type. A deletion has no content. */
        Builder<T> column(String name, String sqlType, Function<T, @Nullable Object> value) {
            columns.add(new Column(
                    name, sqlType, record -> type.isInstance(record) ? textOf(value.apply(type.cast(record))) : null));
            return this;
        }

        /** A column that only a deletion has, and that decides between deletions at one time: the greater stays. */
        Builder<T> ofDeletion(String name, Function<CrmRecord.Deletion, @Nullable String> value) {
            columns.add(new Column(
                    name,
                    "text",
                    record -> record instanceof CrmRecord.Deletion deletion ? value.apply(deletion) : null));
            tieBreak = name;
            return this;
        }

        /** What is stored concerns itself. */
        Builder<T> marksItself(Queue queue) {
            return marks(queue, idColumn);
        }

        private Builder<T> marks(Queue queue, String key) {
            return marks(queue, key, key);
        }

        /** In the shard of its owner. */
        private Builder<T> marks(Queue queue, String owner, String key) {
            marks.add("SELECT '%s', %s, %s FROM stored".formatted(queue.id(), owner, key));
            return this;
        }

        /** What is stored is a fact of the lead or contact that the column says now, and of the one it said before. */
        Builder<T> marksCrmPeople(String name) {
            remembered.add(name);
            String before = previous(name);
            return marks(Queue.CRM_PERSON, name, prefixed(CrmPersonKey.FACTS, name))
                    .marks(Queue.CRM_PERSON, before, prefixed(CrmPersonKey.FACTS, before));
        }

        /** What is stored concerns whom a column says now and whom it said before, by keys with a prefix. */
        Builder<T> marksAliases(String prefix, String name) {
            remembered.add(name);
            return marks(Queue.ALIAS, prefixed(prefix, name)).marks(Queue.ALIAS, prefixed(prefix, previous(name)));
        }

        private static String prefixed(String prefix, String name) {
            return "'" + prefix + "' || " + name;
        }

        SqlCrmTable build() {
            column("fields", "jsonb", record -> record.head().fields().json());
            return new SqlCrmTable(columns, statement());
        }

        private String statement() {
            List<String> names = columns.stream().map(Column::name).toList();
            List<String> content = Stream.concat(names.stream(), Stream.of("modified_at", "digest", "deleted"))
                    .toList();
            return """
                    WITH stored AS (
                        INSERT INTO %1$s AS t (%2$s, %3$s)
                        SELECT * FROM unnest(?::text[], %4$s, ?::timestamptz[], ?::uuid[], ?::boolean[])
                        ON CONFLICT (%2$s) DO UPDATE SET %5$s
                        WHERE (excluded.modified_at, excluded.digest%6$s) > (t.modified_at, t.digest%7$s)
                        RETURNING %9$s
                    ), marked AS (
                        INSERT INTO dirty_mark (queue, shard, key, mark_id)
                        SELECT queue, mark_shard(owner), key, m.mark_id
                        FROM (%8$s) concerned (queue, owner, key), (SELECT ?::uuid AS mark_id) m
                        WHERE key IS NOT NULL
                    )
                    SELECT count(*) AS stored FROM stored
                    """.formatted(
                    table,
                    idColumn,
                    String.join(", ", content),
                    columns.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", ")),
                    updates(content),
                    tieBreak.isEmpty() ? "" : ", coalesce(excluded." + tieBreak + ", '')",
                    tieBreak.isEmpty() ? "" : ", coalesce(t." + tieBreak + ", '')",
                    marks.isEmpty() ? "SELECT '', '', NULL::text" : String.join(" UNION ", marks),
                    keys());
        }

        private String keys() {
            return Stream.concat(
                            Stream.of(idColumn), remembered.stream().flatMap(name -> Stream.of(name, previous(name))))
                    .collect(Collectors.joining(", "));
        }

        private String updates(List<String> content) {
            return Stream.concat(
                            content.stream().map(name -> name + " = excluded." + name),
                            remembered.stream().map(name -> previous(name) + " = t." + name))
                    .collect(Collectors.joining(", "));
        }

        private static String previous(String name) {
            return "previous_" + name;
        }

        private static @Nullable String textOf(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
