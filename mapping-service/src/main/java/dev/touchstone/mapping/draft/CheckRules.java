package dev.touchstone.mapping.draft;

import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.lint.RuleFinding;
import dev.touchstone.mapping.lint.RuleLint;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.RuleSetStore;
import dev.touchstone.mapping.ruleset.RuleSetValidator;
import dev.touchstone.mapping.ruleset.WrittenRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks for all that is wrong with rules, by the catalogue as it is now. */
@ApplicationScoped
public class CheckRules {
    private final RuleSetStore ruleSets;
    private final DraftStore drafts;
    private final ChannelStore channels;

    CheckRules(RuleSetStore ruleSets, DraftStore drafts, ChannelStore channels) {
        this.ruleSets = ruleSets;
        this.drafts = drafts;
        this.channels = channels;
    }

    /**
     * Rules that were looked at.
     *
     * @param rows the rows
     * @param problems all that is wrong with them; empty if nothing is
     * @param findings all that is probably not meant; empty if something is wrong
     * @param draft the draft as it is now; null for a version
     */
    public record Checked(
            WrittenRules rows,
            List<RuleProblem> problems,
            List<RuleFinding> findings,
            @Nullable RuleSetDraft draft) {}

    /**
     * Looks for problems and, where there are none, for what is probably not meant. A draft is VALIDATED then if nothing is
     * wrong with it, and not if something is.
     *
     * @throws dev.touchstone.contract.RpcFailure.NotFound RULE_SET_NOT_FOUND or RULE_SET_DRAFT_NOT_FOUND
     */
    @Transactional
    public Checked check(RuleSetRef ref) {
        return switch (ref) {
            case RuleSetRef.Version(long version) -> withFindings(version(version));
            case RuleSetRef.Draft(UUID draftId) -> withFindings(draft(draftId));
        };
    }

    private static Checked withFindings(Checked checked) {
        List<RuleFinding> findings =
                checked.problems().isEmpty() ? RuleLint.findings(checked.rows().rules()) : List.of();
        return new Checked(checked.rows(), checked.problems(), findings, checked.draft());
    }

    /**
     * Looks for problems of a version.
     *
     * @throws dev.touchstone.contract.RpcFailure.NotFound RULE_SET_NOT_FOUND
     */
    @Transactional
    public Checked version(long version) {
        RuleSet found = ruleSets.find(version).orElseThrow(() -> RuleSetRefusals.versionNotFound(version));
        WrittenRules rows = WrittenRules.of(found.rules());
        return new Checked(rows, problems(rows, 0), List.of(), null);
    }

    /**
     * Looks for problems of a draft, which is VALIDATED then if nothing is wrong with it, and not if something is.
     *
     * @throws dev.touchstone.contract.RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     */
    private Checked draft(UUID draftId) {
        RuleSetDraft before = drafts.lock(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
        WrittenRules rows = drafts.rows(draftId);
        List<RuleProblem> problems = problems(rows, before.baseVersion());
        RuleSetDraft after = before.withValidated(problems.isEmpty());
        if (!after.equals(before)) {
            drafts.update(after);
        }
        return new Checked(rows, problems, List.of(), after);
    }

    /**
     * What is wrong with rows, in the caller's transaction.
     *
     * @param baseVersion the version they were made from; 0 for none
     */
    @Transactional
    public List<RuleProblem> problems(WrittenRules rows, long baseVersion) {
        WrittenRules base = ruleSets.find(baseVersion)
                .map(found -> WrittenRules.of(found.rules()))
                .orElseGet(() -> new WrittenRules(List.of()));
        return RuleSetValidator.validate(rows, channels.load(), base);
    }
}
