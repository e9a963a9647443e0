package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.Checked;
import dev.touchstone.touchpoint.rule.check.RuleChecker;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.FormatRuleExpressionRequest;
import dev.touchstone.touchpoint.v1.GetRuleListRequest;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.ParseRuleExpressionRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListRequest;
import dev.touchstone.touchpoint.v1.RestoreRuleListRequest;
import dev.touchstone.touchpoint.v1.TestCampaignRulesRequest;
import dev.touchstone.touchpoint.v1.UpdateRuleListRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the messages of {@code GenerationRuleService}, against the fields that are known; says everything that is wrong at once. */
@ApplicationScoped
class RuleListRequests {
    static final int MAX_AUTHOR = 100;
    static final int MAX_NOTE = 500;

    private static final int MAX_ETAG = 64;
    private static final int MAX_TEXT = 20_000;
    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 100;
    private static final int KEY_PARTS = 1;

    private final RuleFields fields;
    private final Clock clock;

    RuleListRequests(RuleFields fields, Clock clock) {
        this.fields = fields;
        this.clock = clock;
    }

    /** A list that is to be replaced, or tried. */
    record Rules(RuleListKind kind, List<GenerationRule> rules) {}

    /** A list that replaces another. */
    record Update(RuleListKind kind, List<GenerationRule> rules, ChangeRuleLists.Edit edit) {}

    /** A version that is to be put in force. */
    record Restore(RuleListKind kind, long version, ChangeRuleLists.Edit edit) {}

    /**
     * A version of a list.
     *
     * @param version 0 for the one in force
     */
    record Wanted(RuleListKind kind, long version) {}

    /** Two versions of a list. */
    record Versions(RuleListKind kind, long from, long to) {}

    /**
     * Which versions are asked for.
     *
     * @param before only those before this one
     */
    record VersionPage(RuleListKind kind, int size, long before) {}

    /** A campaign and rules to try on it. */
    record Test(String campaignId, List<GenerationRule> rules) {}

    static RuleListKind kind(dev.touchstone.touchpoint.v1.RuleListKind sent) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", sent, violations);
        violations.throwIfAny();
        return kind.orElseThrow();
    }

    /** The version that is asked for; 0 for the one in force. */
    static Wanted wanted(GetRuleListRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        if (request.getVersion() < 0) {
            violations.add(
                    "version",
                    "OUT_OF_RANGE",
                    "must be 0 for the version in force, or more; is " + request.getVersion());
        }
        violations.throwIfAny();
        return new Wanted(kind.orElseThrow(), request.getVersion());
    }

    static VersionPage versionPage(ListRuleListVersionsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        int asked = request.getPageSize() == 0 ? DEFAULT_PAGE : Math.min(request.getPageSize(), MAX_PAGE);
        Page page = Page.parse(asked, request.getPageToken(), KEY_PARTS, violations, request.getKind());
        long before =
                page.after().flatMap(key -> number(key.getFirst(), violations)).orElse(Long.MAX_VALUE);
        violations.throwIfAny();
        return new VersionPage(kind.orElseThrow(), page.size(), before);
    }

    private static Optional<Long> number(String key, FieldViolations violations) {
        try {
            return Optional.of(Long.valueOf(key));
        } catch (NumberFormatException e) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }

    static Versions versions(DiffRuleListVersionsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        checkVersion("from_version", request.getFromVersion(), violations);
        checkVersion("to_version", request.getToVersion(), violations);
        violations.throwIfAny();
        return new Versions(kind.orElseThrow(), request.getFromVersion(), request.getToVersion());
    }

    private static void checkVersion(String path, long version, FieldViolations violations) {
        if (version <= 0) {
            violations.add(path, "OUT_OF_RANGE", "is required: from 1 upwards, but is " + version);
        }
    }

    Rules preview(PreviewRuleListRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        List<GenerationRule> rules = rules(kind, request.getRulesList(), violations);
        violations.throwIfAny();
        return new Rules(kind.orElseThrow(), rules);
    }

    Update update(UpdateRuleListRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        List<GenerationRule> rules = rules(kind, request.getRulesList(), violations);
        ChangeRuleLists.Edit edit = edit(request.getEtag(), request.getAuthor(), request.getNote(), violations);
        violations.throwIfAny();
        return new Update(kind.orElseThrow(), rules, edit);
    }

    static Restore restore(RestoreRuleListRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        checkVersion("version", request.getVersion(), violations);
        ChangeRuleLists.Edit edit = edit(request.getEtag(), request.getAuthor(), request.getNote(), violations);
        violations.throwIfAny();
        return new Restore(kind.orElseThrow(), request.getVersion(), edit);
    }

    private static ChangeRuleLists.Edit edit(String etag, String author, String note, FieldViolations violations) {
        violations.requireText("etag", etag, MAX_ETAG);
        violations.requireText("author", author, MAX_AUTHOR);
        violations.limitText("note", note, MAX_NOTE);
        return new ChangeRuleLists.Edit(etag, author, note);
    }

    /** Rules of an earlier version, checked against the fields as they are known today. */
    List<GenerationRule> recheck(RuleListKind kind, List<GenerationRule> stored) {
        FieldViolations violations = new FieldViolations();
        List<GenerationRule> rules =
                rules(Optional.of(kind), stored.stream().map(RuleMessages::rule).toList(), violations);
        violations.throwIfAny();
        return rules;
    }

    Test test(TestCampaignRulesRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<String> campaignId =
                new RecordFields(violations, clock.instant()).id("campaign_id", request.getCampaignId());
        List<GenerationRule> rules =
                rules(Optional.of(RuleListKind.CAMPAIGN_MEMBER), request.getRulesList(), violations);
        violations.throwIfAny();
        return new Test(SalesforceId.canonical(campaignId.orElseThrow()), rules);
    }

    private List<GenerationRule> rules(
            Optional<RuleListKind> kind,
            List<dev.touchstone.touchpoint.v1.GenerationRule> sent,
            FieldViolations violations) {
        return kind.flatMap(known ->
                        accepted(new RuleChecker(known, fields.known()).rules(RuleMessages.drafts(sent)), violations))
                .orElse(List.of());
    }

    Expression line(ParseRuleExpressionRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        violations.requireText("text", request.getText(), MAX_TEXT);
        violations.throwIfAny();
        Optional<Expression> expression = accepted(
                new RuleChecker(kind.orElseThrow(), fields.known()).line("text", request.getText()), violations);
        violations.throwIfAny();
        return expression.orElseThrow();
    }

    Expression structure(FormatRuleExpressionRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleListKind> kind = RuleMessages.kind("kind", request.getKind(), violations);
        if (!request.hasExpression()) {
            violations.add("expression", "FIELD_REQUIRED", "is required");
        }
        violations.throwIfAny();
        Optional<Expression> expression = accepted(
                new RuleChecker(kind.orElseThrow(), fields.known())
                        .structure("expression", RuleMessages.draft(request.getExpression())),
                violations);
        violations.throwIfAny();
        return expression.orElseThrow();
    }

    /** The fields that are known. */
    FieldCatalogue knownFields() {
        return fields.known();
    }

    private static <T> Optional<T> accepted(Checked<T> checked, FieldViolations violations) {
        return switch (checked) {
            case Checked.Accepted<T>(T value) -> Optional.of(value);
            case Checked.Refused<T> refused -> {
                RuleMessages.addAll(refused.problems(), violations);
                yield Optional.empty();
            }
        };
    }
}
