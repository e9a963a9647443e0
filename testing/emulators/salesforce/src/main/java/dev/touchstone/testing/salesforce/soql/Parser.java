package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.soql.Query.Condition;
import dev.touchstone.testing.salesforce.soql.Query.Literal;
import dev.touchstone.testing.salesforce.soql.Query.Order;
import dev.touchstone.testing.salesforce.soql.Query.Range;
import dev.touchstone.testing.salesforce.soql.Query.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From text to {@link Query}. */
final class Parser {
    private static final Set<String> FUNCTIONS = Set.of("COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG");
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> CLAUSES =
            Set.of("FROM", "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "WITH", "FOR", "ALL", "HAVING", "USING");

    private final Tokens tokens;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
    }

    static Query parse(String soql) throws Refusal {
        Parser parser = new Parser(new Tokens(soql));
        Query query = parser.query();
        parser.end();
        return query;
    }

    /** A condition alone. */
    static Condition condition(String where) throws Refusal {
        Parser parser = new Parser(new Tokens(where));
        Condition condition = parser.conditions();
        parser.end();
        return condition;
    }

    private void end() throws Refusal {
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected();
        }
    }

    private Query query() throws Refusal {
        tokens.expect("SELECT");
        List<Selected> selected = selected();
        tokens.expect("FROM");
        String type = tokens.word();
        Optional<Condition> where = tokens.takeIf("WHERE") ? Optional.of(conditions()) : Optional.empty();
        List<String> groupBy = new ArrayList<>();
        if (tokens.takeIf("GROUP")) {
            tokens.expect("BY");
            do {
                groupBy.add(tokens.word());
            } while (tokens.takeIf(","));
        }
        return new Query(selected, type, where, List.copyOf(groupBy), orders(), range());
    }

    private List<Selected> selected() throws Refusal {
        if (tokens.peek().is("COUNT") && isEmptyCall()) {
            tokens.take();
            tokens.take();
            tokens.take();
            if (tokens.peek().is("FROM")) {
                return List.of();
            }
            throw tokens.unexpected();
        }
        List<Selected> selected = new ArrayList<>();
        do {
            selected.add(one());
        } while (tokens.takeIf(","));
        return List.copyOf(selected);
    }

    private boolean isEmptyCall() {
        return tokens.second().is("(") && tokens.third().is(")");
    }

    private Selected one() throws Refusal {
        Token first = tokens.peek();
        if (first.kind() != Token.Kind.WORD || first.is("FROM")) {
            throw tokens.unexpected();
        }
        if (!tokens.second().is("(")) {
            return new Selected.Path(tokens.word());
        }
        String function = tokens.take().upper();
        tokens.take();
        if (function.equals("FIELDS")) {
            String which = tokens.word();
            tokens.expect(")");
            return new Selected.Fields(which);
        }
        if (!FUNCTIONS.contains(function)) {
            throw tokens.malformed("unexpected token: '" + first.text() + "'", first.column());
        }
        String path = tokens.peek().is(")") ? null : tokens.word();
        tokens.expect(")");
        if (path == null && !function.equals("COUNT")) {
            throw tokens.unexpected();
        }
        return new Selected.Aggregate(function, path, alias());
    }

    private @Nullable String alias() throws Refusal {
        boolean named = tokens.peek().kind() == Token.Kind.WORD
                && !CLAUSES.contains(tokens.peek().upper());
        return named ? tokens.word() : null;
    }

    private List<Order> orders() throws Refusal {
        List<Order> orders = new ArrayList<>();
        if (tokens.takeIf("ORDER")) {
            tokens.expect("BY");
            do {
                String path = tokens.word();
                boolean descending = tokens.takeIf("DESC");
                if (!descending) {
                    tokens.takeIf("ASC");
                }
                orders.add(new Order(path, descending, nullsLast()));
            } while (tokens.takeIf(","));
        }
        return List.copyOf(orders);
    }

    private boolean nullsLast() throws Refusal {
        if (!tokens.takeIf("NULLS")) {
            return false;
        }
        if (tokens.takeIf("LAST")) {
            return true;
        }
        tokens.expect("FIRST");
        return false;
    }

    private Range range() throws Refusal {
        int limit = tokens.takeIf("LIMIT") ? tokens.number() : Integer.MAX_VALUE;
        int offset = tokens.takeIf("OFFSET") ? tokens.number() : 0;
        if (offset > Query.MAX_OFFSET) {
            throw new Refusal("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + Query.MAX_OFFSET);
        }
        if (tokens.takeIf("ALL")) {
            tokens.expect("ROWS");
        }
        return new Range(limit, offset);
    }

    /** Parts joined by AND or by OR: SOQL knows no precedence between them and wants parentheses. */
    private Condition conditions() throws Refusal {
        Condition first = not();
        if (!tokens.peek().is("AND") && !tokens.peek().is("OR")) {
            return first;
        }
        String joint = tokens.peek().upper();
        List<Condition> parts = new ArrayList<>(List.of(first));
        while (tokens.takeIf(joint)) {
            parts.add(not());
        }
        if (tokens.peek().is("AND") || tokens.peek().is("OR")) {
            throw tokens.unexpected();
        }
        return joint.equals("AND") ? new Condition.And(List.copyOf(parts)) : new Condition.Or(List.copyOf(parts));
    }

    private Condition not() throws Refusal {
        if (tokens.takeIf("NOT")) {
            return new Condition.Not(not());
        }
        if (tokens.takeIf("(")) {
            Condition inner = conditions();
            tokens.expect(")");
            return inner;
        }
        return comparison();
    }

    private Condition comparison() throws Refusal {
        String path = tokens.word();
        if (tokens.takeIf("NOT")) {
            tokens.expect("IN");
            return in(path, true);
        }
        if (tokens.takeIf("IN")) {
            return in(path, false);
        }
        Token operator = tokens.peek();
        if (!COMPARISONS.contains(operator.text()) && !operator.is("LIKE")) {
            throw tokens.unexpected();
        }
        tokens.take();
        String name = operator.upper().equals("<>") ? "!=" : operator.upper();
        return new Condition.Comparison(path, name, literal());
    }

    private Condition in(String path, boolean negated) throws Refusal {
        tokens.expect("(");
        if (tokens.peek().is("SELECT")) {
            Query inner = query();
            tokens.expect(")");
            return new Condition.InQuery(path, negated, inner);
        }
        List<Literal> values = new ArrayList<>();
        do {
            values.add(literal());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return new Condition.In(path, negated, List.copyOf(values));
    }

    private Literal literal() throws Refusal {
        Token token = tokens.take();
        return switch (token.kind()) {
            case TEXT -> new Literal(Literal.Kind.TEXT, token.text(), 0);
            case NUMBER -> new Literal(Literal.Kind.NUMBER, token.text(), 0);
            case TIME -> new Literal(Literal.Kind.TIME, token.text(), 0);
            case WORD -> word(token);
            case SYMBOL, END -> throw tokens.malformed("unexpected token: '" + token.text() + "'", token.column());
        };
    }

    private Literal word(Token token) throws Refusal {
        String word = token.upper();
        if (word.equals("NULL")) {
            return new Literal(Literal.Kind.NULL, word, 0);
        }
        if (word.equals("TRUE") || word.equals("FALSE")) {
            return new Literal(Literal.Kind.BOOLEAN, word, 0);
        }
        int count = tokens.takeIf(":") ? tokens.number() : 0;
        if (!DateLiterals.isKnown(word, count > 0)) {
            throw tokens.malformed("Bind variables only allowed in Apex code", token.column());
        }
        return new Literal(Literal.Kind.DATE_LITERAL, word, count);
    }
}
