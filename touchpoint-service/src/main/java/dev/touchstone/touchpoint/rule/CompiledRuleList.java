package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A list of rules, ready to decide. Thread-safe. */
public final class CompiledRuleList {
    private final RuleList list;
    private final RuleMatcher matcher;

    private CompiledRuleList(RuleList list, RuleMatcher matcher) {
        this.list = list;
        this.matcher = matcher;
    }

    /** Compiles a list. */
    public static CompiledRuleList of(RuleList list, RuleCircumstances circumstances) {
        return new CompiledRuleList(
                list,
                RuleMatcher.compile(
                        list.rules().stream().map(GenerationRule::expression).toList(), circumstances));
    }

    /**
     * The same for facts that share an object, such as all members of a campaign: its fields are looked at once.
     *
     * @param object which
     * @param fields its fields, which all facts that are asked about must have
     */
    public CompiledRuleList given(RecordObject object, FieldSource fields) {
        return new CompiledRuleList(list, matcher.given(object, fields));
    }

    /** The fields that its conditions test. */
    public Stream<FieldName> fields() {
        return matcher.fields();
    }

    /** The list. */
    public RuleList list() {
        return list;
    }

    /** True if it has no rule. */
    public boolean isEmpty() {
        return list.rules().isEmpty();
    }

    /** The first rule that matches; empty if none does. */
    public Optional<GenerationRule> decide(FieldSource fields) {
        int index = matcher.first(fields);
        return index == RuleMatcher.NONE
                ? Optional.empty()
                : Optional.of(list.rules().get(index));
    }

    /** All rules that match, in their order: the first decides, the others are overlapped by it. */
    public List<GenerationRule> matching(FieldSource fields) {
        return matcher.all(fields).mapToObj(list.rules()::get).toList();
    }
}
