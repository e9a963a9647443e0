package dev.touchstone.touchpoint.identification;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.Refusals;
import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.IdentificationKind;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesRequest;
import dev.touchstone.touchpoint.v1.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the messages of {@code VisitorIdentityService}. */
final class VisitorIdentityRequests {
    private static final int MAX_RECORDS = 1_000;
    private static final int MAX_ALIAS = 255;
    private static final int MAX_NOTE = 500;

    private VisitorIdentityRequests() {}

    /**
     * What a request holds.
     *
     * @param identities the good records
     * @param positions of the good records in the request
     * @param refusals the bad ones
     */
    record Parsed(List<AliasIdentity> identities, List<Integer> positions, List<Refusal> refusals) {
        /** The refusals, with those of some of the good records whose address is of somebody who was erased. */
        List<Refusal> refusalsWithErased(List<Integer> erased) {
            List<Refusal> all = new ArrayList<>(refusals);
            for (int place : erased) {
                FieldViolations violations = new FieldViolations();
                violations.add(
                        "alias_identities[" + positions.get(place) + "]",
                        ErasedIdentities.REASON,
                        ErasedIdentities.SENTENCE);
                all.add(Refusals.of(0, identities.get(place).alias().value(), violations.list()));
            }
            return all;
        }
    }

    /** Reads the records; throws only if there are none or too many. */
    static Parsed parse(RecordAliasIdentitiesRequest request, Instant now) {
        int count = request.getAliasIdentitiesCount();
        FieldViolations whole = new FieldViolations();
        if (count == 0 || count > MAX_RECORDS) {
            whole.add(
                    "alias_identities",
                    count == 0 ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to 1,000 records but has " + count);
        }
        whole.throwIfAny();
        List<AliasIdentity> identities = new ArrayList<>(count);
        List<Integer> positions = new ArrayList<>(count);
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var message = request.getAliasIdentities(i);
            FieldViolations violations = new FieldViolations();
            Optional<AliasIdentity> identity = parse(message, "alias_identities[" + i + "].", violations, now);
            if (identity.isPresent()) {
                identities.add(identity.get());
                positions.add(i);
            } else {
                refusals.add(Refusals.of(0, message.getAlias().getValue(), violations.list()));
            }
        }
        return new Parsed(identities, positions, refusals);
    }

    private static Optional<AliasIdentity> parse(
            dev.touchstone.touchpoint.v1.AliasIdentity message, String path, FieldViolations violations, Instant now) {
        RecordFields fields = new RecordFields(violations, now);
        Optional<VisitorAlias> alias = alias(message, path, violations);
        Optional<String> email = requiredEmail(path + "email", message.getEmail(), violations, fields);
        Optional<Instant> since =
                fields.time(path + "identify_time", message.hasIdentifyTime(), message.getIdentifyTime());
        return violations.isEmpty()
                ? Optional.of(new AliasIdentity(alias.orElseThrow(), email.orElseThrow(), since.orElseThrow()))
                : Optional.empty();
    }

    private static Optional<VisitorAlias> alias(
            dev.touchstone.touchpoint.v1.AliasIdentity message, String path, FieldViolations violations) {
        if (!message.hasAlias()) {
            violations.add(path + "alias", "FIELD_REQUIRED", "is required");
            return Optional.empty();
        }
        boolean typeFits = checkType(message, path + "alias.type", violations);
        String value = message.getAlias().getValue();
        boolean valueFits = violations.requireText(path + "alias.value", value, MAX_ALIAS);
        if (valueFits && !value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            violations.add(path + "alias.value", "INVALID_ID", "must have visible ASCII characters only");
            valueFits = false;
        }
        return typeFits && valueFits
                ? Optional.of(new VisitorAlias(VisitorAlias.Type.MARKETO_MUNCHKIN, value))
                : Optional.empty();
    }

    private static boolean checkType(
            dev.touchstone.touchpoint.v1.AliasIdentity message, String path, FieldViolations violations) {
        return switch (message.getAlias().getType()) {
            case VISITOR_ALIAS_TYPE_MARKETO_MUNCHKIN -> true;
            case VISITOR_ALIAS_TYPE_CRM_PERSON -> {
                violations.add(
                        path, "FIELD_NOT_ALLOWED", "must not be CRM_PERSON: its address comes with the CRM record");
                yield false;
            }
            case VISITOR_ALIAS_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
                violations.add(
                        path,
                        "UNKNOWN_ENUM_VALUE",
                        "must be MARKETO_MUNCHKIN but is " + message.getAlias().getTypeValue());
                yield false;
            }
        };
    }

    static Optional<String> requiredEmail(String path, String value, FieldViolations violations, RecordFields fields) {
        if (value.isEmpty()) {
            violations.add(path, "FIELD_REQUIRED", "is required");
        }
        return fields.email(path, value);
    }

    /** What to ignore or not; empty, with violations, if anything is wrong. */
    static Optional<IgnoredIdentity.Subject> subject(
            String email, String visitorId, FieldViolations violations, Instant now) {
        RecordFields fields = new RecordFields(violations, now);
        if (email.isEmpty() && visitorId.isEmpty()) {
            violations.add("email", "FIELD_REQUIRED", "is required, or visitor_id, or both");
            return Optional.empty();
        }
        Optional<String> address = fields.email("email", email);
        Optional<String> visitor = visitorId.isEmpty() ? Optional.empty() : fields.id("visitor_id", visitorId);
        return violations.isEmpty()
                ? Optional.of(new IgnoredIdentity.Subject(visitor.orElse(""), address.orElse("")))
                : Optional.empty();
    }

    static void checkNote(String note, FieldViolations violations) {
        violations.limitText("note", note, MAX_NOTE);
    }

    /** The key in a page token of {@code ListVisitorIdentities}: visitor, address, kind. */
    static Optional<VisitorIdentity.Key> key(List<String> parts, FieldViolations violations) {
        try {
            return Optional.of(
                    new VisitorIdentity.Key(parts.get(0), parts.get(1), IdentificationKind.valueOf(parts.get(2))));
        } catch (IllegalArgumentException e) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }

    /** The key in a page token of {@code ListIgnoredIdentities}: visitor, address. */
    static Optional<IgnoredIdentity.Subject> subjectKey(List<String> parts, FieldViolations violations) {
        try {
            return Optional.of(new IgnoredIdentity.Subject(parts.get(0), parts.get(1)));
        } catch (IllegalArgumentException e) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }
}
