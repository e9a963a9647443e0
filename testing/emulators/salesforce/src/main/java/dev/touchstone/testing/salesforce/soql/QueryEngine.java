package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import java.util.List;
import java.util.function.Consumer;

/** Runs queries. */
public final class QueryEngine {
    private final Organisation org;

    /** Queries of this organisation. */
    public QueryEngine(Organisation org) {
        this.org = org;
    }

    /**
     * Runs a query on the present state.
     *
     * @param userId who asks: fields and types hidden from the user are not there
     * @param all true to see the recycle bin and archived activities as well, as {@code queryAll} does
     * @throws Refusal {@code MALFORMED_QUERY}, {@code INVALID_FIELD}, {@code INVALID_TYPE} and others
     */
    public QueryResult run(String soql, String userId, boolean all) throws Refusal {
        Binder binder = new Binder(org, userId, soql);
        Plan plan = Plan.bind(binder, Parser.parse(soql));
        if (plan.query().countsOnly()) {
            long count = org.read(source -> plan.count(source, all));
            return new Computed(plan.type().name(), List.of(), List.of(), (int) count);
        }
        if (plan.isAggregate()) {
            Groups groups = Groups.bind(binder, plan);
            List<QueryRow> rows = org.read(source -> groups.rows(source, all));
            return new Computed(plan.type().name(), groups.columns(), rows, rows.size());
        }
        List<SObject> found = org.read(source -> plan.find(source, all));
        return new Found(org, plan, found);
    }

    /**
     * The columns of a query that is not run.
     *
     * @throws Refusal as for {@link #run}
     */
    public List<String> columns(String soql, String userId) throws Refusal {
        Binder binder = new Binder(org, userId, soql);
        Plan plan = Plan.bind(binder, Parser.parse(soql));
        return plan.isAggregate()
                ? Groups.bind(binder, plan).columns()
                : plan.columns().stream().map(FieldPath::name).toList();
    }

    /**
     * Runs a query and hands over its rows one by one. Nothing is kept in memory if the query has no order, or that of stamp and
     * id. Nobody writes meanwhile.
     *
     * @throws Refusal as for {@link #run}
     */
    public void stream(String soql, String userId, boolean all, Consumer<QueryRow> reader) throws Refusal {
        Binder binder = new Binder(org, userId, soql);
        Plan plan = Plan.bind(binder, Parser.parse(soql));
        if (plan.isAggregate() || plan.query().countsOnly()) {
            QueryResult computed = run(soql, userId, all);
            computed.rows(0, computed.rowCount()).forEach(reader);
            return;
        }
        Projection projection = new Projection(plan.columns());
        org.read(source -> {
            plan.stream(source, all, row -> reader.accept(projection.row(source, row)));
            return true;
        });
    }

    /** An answer that is there as a whole. */
    private record Computed(String type, List<String> columns, List<QueryRow> all, int totalSize)
            implements QueryResult {
        @Override
        public List<QueryRow> rows(int from, int until) {
            return all.subList(from, Math.min(until, all.size()));
        }

        @Override
        public int rowCount() {
            return all.size();
        }
    }

    /** Records as they were at the time of the query; parents are looked up when a row is asked for. */
    private record Found(Organisation org, Plan plan, List<SObject> records) implements QueryResult {
        @Override
        public String type() {
            return plan.type().name();
        }

        @Override
        public List<String> columns() {
            return plan.columns().stream().map(FieldPath::name).toList();
        }

        @Override
        public int totalSize() {
            return records.size();
        }

        @Override
        public List<QueryRow> rows(int from, int until) {
            Projection projection = new Projection(plan.columns());
            List<SObject> page = records.subList(from, Math.min(until, records.size()));
            return org.read(source ->
                    page.stream().map(row -> projection.row(source, row)).toList());
        }

        @Override
        public int rowCount() {
            return records.size();
        }
    }
}
