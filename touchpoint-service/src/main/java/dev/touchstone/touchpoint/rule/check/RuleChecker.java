package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks rules of one list against the fields that are known. What is accepted has the fields in the catalogue's spelling, and
 * a comparison with an empty text as the test of emptiness that it is.
 */
public final class RuleChecker {
    /** Most rules of a list. */
    public static final int MAX_RULES = 2_000;

    private final RuleListKind kind;
    private final FieldCatalogue catalogue;

    /**
     * @param kind the list
     * @param catalogue the fields that are known
     */
    public RuleChecker(RuleListKind kind, FieldCatalogue catalogue) {
        this.kind = kind;
        this.catalogue = catalogue;
    }

    /**
     * Checks a whole list, the rules of which are at {@code rules[0]} and so on. Those that are accepted have version 0 until
     * they are saved.
     */
    public Checked<List<GenerationRule>> rules(List<RuleDraft> drafts) {
        Problems problems = new Problems();
        if (drafts.size() > MAX_RULES) {
            problems.requireSize(Spot.at("rules"), "rules", drafts.size(), MAX_RULES);
            return new Checked.Refused<>(problems.list());
        }
        FieldCheck fields = new FieldCheck(kind, catalogue, problems);
        RuleCheck check = new RuleCheck(kind, fields, problems);
        List<Optional<GenerationRule>> rules = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            rules.add(check.rule("rules[" + i + "]", drafts.get(i)));
        }
        return problems.unlessAny(
                () -> rules.stream().map(Optional::orElseThrow).toList());
    }

    /** Checks an expression that is a line of text at a path; problems have the column. */
    public Checked<Expression> line(String path, String text) {
        Problems problems = new Problems();
        Optional<Expression> expression = expressions(problems).line(path, text);
        return problems.unlessAny(expression::orElseThrow);
    }

    /** Checks an expression that is a structure at a path. */
    public Checked<Expression> structure(String path, ExpressionDraft draft) {
        Problems problems = new Problems();
        Optional<Expression> expression = expressions(problems).structure(path, draft);
        return problems.unlessAny(expression::orElseThrow);
    }

    private ExpressionCheck expressions(Problems problems) {
        return new ExpressionCheck(new FieldCheck(kind, catalogue, problems), problems);
    }
}
