package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.soql.Query.Selected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows computed from groups of records. */
final class Groups {
    private final Plan plan;
    private final List<FieldPath> grouped;
    private final List<Output> outputs;

    /** One column: a grouped field, or a function of a field. */
    private record Output(
            String name,
            int group,
            @Nullable String function,
            @Nullable FieldPath path) {}

    private Groups(Plan plan, List<FieldPath> grouped, List<Output> outputs) {
        this.plan = plan;
        this.grouped = grouped;
        this.outputs = outputs;
    }

    static Groups bind(Binder binder, Plan plan) throws Refusal {
        List<FieldPath> grouped = new ArrayList<>();
        for (String path : plan.query().groupBy()) {
            grouped.add(binder.path(plan.type(), path));
        }
        List<Output> outputs = new ArrayList<>();
        int unnamed = 0;
        for (Selected selected : plan.query().selected()) {
            switch (selected) {
                case Selected.Path path -> outputs.add(groupedField(binder.path(plan.type(), path.path()), grouped));
                case Selected.Fields ignored ->
                    throw new Refusal("MALFORMED_QUERY", "FIELDS is not allowed in a query with groups");
                case Selected.Aggregate function -> {
                    String path = function.path();
                    FieldPath field = path == null ? null : binder.path(plan.type(), path);
                    check(function.function(), field);
                    String alias = function.alias();
                    outputs.add(new Output(alias == null ? "expr" + unnamed++ : alias, -1, function.function(), field));
                }
            }
        }
        return new Groups(plan, grouped, outputs);
    }

    List<String> columns() {
        return outputs.stream().map(Output::name).toList();
    }

    List<QueryRow> rows(RecordSource source, boolean all) {
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        plan.matching(source, all, row -> {
            List<@Nullable Object> values = new ArrayList<>();
            grouped.forEach(path -> values.add(path.value(source, row)));
            groups.computeIfAbsent(keys(values), key -> new Group(values, outputs))
                    .add(source, row);
        });
        if (grouped.isEmpty() && groups.isEmpty()) {
            groups.put(List.of(), new Group(List.of(), outputs));
        }
        Stream<Group> ordered = plan.groupOrder(grouped)
                .map(order -> groups.values().stream().sorted((one, other) -> order.compare(one.values, other.values)))
                .orElseGet(() -> groups.values().stream());
        Query.Range range = plan.query().range();
        return ordered.skip(range.offset()).limit(range.limit()).map(Group::row).toList();
    }

    private static List<Object> keys(List<@Nullable Object> values) {
        List<Object> keys = new ArrayList<>();
        for (Object value : values) {
            keys.add(value == null ? List.of() : Comparing.key(value));
        }
        return keys;
    }

    private static Output groupedField(FieldPath path, List<FieldPath> grouped) throws Refusal {
        int at = grouped.stream().map(FieldPath::name).toList().indexOf(path.name());
        if (at < 0) {
            throw new Refusal("MALFORMED_QUERY", "Field must be grouped or aggregated: " + path.name());
        }
        return new Output(path.field().name(), at, null, null);
    }

    private static void check(String function, @Nullable FieldPath path) throws Refusal {
        boolean numbers = function.equals("SUM") || function.equals("AVG");
        boolean booleans = path != null && path.field().type() == FieldType.BOOLEAN;
        if (path != null && ((numbers && !path.field().type().isNumber()) || booleans)) {
            throw new Refusal(
                    "INVALID_FIELD", "field " + path.name() + " does not support aggregate operator " + function);
        }
    }

    private static final class Group {
        private final List<@Nullable Object> values;
        private final List<Output> outputs;
        private final List<Tally> tallies;

        private Group(List<@Nullable Object> values, List<Output> outputs) {
            this.values = values;
            this.outputs = outputs;
            tallies = outputs.stream().map(output -> new Tally()).toList();
        }

        private void add(RecordSource source, SObject row) {
            for (int i = 0; i < outputs.size(); i++) {
                FieldPath path = outputs.get(i).path();
                tallies.get(i).add(path == null ? (Object) true : path.value(source, row));
            }
        }

        private QueryRow row() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < outputs.size(); i++) {
                Output output = outputs.get(i);
                String function = output.function();
                fields.put(
                        output.name(),
                        function == null
                                ? values.get(output.group())
                                : tallies.get(i).result(function));
            }
            return new QueryRow(QueryRow.AGGREGATE, null, fields);
        }
    }

    /** What is known of the values of one column. */
    private static final class Tally {
        private final Set<Object> distinct = new HashSet<>();
        private int count;
        private double sum;
        private @Nullable Object least;
        private @Nullable Object most;

        private void add(@Nullable Object value) {
            if (value == null) {
                return;
            }
            count++;
            distinct.add(Comparing.key(value));
            sum += value instanceof Number number ? number.doubleValue() : 0;
            least = least == null || Comparing.compare(value, least) < 0 ? value : least;
            most = most == null || Comparing.compare(value, most) > 0 ? value : most;
        }

        private @Nullable Object result(String function) {
            return switch (function) {
                case "COUNT" -> count;
                case "COUNT_DISTINCT" -> distinct.size();
                case "MIN" -> least;
                case "MAX" -> most;
                case "SUM" -> count == 0 ? null : (Object) sum;
                case "AVG" -> count == 0 ? null : (Object) (sum / count);
                default -> throw new IllegalArgumentException("not a function: " + function);
            };
        }
    }
}
