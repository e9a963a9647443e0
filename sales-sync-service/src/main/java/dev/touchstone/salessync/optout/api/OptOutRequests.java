package dev.touchstone.salessync.optout.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.diagnostic.Redaction;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.optout.RequestKey;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.optout.Whose;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryRequest;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads requests about opt-outs. */
final class OptOutRequests {
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;
    private static final int MAX_EVIDENCE = 2_000;
    private static final int CANONICAL_UUID = 36;
    private static final UUID NO_ID = new UUID(0, 0);

    private OptOutRequests() {}

    /** What is to be said of whom, once for each key. */
    record Change(RequestKey key, Whose whose, OptOutFact fact) {}

    /** Whose history is asked for, and which page of it. */
    record History(Whose whose, Page page) {}

    static Change unsubscribe(UnsubscribeRequest request) {
        FieldViolations violations = new FieldViolations();
        UUID requestId = uuid(request.getRequestId(), violations);
        Optional<Whose> whose = whose(request.getAddress(), request.getMarketoId(), violations);
        Optional<UnsubscribeSource> source = source(request.getSource());
        if (source.isEmpty()) {
            violations.add("source", "INVALID_VALUE", "must be CLICKED_LINK, MANUAL, ADMINISTRATOR or BOUNCE");
        }
        boolean byHand = source.filter(
                        value -> value == UnsubscribeSource.MANUAL || value == UnsubscribeSource.ADMINISTRATOR)
                .isPresent();
        if (byHand) {
            requireWords("author", request.getAuthor(), MAX_AUTHOR, violations);
        } else {
            violations.limitText("author", request.getAuthor(), MAX_AUTHOR);
        }
        violations.limitText("note", request.getNote(), MAX_NOTE);
        violations.throwIfAny();
        String note = Redaction.of(request.getNote());
        String author = byHand
                ? hand(request.getAuthor(), whose.orElseThrow())
                : Redaction.of(request.getAuthor().strip());
        OptOutFact fact = new OptOutFact.Unsubscribe(source.orElseThrow(), author, note);
        RequestKey key = RequestKey.of(
                requestId,
                "unsubscribe",
                text(whose.orElseThrow()),
                source.orElseThrow().name(),
                request.getAuthor(),
                request.getNote());
        return new Change(key, whose.orElseThrow(), fact);
    }

    /** Who set it by hand is kept by name or address, unless that is whose opt-out it is: the ledger keeps no recipient's address. */
    private static String hand(String author, Whose whose) {
        String lower = author.toLowerCase(Locale.ROOT);
        boolean self =
                whose.address().filter(own -> lower.contains(own.value())).isPresent();
        return self ? Redaction.of(author.strip()) : author.strip();
    }

    static Change resubscribe(ResubscribeRequest request) {
        FieldViolations violations = new FieldViolations();
        UUID requestId = uuid(request.getRequestId(), violations);
        Optional<Whose> whose = whose(request.getAddress(), request.getMarketoId(), violations);
        requireWords("author", request.getAuthor(), MAX_AUTHOR, violations);
        requireWords("reason", request.getReason(), MAX_NOTE, violations);
        requireWords("evidence", request.getEvidence(), MAX_EVIDENCE, violations);
        violations.throwIfAny();
        OptOutFact fact = new OptOutFact.Resubscribe(
                hand(request.getAuthor(), whose.orElseThrow()),
                Redaction.of(request.getReason()),
                Redaction.of(request.getEvidence()));
        RequestKey key = RequestKey.of(
                requestId,
                "resubscribe",
                text(whose.orElseThrow()),
                request.getAuthor(),
                request.getReason(),
                request.getEvidence());
        return new Change(key, whose.orElseThrow(), fact);
    }

    static History history(GetUnsubscribeHistoryRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<Whose> whose = whose(request.getAddress(), request.getMarketoId(), violations);
        Page page = Page.parse(
                request.getPageSize(),
                request.getPageToken(),
                1,
                violations,
                request.getAddress(),
                request.getMarketoId());
        violations.throwIfAny();
        return new History(whose.orElseThrow(), page);
    }

    /** An address that can be one; a violation otherwise. */
    static Optional<EmailAddress> address(String path, String text, FieldViolations violations) {
        EmailAddress address = new EmailAddress(text);
        if (!violations.requireText(path, text, EmailAddress.MAX_CHARACTERS)) {
            return Optional.empty();
        }
        if (!address.isWellFormed()) {
            // Without the value: the violation is answered, and may be logged by the caller.
            violations.add(path, "INVALID_ADDRESS", "must be an e-mail address: a name, an at sign and a domain");
            return Optional.empty();
        }
        return Optional.of(address);
    }

    static OptionalLong marketoId(String path, long id, FieldViolations violations) {
        if (id < 0) {
            violations.add(path, "OUT_OF_RANGE", "must be above 0, or 0 if it is not known, but is " + id);
        }
        return id > 0 ? OptionalLong.of(id) : OptionalLong.empty();
    }

    private static Optional<Whose> whose(String addressText, long id, FieldViolations violations) {
        OptionalLong marketoId = marketoId("marketo_id", id, violations);
        if (addressText.isEmpty() && marketoId.isPresent()) {
            return Optional.of(new Whose(Optional.empty(), marketoId));
        }
        return address("address", addressText, violations).map(address -> new Whose(Optional.of(address), marketoId));
    }

    private static String text(Whose whose) {
        return whose.address().map(EmailAddress::value).orElse("")
                + '\0'
                + whose.marketoId().orElse(0);
    }

    private static void requireWords(String path, String text, int limit, FieldViolations violations) {
        if (violations.requireText(path, text, limit) && text.isBlank()) {
            violations.add(path, "FIELD_REQUIRED", "is required: 1 to " + limit + " characters, not only blanks");
        }
    }

    private static UUID uuid(String text, FieldViolations violations) {
        try {
            if (text.length() == CANONICAL_UUID) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notOne) {
            // said below
        }
        violations.add("request_id", "INVALID_UUID", "must be a UUID of 36 characters that the client makes");
        return NO_ID;
    }

    private static Optional<UnsubscribeSource> source(dev.touchstone.salessync.v1.UnsubscribeSource source) {
        return switch (source) {
            case UNSUBSCRIBE_SOURCE_CLICKED_LINK -> Optional.of(UnsubscribeSource.CLICKED_LINK);
            case UNSUBSCRIBE_SOURCE_MANUAL -> Optional.of(UnsubscribeSource.MANUAL);
            case UNSUBSCRIBE_SOURCE_ADMINISTRATOR -> Optional.of(UnsubscribeSource.ADMINISTRATOR);
            case UNSUBSCRIBE_SOURCE_BOUNCE -> Optional.of(UnsubscribeSource.BOUNCE);
            case UNSUBSCRIBE_SOURCE_MERGE,
                    UNSUBSCRIBE_SOURCE_SAME_PERSON,
                    UNSUBSCRIBE_SOURCE_ERASURE,
                    UNSUBSCRIBE_SOURCE_SALESFORCE_SYNC,
                    UNSUBSCRIBE_SOURCE_UNSPECIFIED,
                    UNRECOGNIZED -> Optional.empty();
        };
    }
}
