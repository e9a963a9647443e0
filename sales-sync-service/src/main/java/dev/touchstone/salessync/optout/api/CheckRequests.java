package dev.touchstone.salessync.optout.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.check.CheckMode;
import dev.touchstone.salessync.optout.check.CheckSettings;
import dev.touchstone.salessync.optout.check.Recipient;
import dev.touchstone.salessync.optout.check.RetryToken;
import dev.touchstone.salessync.optout.check.SendContext;
import dev.touchstone.salessync.optout.check.SendPurpose;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.SendTemplate;
import dev.touchstone.salessync.v1.UnsubscribeCheckMode;
import dev.touchstone.salessync.v1.UpdateUnsubscribeCheckSettingsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads requests about the check. */
final class CheckRequests {
    private static final int MAX_RECIPIENTS = 300;
    private static final int MAX_TEMPLATE_TEXT = 100;
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;
    private static final int MAX_DOMAIN = 255;
    private static final Pattern DOMAIN = Pattern.compile("[^\\s@.,/:]+(\\.[^\\s@.,/:]+)*");

    private CheckRequests() {}

    /** What is to be checked; the settings are not the request's. */
    record Check(List<Recipient> recipients, SendPurpose purpose, SendContext.Template template) {}

    /** Settings to put in force. */
    record Update(CheckSettings settings, String etag, String author, String note) {}

    static Check check(CheckSendableRequest request) {
        FieldViolations violations = new FieldViolations();
        int count = request.getRecipientsCount();
        if (count < 1 || count > MAX_RECIPIENTS) {
            violations.add("recipients", "OUT_OF_RANGE", "must be 1 to " + MAX_RECIPIENTS + " but are " + count);
            violations.throwIfAny();
        }
        List<Recipient> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recipient("recipients[" + i + "].", request.getRecipients(i), violations)
                    .ifPresent(recipients::add);
        }
        Optional<SendPurpose> purpose = CheckMessages.purpose(request.getPurpose());
        if (purpose.isEmpty()) {
            violations.add("purpose", "FIELD_REQUIRED", "must be ONE_TO_ONE, BULK or CAMPAIGN");
        }
        SendContext.Template template = template(request.getTemplate(), violations);
        violations.throwIfAny();
        return new Check(recipients, purpose.orElseThrow(), template);
    }

    private static Optional<Recipient> recipient(String path, SendRecipient recipient, FieldViolations violations) {
        Optional<EmailAddress> address = OptOutRequests.address(path + "address", recipient.getAddress(), violations);
        OptionalLong marketoId = OptOutRequests.marketoId(path + "marketo_id", recipient.getMarketoId(), violations);
        Optional<RetryToken> token = address.filter(
                        known -> !recipient.getRetryToken().isEmpty())
                .flatMap(known -> RetryToken.decode(recipient.getRetryToken(), known));
        if (address.isPresent() && token.isEmpty() && !recipient.getRetryToken().isEmpty()) {
            violations.add(
                    path + "retry_token",
                    "INVALID_RETRY_TOKEN",
                    "must be the retry_token of the decision that deferred a send to this address");
        }
        return address.map(known -> new Recipient(known, marketoId, token));
    }

    private static SendContext.Template template(SendTemplate template, FieldViolations violations) {
        if (template.getNonCommercial()) {
            violations.requireText("template.template_id", template.getTemplateId(), MAX_TEMPLATE_TEXT);
            violations.requireText("template.owner", template.getOwner(), MAX_TEMPLATE_TEXT);
        } else {
            violations.limitText("template.template_id", template.getTemplateId(), MAX_TEMPLATE_TEXT);
            violations.limitText("template.owner", template.getOwner(), MAX_TEMPLATE_TEXT);
        }
        return new SendContext.Template(template.getTemplateId(), template.getOwner(), template.getNonCommercial());
    }

    static Update update(UpdateUnsubscribeCheckSettingsRequest request) {
        FieldViolations violations = new FieldViolations();
        var settings = request.getSettings();
        Optional<CheckMode> mode = mode(settings.getMode());
        if (mode.isEmpty()) {
            violations.add("settings.mode", "FIELD_REQUIRED", "must be LIVE, HYBRID or MIRROR_ONLY");
        }
        List<String> domains = domains(settings.getBlockedDomainsList(), violations);
        violations.requireText("etag", request.getEtag(), MAX_AUTHOR);
        violations.requireText("author", request.getAuthor(), MAX_AUTHOR);
        violations.limitText("note", request.getNote(), MAX_NOTE);
        violations.throwIfAny();
        return new Update(
                new CheckSettings(settings.getEnabled(), mode.orElseThrow(), domains, settings.getStaleAllowed()),
                request.getEtag(),
                request.getAuthor(),
                request.getNote());
    }

    private static List<String> domains(List<String> texts, FieldViolations violations) {
        if (texts.size() > CheckSettings.MAX_DOMAINS) {
            violations.add(
                    "settings.blocked_domains",
                    "OUT_OF_RANGE",
                    "must be at most " + CheckSettings.MAX_DOMAINS + " but are " + texts.size());
            return List.of();
        }
        List<String> domains = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String path = "settings.blocked_domains[" + i + "]";
            String domain = texts.get(i).strip().toLowerCase(Locale.ROOT);
            if (violations.requireText(path, domain, MAX_DOMAIN)
                    && !DOMAIN.matcher(domain).matches()) {
                violations.add(path, "INVALID_DOMAIN", "must be a domain such as example.com but is " + domain);
            }
            domains.add(domain);
        }
        return domains;
    }

    private static Optional<CheckMode> mode(UnsubscribeCheckMode mode) {
        return switch (mode) {
            case UNSUBSCRIBE_CHECK_MODE_LIVE -> Optional.of(CheckMode.LIVE);
            case UNSUBSCRIBE_CHECK_MODE_HYBRID -> Optional.of(CheckMode.HYBRID);
            case UNSUBSCRIBE_CHECK_MODE_MIRROR_ONLY -> Optional.of(CheckMode.MIRROR_ONLY);
            case UNSUBSCRIBE_CHECK_MODE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
