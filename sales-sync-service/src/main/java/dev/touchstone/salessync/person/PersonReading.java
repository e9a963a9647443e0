package dev.touchstone.salessync.person;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person as one read of Marketo found it, in the form in which it is stored. Pure.
 *
 * <p><b>Boundaries:</b> a text longer than {@value #MAX_CHARACTERS} characters is cut at a code point and flagged, never
 * refused. What cannot be stored as text (U+0000, half of a surrogate pair) is replaced by U+FFFD. An id that cannot be a
 * Salesforce id is taken as absent.
 *
 * @param marketoId id in Marketo
 * @param details what Marketo knows about the person
 * @param crm where the person is in Salesforce
 * @param mail flags on the mailbox
 * @param qualification whether it qualifies
 * @param truncated true if a text was cut
 * @param createdAt when Marketo created the record, UTC; null if it does not say
 */
public record PersonReading(
        long marketoId,
        PersonDetails details,
        CrmReference crm,
        MailFlags mail,
        Qualification qualification,
        boolean truncated,
        @Nullable Instant createdAt) {
    /** Longest text kept, in UTF-16 code units. */
    public static final int MAX_CHARACTERS = 2_000;

    private static final char REPLACEMENT = '\uFFFD';
    private static final DateTimeFormatter TIMES = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    /**
     * Marketo's own flags.
     *
     * @param unsubscribed null if Marketo did not say, because the instance has no such field or the API user may not see it
     */
    public record MailFlags(@Nullable Boolean unsubscribed, boolean emailInvalid) {
        /** As text; null if Marketo did not say. */
        @Nullable
        String unsubscribedText() {
            return unsubscribed == null ? null : unsubscribed.toString();
        }
    }

    /** Reads what Marketo answered. */
    public static PersonReading of(MarketoLead lead) {
        PersonDetails details = new PersonDetails(
                text(lead, LeadField.FIRST_NAME),
                text(lead, LeadField.LAST_NAME),
                text(lead, LeadField.EMAIL),
                text(lead, LeadField.PHONE),
                text(lead, LeadField.TITLE),
                text(lead, LeadField.COMPANY),
                text(lead, LeadField.SOURCE),
                text(lead, LeadField.LINKEDIN_URL));
        CrmReference crm = crm(lead);
        return new PersonReading(
                lead.id(),
                details,
                crm,
                new MailFlags(lead.unsubscribed().orElse(null), lead.flag(LeadField.EMAIL_INVALID)),
                Qualification.of(crm, lead.flag(LeadField.SALESFORCE_DELETED)),
                lead.values().values().stream().anyMatch(text -> text.length() > MAX_CHARACTERS),
                lead.value(LeadField.CREATED_AT).flatMap(PersonReading::time).orElse(null));
    }

    /** Why the person does not qualify; empty if it does. */
    public Optional<UnqualifiedReason> unqualifiedReason() {
        return switch (qualification) {
            case Qualification.Qualified ignored -> Optional.empty();
            case Qualification.Unqualified unqualified -> Optional.of(unqualified.reason());
        };
    }

    private static CrmReference crm(MarketoLead lead) {
        @Nullable String leadId = id(lead, LeadField.SALESFORCE_LEAD_ID);
        @Nullable String contactId = id(lead, LeadField.SALESFORCE_CONTACT_ID);
        return new CrmReference(
                leadId,
                contactId,
                id(lead, LeadField.SALESFORCE_ACCOUNT_ID),
                id(lead, LeadField.SALESFORCE_OPPORTUNITY_ID),
                id(lead, LeadField.OWNER_ID),
                type(leadId, contactId, lead.value(LeadField.SALESFORCE_TYPE)));
    }

    /** With both ids the lead was converted and the contact is active, unless Marketo says that the lead is. */
    private static @Nullable PersonType type(
            @Nullable String leadId, @Nullable String contactId, Optional<String> saidType) {
        if (contactId == null) {
            return leadId == null ? null : PersonType.LEAD;
        }
        boolean saidLead = saidType.filter("lead"::equalsIgnoreCase).isPresent();
        return leadId != null && saidLead ? PersonType.LEAD : PersonType.CONTACT;
    }

    private static @Nullable String id(MarketoLead lead, LeadField field) {
        return lead.value(field)
                .map(String::strip)
                .flatMap(RecordId::parse)
                .map(RecordId::value)
                .orElse(null);
    }

    /** Marketo writes offsets as Z, +0000 or -08:00; what is no time is as good as absent. */
    private static Optional<Instant> time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text, TIMES).toInstant();
            return Optional.of(time.truncatedTo(ChronoUnit.MICROS)).filter(kept -> kept.isAfter(Instant.EPOCH));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(MarketoLead lead, LeadField field) {
        return lead.value(field).map(PersonReading::storable).orElse(null);
    }

    private static String storable(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MAX_CHARACTERS));
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (kept.length() + Character.charCount(codePoint) > MAX_CHARACTERS) {
                break;
            }
            boolean broken =
                    codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
            kept.appendCodePoint(broken ? REPLACEMENT : codePoint);
            i += Character.charCount(codePoint);
        }
        return kept.toString();
    }
}
