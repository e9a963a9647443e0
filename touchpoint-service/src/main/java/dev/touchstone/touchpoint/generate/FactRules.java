package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rules in force make of facts (requirement, sections 3.2 to 3.5), one by one: that a person has one touchpoint in a
 * campaign is decided by whoever has all facts of the person. Thread-safe.
 */
public final class FactRules {
    /** Longest campaign name, as in the CRM; what tokens make longer is cut. */
    static final int MAX_NAME = 255;

    private static final long BUILT_IN_VERSION = 1;

    /** What the contract and the database can say; a day may begin outside, in a zone away from UTC. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Map<RuleListKind, CompiledRuleList> lists;
    private final ZoneId zone;

    FactRules(Map<RuleListKind, CompiledRuleList> lists, ZoneId zone) {
        this.lists = lists;
        this.zone = zone;
    }

    /** What a campaign membership makes: rules decide alone while there are any, else the campaign's sync type does. */
    public Decision decide(Membership membership) {
        CampaignFacts campaign = membership.campaign();
        if (campaign == null) {
            return Decision.MadeNone.because(NoTouchpointReason.CAMPAIGN_UNKNOWN);
        }
        CompiledRuleList list = list(RuleListKind.CAMPAIGN_MEMBER);
        Decision decision =
                list.isEmpty() ? bySyncType(membership, campaign) : byRule(list, membership, campaign.name());
        if (decision instanceof Decision.Made) {
            Optional<NoTouchpointReason> outside =
                    outside(campaign.days(), membership.dates().createdAt());
            return outside.isEmpty() ? decision : Decision.MadeNone.because(outside.get());
        }
        return decision;
    }

    private static Decision bySyncType(Membership membership, CampaignFacts campaign) {
        Membership.Dates dates = membership.dates();
        return switch (campaign.syncType()) {
            case NONE -> Decision.MadeNone.because(NoTouchpointReason.NO_SYNC_TYPE);
            case EXCLUDE_ALL -> Decision.MadeNone.because(NoTouchpointReason.EXCLUDED_BY_SYNC_TYPE);
            case INCLUDE_ALL -> builtIn(campaign, first(dates.buyerTouchpointAt(), dates.createdAt()));
            case INCLUDE_RESPONDED ->
                membership.hasResponded()
                        ? builtIn(
                                campaign,
                                first(dates.buyerTouchpointAt(), first(dates.firstRespondedAt(), dates.createdAt())))
                        : Decision.MadeNone.because(NoTouchpointReason.NOT_RESPONDED);
        };
    }

    private static Decision.Made builtIn(CampaignFacts campaign, Instant touchedAt) {
        return new Decision.Made(touchedAt, campaign.syncType().text(), BUILT_IN_VERSION, campaign.name());
    }

    private static Instant first(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }

    /** Both days are included and are days of the organisation's zone (gap G5). */
    private Optional<NoTouchpointReason> outside(CampaignFacts.Days days, Instant createdAt) {
        LocalDate start = days.touchpointStart();
        LocalDate end = days.touchpointEnd();
        if (start == null && end == null) {
            return Optional.empty();
        }
        LocalDate added = LocalDate.ofInstant(createdAt, zone);
        if (start != null && added.isBefore(start)) {
            return Optional.of(NoTouchpointReason.BEFORE_START_DATE);
        }
        return end != null && added.isAfter(end) ? Optional.of(NoTouchpointReason.AFTER_END_DATE) : Optional.empty();
    }

    /** What a task or event makes. */
    public Decision decide(SalesActivity activity) {
        return byRule(list(kind(activity)), activity, "");
    }

    /** The list of rules for an activity. */
    public static RuleListKind kind(SalesActivity activity) {
        return switch (activity.kind()) {
            case TASK -> RuleListKind.TASK;
            case EVENT -> RuleListKind.EVENT;
        };
    }

    /** What a program membership makes. */
    public Decision decide(ProgramMembership membership) {
        ProgramFacts program = membership.program();
        return program == null
                ? Decision.MadeNone.because(NoTouchpointReason.PROGRAM_UNKNOWN)
                : byRule(list(RuleListKind.PROGRAM_MEMBER), membership, program.name());
    }

    /** What an activity of Marketo makes: of some types nothing without a program, whatever the rule says. */
    public Decision decide(MarketingActivity activity) {
        ProgramFacts program = activity.program();
        if (program == null && !activity.programId().isEmpty()) {
            return Decision.MadeNone.because(NoTouchpointReason.PROGRAM_UNKNOWN);
        }
        Decision decision =
                byRule(list(RuleListKind.MARKETING_ACTIVITY), activity, program == null ? "" : program.name());
        boolean noRuleMatched =
                decision instanceof Decision.MadeNone none && none.reason() == NoTouchpointReason.NO_RULE_MATCHED;
        return program == null && activity.type().needsProgram() && !noRuleMatched
                ? Decision.MadeNone.because(NoTouchpointReason.PROGRAM_REQUIRED)
                : decision;
    }

    /** By the first rule that matches; the name is the rule's, else the effort's. */
    private Decision byRule(CompiledRuleList list, FieldSource fields, String nameOfEffort) {
        Optional<GenerationRule> found = list.decide(fields);
        if (found.isEmpty()) {
            return none(NoTouchpointReason.NO_RULE_MATCHED, list);
        }
        GenerationRule rule = found.get();
        Instant touchedAt = touchedAt(rule, fields);
        if (touchedAt == null) {
            return none(NoTouchpointReason.NO_TOUCHPOINT_DATE, list);
        }
        NameTemplate template = rule.campaignName();
        String name = template == null ? nameOfEffort : cut(template.name(fields));
        return name.isEmpty()
                ? none(NoTouchpointReason.NO_CAMPAIGN_NAME, list)
                : Decision.Made.by(rule, touchedAt, name);
    }

    /** What is neither time nor day, and a time that cannot be stored, gives none. */
    private @Nullable Instant touchedAt(GenerationRule rule, FieldSource fields) {
        FieldName field = rule.touchpointDate();
        Instant time = time(field == null ? null : fields.value(field));
        return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
    }

    /** A day is its beginning in the organisation's zone. */
    private @Nullable Instant time(@Nullable FieldValue value) {
        return switch (value) {
            case FieldValue.Time(Instant time) -> time;
            case FieldValue.Date(LocalDate date) -> date.atStartOfDay(zone).toInstant();
            case null, default -> null;
        };
    }

    private static Decision.MadeNone none(NoTouchpointReason reason, CompiledRuleList list) {
        return new Decision.MadeNone(reason, list.list().version());
    }

    /** At most so many characters, without half a one at the end. */
    static String cut(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
        return name.substring(0, end).strip();
    }

    private CompiledRuleList list(RuleListKind kind) {
        CompiledRuleList list = lists.get(kind);
        if (list == null) {
            throw new IllegalStateException("a policy has a list of every kind, but not of " + kind);
        }
        return list;
    }
}
