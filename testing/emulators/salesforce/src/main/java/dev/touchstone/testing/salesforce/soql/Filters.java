package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import dev.touchstone.testing.salesforce.schema.Values;
import dev.touchstone.testing.salesforce.soql.Query.Condition;
import dev.touchstone.testing.salesforce.soql.Query.Literal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns conditions into tests of records. */
final class Filters {
    /** Texts longer than this cannot be filtered. */
    static final int MAX_FILTERED = 255;

    private final Binder binder;
    private final ObjectType type;
    private final boolean longTexts;

    /**
     * For conditions on a type.
     *
     * @param longTexts true if long texts may be compared as well, as rules do it
     */
    Filters(Binder binder, ObjectType type, boolean longTexts) {
        this.binder = binder;
        this.type = type;
        this.longTexts = longTexts;
    }

    RowTest test(Condition condition) throws Refusal {
        return switch (condition) {
            case Condition.And and -> {
                List<RowTest> parts = tests(and.parts());
                yield (source, row) -> parts.stream().allMatch(part -> part.test(source, row));
            }
            case Condition.Or or -> {
                List<RowTest> parts = tests(or.parts());
                yield (source, row) -> parts.stream().anyMatch(part -> part.test(source, row));
            }
            case Condition.Not not -> {
                RowTest part = test(not.part());
                yield (source, row) -> !part.test(source, row);
            }
            case Condition.Comparison comparison -> comparison(comparison);
            case Condition.In in -> in(in);
            case Condition.InQuery in -> inQuery(in);
        };
    }

    private List<RowTest> tests(List<Condition> conditions) throws Refusal {
        List<RowTest> tests = new ArrayList<>();
        for (Condition condition : conditions) {
            tests.add(test(condition));
        }
        return tests;
    }

    private RowTest comparison(Condition.Comparison comparison) throws Refusal {
        FieldPath path = filtered(comparison.path());
        String operator = comparison.operator();
        if (operator.equals("LIKE")) {
            return like(path, comparison.value());
        }
        if (comparison.value().kind() == Literal.Kind.DATE_LITERAL) {
            return days(path, operator, comparison.value());
        }
        Object value = value(path.field(), comparison.value());
        if (value == null) {
            if (!operator.equals("=") && !operator.equals("!=")) {
                throw new Refusal("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on a comparison with null");
            }
            boolean empty = operator.equals("=");
            return (source, row) -> (path.value(source, row) == null) == empty;
        }
        boolean ids = isId(path.field());
        return (source, row) -> {
            Object held = path.value(source, row);
            if (held == null) {
                return operator.equals("!=");
            }
            int outcome = ids ? Comparing.compareIds(held, value) : Comparing.compare(held, value);
            return Comparing.fulfils(operator, outcome);
        };
    }

    private RowTest like(FieldPath path, Literal literal) throws Refusal {
        if (!path.field().type().isText() || isId(path.field())) {
            throw new Refusal("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field");
        }
        if (literal.kind() != Literal.Kind.TEXT) {
            throw wrongType(path.field());
        }
        Pattern pattern = Comparing.like(literal.text());
        return (source, row) -> {
            Object held = path.value(source, row);
            return held != null && pattern.matcher(held.toString()).matches();
        };
    }

    private RowTest days(FieldPath path, String operator, Literal literal) throws Refusal {
        FieldType kind = path.field().type();
        if (kind != FieldType.DATE && kind != FieldType.DATETIME) {
            throw wrongType(path.field());
        }
        LocalDate today =
                binder.org().clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
        DateLiterals.Days days = DateLiterals.days(literal.text(), literal.count(), today);
        return (source, row) -> {
            Object held = path.value(source, row);
            if (held == null) {
                return operator.equals("!=");
            }
            LocalDate day =
                    held instanceof Instant time ? time.atOffset(ZoneOffset.UTC).toLocalDate() : (LocalDate) held;
            int outcome = day.isBefore(days.from()) ? -1 : day.isBefore(days.until()) ? 0 : 1;
            return Comparing.fulfils(operator, outcome);
        };
    }

    private RowTest in(Condition.In in) throws Refusal {
        FieldPath path = filtered(in.path());
        Set<Object> keys = new HashSet<>();
        boolean withNull = false;
        for (Literal literal : in.values()) {
            Object value = value(path.field(), literal);
            if (value == null) {
                withNull = true;
            } else {
                keys.add(Comparing.key(value));
            }
        }
        boolean nullIn = withNull;
        return (source, row) -> {
            Object held = path.value(source, row);
            boolean contained = held == null ? nullIn : keys.contains(Comparing.key(held));
            return contained != in.negated();
        };
    }

    private RowTest inQuery(Condition.InQuery in) throws Refusal {
        FieldPath path = filtered(in.path());
        if (!isId(path.field())) {
            throw new Refusal("INVALID_QUERY_FILTER_OPERATOR", "a query within a query is compared with ids only");
        }
        Plan inner = Plan.bind(binder, in.query());
        if (inner.columns().size() != 1 || inner.isAggregate()) {
            throw new Refusal("MALFORMED_QUERY", "a query within a query selects one field");
        }
        return new Membership(path, inner, in.negated());
    }

    /** Membership in what another query finds, which is looked up once for each state that is read. */
    private static final class Membership implements RowTest {
        private final FieldPath path;
        private final Plan inner;
        private final boolean negated;
        private @Nullable Set<Object> found;

        private Membership(FieldPath path, Plan inner, boolean negated) {
            this.path = path;
            this.inner = inner;
            this.negated = negated;
        }

        @Override
        public boolean test(RecordSource source, SObject row) {
            Set<Object> values = found;
            if (values == null) {
                values = new HashSet<>();
                for (SObject match : inner.find(source, false)) {
                    Object value = inner.columns().get(0).value(source, match);
                    if (value != null) {
                        values.add(Comparing.key(value));
                    }
                }
                found = values;
            }
            Object held = path.value(source, row);
            return held != null && values.contains(Comparing.key(held)) != negated;
        }
    }

    private FieldPath filtered(String name) throws Refusal {
        FieldPath path = binder.path(type, name);
        if (!longTexts
                && path.field().type() == FieldType.TEXTAREA
                && path.field().length() > MAX_FILTERED) {
            throw new Refusal(
                    "INVALID_FIELD", "field '" + path.field().name() + "' can not be filtered in a query call");
        }
        return path;
    }

    /** The value a literal stands for in a comparison with a field; null for null. */
    static @Nullable Object value(Field field, Literal literal) throws Refusal {
        if (literal.kind() == Literal.Kind.NULL) {
            return null;
        }
        Literal.Kind wanted = switch (field.type()) {
            case BOOLEAN -> Literal.Kind.BOOLEAN;
            case INT, DOUBLE, CURRENCY, PERCENT -> Literal.Kind.NUMBER;
            case DATE, DATETIME -> Literal.Kind.TIME;
            default -> Literal.Kind.TEXT;
        };
        boolean hasTime = literal.text().indexOf('T') > 0;
        boolean day = field.type() == FieldType.DATE;
        if (literal.kind() != wanted || (wanted == Literal.Kind.TIME && hasTime == day)) {
            throw wrongType(field);
        }
        if (isId(field)) {
            // An empty text is no id, but compared with references it means none; integrations send it.
            return literal.text().isEmpty()
                    ? null
                    : RecordId.normalize(literal.text())
                            .orElseThrow(() -> new Refusal(
                                    "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + literal.text()));
        }
        try {
            return switch (field.type()) {
                case BOOLEAN -> literal.text().equals("TRUE");
                case INT, DOUBLE, CURRENCY, PERCENT -> Double.valueOf(literal.text());
                default ->
                    wanted == Literal.Kind.TIME
                            ? Values.read(field.type(), literal.text())
                            : emptyToNull(Comparing.plain(literal.text()));
            };
        } catch (IllegalArgumentException wrong) {
            throw wrongType(field);
        }
    }

    private static @Nullable Object emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static boolean isId(Field field) {
        return field.type() == FieldType.ID || field.type() == FieldType.REFERENCE;
    }

    private static Refusal wrongType(Field field) {
        String soap = field.type().soapType();
        String name = soap.substring(soap.indexOf(':') + 1);
        boolean quoted = field.type().isText();
        return new Refusal(
                "INVALID_FIELD",
                "value of filter criterion for field '" + field.name() + "' must be of type "
                        + (quoted ? "string" : name) + " and should " + (quoted ? "" : "not ")
                        + "be enclosed in quotes");
    }
}
